// File: client/cli/import_report.h
//
// What became of each file of an import, as JSON lines for programs:
//
//   {"path":"a.txt","outcome":"CREATED","name":"collections/c/documents/u-1f","reason":""}
//   {"path":"b.bin","outcome":"REFUSED","name":"","reason":"BINARY_CONTENT","message":"…"}

#ifndef QIUSUO_CLIENT_CLI_IMPORT_REPORT_H_
#define QIUSUO_CLIENT_CLI_IMPORT_REPORT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "qiusuo/v1/document_service.pb.h"

namespace qiusuo::cli {

enum class FileOutcome {
  kCreated,
  kUpdated,
  kUnchanged,
  kRefused,  // the file itself is why: it will be refused again
  kFailed,   // anything else: may go well another time
};

// Number of FileOutcomes.
inline constexpr size_t kFileOutcomes = 5;

using Imported = absl::StatusOr<v1::ImportDocumentResponse>;

FileOutcome OutcomeOf(const Imported& imported);

// ReasonOf answers the ErrorInfo's reason or, where there is none, the code's name.
std::string ReasonOf(const absl::Status& error);

// ReportLine answers the line without its end. What is no UTF-8 in the path becomes U+FFFD: JSON
// holds nothing else.
std::string ReportLine(std::string_view path, const Imported& imported);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_IMPORT_REPORT_H_
