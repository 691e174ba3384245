// File: service/parser/promised_counts.h
//
// Numbers of items that words announce.
//
//   突出“三引领”            3, of 引领
//   重点抓好以下五项工作：   5

#ifndef QIUSUO_SERVICE_PARSER_PROMISED_COUNTS_H_
#define QIUSUO_SERVICE_PARSER_PROMISED_COUNTS_H_

#include <cstdint>
#include <optional>

#include "service/parser/text.h"

namespace qiusuo::parser {

struct PromisedCount {
  int64_t count = 0;
  CharSpan phrase;  // 三引领
  CharSpan noun;    // 引领; empty where a counter follows: 五项
};

// FindQuotedCount answers the count in quotation marks in a heading, if it has exactly one: “三引领”,
// a small number and two to four characters that each item repeats.
std::optional<PromisedCount> FindQuotedCount(const Text& text,
                                             CharSpan heading);

// FindAnnouncedCount answers the count that a sentence right before a list announces: it ends in
// a colon, says 以下 or the like, or has a verb that announces (抓好三项工作。), and counts 方面, 项工作,
// 点意见 or the like.
std::optional<PromisedCount> FindAnnouncedCount(const Text& text,
                                                CharSpan sentence);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_PROMISED_COUNTS_H_
