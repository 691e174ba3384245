// `qiusuo import`: several files are on their way at a time; what became of them is
// told in the order of the files.

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "client/cli/commands.h"
#include "client/cli/listing.h"
#include "client/cli/progress_bar.h"
#include "client/cli/source_files.h"

namespace qiusuo::cli {
namespace {

using Imported = absl::StatusOr<v1::ImportDocumentResponse>;

constexpr size_t kTitleColumns = 48;

std::string_view OutcomeWord(v1::ImportOutcome outcome) {
  switch (outcome) {
    case v1::IMPORT_OUTCOME_CREATED:
      return "created";
    case v1::IMPORT_OUTCOME_UPDATED:
      return "updated";
    case v1::IMPORT_OUTCOME_UNCHANGED:
      return "unchanged";
    default:
      return "imported";
  }
}

// One run over a list of files.
class ImportRun {
 public:
  ImportRun(const ImportFlags& flags, Session& session,
            std::vector<SourceFile> files)
      : flags_(flags),
        session_(session),
        files_(std::move(files)),
        results_(files_.size()),
        progress_(session.err, session.err_is_terminal, files_.size()),
        listing_(session.out, session.output,
                 {{""}, {""}, {"", Align::kLeft, kTitleColumns}}) {}

  ExitCode Run() {
    const size_t jobs =
        std::min(files_.size(), static_cast<size_t>(flags_.jobs));
    std::vector<std::thread> workers;
    for (size_t i = 0; i < jobs; ++i) {
      workers.emplace_back([this] { Work(); });
    }
    for (std::thread& worker : workers) worker.join();
    progress_.Clear();
    listing_.Finish();
    const bool is_table = session_.output == OutputFormat::kTable;
    (is_table ? session_.out : session_.err) << Summary() << "\n";
    if (unreachable_) return ExitCode::kUnreachable;
    return failed_count_ > 0 ? ExitCode::kFailed : ExitCode::kOk;
  }

 private:
  void Work() {
    while (const std::optional<size_t> index = TakeNext()) {
      Imported result = Import(files_[*index]);
      const std::lock_guard<std::mutex> lock(mutex_);
      // Without a server there is no point in trying the rest.
      if (absl::IsUnavailable(result.status())) unreachable_ = true;
      results_[*index] = std::move(result);
      Tell();
    }
  }

  std::optional<size_t> TakeNext() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (unreachable_ || next_ == files_.size()) return std::nullopt;
    return next_++;
  }

  Imported Import(const SourceFile& file) {
    RETURN_IF_ERROR(file.status);
    ASSIGN_OR_RETURN(std::string bytes, ReadFile(file.path));
    return session_.client.Import(std::move(bytes),
                                  {.collection = flags_.collection,
                                   .document_id = flags_.document_id,
                                   .labels = flags_.labels,
                                   .uri = FileUri(file.path)});
  }

  // Tells of the files that are done, up to the first one that is not.
  void Tell() {
    for (; told_ < results_.size() && results_[told_].has_value(); ++told_) {
      TellOne(files_[told_], *results_[told_]);
      results_[told_].reset();
    }
    progress_.Update(told_);
  }

  void TellOne(const SourceFile& file, const Imported& result) {
    if (!result.ok()) {
      ++failed_count_;
      progress_.Clear();
      session_.err << ErrorLine(file.path, result.status()) << "\n";
      return;
    }
    const auto outcome = static_cast<size_t>(result->outcome());
    if (outcome < outcome_counts_.size()) ++outcome_counts_[outcome];
    // In a table whoever names a folder wants the sum, not thousands of rows.
    if (session_.output == OutputFormat::kTable && file.in_folder) return;
    listing_.Add(*result,
                 {std::string(OutcomeWord(result->outcome())),
                  result->document().name(), result->document().title()});
  }

  std::string Summary() const {
    std::string summary =
        absl::StrCat(outcome_counts_[v1::IMPORT_OUTCOME_CREATED], " created, ",
                     outcome_counts_[v1::IMPORT_OUTCOME_UPDATED], " updated, ",
                     outcome_counts_[v1::IMPORT_OUTCOME_UNCHANGED],
                     " unchanged, ", failed_count_, " failed");
    if (next_ < files_.size()) {
      absl::StrAppend(&summary, ", ", files_.size() - next_, " not tried");
    }
    return summary;
  }

  const ImportFlags& flags_;
  Session& session_;
  const std::vector<SourceFile> files_;

  std::mutex mutex_;  // guards all below and the session's streams
  size_t next_ = 0;
  size_t told_ = 0;
  std::vector<std::optional<Imported>> results_;
  std::array<int64_t, v1::ImportOutcome_ARRAYSIZE> outcome_counts_ = {};
  int64_t failed_count_ = 0;
  bool unreachable_ = false;
  ProgressBar progress_;
  Listing listing_;
};

}  // namespace

ExitCode RunCommand(const ImportFlags& flags, Session& session) {
  std::vector<SourceFile> files = ListFiles(flags.paths);
  if (!flags.document_id.empty() && (files.size() != 1 || files[0].in_folder)) {
    session.err << "qiusuo: import: --id goes with one file\n";
    return ExitCode::kUsage;
  }
  return ImportRun(flags, session, std::move(files)).Run();
}

}  // namespace qiusuo::cli
