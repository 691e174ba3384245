// File: service/parser/table_of_contents.h
//
// The lines of a table of contents: what stands below 目录, or heading lines in a row with
// nothing between them, that stand in the text a second time, below.
//
//   目　录
//   第一章 总则……………1
//   第二章 规划……………4

#ifndef QIUSUO_SERVICE_PARSER_TABLE_OF_CONTENTS_H_
#define QIUSUO_SERVICE_PARSER_TABLE_OF_CONTENTS_H_

#include <string>
#include <vector>

#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// FindTableOfContents tells for each line whether it is part of a table of contents. Blank
// lines are not, nor are the lines that are `skipped`. Rows of tables and lists that name
// the same things twice are none.
std::vector<bool> FindTableOfContents(const Text& text,
                                      const std::vector<Line>& lines,
                                      const std::vector<bool>& skipped);

// ContentsWords answers an entry without the dots that lead to a page number and that
// number, if it has dots.
CharSpan ContentsWords(const Text& text, CharSpan ink);

// ContentsKey answers what an entry and its heading have in common: the line without
// blanks, Markdown, and the dots that lead to a page number with that number.
std::u32string ContentsKey(const Text& text, CharSpan ink);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_TABLE_OF_CONTENTS_H_
