// File: service/parser/decimal_marks.h
//
// Numbers that say by their dots what they stand under, as emergency plans and
// standards number:
//
//   1　总则
//   1.1　编制目的
//   1.2.1　国家级：…
//
// Any of them alone may be a decimal or the first cell of a table row; they number
// only in their order, each following on the one before it.

#ifndef QIUSUO_SERVICE_PARSER_DECIMAL_MARKS_H_
#define QIUSUO_SERVICE_PARSER_DECIMAL_MARKS_H_

#include <vector>

#include "service/parser/lines.h"
#include "service/parser/marks.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// ReadsAsDecimalMark tells whether the line opens with such a number and a blank.
bool ReadsAsDecimalMark(const Text& text, const Line& line);

// FindDecimalMarks answers a mark of scheme DECIMAL, its variant the count of its numbers,
// for each line of `is_body` that such a number begins, in text order.
// Time is linear in the number of lines.
std::vector<Mark> FindDecimalMarks(const Text& text,
                                   const std::vector<Line>& lines,
                                   const std::vector<bool>& is_body);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_DECIMAL_MARKS_H_
