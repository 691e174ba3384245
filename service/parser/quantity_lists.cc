#include "service/parser/quantity_lists.h"

#include <string_view>

namespace qiusuo::parser {
namespace {

bool IsDash(char32_t c) {
  return c == U'-' || c == U'—' || c == U'–' || c == U'―' || c == U'~' ||
         c == U'～' || c == U'－';
}

bool IsListJoint(const Text& text, size_t begin, size_t end) {
  const std::u32string_view joint = text.Folded({begin, end});
  return joint == U"、" || joint == U"和" || joint == U"与" || joint == U"及" ||
         joint == U"或" || joint == U"以及";
}

// 十八至三十万: the scale at the end is meant for both.
bool SharesScale(const FoundQuantity& first, const FoundQuantity& second) {
  const int scale = second.cardinal.last_scale;
  return scale >= 4 && first.cardinal.top_scale < 4 &&
         first.unit_text.empty() &&
         first.value < second.value.ShiftedBy(-scale);
}

}  // namespace

std::optional<size_t> RangeJoint(const Text& text, const FoundQuantity& first) {
  size_t i = first.span.end;
  if (first.relation == qiusuo::v1::RELATION_AT_LEAST) return i;
  if (first.relation != qiusuo::v1::RELATION_EXACT) return std::nullopt;
  i = SkipBlanks(text, i);
  if (text[i] == U'至' || text[i] == U'到') return SkipBlanks(text, i + 1);
  if (!IsDash(text[i])) return std::nullopt;
  while (IsDash(text[i])) ++i;
  return SkipBlanks(text, i);
}

bool JoinRange(FoundQuantity& first, const FoundQuantity& second) {
  const bool is_bounded = first.relation == qiusuo::v1::RELATION_AT_LEAST;
  if (is_bounded && second.relation != qiusuo::v1::RELATION_AT_MOST) {
    return false;
  }
  if (second.masked || second.value.is_negative()) return false;
  const bool first_has_unit = !first.unit_text.empty();
  const bool same_unit = first.unit_text == second.unit_text;
  const bool is_share =
      first.writing == NumeralWriting::kShare && second.unit_text.empty();
  if (first_has_unit && !same_unit && !is_share) return false;
  const Decimal lower = SharesScale(first, second)
                            ? first.value.ShiftedBy(second.cardinal.last_scale)
                            : first.value;
  if (!(lower < second.value)) return false;
  first.value = lower;
  first.value_to = second.value_to.value_or(second.value);
  first.approximate_to = *first.value_to;
  first.relation = qiusuo::v1::RELATION_BETWEEN;
  if (!is_share) {
    first.unit = second.unit;
    first.unit_text = second.unit_text;
    first.unit_span = second.unit_span;
  }
  first.span.end = second.span.end;
  return true;
}

void ShareUnits(const Text& text, std::vector<FoundQuantity>& quantities) {
  for (size_t i = quantities.size(); i-- > 1;) {
    FoundQuantity& member = quantities[i - 1];
    const FoundQuantity& next = quantities[i];
    if (member.ordinal || next.ordinal || next.unit_text.empty() ||
        !IsListJoint(text, member.span.end, next.bounded_span.begin)) {
      continue;
    }
    const bool lacks_unit =
        member.unit_text.empty() && member.writing == NumeralWriting::kCardinal;
    const bool has_half_of_it =
        member.unit_text == "个" && next.unit_text == "个百分点";
    if (lacks_unit || has_half_of_it) {
      member.unit = next.unit;
      member.unit_text = next.unit_text;
    }
  }
}

}  // namespace qiusuo::parser
