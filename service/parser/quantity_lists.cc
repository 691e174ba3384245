#include "service/parser/quantity_lists.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "service/parser/literals.h"

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
  if (text.Folded({i, std::min(i + 3, text.size())}) == U"(含)") i += 3;
  i = SkipBlanks(text, i);
  if (text[i] == U'至' || text[i] == U'到' || text[i] == U'和' ||
      text[i] == U'与') {
    return SkipBlanks(text, i + 1);
  }
  if (!IsDash(text[i])) return std::nullopt;
  while (IsDash(text[i])) ++i;
  return SkipBlanks(text, i);
}

bool JoinRange(const Text& text, FoundQuantity& first,
               const FoundQuantity& second) {
  const char32_t joint = text[SkipBlanks(text, first.span.end)];
  const size_t behind = second.number.end;
  const bool between =
      text[behind] == U'间' ||
      text.Folded({second.span.end,
                   std::min(second.span.end + 2, text.size())}) == U"之间";
  if ((joint == U'和' || joint == U'与') && !between) return false;
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
  if (text[behind] == U'间' && first.unit_text == "间") {
    first.unit_text.clear();  // 20与30间: no rooms
    first.unit = Unit();
  }
  return true;
}

void JoinBounds(const Text& text, std::vector<FoundQuantity>& quantities) {
  const auto is_low = [](const FoundQuantity& q) {
    return q.relation == qiusuo::v1::RELATION_AT_LEAST ||
           q.relation == qiusuo::v1::RELATION_OVER;
  };
  const auto is_high = [](const FoundQuantity& q) {
    return q.relation == qiusuo::v1::RELATION_AT_MOST ||
           q.relation == qiusuo::v1::RELATION_UNDER;
  };
  std::vector<FoundQuantity> joined;
  joined.reserve(quantities.size());
  for (FoundQuantity& next : quantities) {
    if (!joined.empty()) {
      FoundQuantity& first = joined.back();
      const bool in_front = first.bounded_span.begin < first.number.begin &&
                            next.bounded_span.begin < next.number.begin;
      const std::u32string_view joint =
          in_front && first.span.end <= next.bounded_span.begin
              ? text.Folded({first.span.end, next.bounded_span.begin})
              : U"?";
      const bool joins = joint.empty() || joint == U"、" || joint == U"且" ||
                         joint == U"并" || joint == U",";
      const bool one_number =
          (first.unit_text.empty() || first.unit_text == next.unit_text) &&
          ((is_low(first) && is_high(next) && first.value < next.value) ||
           (is_high(first) && is_low(next) && next.value < first.value));
      // 五十万元以上不满一百万元
      const bool touches = first.span.end == next.bounded_span.begin &&
                           next.bounded_span.begin < next.number.begin;
      if ((joins || touches) && one_number && !first.value_to &&
          !next.value_to) {
        const Decimal upper = std::max(first.value, next.value);
        first.value = std::min(first.value, next.value);
        first.value_to = first.approximate_to = upper;
        first.relation = qiusuo::v1::RELATION_BETWEEN;
        first.unit = next.unit;
        first.unit_text = next.unit_text;
        first.span.end = first.bounded_span.end = next.span.end;
        continue;
      }
    }
    joined.push_back(std::move(next));
  }
  quantities = std::move(joined);
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
