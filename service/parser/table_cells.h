// File: service/parser/table_cells.h
//
// The cells of a table's line that became text: words parted by blanks, tabs or `|`,
// and where in the line each stands, which tells columns apart in text that keeps the
// page's layout.
//
//   | 粮食产量 | 12.4 |        粮食产量, 12.4
//   项      目    预算数       项目, 预算数

#ifndef QIUSUO_SERVICE_PARSER_TABLE_CELLS_H_
#define QIUSUO_SERVICE_PARSER_TABLE_CELLS_H_

#include <string>
#include <vector>

#include "service/parser/text.h"

namespace qiusuo::parser {

struct TableCell {
  CharSpan span;
  size_t column = 0;  // characters between the line's beginning and the cell
  size_t gap = 0;     // blanks in front of it; kHardGap behind a tab or |
  std::u32string_view words = {};  // folded

  size_t column_end() const { return column + span.size(); }
};

// A cell of column titles.
struct HeaderCell {
  CharSpan span;
  size_t column = 0;
  size_t gap = 0;
  std::u32string words = {};  // without blanks, folded

  size_t column_end() const { return column + span.size(); }
};

inline constexpr size_t kHardGap = 1000;

// SplitCells answers the words of `line` that blanks, tabs or `|` part. Of a cell that
// is blank between two tabs or `|` the words are a dash.
std::vector<TableCell> SplitCells(const Text& text, CharSpan line);

// SplitHeaderCells answers the cells of a line of column titles: SplitCells, with a
// word spread over its cell (项 目, 2025 年预算数, 增长 %) joined again.
std::vector<HeaderCell> SplitHeaderCells(const Text& text, CharSpan line);

// IsAligned tells whether the cells keep the page's layout: more blanks part them than
// cells need, or stand in front of them.
bool IsAligned(const std::vector<HeaderCell>& cells);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_TABLE_CELLS_H_
