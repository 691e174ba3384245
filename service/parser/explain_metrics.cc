#include "service/parser/explain_metrics.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "service/parser/metrics.h"
#include "service/parser/text.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Document;
using qiusuo::v1::Metric;

// The name of the stored metric of this span; its metrics are in order of place.
std::string NameAt(const Document& document, int64_t begin) {
  const auto& metrics = document.metrics();
  const auto found =
      std::lower_bound(metrics.begin(), metrics.end(), begin,
                       [](const Metric& metric, int64_t place) {
                         return metric.span().start_byte() < place;
                       });
  if (found == metrics.end() || found->span().start_byte() != begin) return "";
  return found->name();
}

}  // namespace

std::vector<qiusuo::v1::MetricExplanation> ExplainMetrics(
    const Document& document) {
  const Text text(document.text());
  google::protobuf::Arena arena;
  const FoundMetrics found =
      FindMetrics(text, FindLines(text), document, arena, true);
  std::vector<qiusuo::v1::MetricExplanation> explanations;
  for (size_t i = 0; i < found.metrics.size(); ++i) {
    qiusuo::v1::MetricExplanation& explanation = explanations.emplace_back();
    *explanation.mutable_metric() = *found.metrics[i];
    Metric& metric = *explanation.mutable_metric();
    metric.set_name(NameAt(document, metric.span().start_byte()));
    for (const Reason& reason : found.reasons[i]) {
      qiusuo::v1::FieldReason& added = *explanation.add_reasons();
      added.set_field(std::string(reason.field));
      added.set_rule(std::string(reason.rule));
      if (reason.words.empty()) continue;
      added.set_words(std::string(text.Utf8(reason.words)));
      *added.mutable_span() = text.ToSpan(reason.words);
    }
  }
  return explanations;
}

}  // namespace qiusuo::parser
