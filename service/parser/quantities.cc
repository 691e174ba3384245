#include "service/parser/quantities.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "service/parser/bounds.h"
#include "service/parser/han_digits.h"
#include "service/parser/quantity_lists.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Relation;

bool IsCodeChar(char32_t c) { return IsLatin(c) || IsDigit(c) || c == U'_'; }

// Codes and addresses: PM2.5, C919, https://…; the place behind the run of ASCII
// that begins with a letter at i. RMB500 is money.
size_t SkipCode(const Text& text, size_t i) {
  constexpr std::u32string_view kJoints = U"._/:?=&%#@+-";
  const size_t begin = i;
  while (true) {
    while (IsLatin(text[i])) ++i;
    const std::u32string_view word = text.Folded({begin, i});
    if (word == U"RMB" || word == U"CNY" || word == U"US" || word == U"USD") {
      return i;
    }
    while (IsCodeChar(text[i])) ++i;
    if (text[i] == 0 || kJoints.find(text[i]) == std::u32string_view::npos) {
      return i;
    }
    size_t next = i + 1;
    if (text[i] == U':' && text[next] == U'/' && text[next + 1] == U'/') {
      next += 2;
    }
    if (!IsCodeChar(text[next])) return i;
    i = next;
  }
}

// The place behind a run of digits and points: 1.2.3, 8·18, 15:15:38.
size_t SkipDigitRun(const Text& text, size_t i) {
  constexpr std::u32string_view kJoints = U".·:";
  while (IsDigit(text[i]) ||
         (text[i] != 0 && kJoints.find(text[i]) != std::u32string_view::npos &&
          IsDigit(text[i + 1]))) {
    ++i;
  }
  return i;
}

// An Arabic number inside a longer code: 5G, 1.2.3, 8·18, 15:38.
bool IsInsideCode(const Text& text, const Numeral& numeral) {
  const size_t end = numeral.span.end;
  const char32_t next = text[end];
  if (!numeral.cardinal.arabic)
    return next == U'·' && HanDigit(text[end + 1]) > 0;
  if (next == U'.' || next == U'·' || next == U':') {
    return IsDigit(text[end + 1]);
  }
  const size_t begin = numeral.span.begin;
  if (IsLatin(next) && !ReadUnit(text, end)) return true;
  return begin > 1 && (text[begin - 1] == U'·' || text[begin - 1] == U':') &&
         IsDigit(text[begin - 2]);
}

Decimal PowerOfTwo(const Decimal& exponent) {
  Decimal result = *Decimal::Parse("1");
  for (Decimal i; i < exponent; i = i + *Decimal::Parse("1")) {
    result = result + result;
  }
  return result;
}

class QuantityReader {
 public:
  QuantityReader(const Text& text, CharSpan span) : text_(text), span_(span) {}

  std::vector<FoundQuantity> Read() {
    size_t i = span_.begin;
    while (i < span_.end) {
      const char32_t c = text_[i];
      size_t end = 0;
      if (MayBeginNumeral(c)) end = ReadAt(i);
      if (end == 0) end = IsLatin(c) ? SkipCode(text_, i) : i + 1;
      i = end;
    }
    ShareUnits(text_, found_);
    return std::move(found_);
  }

 private:
  // Reads a quantity at i and answers the place behind it; 0 if no number begins
  // there.
  size_t ReadAt(size_t i) {
    const std::optional<Numeral> numeral = ReadNumeral(text_, i);
    if (!numeral) return 0;
    if (IsInsideCode(text_, *numeral)) {
      const size_t end = SkipDigitRun(text_, numeral->span.end);
      return IsLatin(text_[end]) ? SkipCode(text_, end) : end;
    }
    std::optional<FoundQuantity> quantity = ReadOne(*numeral);
    if (!quantity) return numeral->span.end;
    if (!ReadRange(*quantity)) AddSmallMoney(*quantity);
    quantity->span.end = std::min(quantity->span.end, span_.end);
    ReadFront(*quantity);
    found_.push_back(std::move(*quantity));
    return found_.back().span.end;
  }

  // The number with what stands behind it.
  std::optional<FoundQuantity> ReadOne(const Numeral& numeral) const {
    FoundQuantity q;
    q.span = q.number = numeral.span;
    q.value = numeral.value;
    q.approximate_to = numeral.upper;
    q.masked = numeral.cardinal.masked;
    q.writing = numeral.writing;
    q.cardinal = numeral.cardinal;
    if (numeral.writing == NumeralWriting::kCardinal &&
        numeral.upper != numeral.value && !numeral.cardinal.more) {
      q.value_to = numeral.upper;  // 四五遍
      q.relation = qiusuo::v1::RELATION_BETWEEN;
    } else if (numeral.cardinal.more) {
      q.relation = qiusuo::v1::RELATION_OVER;
    }
    if (numeral.writing == NumeralWriting::kShare) {
      q.unit = *UnitNamed(U"%");
      q.unit_text = "%";
    } else {
      ReadUnitBehind(q);
    }
    if (numeral.writing == NumeralWriting::kHalf && q.unit_text.empty()) {
      return std::nullopt;
    }
    // 万, 千 and X alone are numbers only with a unit or more digits.
    if (q.unit_text.empty() && q.masked && q.cardinal.top_scale == 0) {
      return std::nullopt;
    }
    ReadBoundBehind(text_, q);
    return q;
  }

