// File: service/parser/numbered_entries.h
//
// How far a table of contents reaches whose entries the text words otherwise, or holds only in
// part:
//
//   一、预算执行情况的
//   报告                 goes on with the entry above
//   二、附表
//   表一 收入表
//   表二 支出表
//   三、其他说明          the last entry
//   一、上年执行情况       numbers from 1 again: the text itself

#ifndef QIUSUO_SERVICE_PARSER_NUMBERED_ENTRIES_H_
#define QIUSUO_SERVICE_PARSER_NUMBERED_ENTRIES_H_

#include <cstddef>
#include <span>
#include <vector>

#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// IsNumberedEntry tells a line that opens with a mark, with a number such as 1.2 or with the
// number of a table.
bool IsNumberedEntry(const Text& text, const Line& line);

// CountNumberedEntries answers how many of the lines `below` a title of contents there are up to
// the last that numbers on; 0 if fewer than three have numbers.
size_t CountNumberedEntries(const Text& text, const std::vector<Line>& lines,
                            std::span<const size_t> below);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_NUMBERED_ENTRIES_H_
