// File: service/parser/duplicates.h
//
// Stretches of a text that stand in it a second time, as when a saved page holds its
// report in six versions or a text was pasted twice.
//
//   各位代表：                      first
//   现在，我代表县人民政府报告工作。…    first
//   各位代表：                      a copy
//   现在，我代表县人民政府报告工作。…    a copy
//
// A copy is a run of lines (of sentences, in a line that has lost its line ends) that
// stand above in the same order, blanks apart, with at least 200 characters of
// prose. A paragraph that a report says twice, rows of a table and headings are none.

#ifndef QIUSUO_SERVICE_PARSER_DUPLICATES_H_
#define QIUSUO_SERVICE_PARSER_DUPLICATES_H_

#include <vector>

#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// FindDuplicates answers the copies, in text order and without overlap. What stands
// first is never one. Time is linear in the size of the text.
std::vector<CharSpan> FindDuplicates(const Text& text,
                                     const std::vector<Line>& lines);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_DUPLICATES_H_
