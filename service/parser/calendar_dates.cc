#include "service/parser/calendar_dates.h"

#include "service/parser/han_digits.h"
#include "service/parser/ordinals.h"

namespace qiusuo::parser {
namespace {

size_t SkipBlanks(const Text& text, size_t at) {
  while (text[at] == U' ') ++at;
  return at;
}

// A number and the sign behind it.
std::optional<Ordinal> ReadPart(const Text& text, size_t at, bool han) {
  at = SkipBlanks(text, at);
  std::optional<Ordinal> part =
      han ? ReadHanOrdinal(text, at) : ReadArabicOrdinal(text, at);
  if (part) part->end = SkipBlanks(text, part->end);
  return part;
}

bool IsYear(int64_t value) { return value >= 1900 && value < 2100; }

}  // namespace

std::optional<CalendarDate> ReadCalendarDate(const Text& text, size_t at) {
  const bool han = !IsDigit(text[at]);
  const std::optional<Ordinal> year = ReadPart(text, at, han);
  if (!year || !IsYear(year->value)) return std::nullopt;
  const char32_t sign = text[year->end];
  const bool in_words = sign == U'年';
  if (!in_words && (han || (sign != U'-' && sign != U'/' && sign != U'.')))
    return std::nullopt;
  const std::optional<Ordinal> month = ReadPart(text, year->end + 1, han);
  if (!month || month->value < 1 || month->value > 12) return std::nullopt;
  if (text[month->end] != (in_words ? U'月' : sign)) return std::nullopt;
  const std::optional<Ordinal> day = ReadPart(text, month->end + 1, han);
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
