// File: service/parser/extract/markdown.h
//
// Markdown as text.
//
//   ## 一、**总体**要求      一、总体要求, heading 2

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_MARKDOWN_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_MARKDOWN_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "service/parser/extract/extracted_text.h"

namespace qiusuo::parser {

// ExtractMarkdown answers the text of a Markdown file (CommonMark with tables, HTML inside)
// without its mark-up. Numbers of lists stay, line ends end lines; a front matter between
// lines of --- is NAVIGATION. `utf8` must be valid UTF-8. INVALID_ARGUMENT
// CONTENT_TOO_COMPLEX beyond the limits of html_reducer.h.
absl::StatusOr<ExtractedText> ExtractMarkdown(std::string_view utf8);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_MARKDOWN_H_
