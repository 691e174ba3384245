// File: service/parser/table_rows.h
//
// Rows of tables that became lines of text: a label, blanks, one or more figures; in
// tables of two halves, twice that.
//
//   16 某省水利发展专项资金 324,383 省水利厅
//     label 某省水利发展专项资金, figure 324,383
//   一、税收收入  980  -  一、教育支出  412  430
//     label 税收收入, cells 980, none; label 教育支出, cells 412, 430

#ifndef QIUSUO_SERVICE_PARSER_TABLE_ROWS_H_
#define QIUSUO_SERVICE_PARSER_TABLE_ROWS_H_

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "qiusuo/v1/metric.pb.h"
#include "service/parser/column_places.h"
#include "service/parser/periods.h"
#include "service/parser/quantities.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct FigureCell {
  CellPlace place;
  const FoundQuantity* figure = nullptr;  // nullptr for a dash
};

struct RowGroup {
  CharSpan label;     // without numbering, words of time and 其中
  size_t column = 0;  // where the label begins, in characters of the line
  std::vector<FigureCell> cells = {};
  // In a cell of its own: 粮食产量 万吨 12.
  std::optional<qiusuo::v1::NotedUnit> unit = std::nullopt;
};

struct TableRow {
  std::vector<RowGroup> groups;
  CharSpan body;  // behind the figures: whose row it is; may be empty
  // Figures of cells that are none of the given quantities.
  std::vector<std::unique_ptr<FoundQuantity>> of_cells = {};
};

// ReadTableRow reads `line` as a row. nullopt if it is prose, a heading or a page
// number. The figures are `quantities`, which must outlive the row, or the row's own.
// `has_codes`: a number in front of a label is its code.
std::optional<TableRow> ReadTableRow(const Text& text, CharSpan line,
                                     std::span<const FoundQuantity> quantities,
                                     std::span<const FoundPeriod> periods,
                                     bool has_codes);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_TABLE_ROWS_H_
