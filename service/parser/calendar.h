// File: service/parser/calendar.h
//
// A stretch of the calendar as reports write it: a year, half, quarter, month or day.
//
//   2023年上半年   202x年   去年四季度   1—9月份   二〇二三年十月   10月24日
//
// The year may be missing (1—9月份) or only relative (今年); the caller resolves it.

#ifndef QIUSUO_SERVICE_PARSER_CALENDAR_H_
#define QIUSUO_SERVICE_PARSER_CALENDAR_H_

#include <cstddef>
#include <optional>
#include <string>

#include "qiusuo/v1/text.pb.h"
#include "service/parser/cardinal_memo.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

enum class CalendarUnit { kYear, kHalf, kQuarter, kMonth, kDay };

struct CalendarTime {
  size_t end = 0;  // first character after it

  int year = 0;                 // 0: not stated
  std::optional<int> relative;  // -1 for 去年
  std::string masked;           // `202X`; empty if nothing is hidden

  CalendarUnit unit = CalendarUnit::kYear;
  // Numbers of the unit in the year: 1 and 3 for 前三季度; equal for a single one.
  // Of days: of the month `month`.
  int first = 0;
  int last = 0;
  int month = 0;
};

// ReadCalendarTime reads the longest one that begins at i. nullopt if none does.
// `20年` is a length, not a year. `cardinals` are those of `text`.
std::optional<CalendarTime> ReadCalendarTime(const Text& text, size_t i,
                                             CardinalMemo& cardinals);

// IsNoTime tells a number at i with neither a unit of time nor a joint behind it. Most
// numbers are of this kind and need no closer look.
bool IsNoTime(const Text& text, size_t i, CardinalMemo& cardinals);

// CalendarLabel answers `2023`, `2023-H1`, `2023-Q2`, `2023-05`, `2023-05-06`,
// `2023-Q1/2023-Q3`; with `202X` in place of a masked year; empty if the year is
// unknown.
std::string CalendarLabel(const CalendarTime& time);

// The first and the last day. nullopt if the year is unknown or masked.
std::optional<qiusuo::v1::Date> FirstDay(const CalendarTime& time);
std::optional<qiusuo::v1::Date> LastDay(const CalendarTime& time);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CALENDAR_H_
