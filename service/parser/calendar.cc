#include "service/parser/calendar.h"

#include <algorithm>
#include <string_view>

#include "service/parser/cardinals.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/literals.h"
#include "service/parser/numerals.h"
#include "service/parser/period_words.h"

namespace qiusuo::parser {
namespace {

constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2199;

bool IsJoint(char32_t c) {
  return c == U'-' || c == U'—' || c == U'–' || c == U'~' || c == U'至' ||
         c == U'到' || c == U'、';
}

size_t SkipJoint(const Text& text, size_t i) {
  const size_t begin = i;
  while (IsJoint(text[i]) && i < begin + 2) ++i;
  return i;
}

// A whole number from 1 to `most` at i.
struct SmallNumber {
  int value = 0;
  size_t end = 0;
};

std::optional<SmallNumber> ReadSmall(CardinalMemo& cardinals, size_t i,
                                     int most) {
  const std::optional<Cardinal>& cardinal = cardinals.At(i);
  if (!cardinal || cardinal->masked || cardinal->more || cardinal->point ||
      !cardinal->width.is_zero() || cardinal->bare) {
    return std::nullopt;
  }
  const std::optional<int64_t> value = cardinal->value.ToInteger();
  if (!value || *value < 1 || *value > most) return std::nullopt;
  return SmallNumber{static_cast<int>(*value), cardinal->end};
}

// The masked digits before 年: `202X` for 202x年, `XX` for ××年.
std::string MaskedYear(const Text& text, size_t begin, size_t end) {
  std::string label;
  for (size_t i = begin; i < end; ++i) {
    label.push_back(IsDigit(text[i]) ? static_cast<char>(text[i]) : 'X');
  }
  return label;
}

class CalendarReader {
 public:
  CalendarReader(const Text& text, CardinalMemo& cardinals)
      : text_(text), cardinals_(cardinals) {}

  std::optional<CalendarTime> Read(size_t begin) {
    const bool has_year = ReadYear(begin);
    const size_t part = has_year ? SkipBlanks(text_, time_.end) : begin;
    const bool has_part =
        ReadHalf(part) || ReadQuarters(part) || ReadMonths(part);
    if (!has_year && !has_part) return std::nullopt;
    return time_;
  }

 private:
  bool ReadYear(size_t i) {
    const Lexicon::Entry* word = PeriodWords().LongestAt(text_.folded(), i);
    if (word != nullptr && word->fields[1] == "year") {
      time_.relative = std::stoi(std::string(word->fields[2]));
      time_.end = i + word->word.size();
      return true;
    }
    const std::optional<Cardinal>& cardinal = cardinals_.At(i);
    if (!cardinal || !cardinal->digits || cardinal->point ||
        cardinal->grouped || cardinal->digit_count > 4) {
      return false;
    }
    const size_t unit = SkipBlanks(text_, cardinal->end);
    if (text_[unit] != U'年' || IsPlainLength(unit)) return false;
    if (cardinal->masked) {
      time_.masked = MaskedYear(text_, i, cardinal->end);
    } else {
      if (cardinal->digit_count != 4) return false;
      time_.year = static_cast<int>(cardinal->value.ToInteger().value_or(0));
      if (time_.year < kFirstYear || time_.year > kLastYear) return false;
    }
    time_.end = unit + 1;
    return true;
  }

  // 3000年历史 is no year; nor is 年 of 年级.
  bool IsPlainLength(size_t unit) const {
    const char32_t next = text_[unit + 1];
    return next == U'级' || next == U'期' || next == U'历';
  }

  bool ReadHalf(size_t i) {
    const Lexicon::Entry* word = PeriodWords().LongestAt(text_.folded(), i);
    if (word == nullptr || word->fields[1] != "half") return false;
    Finish(CalendarUnit::kHalf, word->fields[2] == "1" ? 1 : 2,
           i + word->word.size());
    return true;
  }

  // 一季度, 第二季度, 前三季度, 1—3季度
  bool ReadQuarters(size_t i) {
    const bool from_start = text_[i] == U'前';
    if (from_start || text_[i] == U'第') ++i;
    std::optional<SmallNumber> first = ReadSmall(cardinals_, i, 4);
    if (!first) return false;
    std::optional<SmallNumber> last;
    if (const size_t next = SkipJoint(text_, first->end); next > first->end) {
      last = ReadSmall(cardinals_, next, 4);
    }
    size_t end = last ? last->end : first->end;
    if (text_[end] == U'个') {
      if (!from_start) return false;
      ++end;
    }
    if (text_[end] != U'季' || text_[end + 1] != U'度') return false;
    Finish(CalendarUnit::kQuarter, from_start ? 1 : first->value, end + 2);
    time_.last = last ? last->value : first->value;
    return true;
  }

