#include "service/parser/stated_figures.h"

#include <algorithm>
#include <cstdint>

#include "service/parser/character_set.h"
#include "service/parser/numerals.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Metric;

Decimal Times(const Decimal& d, std::string_view factor) {
  return d * *Decimal::Parse(factor);
}

// The place of the last digit that the text prints: 0.01万 for 1.82万; 0 for 20000, which is
// taken at its word.
Decimal LastPlace(const Text& text, const Metric& metric) {
  const CharSpan span = text.FromSpan(metric.span());
  const std::optional<Numeral> numeral = ReadNumeral(text, span.begin);
  if (!numeral) return Decimal();
  int64_t decimals = 0;
  bool after_point = false;
  for (size_t i = span.begin; i < numeral->span.end; ++i) {
    if (text[i] == U'.' || text[i] == U'点') {
      after_point = true;
    } else if (after_point && text[i] >= U'0' && text[i] <= U'9') {
      ++decimals;
    }
  }
  const int64_t scale =
      numeral->cardinal.top_scale >= 4 ? numeral->cardinal.top_scale : 0;
  if (scale == 0 && decimals == 0) return Decimal();
  return Decimal::FromDigits("1", scale - decimals);
}

}  // namespace

Interval PossibleValues(const Text& text, const Metric& metric) {
  const Decimal value =
      Decimal::Parse(metric.quantity().value()).value_or(Decimal());
  const Decimal place = LastPlace(text, metric);
  const bool is_share = metric.quantity().unit() == "%";
  const Decimal fifth = Times(value, "0.2");
  switch (metric.quantity().relation()) {
    case qiusuo::v1::RELATION_ABOUT:
      return {value - fifth, value + fifth};
    case qiusuo::v1::RELATION_OVER:
    case qiusuo::v1::RELATION_AT_LEAST:
      if (is_share) return {value, std::nullopt};
      return {value, value + std::max(place, Times(value, "0.5"))};
    case qiusuo::v1::RELATION_NEARLY:
      return {value - fifth, value};
    case qiusuo::v1::RELATION_UNDER:
    case qiusuo::v1::RELATION_AT_MOST:
      return {Decimal(), value};
    case qiusuo::v1::RELATION_BETWEEN:
      return {value, Decimal::Parse(metric.quantity().value_to())};
    default: {
      // A share printed without decimals is rounded as well.
      const Decimal rounding = Times(
          place.is_zero() && is_share ? Decimal::FromInteger(1) : place, "0.5");
      return {value - rounding, value + rounding};
    }
  }
}

bool IsSettledLevel(const Metric& metric) {
  return metric.kind() == qiusuo::v1::METRIC_KIND_LEVEL &&
         !metric.quantity().masked() && !metric.planned() && IsShort(metric);
}

bool IsShort(const Metric& metric) {
  constexpr size_t kMaxValue = 60;
  return metric.quantity().value().size() <= kMaxValue &&
         metric.quantity().value_to().size() <= kMaxValue;
}

std::u32string_view WordsBetween(const Text& text, const Metric& a,
                                 const Metric& b) {
  const size_t begin = text.CharAtByte(a.span().end_byte());
  const size_t end = text.CharAtByte(b.span().start_byte());
  return begin < end ? text.Folded({begin, end}) : std::u32string_view();
}

bool InOneSentence(const Text& text, const Metric& a, const Metric& b) {
  constexpr size_t kMaxGap = 80;
  static constexpr CharacterSet kEnds{U"。;!?\n"};
  const size_t begin = text.CharAtByte(a.span().end_byte());
  const int64_t end = b.span().start_byte();
  for (size_t i = begin; text.ByteOffset(i) < end; ++i) {
    if (i == begin + kMaxGap || kEnds.Has(text[i])) return false;
  }
  return true;
}

bool IsBelow(const Interval& a, const Interval& b) {
  return a.high && *a.high < b.low;
}

Interval Sum(const Interval& a, const Interval& b) {
  return {a.low + b.low,
          a.high && b.high ? std::optional(*a.high + *b.high) : std::nullopt};
}

std::optional<Interval> Difference(const Interval& a, const Interval& b) {
  if (!a.high || !b.high) return std::nullopt;
  return Interval{a.low - *b.high, *a.high - b.low};
}

std::optional<Interval> Product(const Interval& a, const Interval& b) {
  if (!a.high || !b.high) return std::nullopt;
  return Interval{a.low * b.low, *a.high * *b.high};
}

}  // namespace qiusuo::parser
