#include "client/cli/session.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/strings.h"
#include "client/cli/display_text.h"
#include "proto/error_details.h"
#include "proto/names.h"

namespace qiusuo::cli {
namespace {

std::string DocumentPrefix(std::string_view collection) {
  return absl::StrCat(CollectionName(collection), "/documents/");
}

}  // namespace

std::string ErrorLine(std::string_view subject, const absl::Status& status) {
  std::string reason = ErrorReason(status);
  if (reason.empty()) reason = absl::StatusCodeToString(status.code());
  std::string message(status.message());
  const std::optional<rpc::v1::BadRequest> bad_request = GetBadRequest(status);
  if (bad_request.has_value() && bad_request->field_violations_size() > 0) {
    // Its description does not name the field once more.
    message = bad_request->field_violations(0).description();
    absl::StrAppend(&reason, ", ", bad_request->field_violations(0).field());
  }
  return Printable(absl::StrCat("qiusuo: ", ToAbsl(subject), ": ", message,
                                " (", reason, ")"));
}

bool IsUnreachable(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
}

ExitCode ReportError(Session& session, std::string_view subject,
                     const absl::Status& status) {
  const bool unreachable = IsUnreachable(status);
  session.err << ErrorLine(unreachable ? session.server : subject, status)
              << "\n";
  return unreachable ? ExitCode::kUnreachable : ExitCode::kFailed;
}

void ReportNone(Session& session, std::string_view things) {
  if (session.output != OutputFormat::kTable) return;
  session.err << "qiusuo: no " << things << "\n";
}

std::string FullDocumentName(std::string_view argument,
                             std::string_view collection) {
  // An id holds no slash; whatever does is the server's to judge.
  if (argument.find('/') != std::string_view::npos) {
    return std::string(argument);
  }
  return DocumentPrefix(collection).append(argument);
}

std::string ShortDocumentName(std::string_view name,
                              std::string_view collection) {
  const std::string prefix = DocumentPrefix(collection);
  return std::string(absl::StripPrefix(ToAbsl(name), prefix));
}

}  // namespace qiusuo::cli
