// `qiusuo reparse`: has the server read the originals once more, and tells what became of them.

#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "client/cli/commands.h"
#include "client/cli/listing.h"
#include "proto/error_details.h"
#include "proto/names.h"

namespace qiusuo::cli {
namespace {

// Carriage return, then erase to the end of the line.
constexpr char kToLineStart[] = "\r\x1b[K";
constexpr absl::Duration kLogPause = absl::Seconds(10);

class Reparse {
 public:
  Reparse(const ReparseFlags& flags, Session& session)
      : flags_(flags),
        session_(session),
        listing_(session.out, session.output, {}) {}

  ExitCode Run() {
    v1::ReparseDocumentsRequest request;
    request.set_parent(CollectionName(flags_.collection));
    request.set_force(flags_.force);
    request.set_validate_only(flags_.dry_run);
    request.set_after(flags_.after);
    absl::Status status;
    for (const absl::StatusOr<v1::ReparseDocumentsResponse>& response :
         session_.client.ReparseDocuments(request)) {
      status = response.status();
      if (!status.ok()) break;
      for (const v1::ReparseResult& result : response->results()) Tell(result);
      current_count_ += response->current_count();
      if (!response->last_document().empty()) last_ = response->last_document();
      ShowProgress(response->total_count());
    }
    ClearProgress();
    if (session_.output != OutputFormat::kTable) listing_.Finish();
    const bool is_table = session_.output == OutputFormat::kTable;
    (is_table ? session_.out : session_.err) << Summary() << "\n";
    if (!status.ok()) return Fail(request.parent(), status);
    return Count(v1::REPARSE_OUTCOME_FAILED) > 0 ? ExitCode::kFailed
                                                 : ExitCode::kOk;
  }

 private:
  int64_t Count(v1::ReparseOutcome outcome) const { return counts_[outcome]; }

  void Tell(const v1::ReparseResult& result) {
    if (v1::ReparseOutcome_IsValid(result.outcome())) {
      ++counts_[result.outcome()];
    }
    section_growth_ += result.section_count() - result.old_section_count();
    metric_growth_ += result.metric_count() - result.old_metric_count();
    if (session_.output != OutputFormat::kTable) listing_.Add(result, {});
    if (result.outcome() != v1::REPARSE_OUTCOME_FAILED) return;
    ClearProgress();
    session_.err << ErrorLine(result.name(), FromRpcStatus(result.error()))
                 << "\n";
  }

  // A line that is redrawn on a terminal, and one now and then elsewhere.
  void ShowProgress(int64_t total) {
    const absl::Time now = absl::Now();
    if (!session_.err_is_terminal && now - last_shown_ < kLogPause) return;
    last_shown_ = now;
    int64_t done = current_count_;
    for (const int64_t count : counts_) done += count;
    if (session_.err_is_terminal) session_.err << kToLineStart;
    session_.err << done << "/" << total << " documents, "
                 << Count(v1::REPARSE_OUTCOME_CHANGED) << " changed, "
                 << Count(v1::REPARSE_OUTCOME_FAILED) << " failed";
    if (!session_.err_is_terminal) session_.err << "\n";
    session_.err << std::flush;
  }

  void ClearProgress() {
    if (session_.err_is_terminal) session_.err << kToLineStart << std::flush;
  }

  std::string Summary() const {
    const auto growth = [](int64_t count) {
      return absl::StrCat(count > 0 ? "+" : "", count);
    };
    std::string summary = absl::StrCat(
        Count(v1::REPARSE_OUTCOME_CHANGED), " changed, ",
        Count(v1::REPARSE_OUTCOME_SAME), " the same, ", current_count_,
        " of this parser already, ", Count(v1::REPARSE_OUTCOME_FAILED),
        " failed; sections ", growth(section_growth_), ", metrics ",
        growth(metric_growth_));
    if (flags_.dry_run) summary += "; nothing was stored";
    return summary;
  }

  ExitCode Fail(const std::string& subject, const absl::Status& status) {
    const ExitCode exit_code = ReportError(session_, subject, status);
    if (!last_.empty()) {
      session_.err << "qiusuo: go on with --after " << last_ << "\n";
    }
    return exit_code;
  }

  const ReparseFlags& flags_;
  Session& session_;
  Listing listing_;
  std::array<int64_t, v1::ReparseOutcome_ARRAYSIZE> counts_ = {};
  int64_t current_count_ = 0;
  int64_t section_growth_ = 0;
  int64_t metric_growth_ = 0;
  std::string last_;
  absl::Time last_shown_ = absl::Now();
};

}  // namespace

ExitCode RunCommand(const ReparseFlags& flags, Session& session) {
  return Reparse(flags, session).Run();
}

}  // namespace qiusuo::cli
