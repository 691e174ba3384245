// File: service/parser/inner_lists.h
//
// Lists inside a paragraph that number as the headings around it do:
//
//   一、经济工作
//   …以下三类：一、高耗能的企业；二、产品积压的企业。
//   二、教育工作               the second heading; the list stands below the
//   first

#ifndef QIUSUO_SERVICE_PARSER_INNER_LISTS_H_
#define QIUSUO_SERVICE_PARSER_INNER_LISTS_H_

#include <vector>

#include "service/parser/marks.h"

namespace qiusuo::parser {

// The variant of a mark of such a list.
inline constexpr char32_t kInner = U'内';

// SetApartInnerLists gives the marks of such lists the variant kInner: those of
// a list that numbers from 1 within a paragraph, behind a mark of its kind at
// the start of a line, where the next of its kind does not go on with the list.
// `marks` are in text order; the answer is the same marks. Time is linear in
// their number.
std::vector<Mark> SetApartInnerLists(std::vector<Mark> marks);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_INNER_LISTS_H_
