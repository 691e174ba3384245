// File: service/parser/extract/html.h
//
// Web pages as text.

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_HTML_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_HTML_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "service/parser/extract/extracted_text.h"
#include "service/parser/extract/html_lines.h"

namespace qiusuo::parser {

// LooksLikeHtml tells a page by its first tag: <!doctype html>, <html>, or a tag such as <div>
// that opens the text.
bool LooksLikeHtml(std::string_view utf8);

// HtmlCharset answers the charset that a page names in its first 4096 bytes (<meta
// charset=gb2312>). Empty if it names none. A label, no proof.
std::string_view HtmlCharset(std::string_view bytes);

// ExtractHtml answers what a reader of the page sees. Lines outside of the main content
// that are links or page furniture have the zones NAVIGATION (above it) and RELATED_LINKS
// or FOOTER (below it). `utf8` must be valid UTF-8. INVALID_ARGUMENT CONTENT_TOO_COMPLEX
// beyond the limits of html_reducer.h.
absl::StatusOr<ExtractedText> ExtractHtml(std::string_view utf8,
                                          const HtmlOptions& options = {});

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_HTML_H_
