#include "service/parser/numerals.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"
#include "service/parser/literals.h"

namespace qiusuo::parser {
namespace {

constexpr int kFractionDigits = 6;
constexpr int64_t kMaxFractionDigits = 12;  // of numerator and denominator

// Characters that make 成 a part of another word: 完成5成立, 三成员.
constexpr std::u32string_view kAfterOtherCheng =
    U"立果本员功为都长效绩人年交份品熟因套型语分就才千";

// a / b, exact if it ends within the digits, else rounded.
std::optional<Decimal> Quotient(const Decimal& a, const Decimal& b) {
  const int64_t shift = std::max<int64_t>(
      {0, static_cast<int64_t>(a.digits().size()) - a.exponent(),
       static_cast<int64_t>(b.digits().size()) - b.exponent()});
  const Decimal whole_a = a.Magnitude().ShiftedBy(shift);
  const Decimal whole_b = b.Magnitude().ShiftedBy(shift);
  if (b.is_zero() || whole_a.exponent() > kMaxFractionDigits ||
      whole_b.exponent() > kMaxFractionDigits) {
    return std::nullopt;
  }
  const uint64_t divisor = std::stoull(whole_b.ToString());
  uint64_t rest = std::stoull(whole_a.ToString());
  std::string digits = std::to_string(rest / divisor);
  rest %= divisor;
  int64_t decimals = 0;
  int significant = digits == "0" ? 0 : static_cast<int>(digits.size());
  while (rest != 0 && significant <= kFractionDigits) {
    digits.push_back(static_cast<char>('0' + rest * 10 / divisor));
    rest = rest * 10 % divisor;
    ++decimals;
    if (significant > 0 || digits.back() != '0') ++significant;
  }
  Decimal result = Decimal::FromDigits(digits, -decimals);
  if (rest != 0) {
    // The last digit was read for rounding only.
    const Decimal half = Decimal::FromDigits("5", -decimals);
    digits = (result + half).ToString();
    const size_t point = digits.find('.');
    digits.resize(point + static_cast<size_t>(decimals));
    result = *Decimal::Parse(digits);
  }
  return a.is_negative() != b.is_negative() ? result.Negated() : result;
}

bool IsSign(const Text& text, size_t i) {
  if (text[i] == U'负' || text[i] == U'負') {
    // 正负二 is ±2; 减负, 担负 and 肩负 are words.
    return i == 0 || !IsOneOf(text[i - 1], U"正减担肩");
  }
  if (text[i] == U'零' && text[i + 1] == U'下') return true;
  if (text[i] != U'-' && text[i] != U'−') return false;
  // 3-5 and A-1 join, they do not subtract.
  const char32_t next = text[SkipBlanks(text, i + 1)];
  if (!IsDigit(next) && next != U'百') return false;
  const char32_t before = i > 0 ? text[i - 1] : U' ';
  return !IsDigit(before) && !IsLatin(before) && before != U'-' &&
         before != U')' && before != U'%' && HanScale(before) == 0;
}

// The place behind 分之, blanks allowed inside; 0 if it does not stand at i.
size_t SkipOf(const Text& text, size_t i) {
  i = SkipBlanks(text, i);
  if (text[i] != U'分') return 0;
  i = SkipBlanks(text, i + 1);
  return text[i] == U'之' ? SkipBlanks(text, i + 1) : 0;
}

class NumeralReader {
 public:
  NumeralReader(const Text& text, size_t begin) : text_(text) {
    numeral_.span.begin = begin;
  }

  std::optional<Numeral> Read() {
    size_t i = numeral_.span.begin;
    if (IsSign(text_, i)) {
      negative_ = true;
      i = SkipBlanks(text_, i + (text_[i] == U'零' ? 2 : 1));
      if (text_[i] == U'的') ++i;
      if (text_[i] == U'华' && text_[i + 1] == U'氏') i += 2;
    }
    if (text_[i] == U'半') return ReadHalf(i);
    std::optional<Cardinal> read = ReadCardinal(text_, i);
    if (!read) return std::nullopt;
    numeral_.cardinal = *std::move(read);
    const Cardinal* const cardinal = &numeral_.cardinal;
    const size_t end = cardinal->end;
    if (const size_t of = SkipOf(text_, end); of > 0) {
      if (ReadParts(*cardinal, of, Decimal())) return std::move(numeral_);
    }
    if (cardinal->bare && text_[end] == U'分' && cardinal->top_scale == 2) {
      if (ReadParts(*cardinal, end + 1, Decimal()))
        return std::move(numeral_);  // 百分百
    }
    if ((text_[end] == U'分' || text_[end] == U'份') &&
        text_[end + 1] == U'一' && cardinal->digits && !cardinal->arabic &&
        HanScale(text_[end + 2]) == 0 && HanDigit(text_[end + 2]) < 0) {
      if (ReadParts(*cardinal, end + 1, Decimal()))
        return std::move(numeral_);  // 四分一
    }
    if (const size_t mixed = SkipBlanks(text_, end); text_[mixed] == U'又') {
      if (ReadMixed(mixed + 1)) return std::move(numeral_);
    }
    if (const size_t below = SkipSlash(end); below > 0 && ReadSlash(below)) {
      return std::move(numeral_);
    }
    if (ReadTenths(end)) return std::move(numeral_);
    if (text_[end] == U'半' && cardinal->digits && !cardinal->arabic &&
        cardinal->value == *Decimal::Parse("1")) {
      return Share(end + 1, "50");
    }
    Finish(end, NumeralWriting::kCardinal, cardinal->value, cardinal->width);
    return std::move(numeral_);
  }

