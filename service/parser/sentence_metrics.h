// File: service/parser/sentence_metrics.h
//
// The metrics of one sentence: each figure takes its name, period, subject and basis
// from the words around it or inherits them from the figures before it.
//
//   受理案件2万件、审结1.8万件,分别增长3.2%和4.1%
//     受理案件 2万件 | 审结(案件) 1.8万件 | 受理案件 UP 3.2% | 审结 UP 4.1%

#ifndef QIUSUO_SERVICE_PARSER_SENTENCE_METRICS_H_
#define QIUSUO_SERVICE_PARSER_SENTENCE_METRICS_H_

#include <span>
#include <vector>

#include "google/protobuf/arena.h"
#include "qiusuo/v1/metric.pb.h"
#include "service/parser/figures.h"
#include "service/parser/metric_reasons.h"
#include "service/parser/periods.h"
#include "service/parser/sentence_memory.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct SentenceMetric {
  qiusuo::v1::Metric* metric;  // lives in the arena
  // Words around the sentence may make it a plan: false for what a plan starts from
  // (由80%提高到90%) and for what a body did.
  bool may_plan = true;
  std::vector<Reason> reasons;  // if they were asked for
};

// What inherits from a sentence.
enum class Heir {
  kNone,
  kSentence,  // the next one: 其中…
  kLine,      // the next one: the sentence goes on there
};

// ReadSentenceMetrics answers the metrics of the figures and keeps in `memory` what
// `heir` inherits. A figure that nothing names is no metric. `explain` asks for reasons.
std::vector<SentenceMetric> ReadSentenceMetrics(
    const Text& text, CharSpan sentence, std::span<const Figure> figures,
    std::span<const FoundPeriod> periods, Heir heir, bool explain,
    SentenceMemory& memory, google::protobuf::Arena& arena);

// MakeMetric makes a LEVEL metric of the quantity alone in `arena`.
qiusuo::v1::Metric& MakeMetric(const Text& text, const FoundQuantity& quantity,
                               google::protobuf::Arena& arena);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_SENTENCE_METRICS_H_
