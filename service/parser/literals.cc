#include "service/parser/literals.h"

#include <cstdint>
#include <optional>
#include <string_view>

#include "service/parser/han_digits.h"

namespace qiusuo::parser {
namespace {

// What a digit is worth, Han or 0-9.
int DigitOf(char32_t c) {
  return IsDigit(c) ? static_cast<int>(c - U'0') : HanDigit(c);
}

bool IsThousandsGroup(const Text& text, size_t i, bool grouped) {
  if (!GroupsDigits(text, i)) return false;
  // A full-width comma groups only digits of its width (４，５６５) and amounts
  // with decimals (82，225.00), but parts clauses in 3，120人.
  return grouped || text[i + 4] == U'.' ||
         text.Utf8({i, i + 1}).size() == text.Utf8({i + 1, i + 2}).size();
}

// The power of ten of 2.789e-1 that stands at i, with the place behind it; nullopt if
// none does. Without a sign or a point it is a code: 3E5.
struct PowerOfTen {
  size_t end = 0;
  int value = 0;
};

std::optional<PowerOfTen> ReadPowerOfTen(const Text& text, size_t i,
                                         bool point) {
  constexpr size_t kMaxDigits = 2;
  if (text[i] != U'e' && text[i] != U'E') return std::nullopt;
  const bool minus = text[i + 1] == U'-' || text[i + 1] == U'−';
  const bool sign = minus || text[i + 1] == U'+';
  if (!sign && !point) return std::nullopt;
  const size_t first = i + (sign ? 2 : 1);
  PowerOfTen power{.end = first};
  while (IsDigit(text[power.end]) && power.end < first + kMaxDigits) {
    power.value = power.value * 10 + static_cast<int>(text[power.end++] - U'0');
  }
  if (power.end == first || IsDigit(text[power.end]) ||
      IsLatin(text[power.end])) {
    return std::nullopt;
  }
  if (minus) power.value = -power.value;
  return power;
}

}  // namespace

bool GroupsDigits(const Text& text, size_t comma) {
  return text[comma] == U',' && IsDigit(text[comma + 1]) &&
         IsDigit(text[comma + 2]) && IsDigit(text[comma + 3]) &&
         !IsDigit(text[comma + 4]);
}

Literal ReadLiteral(const Text& text, size_t i) {
  DecimalDigits digits;
  Literal literal;
  const bool leads_zero = text[i] == U'0';
  for (; IsDigit(text[i]); ++i) digits.Add(DigitOf(text[i]));
  if (digits.count() > 0 && digits.count() <= 3 && !leads_zero) {
    while (IsThousandsGroup(text, i, literal.grouped)) {
      literal.grouped = true;
      for (size_t k = 1; k <= 3; ++k) digits.Add(DigitOf(text[i + k]));
      i += 4;
    }
  }
  literal.digit_count = digits.count();
  // 08.2008 is a date or a code.
  const bool is_code = digits.count() > 1 && leads_zero;
  if (!is_code && text[i] == U'.' && IsDigit(text[i + 1])) {
    literal.point = true;
    for (++i; IsDigit(text[i]); ++i) digits.Add(DigitOf(text[i]));
  }
  literal.value = digits.Value(static_cast<int64_t>(literal.digit_count) -
                               static_cast<int64_t>(digits.count()));
  literal.end = i;
  if (const auto power = ReadPowerOfTen(text, i, literal.point)) {
    literal.value = literal.value.ShiftedBy(power->value);
    literal.end = power->end;
  }
  return literal;
}

Literal ReadSpokenDecimals(const Text& text, size_t i) {
  Literal literal;
  size_t end = SkipBlanks(text, i);
  if (end != i && HanDigit(text[end]) < 0) return literal;
  DecimalDigits digits;
  const bool arabic = IsDigit(text[end]);
  while (arabic ? IsDigit(text[end])
                : HanDigit(text[end]) >= 0 && !IsTwo(text[end])) {
    digits.Add(DigitOf(text[end++]));
  }
  literal.end = end;
  literal.point = digits.count() > 0;
  literal.value = digits.Value(-static_cast<int64_t>(digits.count()));
  return literal;
}

Decimal ReadDigits(const Text& text, size_t first, size_t end) {
  DecimalDigits digits;
  for (size_t k = first; k < end; ++k) digits.Add(DigitOf(text[k]));
  return digits.Value(0);
}

bool IsApproximatePair(const Text& text, size_t first, bool after_scale) {
  const int a = HanDigit(text[first]);
  const int b = HanDigit(text[first + 1]);
  if (a == 0 || (b != a + 1 && !(a == 3 && b == 5))) return false;
  const char32_t next = text[first + 2];
  if (after_scale || HanScale(next) > 0) return true;
  if (next == U'点') return false;
  return next != U'年' ||
         (HanDigit(text[first + 3]) < 0 && HanScale(text[first + 3]) == 0);
}

bool IsOneOrTwo(const Text& text, size_t first) {
  constexpr std::u32string_view kCounted =
      U"个年天次件人家周月小名位种项条步句";
  const char32_t next = text[first + 2];
  return text[first] == U'一' && IsTwo(text[first + 1]) &&
         (HanScale(next) > 0 ||
          (next != 0 && kCounted.find(next) != std::u32string_view::npos));
}

}  // namespace qiusuo::parser
