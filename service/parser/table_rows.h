// File: service/parser/table_rows.h
//
// Rows of tables that became lines of text: a label, blanks, one or more numbers.
//
//   16 某省水利发展专项资金 324,383 省水利厅
//     label 某省水利发展专项资金, number 324,383

#ifndef QIUSUO_SERVICE_PARSER_TABLE_ROWS_H_
#define QIUSUO_SERVICE_PARSER_TABLE_ROWS_H_

#include <optional>
#include <span>
#include <vector>

#include "service/parser/periods.h"
#include "service/parser/quantities.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct TableRow {
  CharSpan label;  // without numbering and words of time
  std::vector<FoundQuantity> numbers;
  CharSpan body;  // behind the numbers: whose row it is; may be empty
};

// ReadTableRow reads `line` as a row. nullopt if it is prose, a heading or a page
// number.
std::optional<TableRow> ReadTableRow(const Text& text, CharSpan line,
                                     std::span<const FoundQuantity> quantities,
                                     std::span<const FoundPeriod> periods);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_TABLE_ROWS_H_
