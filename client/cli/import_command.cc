// `qiusuo import`: reads files and sends them over one stream; what became of them is told in the
// order of the files.

#include <atomic>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/sha256.h"
#include "client/cli/commands.h"
#include "client/cli/import_results.h"
#include "client/cli/interrupts.h"
#include "client/cli/source_files.h"
#include "client/importer.h"
#include "proto/error_details.h"

namespace qiusuo::cli {
namespace {

// How long files that are under way are waited for after Ctrl-C.
constexpr absl::Duration kInterruptGrace = absl::Seconds(10);
// Ids of documents that are named after their bytes, as the server makes them.
constexpr size_t kIdHashDigits = 20;

// One run over a list of files.
class ImportRun {
 public:
  ImportRun(const ImportFlags& flags, Session& session,
            const std::vector<SourceFile>& files, size_t max_content_bytes,
            ImportResults& results)
      : flags_(flags),
        files_(files),
        max_content_bytes_(max_content_bytes == 0 ? kMaxFileBytes
                                                  : max_content_bytes),
        results_(results),
        importer_(
            session.client,
            [this](client::Importer::Result result) {
              results_.Set(FileOf(result.number), std::move(result.imported));
            },
            {.window = flags.jobs,
             .patience = session.patience,
             .on_lost = [this](const absl::Status& why) {
               results_.Say(absl::StrCat(why.message(), "; trying again"));
             }}) {}

  // Answers how the import ended: OK, CANCELLED after an interrupt, or why the server was given up.
  absl::Status Run() {
    const Interrupts interrupts(
        [this] {
          is_interrupted_ = true;
          results_.Say("waiting for what is under way; Ctrl-C again ends it");
        },
        [this] { importer_.Cancel(); }, kInterruptGrace);
    for (size_t i = 0; i < files_.size() && !is_interrupted_; ++i) {
      if (!Send(i)) break;
    }
    const absl::Status status = importer_.Finish();
    return is_interrupted_ ? absl::CancelledError("interrupted") : status;
  }

 private:
  // False if nothing more can be sent.
  bool Send(size_t index) {
    const SourceFile& file = files_[index];
    absl::StatusOr<std::string> bytes =
        file.status.ok() ? ReadFile(file.path, max_content_bytes_)
                         : absl::StatusOr<std::string>(file.status);
    if (!bytes.ok()) {
      results_.Set(index, bytes.status());
      return true;
    }
    const std::string sha256 = Sha256Hex(*bytes);
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      sent_.push_back(index);
    }
    return importer_
        .Add(*std::move(bytes),
             {.collection = flags_.collection,
              .document_id = flags_.name_from == NameFrom::kHash
                                 ? "b-" + sha256.substr(0, kIdHashDigits)
                                 : flags_.document_id,
              .labels = flags_.labels,
              .uri = FileUri(file.path),
              .validate_only = flags_.dry_run},
             sha256)
        .ok();
  }

  size_t FileOf(int64_t number) {
    const std::lock_guard<std::mutex> lock(mutex_);
    return sent_[static_cast<size_t>(number)];
  }

  const ImportFlags& flags_;
  const std::vector<SourceFile>& files_;
  const size_t max_content_bytes_;
  ImportResults& results_;
  std::atomic<bool> is_interrupted_ = false;
  std::mutex mutex_;
  std::vector<size_t> sent_;  // guarded by mutex_: files by the number of Add
  client::Importer importer_;
};

}  // namespace

ExitCode RunCommand(const ImportFlags& flags, Session& session) {
  const std::vector<SourceFile> files = ListFiles(flags.paths);
  if (!flags.document_id.empty() && (files.size() != 1 || files[0].in_folder)) {
    session.err << "qiusuo: import: --id goes with one file\n";
    return ExitCode::kUsage;
  }
  const absl::StatusOr<v1::GetServerStatusResponse> server =
      session.client.GetServerStatus();
  if (!server.ok()) {
    return ReportError(session, session.server, server.status());
  }
  ImportResults results(flags, session, files);
  if (const absl::Status opened = results.Open(); !opened.ok()) {
    return ReportError(session, flags.report_path, opened);
  }
  const absl::Status end =
      ImportRun(flags, session, files,
                static_cast<size_t>(server->max_content_bytes()), results)
          .Run();
  const bool is_interrupted = absl::IsCancelled(end);
  const absl::Status written = results.Finish(
      is_interrupted ? MakeError(absl::StatusCode::kCancelled, "INTERRUPTED",
                                 "the import was interrupted before")
                     : end);
  if (is_interrupted && results.has_untried()) return ExitCode::kInterrupted;
  if (!end.ok() && !is_interrupted) {
    return ReportError(session, session.server, end);
  }
  if (!written.ok()) return ReportError(session, flags.report_path, written);
  return results.has_failures() ? ExitCode::kFailed : ExitCode::kOk;
}

}  // namespace qiusuo::cli
