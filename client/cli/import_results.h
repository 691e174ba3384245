// File: client/cli/import_results.h
//
// Tells the user what became of the files of an import, in their order: rows, messages, progress,
// the report and, at the end, the sum.
//
//   ImportResults results(flags, session, std::move(files));
//   results.Set(3, importer's answer);  // told once files 0 to 2 are
//   results.Finish(absl::OkStatus());

#ifndef QIUSUO_CLIENT_CLI_IMPORT_RESULTS_H_
#define QIUSUO_CLIENT_CLI_IMPORT_RESULTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "client/cli/command_line.h"
#include "client/cli/import_report.h"
#include "client/cli/listing.h"
#include "client/cli/progress_bar.h"
#include "client/cli/session.h"
#include "client/cli/source_files.h"

namespace qiusuo::cli {

// Safe from several threads, but for Open and Finish: before and after all others. Only it writes
// to the session's streams between the two.
class ImportResults {
 public:
  // Flags, session and files must outlive it.
  ImportResults(const ImportFlags& flags, Session& session,
                const std::vector<SourceFile>& files);

  // Open makes the report's file, if one is wanted. Error: it cannot be written.
  absl::Status Open();

  // Set takes what became of a file.
  void Set(size_t file, Imported imported);

  // Say writes a message.
  void Say(std::string_view message);

  // Finish tells the rest: files without a result came to nothing, for the reason `why_not`. It
  // answers the error if the report could not be written.
  absl::Status Finish(const absl::Status& why_not);

  // After Finish.
  bool has_untried() const { return untried_ > 0; }
  bool has_failures() const;

 private:
  void Tell(const SourceFile& file, const Imported& imported);
  void ReportFile(const SourceFile& file, const Imported& imported);
  std::string Sum() const;
  int64_t count(FileOutcome outcome) const {
    return counts_[static_cast<size_t>(outcome)];
  }

  const ImportFlags& flags_;
  Session& session_;
  const std::vector<SourceFile>& files_;
  const bool is_table_;

  std::mutex mutex_;  // guards all below and the session's streams
  size_t told_ = 0;
  std::map<size_t, Imported> waiting_;  // for files before them
  std::array<int64_t, kFileOutcomes> counts_ = {};
  std::map<std::string, int64_t> reasons_;  // of what was refused or failed
  size_t untried_ = 0;
  Progress progress_;
  ProgressBar bar_;
  Listing listing_;
  std::ofstream report_;
};

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_IMPORT_RESULTS_H_
