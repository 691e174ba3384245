#include "service/parser/literals.h"

#include <cstdint>
#include <string>

#include "service/parser/han_digits.h"

namespace qiusuo::parser {
namespace {

bool IsThousandsGroup(const Text& text, size_t i, bool grouped) {
  if (text[i] != U',' || !IsDigit(text[i + 1]) || !IsDigit(text[i + 2]) ||
      !IsDigit(text[i + 3]) || IsDigit(text[i + 4])) {
    return false;
  }
  // A full-width comma groups only digits of its width (４，５６５) and amounts
  // with decimals (82，225.00), but parts clauses in 3，120人.
  return grouped || text[i + 4] == U'.' ||
         text.Utf8({i, i + 1}).size() == text.Utf8({i + 1, i + 2}).size();
}

}  // namespace

Literal ReadLiteral(const Text& text, size_t i) {
  std::string digits;
  Literal literal;
  while (IsDigit(text[i])) digits.push_back(static_cast<char>(text[i++]));
  if (!digits.empty() && digits.size() <= 3 && digits[0] != '0') {
    while (IsThousandsGroup(text, i, literal.grouped)) {
      literal.grouped = true;
      for (size_t k = 1; k <= 3; ++k) {
        digits.push_back(static_cast<char>(text[i + k]));
      }
      i += 4;
    }
  }
  literal.digit_count = digits.size();
  if (text[i] == U'.' && IsDigit(text[i + 1])) {
    literal.point = true;
    for (++i; IsDigit(text[i]); ++i) {
      digits.push_back(static_cast<char>(text[i]));
    }
  }
  literal.value =
      Decimal::FromDigits(digits, static_cast<int64_t>(literal.digit_count) -
                                      static_cast<int64_t>(digits.size()));
  literal.end = i;
  return literal;
}

Decimal ReadHanDigits(const Text& text, size_t first, size_t end) {
  std::string digits;
  for (size_t k = first; k < end; ++k) {
    digits.push_back(static_cast<char>('0' + HanDigit(text[k])));
  }
  return Decimal::FromDigits(digits, 0);
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

size_t SkipBlanks(const Text& text, size_t i) {
  constexpr size_t kMaxBlanks = 4;
  size_t end = i;
  while (text[end] == U' ' && end <= i + kMaxBlanks) ++end;
  return end <= i + kMaxBlanks ? end : i;
}

}  // namespace qiusuo::parser