  // 5月, 1—9月份, 前两个月, 10月24日
  bool ReadMonths(size_t i) {
    const bool from_start = text_[i] == U'前';
    if (from_start) ++i;
    const std::optional<SmallNumber> first = ReadSmall(cardinals_, i, 12);
    if (!first) return false;
    size_t end = first->end;
    int last = first->value;
    if (from_start) {
      if (text_[end] != U'个') return false;
      ++end;
    } else {
      if (text_[end] == U'月' && IsJoint(text_[end + 1])) ++end;  // 1月—9月
      if (const size_t next = SkipJoint(text_, end); next > end) {
        const auto second = ReadSmall(cardinals_, next, 12);
        if (second && text_[second->end] == U'月') {
          last = second->value;
          end = second->end;
        }
      }
      if (end > 0 && text_[end] != U'月' && text_[end - 1] == U'月') --end;
    }
    if (text_[end] != U'月') return false;
    ++end;
    if (text_[end] == U'份') ++end;
    Finish(CalendarUnit::kMonth, from_start ? 1 : first->value, end);
    time_.last = last;
    if (!from_start && last == first->value) ReadDays(end);
    return true;
  }

  // 24日, 24日至26日
  void ReadDays(size_t i) {
    const std::optional<SmallNumber> first = ReadSmall(cardinals_, i, 31);
    if (!first || !IsDay(first->end)) return;
    time_.month = time_.first;
    Finish(CalendarUnit::kDay, first->value, first->end + 1);
    const size_t next = SkipJoint(text_, time_.end);
    if (next == time_.end) return;
    const std::optional<SmallNumber> last = ReadSmall(cardinals_, next, 31);
    if (!last || !IsDay(last->end)) return;
    time_.last = last->value;
    time_.end = last->end + 1;
  }

  bool IsDay(size_t i) const { return text_[i] == U'日' || text_[i] == U'号'; }

  void Finish(CalendarUnit unit, int number, size_t end) {
    time_.unit = unit;
    time_.first = time_.last = number;
    time_.end = end;
  }

  const Text& text_;
  CardinalMemo& cardinals_;
  CalendarTime time_;
};

std::string TwoDigits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

std::string PartLabel(const CalendarTime& time, int number) {
  switch (time.unit) {
    case CalendarUnit::kYear:
      return "";
    case CalendarUnit::kHalf:
      return "-H" + std::to_string(number);
    case CalendarUnit::kQuarter:
      return "-Q" + std::to_string(number);
    case CalendarUnit::kMonth:
      return "-" + TwoDigits(number);
    case CalendarUnit::kDay:
      return "-" + TwoDigits(time.month) + "-" + TwoDigits(number);
  }
  return "";
}

int DaysInMonth(int year, int month) {
  if (month == 2) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  }
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

qiusuo::v1::Date MakeDate(int year, int month, int day) {
  qiusuo::v1::Date date;
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
  return date;
}

int MonthsPer(CalendarUnit unit) {
  return unit == CalendarUnit::kYear      ? 12
         : unit == CalendarUnit::kHalf    ? 6
         : unit == CalendarUnit::kQuarter ? 3
                                          : 1;
}

}  // namespace

std::optional<CalendarTime> ReadCalendarTime(const Text& text, size_t i,
                                             CardinalMemo& cardinals) {
  return CalendarReader(text, cardinals).Read(i);
}

bool IsNoTime(const Text& text, size_t i, CardinalMemo& cardinals) {
  constexpr std::u32string_view kFollowsOfTime = U"年月季个-—–~至到、";
  if (!MayBeginNumeral(text[i]) ||
      PeriodWords().LongestAt(text.folded(), i) != nullptr) {
    return false;
  }
  const std::optional<Cardinal>& number = cardinals.At(i);
  if (!number) return true;
  const char32_t behind = text[number->end];
  const char32_t behind_blanks = text[SkipBlanks(text, number->end)];
  return kFollowsOfTime.find(behind) == kFollowsOfTime.npos &&
         kFollowsOfTime.find(behind_blanks) == kFollowsOfTime.npos;
}

std::string CalendarLabel(const CalendarTime& time) {
  if (time.year == 0 && time.masked.empty()) return "";
  const std::string year =
      time.masked.empty() ? std::to_string(time.year) : time.masked;
  std::string label = year + PartLabel(time, time.first);
  if (time.last != time.first) label += "/" + year + PartLabel(time, time.last);
  return label;
}

std::optional<qiusuo::v1::Date> FirstDay(const CalendarTime& time) {
  if (time.year == 0) return std::nullopt;
  if (time.unit == CalendarUnit::kDay) {
    return MakeDate(time.year, time.month, time.first);
  }
  const int part = std::max(time.first, 1);
  return MakeDate(time.year, (part - 1) * MonthsPer(time.unit) + 1, 1);
}

std::optional<qiusuo::v1::Date> LastDay(const CalendarTime& time) {
  if (time.year == 0) return std::nullopt;
  if (time.unit == CalendarUnit::kDay) {
    return MakeDate(time.year, time.month, time.last);
  }
  const int month = std::max(time.last, 1) * MonthsPer(time.unit);
  return MakeDate(time.year, month, DaysInMonth(time.year, month));
}

}  // namespace qiusuo::parser
