#include "service/parser/bounds.h"

#include <string_view>

#include "service/parser/lexicon.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Relation;

const Lexicon& Bounds() {
  static const Lexicon bounds(tables::kBounds);
  return bounds;
}

Relation RelationNamed(std::string_view name) {
  Relation relation = qiusuo::v1::RELATION_EXACT;
  qiusuo::v1::Relation_Parse("RELATION_" + std::string(name), &relation);
  return relation;
}

// 多 behind a unit (两倍多) bounds measures, not the noun that follows (5人多次).
bool MayTakeMore(const FoundQuantity& q) {
  return q.unit.dimension == Dimension::kTime ||
         q.unit.dimension == Dimension::kRatio ||
         q.unit.dimension == Dimension::kMeasure || q.multiplied ||
         q.unit_text == "番";
}

}  // namespace

void ReadBoundBehind(const Text& text, FoundQuantity& q) {
  size_t begin = q.span.end;
  if (q.cardinal.arabic && text[begin] == U' ') ++begin;
  const Lexicon::Entry* bound = Bounds().LongestAt(text.folded(), begin);
  if (bound == nullptr) return;
  const std::string_view side = bound->fields[1];
  const bool applies =
      side == "after" ||
      (side == "after_time" && (q.unit.dimension == Dimension::kTime)) ||
      (side == "after_measure" && MayTakeMore(q));
  if (!applies) return;
  q.span.end = begin + bound->word.size();
  if (q.relation != qiusuo::v1::RELATION_BETWEEN) {
    q.relation = RelationNamed(bound->fields[2]);
  }
}

void ReadBoundBefore(const Text& text, size_t floor, FoundQuantity& q) {
  size_t end = q.span.begin;
  if (end > floor && text[end - 1] == U' ') --end;
  const Lexicon::Entry* bound =
      Bounds().LongestBefore(text.folded(), floor, end);
  if (bound == nullptr) return;
  const std::string_view side = bound->fields[1];
  const bool applies =
      side == "before" || (side == "before_scale" && q.cardinal.bare);
  if (!applies) return;
  q.bounded_span.begin = end - bound->word.size();
  if (q.relation != qiusuo::v1::RELATION_BETWEEN) {
    q.relation = RelationNamed(bound->fields[2]);
  }
}

}  // namespace qiusuo::parser
