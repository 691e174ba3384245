#include "service/parser/quantities.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "service/parser/bounds.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/literals.h"
#include "service/parser/quantity_lists.h"
#include "service/parser/tables.h"

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
    for (const std::u32string_view currency :
         {U"RMB", U"CNY", U"US", U"USD", U"HKD", U"EUR", U"GBP", U"JPY"}) {
      if (word == currency) return i;
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

// The place behind a run of digits and points: 1.2.3, 8·18.
size_t SkipDigitRun(const Text& text, size_t i) {
  constexpr std::u32string_view kJoints = U".·";
  while (IsDigit(text[i]) ||
         (text[i] != 0 && kJoints.find(text[i]) != std::u32string_view::npos &&
          IsDigit(text[i + 1]))) {
    ++i;
  }
  return i;
}

// An Arabic number inside a longer code: 5G, 1.2.3, 8·18.
bool IsInsideCode(const Text& text, const Numeral& numeral) {
  const size_t end = numeral.span.end;
  const char32_t next = text[end];
  if (!numeral.cardinal.arabic)
    return next == U'·' && HanDigit(text[end + 1]) > 0;
  if (next == U'.' || next == U'·') {
    return IsDigit(text[end + 1]);
  }
  const size_t begin = numeral.span.begin;
  if (IsLatin(next) && !ReadUnit(text, end)) return true;
  return begin > 1 && text[begin - 1] == U'·' && IsDigit(text[begin - 2]);
}

Decimal PowerOfTwo(const Decimal& exponent) {
  Decimal result = *Decimal::Parse("1");
  for (Decimal i; i < exponent; i = i + *Decimal::Parse("1")) {
    result = result + result;
  }
  return result;
}

// Words that hold a numeral and no number, such as 四川: the place behind the word
// if one covers character i; 0 if none does.
size_t SkipWord(const Text& text, size_t floor, size_t i) {
  static const Lexicon words(tables::kNotNumbers);
  constexpr size_t kReach = 3;
  for (size_t begin = i - std::min(i - floor, kReach); begin <= i; ++begin) {
    const Lexicon::Entry* word = words.LongestAt(text.folded(), begin);
    if (word != nullptr && begin + word->word.size() > i) {
      return begin + word->word.size();
    }
  }
  return 0;
}

class QuantityReader {
 public:
  QuantityReader(const Text& text, CharSpan span) : text_(text), span_(span) {}

  std::vector<FoundQuantity> Read(size_t max_count) {
    size_t i = span_.begin;
    while (i < span_.end && found_.size() < max_count) {
      const char32_t c = text_[i];
      size_t end = 0;
      if (MayBeginNumeral(c)) end = ReadAt(i);
      if (c == U'首' && text_[i + 1] == U'位') end = ReadFirstPlace(i);
      if (end == 0) end = IsLatin(c) ? SkipCode(text_, i) : i + 1;
      i = end;
    }
    ShareUnits(text_, found_);
    JoinBounds(text_, found_);
    return std::move(found_);
  }

 private:
  // Reads a quantity at i and answers the place behind it; 0 if no number begins
  // there.
  size_t ReadAt(size_t i) {
    if (const size_t end = SkipWord(text_, span_.begin, i); end > 0) return end;
    const std::optional<Numeral> numeral = ReadNumeral(text_, i);
    if (!numeral) return 0;
    if (IsInsideCode(text_, *numeral)) {
      const size_t end = SkipDigitRun(text_, numeral->span.end);
      return IsLatin(text_[end]) ? SkipCode(text_, end) : end;
    }
    std::optional<FoundQuantity> quantity = ReadOne(*numeral);
    if (!quantity) return numeral->span.end;
    if (!ReadRange(*quantity)) AddSmallUnits(*quantity);
    quantity->span.end = std::min(quantity->span.end, span_.end);
    ReadFront(*quantity);
    // 万 and 千 alone are parts of words.
    if (quantity->cardinal.bare && quantity->unit_text.empty() &&
        quantity->bounded_span.begin == quantity->span.begin &&
        quantity->writing == NumeralWriting::kCardinal) {
      return quantity->span.end;
    }
    found_.push_back(std::move(*quantity));
    return found_.back().span.end;
  }

  // 位居首位
  size_t ReadFirstPlace(size_t i) {
    FoundQuantity q;
    q.span = q.bounded_span = {i, i + 2};
    q.number = {i, i + 1};
    q.unit_span = {i + 1, i + 2};
    q.unit = UnitNamed(U"位").value_or(Unit());
    q.unit_text = "位";
    q.value = q.approximate_to = *Decimal::Parse("1");
    q.ordinal = true;
    found_.push_back(std::move(q));
    return i + 2;
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
      const Decimal part = *Decimal::Parse("0.5");
      q.value = q.value.is_negative() ? q.value - part : q.value + part;
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
    return second && JoinRange(text_, q, *second);
  }

  // 50元6角3分, 3斤5两, 三米九: a smaller unit, or a digit that means tenths.
  void AddSmallUnits(FoundQuantity& q) const {
    struct Step {
      std::string_view unit;
      char32_t smaller;  // 0: no unit behind the digit
      int shift;
    };
    static constexpr Step kSteps[] = {
        {"元", U'角', -1}, {"元", U'毛', -1}, {"块", U'角', -1},
        {"块", U'毛', -1}, {"角", U'分', -1}, {"毛", U'分', -1},
        {"元", U'分', -2}, {"块", U'分', -2}, {"斤", U'两', -1},
        {"块", 0, -1},     {"毛", 0, -1},     {"米", 0, -1}};
    if (q.masked || q.value_to || q.span.end != q.unit_span.end) return;
    for (const Step& step : kSteps) {
      if (q.unit_text != step.unit) continue;
      size_t i = q.span.end;
      if (text_[i] == U'零') ++i;
      const std::optional<Cardinal> part = ReadCardinal(text_, i);
      if (!part || !part->digits || part->point || part->digit_count > 1) {
        continue;
      }
      const char32_t behind = text_[part->end];
      if (step.smaller != 0 ? behind != step.smaller
                            : part->arabic || !EndsAmount(behind)) {
        continue;
      }
      AddPart(q, part->value.ShiftedBy(step.shift),
              part->end + (step.smaller != 0 ? 1 : 0));
      if (step.shift == -1 && step.smaller != 0) AddCents(q);
    }
  }

  // 3分 of 50元6角3分
  void AddCents(FoundQuantity& q) const {
    const std::optional<Cardinal> part = ReadCardinal(text_, q.span.end);
    if (!part || !part->digits || part->digit_count > 1) return;
    const bool cents = text_[part->end] == U'分';
    if (!cents && !EndsAmount(text_[part->end])) return;
    AddPart(q, part->value.ShiftedBy(-2), part->end + (cents ? 1 : 0));
  }

  static void AddPart(FoundQuantity& q, const Decimal& part, size_t end) {
    q.value = q.value + part;
    q.approximate_to = q.value;
    q.span.end = end;
    q.unit_span.end = q.unit_span.begin;  // no further step
  }

  static bool EndsAmount(char32_t c) {
    return c == 0 || c == U',' || c == U'。' || c == U'钱' || c == U';' ||
           c == U'\n';
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

std::vector<FoundQuantity> FindQuantities(const Text& text, CharSpan span,
                                          size_t max_count) {
  return QuantityReader(text, span).Read(max_count);
}

}  // namespace qiusuo::parser
