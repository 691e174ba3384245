// File: service/parser/extract/html_lines.h
//
// The lines that a reader of a page sees: blocks, <br>, list items and rows of
// tables, without scripts, hidden parts and comments.
//
//   <p>增长<b>8.5</b>%</p><ol><li>甲<li>乙</ol><tr><td>收案<td>3万件</tr>
//     增长8.5% / 1. 甲 / 2. 乙 / 收案<TAB>3万件

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_HTML_LINES_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_HTML_LINES_H_

#include <gumbo.h>

#include <cstddef>
#include <string>
#include <vector>

#include "service/parser/extract/line_writer.h"

namespace qiusuo::parser {

// A block element; parents come before children.
struct HtmlBlock {
  int parent = -1;
  size_t first_line = 0;
  size_t end_line = 0;
};

struct HtmlPage {
  LineWriter writer;
  std::vector<std::string> titles = {};  // as of page_title.h
  std::vector<HtmlBlock> blocks;
};

struct HtmlOptions {
  // Line ends in the source end lines, as in Markdown that was made HTML.
  bool keep_line_ends = false;
  // Tells the main content from what the site put around it.
  bool finds_main = true;
};

// ReadHtmlLines answers the lines of the tree below `root`. White space is collapsed as
// browsers do, and dropped where a line end of the source stands between Han characters.
// Cells of a row of short cells are joined by tabs; a cell that spans columns is followed
// by empty ones. Neither recursion nor more than linear time.
HtmlPage ReadHtmlLines(const GumboNode& root, const HtmlOptions& options);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_HTML_LINES_H_
