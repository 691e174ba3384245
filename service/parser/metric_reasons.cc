#include "service/parser/metric_reasons.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Metric;

// The words in front of the figure, and what is left of its bounds behind it.
CharSpan BoundWords(const FoundQuantity& quantity) {
  return quantity.bounded_span.begin < quantity.span.begin
             ? CharSpan{quantity.bounded_span.begin, quantity.span.begin}
             : quantity.span;
}

Reason KindReason(const Figure& figure, const LeftWords& left,
                  const Metric& metric) {
  const CharSpan span = figure.quantity.span;
  switch (metric.kind()) {
    case qiusuo::v1::METRIC_KIND_RANK:
      return {"kind", span, "an ordinal behind a place or a verb of rank"};
    case qiusuo::v1::METRIC_KIND_MULTIPLE:
      return {"kind", span, "倍, 番 without a verb of movement"};
    case qiusuo::v1::METRIC_KIND_CHANGE:
      return {"kind", left.direction_words,
              "verb of movement (tail_words.tsv: up, down, gain)"};
    default:
      break;
  }
  if (left.compares) {
    return {"kind", left.name, "compares with something else than the past"};
  }
  if (left.reaches) {
    return {"kind", left.reach_words,
            "where a movement ends (tail_words.tsv: to)"};
  }
  return {"kind", span, "no verb of movement in front"};
}

Reason PlanReason(const LeftWords& left, const SentenceMemory& memory) {
  if (memory.planned && !memory.plan_words.empty()) {
    return {"planned", memory.plan_words,
            "word of a plan (mood.cc, head_words.tsv, tail_words.tsv: plan)"};
  }
  if (memory.paragraph_plans) {
    return {"planned", left.plan_words, "an aim opened the list: 目标是：…；…"};
  }
  return {"planned", {}, "the paragraph speaks of plans (moods.tsv)"};
}

}  // namespace

std::vector<Reason> ReasonsOf(const Figure& figure, const LeftWords& left,
                              const SentenceMemory::Name& name,
                              const SentenceMemory& memory,
                              const Metric& metric) {
  const FoundQuantity& quantity = figure.quantity;
  std::vector<Reason> reasons;
  reasons.push_back({"indicator", name.span, name.rule});
  if (metric.indicator_full() != metric.indicator()) {
    reasons.push_back({"indicator_full", left.verb,
                       "completed from the sentence: its verb, list, whole or "
                       "subject"});
  }
  if (!metric.indicator_id().empty()) {
    reasons.push_back({"indicator_id", name.span, "indicators.tsv"});
  }
  reasons.push_back({"quantity.value", quantity.span, "numeral and its scale"});
  if (!metric.quantity().unit().empty()) {
    reasons.push_back({"quantity.unit", quantity.unit_span, "units.tsv"});
  }
  if (metric.quantity().relation() != qiusuo::v1::RELATION_EXACT) {
    reasons.push_back({"quantity.relation", BoundWords(quantity),
                       "bound beside the number (bounds.tsv)"});
  }
  reasons.push_back(KindReason(figure, left, metric));
  if (metric.direction() != qiusuo::v1::DIRECTION_UNSPECIFIED) {
    reasons.push_back({"direction", left.direction_words,
                       "verb of movement (tail_words.tsv: up, down, gain)"});
  }
  if (metric.basis() != qiusuo::v1::BASIS_UNSPECIFIED) {
    const bool own = left.basis != qiusuo::v1::BASIS_UNSPECIFIED;
    reasons.push_back({"basis", memory.basis_words,
                       own ? "in front of the figure (tail_words.tsv, periods)"
                           : "from a figure before it in the sentence"});
  }
  if (metric.has_period()) {
    reasons.push_back({"period", memory.period_words,
                       "the last period stated in front (periods.tsv)"});
  }
  if (!metric.subject().empty()) {
    reasons.push_back({"subject", memory.subject_words,
                       left.subject.empty()
                           ? "named earlier in the sentence (bodies.tsv)"
                           : "at the head of the clause (bodies.tsv)"});
  }
  if (metric.planned()) reasons.push_back(PlanReason(left, memory));
  return reasons;
}

}  // namespace qiusuo::parser
