// File: service/parser/metric_reasons.h
//
// Why a metric is what it is: for each field the words that gave it and the rule by
// which they did, so that a wrong field can be traced to a table row or a stage.
//
//   同比增长(8.5%)
//     kind   增长   verb of movement (tail_words.tsv: up)
//     basis  同比   tail_words.tsv: yoy

#ifndef QIUSUO_SERVICE_PARSER_METRIC_REASONS_H_
#define QIUSUO_SERVICE_PARSER_METRIC_REASONS_H_

#include <string_view>
#include <vector>

#include "qiusuo/v1/metric.pb.h"
#include "service/parser/figures.h"
#include "service/parser/left_words.h"
#include "service/parser/sentence_memory.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct Reason {
  std::string_view field;  // path in Metric: `quantity.relation`
  CharSpan words;          // empty where no single words gave it
  std::string_view rule;
};

// ReasonsOf answers why `metric`, which was read of `figure`, has its fields. `left` and
// `name` are what the words around it said, `memory` what the sentence had said so
// far. Fields that state nothing have no reason.
std::vector<Reason> ReasonsOf(const Figure& figure, const LeftWords& left,
                              const SentenceMemory::Name& name,
                              const SentenceMemory& memory,
                              const qiusuo::v1::Metric& metric);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_METRIC_REASONS_H_
