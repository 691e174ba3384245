// File: service/parser/parse_report.h
//
// The parser's front door: bytes in, Document out. Pure: it reads no clock, no
// file, no network and no global that changes, so the same input gives the same
// document, from any thread.
//
//   ASSIGN_OR_RETURN(ArenaDocument document,
//                    ParseReport({.data = bytes}, ParseOptions{}));
//
// The stages, each a file, in order:
//
//   content -> zones -> marks -> outline -> sentences -> quantities -> periods
//          -> names -> metrics -> checks

#ifndef QIUSUO_SERVICE_PARSER_PARSE_REPORT_H_
#define QIUSUO_SERVICE_PARSER_PARSE_REPORT_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "proto/arena_document.h"
#include "service/parser/catalog.h"
#include "service/parser/limits.h"

namespace qiusuo::parser {

// Version of what the parser answers; sent as Document.parser_version. Raise it
// whenever the same bytes may give another document.
inline constexpr std::string_view kParserVersion = "1.3";

// A report as it was found. The views must outlive the call.
struct Report {
  std::string_view data = {};
  std::string_view media_type = {};  // empty: unknown
  std::string_view charset = {};     // empty: unknown
  std::string_view uri = {};         // empty: unknown
  std::string_view sha256 = {};      // of data, hexadecimal; empty: taken here
};

struct ParseOptions {
  // Largest report that is read, in bytes.
  size_t max_content_bytes = kMaxContentBytes;
  // The indicators and units to know. nullptr: the compiled-in ones.
  std::shared_ptr<const Catalog> catalog = nullptr;
  // Called behind each stage with its name, for those who measure. May be empty.
  std::function<void(std::string_view stage)> after_stage = {};
  // Answers the words of a PDF as `pdftotext -bbox` writes them: the parser starts no
  // process. Errors are passed on. Empty: PDF files are refused.
  std::function<absl::StatusOr<std::string>(std::string_view pdf)> read_pdf =
      nullptr;
};

// ParserVersion answers what Document.parser_version tells: kParserVersion, and behind a
// + that other tables were used: `1.2+tables.9f3c21ab`. nullptr: the compiled-in ones.
std::string ParserVersion(const Catalog* catalog);

// ParseReport answers the document in the report, in FULL view with all counts,
// without what a store adds (name, labels, revision, etag, times).
//
// Trouble in the report is a diagnostic. Only unusable input is an error, each
// with an ErrorInfo (proto/error_details.h):
//   INVALID_ARGUMENT   EMPTY_CONTENT, BINARY_CONTENT (names what it is and what to
//                      convert it to), ENCRYPTED_CONTENT, NO_TEXT (pictures of pages),
//                      CONTENT_TOO_COMPLEX (made to cost much), UNKNOWN_CHARSET
//   RESOURCE_EXHAUSTED CONTENT_TOO_LARGE (metadata: max_content_bytes, size_bytes)
absl::StatusOr<ArenaDocument> ParseReport(const Report& report,
                                          const ParseOptions& options);

// ParseDocument answers the same in memory of its own, which takes longer.
absl::StatusOr<qiusuo::v1::Document> ParseDocument(const Report& report,
                                                   const ParseOptions& options);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_PARSE_REPORT_H_
