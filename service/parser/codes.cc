#include "service/parser/codes.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "service/parser/han_digits.h"
#include "service/parser/units.h"

namespace qiusuo::parser {
namespace {

bool IsCodeChar(char32_t c) { return IsLatin(c) || IsDigit(c) || c == U'_'; }

bool IsPoint(char32_t c) { return c == U'.' || c == U'·'; }

// RMB500, US$3: letters of money.
bool IsCurrency(std::u32string_view word) {
  if (word == U"US" || word == U"RM") return true;
  const std::optional<Unit> unit = UnitNamed(word);
  return unit && unit->dimension == Dimension::kMoney;
}

// The number of a date's part as a reader takes it, and whether it is one.
bool IsBetween(const Text& text, CharSpan part, int low, int high) {
  int value = 0;
  for (size_t i = part.begin; i < part.end; ++i) {
    value = value * 10 + static_cast<int>(text[i] - U'0');
  }
  return low <= value && value <= high;
}

bool IsYear(const Text& text, CharSpan part) {
  constexpr size_t kYearDigits = 4;
  return part.size() == kYearDigits && IsBetween(text, part, 1000, 2999);
}

bool IsMonth(const Text& text, CharSpan part) {
  return part.size() <= 2 && IsBetween(text, part, 1, 12);
}

bool IsDay(const Text& text, CharSpan part) {
  return part.size() <= 2 && IsBetween(text, part, 1, 31);
}

}  // namespace

size_t SkipCode(const Text& text, size_t i) {
  constexpr std::u32string_view kJoints = U"._/:?=&%#@+-";
  const size_t begin = i;
  while (true) {
    while (IsLatin(text[i])) ++i;
    const std::u32string_view word = text.Folded({begin, i});
    if (IsCurrency(word)) return i;
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

bool IsInsideCode(const Text& text, const Numeral& numeral) {
  const size_t end = numeral.span.end;
  const char32_t next = text[end];
  if (!numeral.cardinal.arabic) {
    return next == U'·' && HanDigit(text[end + 1]) > 0;
  }
  if (IsPoint(next)) return IsDigit(text[end + 1]);
  const size_t begin = numeral.span.begin;
  if (IsLatin(next) && !ReadUnit(text, end)) return true;
  return begin > 1 && text[begin - 1] == U'·' && IsDigit(text[begin - 2]);
}

size_t SkipDigitCode(const Text& text, size_t i) {
  while (IsDigit(text[i]) || (IsPoint(text[i]) && IsDigit(text[i + 1]))) ++i;
  return IsLatin(text[i]) ? SkipCode(text, i) : i;
}

std::vector<CharSpan> DateParts(const Text& text, size_t i) {
  constexpr size_t kMaxParts = 3;
  constexpr size_t kMaxDigits = 4;
  std::vector<CharSpan> parts;
  while (parts.size() < kMaxParts) {
    size_t end = i;
    while (IsDigit(text[end]) && end < i + kMaxDigits) ++end;
    if (end == i || IsDigit(text[end])) return {};
    parts.push_back({i, end});
    if (!IsPoint(text[end]) || !IsDigit(text[end + 1])) break;
    i = end + 1;
  }
  const size_t end = parts.back().end;
  if (IsLatin(text[end]) || (IsPoint(text[end]) && IsDigit(text[end + 1]))) {
    return {};
  }
  if (parts.size() == kMaxParts) {
    const bool date = IsYear(text, parts[0]) && IsMonth(text, parts[1]) &&
                      IsDay(text, parts[2]);
    return date ? parts : std::vector<CharSpan>();
  }
  const bool date = parts.size() == 2 && text[parts[0].begin] == U'0' &&
                    parts[0].size() == 2 && IsMonth(text, parts[0]) &&
                    (IsYear(text, parts[1]) || IsDay(text, parts[1]));
  return date ? parts : std::vector<CharSpan>();
}

}  // namespace qiusuo::parser
