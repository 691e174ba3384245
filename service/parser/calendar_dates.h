// File: service/parser/calendar_dates.h
//
// Full dates as title blocks and signatures write them.
//
//   二〇二四年三月五日   2024年03月05日   2024-03-05   2024/3/5   2024.3.5

#ifndef QIUSUO_SERVICE_PARSER_CALENDAR_DATES_H_
#define QIUSUO_SERVICE_PARSER_CALENDAR_DATES_H_

#include <cstddef>
#include <optional>

#include "qiusuo/v1/text.pb.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct CalendarDate {
  qiusuo::v1::Date date;
  CharSpan span;
};

// ReadCalendarDate reads the date that begins at `at`: year, month and day of the years 1900 to
// 2099. nullopt if none does.
std::optional<CalendarDate> ReadCalendarDate(const Text& text, size_t at);

// FindCalendarDate answers the first such date in `span`.
std::optional<CalendarDate> FindCalendarDate(const Text& text, CharSpan span);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CALENDAR_DATES_H_
