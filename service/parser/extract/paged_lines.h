// File: service/parser/extract/paged_lines.h
//
// From lines that lie on pages (PDF, OFD) to the text as it was written: lines are joined
// to paragraphs, running heads and page numbers told from the text, and characters
// that were only set apart closed up.
//
//     　　二、财政预算执行情况            二、财政预算执行情况
//     　　2025年全市一般公共预算          2025年全市一般公共预算收入完成303.5亿元。
//     收入完成303.5亿元。
//               — 3 —                      (FOOTER)

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_PAGED_LINES_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_PAGED_LINES_H_

#include <string>
#include <vector>

#include "service/parser/extract/extracted_text.h"

namespace qiusuo::parser {

// A stretch of characters on a page; any unit of length, y grows downwards.
struct PlacedText {
  double left = 0;
  double right = 0;
  double top = 0;
  double bottom = 0;
  std::string text = {};  // UTF-8
};

struct Page {
  double width = 0;
  double height = 0;
  std::vector<PlacedText> texts = {};  // in the file's order
};

// ReadPages answers the text of the pages. Texts of one height are one line; those far
// apart in it are cells, parted by tabs. A line goes on in the next one if it reaches the
// right margin of its page's text and the next one is not indented. A line at the top or
// foot that pages repeat, and a page's number, is FOOTER. A page set in two columns is read
// column by column. n log n in the texts of a page.
ExtractedText ReadPages(const std::vector<Page>& pages);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_PAGED_LINES_H_
