// File: service/parser/extract/docx.h
//
// Word documents (Office Open XML, ECMA-376) as text.

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_DOCX_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_DOCX_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "service/parser/extract/extracted_text.h"
#include "service/parser/extract/package.h"

namespace qiusuo::parser {

// ExtractDocx answers the document's paragraphs in order: those of headings with their
// level, numbered ones with the number that Word would print, rows of tables as lines. What
// tracked changes delete and what is hidden is left out. Below the text come the footnotes
// (FOOTNOTE), page headers and footers (FOOTER). Errors as of Package; BINARY_CONTENT for a
// package that holds no Word document.
absl::StatusOr<ExtractedText> ExtractDocx(Package& package);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_DOCX_H_