 private:
  void Finish(size_t end, NumeralWriting writing, const Decimal& value,
              const Decimal& width) {
    numeral_.span.end = end;
    numeral_.writing = writing;
    numeral_.value = negative_ ? value.Negated() : value;
    numeral_.upper = negative_ ? (value + width).Negated() : value + width;
  }

  Numeral Share(size_t end, std::string_view percent) {
    Finish(end, NumeralWriting::kShare, *Decimal::Parse(percent), Decimal());
    return std::move(numeral_);
  }

  std::optional<Numeral> ReadHalf(size_t i) {
    if (text_[i + 1] == U'数') return Share(i + 2, "50");
    if (text_[i + 1] == U'成') return Share(i + 2, "5");
    const Decimal half = *Decimal::Parse("0.5");
    if (text_[i + 1] == U'百') {
      Finish(i + 2, NumeralWriting::kCardinal, half.ShiftedBy(2), Decimal());
    } else {
      Finish(i + 1, NumeralWriting::kHalf, half, Decimal());
    }
    return std::move(numeral_);
  }

  // The numerator behind 分之. 百分之, 千分之, 万分之 make percentages.
  bool ReadParts(const Cardinal& denominator, size_t i, const Decimal& whole) {
    bool negative_parts = false;
    if (IsSign(text_, i)) {
      negative_parts = true;
      i = SkipBlanks(text_, i + 1);
    }
    const std::optional<Cardinal> parts = ReadCardinal(text_, i);
    if (!parts || parts->masked) return false;
    negative_ = negative_ != negative_parts;
    if (denominator.bare && denominator.value != *Decimal::Parse("10")) {
      const int64_t shift = 3 - denominator.value.exponent();
      Finish(parts->end, NumeralWriting::kShare, parts->value.ShiftedBy(shift),
             parts->width.ShiftedBy(shift));
      numeral_.cardinal.more = parts->more;
      return true;
    }
    const std::optional<Decimal> quotient =
        Quotient(parts->value, denominator.value);
    if (!quotient) return false;
    Finish(parts->end, NumeralWriting::kFraction, whole + *quotient, Decimal());
    return true;
  }

  // 一又五分之一
  bool ReadMixed(size_t i) {
    const std::optional<Cardinal> denominator =
        ReadCardinal(text_, SkipBlanks(text_, i));
    if (!denominator || denominator->bare) return false;
    if (text_[denominator->end] == U'/') {  // 1又1/5
      const Decimal whole = numeral_.cardinal.value;
      numeral_.cardinal = *denominator;
      if (!ReadSlash(denominator->end + 1)) return false;
      Finish(numeral_.span.end, NumeralWriting::kFraction,
             whole + numeral_.value.Magnitude(), Decimal());
      return true;
    }
    const size_t of = SkipOf(text_, denominator->end);
    return of > 0 && ReadParts(*denominator, of, numeral_.cardinal.value);
  }

  // The place behind the slash of 1/2 or 1 / 2; 0 if none stands at `end`.
  size_t SkipSlash(size_t end) const {
    const size_t begin = numeral_.span.begin;
    if (begin > 0 && text_[begin - 1] == U'/') return 0;
    if (text_[end] == U'/') return end + 1;
    const bool spaced =
        text_[end] == U' ' && text_[end + 1] == U'/' && text_[end + 2] == U' ';
    return spaced ? end + 3 : 0;
  }

  // 1/2, 99.5/100; but no date and no page 1/2/3.
  bool ReadSlash(size_t i) {
    constexpr size_t kMaxDigits = 3;
    const Cardinal& a = numeral_.cardinal;
    if (!a.arabic || !a.digits || a.masked || a.digit_count > kMaxDigits ||
        !IsDigit(text_[i]) || text_[numeral_.span.begin] == U'0') {
      return false;
    }
    const std::optional<Cardinal> b = ReadCardinal(text_, i);
    const bool thousand = b && b->value.digits() == "1";
    if (!b || !b->digits || b->masked ||
        (b->digit_count > kMaxDigits && !thousand) || text_[i] == U'0' ||
        text_[b->end] == U'/' || IsLatin(text_[b->end])) {
      return false;
    }
    const std::optional<Decimal> quotient = Quotient(a.value, b->value);
    if (!quotient) return false;
    Finish(b->end, NumeralWriting::kFraction, *quotient, Decimal());
    return true;
  }

  // 三成, 八成五, 7.2成
  bool ReadTenths(size_t end) {
    const Cardinal& tenths = numeral_.cardinal;
    const size_t cheng = SkipBlanks(text_, end);
    if (text_[cheng] != U'成' || tenths.value > *Decimal::Parse("10") ||
        tenths.more || tenths.bare || tenths.masked) {
      return false;
    }
    const char32_t next = text_[cheng + 1];
    if (next != 0 && kAfterOtherCheng.find(next) != std::u32string_view::npos) {
      return false;
    }
    Decimal percent = tenths.value.ShiftedBy(1);
    size_t after = cheng + 1;
    const int rest = HanDigit(next);
    if (rest > 0 && HanScale(text_[after + 1]) == 0 &&
        HanDigit(text_[after + 1]) < 0 && text_[after + 1] != U'成' &&
        text_[after + 1] != U'是') {
      percent = percent + *Decimal::Parse(std::to_string(rest));
      ++after;
    }
    Finish(after, NumeralWriting::kShare, percent, tenths.width.ShiftedBy(1));
    return true;
  }

  const Text& text_;
  Numeral numeral_;
  bool negative_ = false;
};

}  // namespace

std::optional<Numeral> ReadNumeral(const Text& text, size_t begin) {
  return NumeralReader(text, begin).Read();
}

}  // namespace qiusuo::parser
