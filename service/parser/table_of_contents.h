// File: service/parser/table_of_contents.h
//
// The lines of a table of contents: heading lines in a row with nothing between them
// that stand in the text a second time, below.
//
//   目　录
//   第一章 总则……………1
//   第二章 规划……………4

#ifndef QIUSUO_SERVICE_PARSER_TABLE_OF_CONTENTS_H_
#define QIUSUO_SERVICE_PARSER_TABLE_OF_CONTENTS_H_

#include <vector>

#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// FindTableOfContents tells for each line whether it is part of a table of contents. Blank
// lines are not.
std::vector<bool> FindTableOfContents(const Text& text,
                                      const std::vector<Line>& lines);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_TABLE_OF_CONTENTS_H_
