#include "service/parser/calendar_dates.h"

#include "service/parser/han_digits.h"
#include "service/parser/ordinals.h"

namespace qiusuo::parser {
namespace {

size_t SkipBlanks(const Text& text, size_t at) {
  while (text[at] == U' ') ++at;
  return at;
}

// A number, up to the sign behind it.
std::optional<Ordinal> ReadPart(const Text& text, size_t at) {
  at = SkipBlanks(text, at);
  std::optional<Ordinal> part = ReadOrdinal(text, at);
  if (part) part->end = SkipBlanks(text, part->end);
  return part;
}

// The same, of digits that a blank may part: 1 9 9 8 年.
std::optional<Ordinal> ReadSpacedPart(const Text& text, size_t at,
                                      char32_t sign) {
  constexpr int kMaxDigits = 4;
  Ordinal part;
  size_t end = SkipBlanks(text, at);
  for (int digits = 0; digits < kMaxDigits && IsDigit(text[end]); ++digits) {
    part.value = part.value * 10 + static_cast<int64_t>(text[end] - U'0');
    end = SkipBlanks(text, end + 1);
  }
  part.end = end;
  return text[end] == sign ? std::optional(part) : ReadPart(text, at);
}

bool IsYear(int64_t value) { return value >= 1900 && value < 2100; }

}  // namespace

std::optional<CalendarDate> ReadCalendarDate(const Text& text, size_t at) {
  const bool han = !IsDigit(text[at]);
  const std::optional<Ordinal> year = ReadSpacedPart(text, at, U'年');
  if (!year || !IsYear(year->value)) return std::nullopt;
  const char32_t sign = text[year->end];
  const bool in_words = sign == U'年';
  if (!in_words && (han || (sign != U'-' && sign != U'/' && sign != U'.')))
    return std::nullopt;
  const std::optional<Ordinal> month =
      in_words ? ReadSpacedPart(text, year->end + 1, U'月')
               : ReadPart(text, year->end + 1);
  if (!month || month->value < 1 || month->value > 12) return std::nullopt;
  if (text[month->end] != (in_words ? U'月' : sign)) return std::nullopt;
  const std::optional<Ordinal> day =
      in_words ? ReadSpacedPart(text, month->end + 1, U'日')
               : ReadPart(text, month->end + 1);
  if (!day || day->value < 1 || day->value > 31) return std::nullopt;
  size_t end = day->end;
  if (in_words) {
    if (text[end] != U'日') return std::nullopt;
    ++end;
  } else {
    while (end > at && text[end - 1] == U' ') --end;
  }
  CalendarDate result;
  result.date.set_year(static_cast<int32_t>(year->value));
  result.date.set_month(static_cast<int32_t>(month->value));
  result.date.set_day(static_cast<int32_t>(day->value));
  result.span = {at, end};
  return result;
}

std::optional<CalendarDate> FindCalendarDate(const Text& text, CharSpan span) {
  for (size_t i = span.begin; i < span.end; ++i) {
    const bool starts = IsDigit(text[i]) || HanDigit(text[i]) >= 0;
    const bool inside =
        i > span.begin && (IsDigit(text[i - 1]) || HanDigit(text[i - 1]) >= 0);
    if (!starts || inside) continue;
    std::optional<CalendarDate> date = ReadCalendarDate(text, i);
    if (date && date->span.end <= span.end) return date;
  }
  return std::nullopt;
}

}  // namespace qiusuo::parser
