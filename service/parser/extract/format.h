// File: service/parser/extract/format.h
//
// What kind of file bytes are, by their first ones.

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_FORMAT_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_FORMAT_H_

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/parser/extract/package.h"

namespace qiusuo::parser {

enum class Format { kText, kPdf, kDocx, kOfd, kZip };

// FormatOf answers kText for all that is not known as something else, and kZip for every
// package: FormatOfPackage tells them apart. INVALID_ARGUMENT for what cannot be read:
// BINARY_CONTENT, which names it and says what to convert it to, or ENCRYPTED_CONTENT.
absl::StatusOr<Format> FormatOf(std::string_view bytes);

// FormatOfPackage answers kDocx or kOfd. INVALID_ARGUMENT BINARY_CONTENT for other
// packages, as of FormatOf.
absl::StatusOr<Format> FormatOfPackage(const Package& package);

// BinaryContent answers the error for bytes that are `name`, not a report; `advice` says
// what to do.
absl::Status BinaryContent(std::string_view name, std::string_view advice);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_FORMAT_H_
