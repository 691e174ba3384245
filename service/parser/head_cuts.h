// File: service/parser/head_cuts.h
//
// Where the parts of a head that were run together into one line belong apart.
//
//   政府工作报告——2021年3月1日在某市第五届人民代表大会上市长李某某各位代表：现在报告
//   政府工作报告 | ——2021年…大会上 | 市长李某某 | 各位代表： | 现在报告

#ifndef QIUSUO_SERVICE_PARSER_HEAD_CUTS_H_
#define QIUSUO_SERVICE_PARSER_HEAD_CUTS_H_

#include <cstddef>
#include <vector>

#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// FindHeadCuts answers the characters before which the first lines of a text part, rising:
// behind a dateline, before and behind the day and place of a speech, before and
// behind the form of address.
std::vector<size_t> FindHeadCuts(const Text& text,
                                 const std::vector<Line>& lines);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_HEAD_CUTS_H_
