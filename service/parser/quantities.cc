#include "service/parser/quantities.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "service/parser/bounds.h"
#include "service/parser/codes.h"
#include "service/parser/compound_amounts.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/literals.h"
#include "service/parser/quantity_lists.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Relation;

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
  static const CharacterSet characters = words.Characters();
  if (!characters.Has(text[i])) return 0;
  constexpr size_t kReach = 3;
  for (size_t begin = i - std::min(i - floor, kReach); begin <= i; ++begin) {
    const Lexicon::Entry* word = words.LongestAt(text.folded(), begin);
    if (word != nullptr && begin + word->word.size() > i) {
      return begin + word->word.size();
    }
  }
  return 0;
}

// What a number or a code may begin with.
constexpr CharacterSet FirstCharacters() {
  CharacterSet begins = kNumeralBegins;
  begins.Add(U'首');
  for (char32_t c = U'Ⅰ'; c <= U'Ⅻ'; ++c) begins.Add(c);
  for (char32_t c = U'a'; c <= U'z'; ++c) begins.Add(c);
  for (char32_t c = U'A'; c <= U'Z'; ++c) begins.Add(c);
  return begins;
}

class QuantityReader {
 public:
  QuantityReader(const Text& text, CharSpan span) : text_(text), span_(span) {}

  std::vector<FoundQuantity> Read(size_t max_count) {
    // Room for the figures of a usual report at once.
    constexpr size_t kCharactersPerFigure = 64;
    found_.reserve(std::min(max_count, span_.size() / kCharactersPerFigure));
    static constexpr CharacterSet kBegins = FirstCharacters();
    size_t i = span_.begin;
    while (found_.size() < max_count) {
      i = kBegins.FirstIn(text_.folded(), i, span_.end);
      if (i == span_.end) break;
      const char32_t c = text_[i];
      size_t end = 0;
      if (MayBeginNumeral(c)) {
        end = ReadAt(i);
      } else if (c == U'首' && text_[i + 1] == U'位') {
        end = ReadFirstPlace(i);
      } else if (RomanNumeral(c) > 0) {
        end = ReadGrade(i);
      }
      if (end == 0) end = IsLatin(c) ? SkipCode(text_, i) : i + 1;
      i = end;
    }
    ShareUnits(text_, found_);
    JoinBounds(text_, found_);
    ShareBounds(text_, found_);
    return std::move(found_);
  }

 private:
  // Reads a quantity at i and answers the place behind it; 0 if no number begins
  // there.
  size_t ReadAt(size_t i) {
    if (const size_t end = SkipWord(text_, span_.begin, i); end > 0) return end;
    const std::optional<Numeral> numeral = ReadNumeral(text_, i);
    if (!numeral) return 0;
    if (IsInsideCode(text_, *numeral)) return ReadInsideCode(*numeral);
    std::optional<FoundQuantity> quantity = ReadOne(*numeral);
    if (!quantity) return numeral->span.end;
    if (!ReadRange(*quantity)) AddSmallerParts(text_, *quantity);
    const size_t end = ReadUnitInNextLine(*quantity);
    quantity->span.end = std::min(quantity->span.end, span_.end);
    ReadFront(*quantity);
    // 万 and 千 alone are parts of words.
    if (quantity->cardinal.bare && quantity->unit_text.empty() &&
        quantity->bounded_span.begin == quantity->span.begin &&
        quantity->writing == NumeralWriting::kCardinal) {
      return quantity->span.end;
    }
    found_.push_back(std::move(*quantity));
    return std::max(end, found_.back().span.end);
  }