  void ReadUnitBehind(FoundQuantity& q) const {
    const size_t end = q.span.end;
    // A masked number and its unit touch: X市, x 个.
    size_t i = q.masked ? end : SkipBlanks(text_, end);
    if (i != end && !q.cardinal.arabic) i = end;
    const std::optional<Unit> unit = ReadUnit(text_, i);
    if (!unit) return;
    q.unit = *unit;
    q.unit_span = {i, unit->end};
    q.unit_text =
        unit->id == "percent" ? "%" : std::string(text_.Utf8(q.unit_span));
    q.span.end = unit->end;
    if (q.unit_text.starts_with("个多")) {  // 3个多月
      q.unit_text.erase(sizeof("个") - 1, sizeof("多") - 1);
      q.relation = qiusuo::v1::RELATION_OVER;
    }
    bool half = q.unit_text.starts_with("个半");  // 三个半月
    if (half) {
      q.unit_text.erase(sizeof("个") - 1, sizeof("半") - 1);
    } else if (text_[unit->end] == U'半' && CanBeHalved(*unit) &&
               text_[unit->end + 1] != U'数' && text_[unit->end + 1] != U'年') {
      half = true;  // 两年半
      ++q.span.end;
    }
    if (half) {
      q.value = q.value + *Decimal::Parse("0.5");
      q.approximate_to = q.value;
    }
  }

  static bool CanBeHalved(const Unit& unit) {
    return unit.dimension == Dimension::kTime ||
           unit.dimension == Dimension::kMeasure || unit.id == "year_of_age";
  }

  // 3%至5%, 3-5个, 5万元以上20万元以下. True if `q` became a range.
  bool ReadRange(FoundQuantity& q) const {
    if (q.value_to || q.masked || q.value.is_negative()) return false;
    const std::optional<size_t> second_begin = RangeJoint(text_, q);
    if (!second_begin) return false;
    const std::optional<Numeral> numeral = ReadNumeral(text_, *second_begin);
    if (!numeral || numeral->span.begin != *second_begin ||
        IsInsideCode(text_, *numeral)) {
      return false;
    }
    const std::optional<FoundQuantity> second = ReadOne(*numeral);
    return second && JoinRange(q, *second);
  }

  // 50元6角3分
  void AddSmallMoney(FoundQuantity& q) const {
    if (q.unit.dimension != Dimension::kMoney || q.masked) return;
    for (const auto& [name, shift] :
         {std::pair<std::u32string_view, int>{U"角毛", -1}, {U"分", -2}}) {
      if (q.span.end != q.unit_span.end && shift == -1) return;
      const std::optional<Cardinal> part = ReadCardinal(text_, q.span.end);
      if (!part || !part->digits || part->point || part->digit_count > 1) {
        return;
      }
      const char32_t unit = text_[part->end];
      if (unit == 0 || name.find(unit) == std::u32string_view::npos) continue;
      q.value = q.value + part->value.ShiftedBy(shift);
      q.approximate_to = q.value;
      q.span.end = part->end + 1;
    }
  }

  // 第, 翻 and the qualifiers in front.
  void ReadFront(FoundQuantity& q) const {
    const size_t begin = q.span.begin;
    q.bounded_span = q.span;
    if (begin > span_.begin && text_[begin - 1] == U'第') {
      q.ordinal = true;
      --q.span.begin;
      q.bounded_span = q.span;
      return;
    }
    if (q.unit_text == "番") {
      const size_t verb = text_[begin - 1] == U'了' ? 2 : 1;
      if (begin >= span_.begin + verb && text_[begin - verb] == U'翻' &&
          q.value.exponent() <= 1) {
        q.span.begin -= verb;
        q.bounded_span = q.span;
        q.multiplied = true;
        q.value = q.approximate_to = PowerOfTwo(q.value);
        q.unit_text.clear();
        q.unit_span.end = q.unit_span.begin;
      }
    }
    ReadBoundBefore(text_, span_.begin, q);
  }

  const Text& text_;
  const CharSpan span_;
  std::vector<FoundQuantity> found_;
};

}  // namespace

std::vector<FoundQuantity> FindQuantities(const Text& text, CharSpan span) {
  return QuantityReader(text, span).Read();
}

}  // namespace qiusuo::parser
