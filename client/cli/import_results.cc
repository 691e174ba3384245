#include "client/cli/import_results.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "proto/error_details.h"

namespace qiusuo::cli {
namespace {

constexpr size_t kTitleColumns = 48;

Progress TotalOf(const std::vector<SourceFile>& files) {
  Progress total{.files = static_cast<int64_t>(files.size())};
  for (const SourceFile& file : files) total.bytes += file.size_bytes;
  return total;
}

ProgressBar::Style StyleFor(const ImportFlags& flags, const Session& session) {
  if (flags.quiet) return ProgressBar::Style::kNone;
  return session.err_is_terminal ? ProgressBar::Style::kTerminal
                                 : ProgressBar::Style::kLines;
}

std::string_view RowWord(FileOutcome outcome, bool dry_run) {
  switch (outcome) {
    case FileOutcome::kCreated:
      return dry_run ? "create" : "created";
    case FileOutcome::kUpdated:
      return dry_run ? "update" : "updated";
    default:
      return "unchanged";
  }
}

}  // namespace

ImportResults::ImportResults(const ImportFlags& flags, Session& session,
                             const std::vector<SourceFile>& files)
    : flags_(flags),
      session_(session),
      files_(files),
      is_table_(session.output == OutputFormat::kTable),
      bar_(session.err, StyleFor(flags, session), TotalOf(files)),
      listing_(session.out, session.output,
               {{""}, {""}, {"", Align::kLeft, kTitleColumns}}) {}

absl::Status ImportResults::Open() {
  if (flags_.report_path.empty()) return absl::OkStatus();
  errno = 0;
  report_.open(flags_.report_path, std::ios::binary | std::ios::trunc);
  if (report_.is_open()) return absl::OkStatus();
  return MakeError(absl::ErrnoToStatusCode(errno), "LOCAL_FILE",
                   std::generic_category().message(errno));
}

void ImportResults::Set(size_t file, Imported imported) {
  const std::lock_guard<std::mutex> lock(mutex_);
  waiting_.emplace(file, std::move(imported));
  while (!waiting_.empty() && waiting_.begin()->first == told_) {
    const auto first = waiting_.extract(waiting_.begin());
    const SourceFile& told = files_[told_++];
    Tell(told, first.mapped());
    ++progress_.files;
    progress_.bytes += told.size_bytes;
  }
  bar_.Update(progress_);
}

void ImportResults::Say(std::string_view message) {
  const std::lock_guard<std::mutex> lock(mutex_);
  bar_.Clear();
  session_.err << "qiusuo: " << message << std::endl;
}

void ImportResults::Tell(const SourceFile& file, const Imported& imported) {
  ReportFile(file, imported);
  const FileOutcome outcome = OutcomeOf(imported);
  ++counts_[static_cast<size_t>(outcome)];
  if (!imported.ok()) {
    ++progress_.failures;
    ++reasons_[ReasonOf(imported.status())];
    bar_.Clear();
    session_.err << ErrorLine(file.path, imported.status()) << "\n";
    return;
  }
  // In a table whoever names a folder wants the sum, not thousands of rows.
  if (is_table_ && (file.in_folder || flags_.quiet)) return;
  listing_.Add(*imported,
               {std::string(RowWord(outcome, flags_.dry_run)),
                imported->document().name(), imported->document().title()});
}

void ImportResults::ReportFile(const SourceFile& file,
                               const Imported& imported) {
  // Line by line: whatever ends the program, the report is true so far.
  if (report_.is_open()) {
    report_ << ReportLine(file.path, imported) << std::endl;
  }
}

absl::Status ImportResults::Finish(const absl::Status& why_not) {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (; told_ < files_.size(); ++told_) {
    const auto known = waiting_.find(told_);
    if (known != waiting_.end()) {
      Tell(files_[told_], known->second);
      continue;
    }
    ++untried_;
    ReportFile(files_[told_],
               why_not.ok() ? absl::InternalError("no result") : why_not);
  }
  bar_.Clear();
  listing_.Finish();
  if (!flags_.quiet) {
    (is_table_ ? session_.out : session_.err) << Sum() << "\n";
  }
  if (!report_.is_open()) return absl::OkStatus();
  report_.close();
  return report_.good() ? absl::OkStatus()
                        : MakeError(absl::StatusCode::kDataLoss, "LOCAL_FILE",
                                    "cannot be written");
}

bool ImportResults::has_failures() const {
  return count(FileOutcome::kRefused) + count(FileOutcome::kFailed) > 0;
}

std::string ImportResults::Sum() const {
  std::string sum = absl::StrCat(flags_.dry_run ? "nothing stored: " : "",
                                 count(FileOutcome::kCreated),
                                 flags_.dry_run ? " to create, " : " created, ",
                                 count(FileOutcome::kUpdated),
                                 flags_.dry_run ? " to update, " : " updated, ",
                                 count(FileOutcome::kUnchanged), " unchanged, ",
                                 count(FileOutcome::kRefused), " refused, ",
                                 count(FileOutcome::kFailed), " failed");
  if (untried_ > 0) absl::StrAppend(&sum, ", ", untried_, " not tried");
  const char* separator = " (";
  for (const auto& [reason, times] : reasons_) {
    absl::StrAppend(&sum, separator, times, " ", reason);
    separator = ", ";
  }
  if (!reasons_.empty()) absl::StrAppend(&sum, ")");
  return sum;
}

}  // namespace qiusuo::cli
