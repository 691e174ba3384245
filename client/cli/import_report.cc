#include "client/cli/import_report.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "client/cli/display_text.h"
#include "proto/error_details.h"

namespace qiusuo::cli {
namespace {

std::string_view Word(FileOutcome outcome) {
  switch (outcome) {
    case FileOutcome::kCreated:
      return "CREATED";
    case FileOutcome::kUpdated:
      return "UPDATED";
    case FileOutcome::kUnchanged:
      return "UNCHANGED";
    case FileOutcome::kRefused:
      return "REFUSED";
    case FileOutcome::kFailed:
      return "FAILED";
  }
  return "";
}

// A JSON string, with its quotes.
std::string Quoted(std::string_view text) {
  google::protobuf::Value value;
  value.set_string_value(Printable(text));
  std::string json;
  // Fails only for an Any of a type that is not linked.
  static_cast<void>(google::protobuf::util::MessageToJsonString(value, &json));
  return json;
}

}  // namespace

FileOutcome OutcomeOf(const Imported& imported) {
  if (imported.ok()) {
    switch (imported->outcome()) {
      case v1::IMPORT_OUTCOME_UPDATED:
        return FileOutcome::kUpdated;
      case v1::IMPORT_OUTCOME_UNCHANGED:
        return FileOutcome::kUnchanged;
      default:
        return FileOutcome::kCreated;
    }
  }
  const absl::Status& error = imported.status();
  const std::string reason = ErrorReason(error);
  const bool is_the_files_own =
      reason == "CONTENT_TOO_LARGE" ||
      (absl::IsInvalidArgument(error) && reason != "LOCAL_FILE");
  return is_the_files_own ? FileOutcome::kRefused : FileOutcome::kFailed;
}

std::string ReasonOf(const absl::Status& error) {
  std::string reason = ErrorReason(error);
  if (reason.empty()) reason = absl::StatusCodeToString(error.code());
  return reason;
}

std::string ReportLine(std::string_view path, const Imported& imported) {
  std::string line = absl::StrCat(
      "{\"path\":", Quoted(path), ",\"outcome\":\"",
      ToAbsl(Word(OutcomeOf(imported))),
      "\",\"name\":", Quoted(imported.ok() ? imported->document().name() : ""),
      ",\"reason\":", Quoted(imported.ok() ? "" : ReasonOf(imported.status())));
  if (!imported.ok()) {
    const absl::string_view message = imported.status().message();
    absl::StrAppend(&line,
                    ",\"message\":", Quoted({message.data(), message.size()}));
  }
  return line + "}";
}

}  // namespace qiusuo::cli
