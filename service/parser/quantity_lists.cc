#include "service/parser/quantity_lists.h"

#include <algorithm>
#include <cstdint>
#include <string>
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

// 010-6403 is a telephone number.
bool IsZeroLed(const Text& text, const FoundQuantity& q) {
  return q.cardinal.digit_count > 1 && text[q.number.begin] == U'0';
}

// 十八至三十万, 三到五百: the scale at the end is meant for both.
bool SharesScale(const FoundQuantity& first, const FoundQuantity& second) {
  const int scale = second.cardinal.last_scale;
  return scale > 1 && first.cardinal.top_scale < std::min(scale, 4) &&
         first.unit_text.empty() &&
         first.value < second.value.ShiftedBy(-scale);
}

// 15-6 for 15 to 16, 730-40 for 730 to 740: only the place that moves by one is
// written again, as in 十五六. The upper end; nullopt where both are whole numbers.
std::optional<Decimal> AbbreviatedEnd(const FoundQuantity& first,
                                      const FoundQuantity& second) {
  constexpr size_t kYearDigits = 4;
  const auto is_plain = [](const FoundQuantity& q) {
    return q.cardinal.arabic && q.cardinal.digit_count > 0 &&
           !q.cardinal.point && !q.cardinal.grouped &&
           q.writing == NumeralWriting::kCardinal;
  };
  const size_t width = second.cardinal.digit_count;
  const bool is_year =
      first.cardinal.digit_count == kYearDigits && width < kYearDigits - 1;
  if (!is_plain(first) || !is_plain(second) || !first.unit_text.empty() ||
      is_year || first.cardinal.digit_count <= width) {
    return std::nullopt;
  }
  const int scale = second.cardinal.last_scale;
  const std::string digits = first.value.ToString();
  const Decimal coefficient = second.value.ShiftedBy(-scale);
  if (digits.size() != first.cardinal.digit_count ||
      coefficient.digits().size() != 1) {
    return std::nullopt;
  }
  const Decimal tail =
      Decimal::FromDigits(digits.substr(digits.size() - width), 0);
  const Decimal step =
      Decimal::FromDigits("1", static_cast<int64_t>(width) - 1);
  if (tail.is_zero() || tail + step != coefficient) return std::nullopt;
  return (first.value + step).ShiftedBy(scale);
}

}  // namespace

std::optional<size_t> RangeJoint(const Text& text, const FoundQuantity& first) {
  size_t i = first.span.end;
  if (first.relation == qiusuo::v1::RELATION_AT_LEAST) return i;
  if (first.relation != qiusuo::v1::RELATION_EXACT) return std::nullopt;
  if (text.Folded({i, std::min(i + 3, text.size())}) == U"(含)") i += 3;
  i = SkipBlanks(text, i);
  const bool is_word = text[i] == U'至' || text[i] == U'到' ||
                       text[i] == U'和' || text[i] == U'与';
  if (!is_word && !IsDash(text[i])) return std::nullopt;
  const char32_t joint = text[i];
  do {
    ++i;
  } while (IsDash(joint) && text[i] == joint);
  i = SkipBlanks(text, i);
  const size_t begin = first.number.begin;
  const bool ordinal = begin > 0 && text[begin - 1] == U'第';
  return ordinal && text[i] == U'第' ? i + 1 : i;  // 第三至第五位
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
  if (second.masked || IsZeroLed(text, first)) return false;
  const bool first_has_unit = !first.unit_text.empty();
  const bool same_unit = first.unit_text == second.unit_text;
  const bool is_share =
      first.writing == NumeralWriting::kShare && second.unit_text.empty();
  if (first_has_unit && !same_unit && !is_share) return false;
  const std::optional<Decimal> abbreviated = AbbreviatedEnd(first, second);
  const Decimal lower = abbreviated || SharesScale(first, second)
                            ? first.value.ShiftedBy(second.cardinal.last_scale)
                            : first.value;
  const Decimal upper =
      abbreviated.value_or(second.value_to.value_or(second.value));
  if (!(lower < upper)) return false;
  first.value = lower;
  first.value_to = upper;
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
  size_t kept = 0;
  for (FoundQuantity& next : quantities) {
    if (kept > 0) {
      FoundQuantity& first = quantities[kept - 1];
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
    if (&quantities[kept] != &next) quantities[kept] = std::move(next);
    ++kept;
  }
  quantities.erase(quantities.begin() + static_cast<std::ptrdiff_t>(kept),
                   quantities.end());
}

void ShareUnits(const Text& text, std::vector<FoundQuantity>& quantities) {
  for (size_t i = quantities.size(); i-- > 1;) {
    FoundQuantity& member = quantities[i - 1];
    const FoundQuantity& next = quantities[i];
    // 运-20与6架: a model's number.
    if (member.ordinal || member.value.is_negative() || next.ordinal ||
        next.unit_text.empty() ||
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

void ShareBounds(const Text& text, std::vector<FoundQuantity>& quantities) {
  constexpr size_t kReach = 14;
  constexpr std::u32string_view kEach = U"分别";
  bool shares = false;
  for (size_t i = 0; i < quantities.size(); ++i) {
    FoundQuantity& q = quantities[i];
    const size_t begin = q.bounded_span.begin;
    const size_t floor = i > 0 ? quantities[i - 1].span.end : 0;
    if (i > 0 && shares && IsListJoint(text, floor, begin) &&
        q.relation == qiusuo::v1::RELATION_EXACT) {
      q.relation = quantities[i - 1].relation;
      continue;
    }
    const size_t from = begin - std::min(begin - floor, kReach);
    shares =
        q.relation != qiusuo::v1::RELATION_EXACT &&
        q.relation != qiusuo::v1::RELATION_BETWEEN &&
        q.span.end == std::max(q.number.end, q.unit_span.end) &&
        !q.cardinal.more &&
        text.Folded({from, begin}).find(kEach) != std::u32string_view::npos;
  }
}

}  // namespace qiusuo::parser
