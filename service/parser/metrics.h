// File: service/parser/metrics.h
//
// The metrics of a report: every figure that its body states, with what a
// careful reader knows about it.
//
//   结案率超过90%,案件平均审理时间缩短20%以上
//     {结案率  LEVEL  90 % OVER}, {案件平均审理时间  CHANGE DOWN  20 %
//     AT_LEAST}
//
// The last stage before the checks. It reads, sentence by sentence, what the
// stages before it found (quantities, periods), looks at the words around each
// figure (cues.tsv) and lets a sentence's later figures inherit from its
// earlier ones.

#ifndef QIUSUO_SERVICE_PARSER_METRICS_H_
#define QIUSUO_SERVICE_PARSER_METRICS_H_

#include <optional>
#include <vector>

#include "google/protobuf/arena.h"
#include "qiusuo/v1/document.pb.h"
#include "qiusuo/v1/metric.pb.h"
#include "service/parser/lines.h"
#include "service/parser/metric_reasons.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct FoundMetrics {
  // In reading order and without `name`; their spans do not overlap.
  std::vector<qiusuo::v1::Metric*> metrics;  // they live in the arena
  // Of each metric, if asked for: why it is what it is.
  std::vector<std::vector<Reason>> reasons = {};
  // The text behind figure number kMaxFigures or word of time number kMaxPeriods, where no
  // more were read.
  std::optional<CharSpan> unread = std::nullopt;
};

// FindMetrics answers the metrics in the BODY and ATTACHMENT zones of
// `document`, a document over `text` with zones, sections, title, issuer and
// issue_date. `lines` are FindLines(text). A section's marker is never a metric. Time and
// memory are linear in the text. `explain` asks for reasons.
FoundMetrics FindMetrics(const Text& text, const std::vector<Line>& lines,
                         const qiusuo::v1::Document& document,
                         google::protobuf::Arena& arena, bool explain = false);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_METRICS_H_
