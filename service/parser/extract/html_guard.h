// File: service/parser/extract/html_guard.h
//
// Whether a page can be given to the HTML parser, whose work and stack grow with
// more than the length of what it reads: with the depth of the tree, with the
// attributes of a tag, and with the formatting that is never closed and begins
// anew in every block.

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_HTML_GUARD_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_HTML_GUARD_H_

#include <string_view>

#include "absl/status/status.h"

namespace qiusuo::parser {

// CheckHtml answers OK or INVALID_ARGUMENT, reason CONTENT_TOO_COMPLEX, that names
// the limit. Counts tags in one pass over the bytes; an honest page is far below every
// limit.
absl::Status CheckHtml(std::string_view html);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_HTML_GUARD_H_
