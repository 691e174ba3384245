// File: service/parser/extract/main_content.h
//
// Which lines of a page are its text, and which the site put around it.

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_MAIN_CONTENT_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_MAIN_CONTENT_H_

#include <vector>

#include "qiusuo/v1/document.pb.h"
#include "service/parser/extract/html_lines.h"

namespace qiusuo::parser {

// ZonesOfPage answers a zone for each line: NAVIGATION, RELATED_LINKS or FOOTER for what
// the page's tree says is not its text; UNSPECIFIED for all else, the title and the dates
// above the text included, which only words can tell.
//
// The text is the innermost block that holds nearly all prose: lines with a full stop or
// several commas that are not links. Linear in lines and blocks.
std::vector<qiusuo::v1::ZoneKind> ZonesOfPage(const HtmlPage& page);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_MAIN_CONTENT_H_
