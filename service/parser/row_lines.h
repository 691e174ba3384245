// File: service/parser/row_lines.h
//
// Lines that are rows of a table: they may be numbered like headings but are none.
//
//   一、税收收入        12,345    13,579
//   二、非税收入
//   三、转移性收入       2,468     2,222

#ifndef QIUSUO_SERVICE_PARSER_ROW_LINES_H_
#define QIUSUO_SERVICE_PARSER_ROW_LINES_H_

#include <vector>

#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// FindRowLines answers for each line whether it is a row:
//  - one that ends in two columns of figures, or in one behind a gap of three blanks;
//  - a label that ends in one figure, below or above such a line;
//  - a numbered line with a figure behind such a gap, with two figures side by side or
//    another 一、 behind a blank: a row of two tables, one beside the other;
//  - numbered words whose cells are empty, between rows, and in a list of rows that numbers
//    on to them or from them, with nothing but labels and rows between.
// What stands around a numbered line decides; of other lines not all rows are found.
// Time is linear in the size of the text.
std::vector<bool> FindRowLines(const Text& text,
                               const std::vector<Line>& lines);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_ROW_LINES_H_