  // The numbers of a date in figures; of any other code none.
  size_t ReadInsideCode(const Numeral& numeral) {
    const std::vector<CharSpan> parts = DateParts(text_, numeral.span.begin);
    for (const CharSpan part : parts) {
      FoundQuantity q;
      q.span = q.bounded_span = q.number = part;
      q.cardinal.arabic = q.cardinal.digits = true;
      q.cardinal.digit_count = part.size();
      q.value = q.approximate_to = ReadDigits(text_, part.begin, part.end);
      found_.push_back(std::move(q));
    }
    return parts.empty() ? SkipDigitCode(text_, numeral.span.end)
                         : parts.back().end;
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

  // Ⅲ类水
  size_t ReadGrade(size_t i) {
    FoundQuantity q;
    q.span = q.bounded_span = q.number = {i, i + 1};
    q.value = *Decimal::Parse(std::to_string(RomanNumeral(text_[i])));
    q.approximate_to = q.value;
    q.ordinal = true;
    found_.push_back(std::move(q));
    return i + 1;
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

  // 保费收入 26676 / 万元，较上年…: a page's line ends between a number and its scale and unit.
  // The quantity stays in its line. Answers the place behind the unit; 0 without one.
  size_t ReadUnitInNextLine(FoundQuantity& q) const {
    const size_t line_end = SkipBlanks(text_, q.span.end);
    if (!IsLineEnd(text_[line_end]) || !q.unit_text.empty() ||
        !q.cardinal.arabic || q.masked || !EndsLongLine(q.span.begin))
      return 0;
    const size_t begin =
        SkipBlanks(text_, line_end + (text_[line_end + 1] == U'\n' ? 2 : 1));
    size_t i = begin;
    int scale = 0;
    for (; HanScale(text_[i]) >= 4 && i < begin + 2; ++i)
      scale += HanScale(text_[i]);
    const std::optional<Unit> unit = ReadUnit(text_, i);
    // A unit alone on its line is a cell of a table.
    if (!unit || unit->dimension == Dimension::kTime ||
        unit->end >= span_.end ||
        IsLineEnd(text_[SkipBlanks(text_, unit->end)]))
      return 0;
    q.unit = *unit;
    q.unit_span = {i, unit->end};
    q.unit_text =
        unit->id == "percent" ? "%" : std::string(text_.Utf8(q.unit_span));
    q.value = q.value.ShiftedBy(scale);
    q.approximate_to = q.approximate_to.ShiftedBy(scale);
    if (q.value_to) q.value_to = q.value_to->ShiftedBy(scale);
    return unit->end;
  }

  static bool IsLineEnd(char32_t c) { return c == U'\n' || c == U'\r'; }

  // Whether enough stands before `place` in its line for a line of a page's paragraph.
  bool EndsLongLine(size_t place) const {
    constexpr size_t kMinLine = 12;
    size_t length = 0;
    while (length < kMinLine && place > span_.begin &&
           !IsLineEnd(text_[--place]))
      ++length;
    return length == kMinLine;
  }

  static bool CanBeHalved(const Unit& unit) {
    return unit.dimension == Dimension::kTime ||
           unit.dimension == Dimension::kMeasure || unit.id == "year_of_age" ||
           unit.id == "point_score";
  }

  // 3%至5%, 3-5个, 5万元以上20万元以下. True if `q` became a range.
  bool ReadRange(FoundQuantity& q) const {
    if (q.value_to || q.masked) return false;
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

  // 第, 翻 and the qualifiers in front.
  void ReadFront(FoundQuantity& q) const {
    const size_t begin = q.span.begin;
    q.bounded_span = q.span;
    if (begin > span_.begin && text_[begin - 1] == U'第') {
      q.ordinal = true;
      --q.span.begin;
      q.bounded_span = q.span;
      if (StandsBefore(U"倒数", begin - 1)) CountFromEnd(q);
      return;
    }
    if (StandsBefore(U"最后", begin) && q.cardinal.digits && !q.value_to &&
        q.value == *Decimal::Parse("1")) {
      q.ordinal = true;  // 最后一个
      CountFromEnd(q);
      return;
    }
    ReadBoundBefore(text_, span_.begin, q);
    if (q.unit_text == "番") ReadDoubling(q);
  }

  // 翻两番, 翻了近一番
  void ReadDoubling(FoundQuantity& q) const {
    const size_t begin = q.bounded_span.begin;
    if (begin < span_.begin + 2) return;
    const size_t verb = text_[begin - 1] == U'了' ? 2 : 1;
    if (text_[begin - verb] != U'翻' || q.value.exponent() > 1) return;
    q.span.begin = q.bounded_span.begin = begin - verb;
    q.multiplied = true;
    q.value = q.approximate_to = PowerOfTwo(q.value);
    q.unit_text.clear();
    q.unit_span.end = q.unit_span.begin;
  }

  // 倒数第二 is -2.
  static void CountFromEnd(FoundQuantity& q) {
    q.value = q.value.Negated();
    q.approximate_to = q.value;
  }

  bool StandsBefore(std::u32string_view word, size_t i) const {
    return i >= span_.begin + word.size() &&
           text_.Folded({i - word.size(), i}) == word;
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
