// File: service/parser/extract/html_reducer.h
//
// A page as the HTML parser gets it: within limits, for its work and stack grow with more
// than the length of what it reads (with the depth of the tree, with the attributes of a
// tag, and with the formatting that is never closed and begins anew in every block), and
// without what no reader sees, which is most of many pages.
//
//   <p style="margin:0" onclick="f()"><!-- x -->甲  乙</p><script>f()</script>
//   <p>甲 乙</p><script></script>

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_HTML_REDUCER_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_HTML_REDUCER_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace qiusuo::parser {

// ReduceHtml answers the page without comments, the content of scripts and styles, and
// attributes that the extractor does not look at (html_tags.h, page_title.h); runs of blanks are
// one, unless `keeps_blanks` or within <pre>. INVALID_ARGUMENT, reason CONTENT_TOO_COMPLEX, that
// names the limit; an honest page is far below every one. One pass over the bytes.
absl::StatusOr<std::string> ReduceHtml(std::string_view html,
                                       bool keeps_blanks);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_HTML_REDUCER_H_
