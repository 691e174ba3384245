// File: service/parser/topics.h
//
// The clause that says what is measured by a figure of a later clause.
//
//   居民收入,由3万元(增加到4万元)             居民收入
//   棉花亩产量在十年内,按不同的条件,(达到40斤)  棉花亩产量
//   增加教育投入,今年安排(30亿元)             教育投入

#ifndef QIUSUO_SERVICE_PARSER_TOPICS_H_
#define QIUSUO_SERVICE_PARSER_TOPICS_H_

#include <span>

#include "service/parser/periods.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

enum class TopicUse {
  kOnlyWord,  // nothing else in the sentence says what the figure measures
  kRival,     // figures before have names: a topic has to be plain
};

// FindTopic reads the clauses of `words`, which hold no figures, the last one first.
// Empty if none of the last few names what can be measured.
CharSpan FindTopic(const Text& text, CharSpan words,
                   std::span<const FoundPeriod> periods, TopicUse use);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_TOPICS_H_
