#include "storage/period_group.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "storage/big_endian.h"
#include "storage/metric_rank.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Date;
using qiusuo::v1::MetricGrouping;

constexpr int kMonthsOfYear = 12;

// Months of the stretches that the grouping is made of; 0: it is made of the periods.
int MonthsOf(MetricGrouping grouping) {
  switch (grouping) {
    case qiusuo::v1::METRIC_GROUPING_YEAR:
      return kMonthsOfYear;
    case qiusuo::v1::METRIC_GROUPING_HALF_YEAR:
      return 6;
    case qiusuo::v1::METRIC_GROUPING_QUARTER:
      return 3;
    case qiusuo::v1::METRIC_GROUPING_MONTH:
      return 1;
    default:
      return 0;
  }
}

std::string LabelOfDay(const Date& date) {
  return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(),
                         date.day());
}

// Of stretches of whole months within a year.
std::string LabelOfMonths(const Date& first, int months) {
  const int year = first.year();
  if (months == 1) return absl::StrFormat("%04d-%02d", year, first.month());
  if (months == 3) {
    return absl::StrFormat("%04d-Q%d", year, (first.month() + 2) / 3);
  }
  if (months == 6) {
    return absl::StrFormat("%04d-H%d", year, first.month() > 6 ? 2 : 1);
  }
  return absl::StrFormat("%04d", year);
}

std::string LabelOf(const Date& first, const Date& last) {
  if (first.year() == 0 || last.year() == 0) return "";
  if (LabelOfDay(first) == LabelOfDay(last)) return LabelOfDay(first);
  const int months = last.month() - first.month() + 1;
  Date whole = last;
  whole.set_day(0);
  const bool whole_months =
      first.day() == 1 && LastDay(whole).day() == last.day();
  if (whole_months && first.year() == last.year()) {
    const bool is_named = (months == 1 || months == 3 || months == 6 ||
                           months == kMonthsOfYear) &&
                          (first.month() - 1) % months == 0;
    if (is_named) return LabelOfMonths(first, months);
  }
  if (whole_months && months == kMonthsOfYear) {
    return absl::StrFormat("%04d/%04d", first.year(), last.year());
  }
  return absl::StrCat(LabelOfDay(first), "/", LabelOfDay(last));
}

}  // namespace

bool IsPeriodGrouping(MetricGrouping grouping) {
  return MonthsOf(grouping) > 0 ||
         grouping == qiusuo::v1::METRIC_GROUPING_PERIOD;
}

Date RankedDate(std::string_view rank) {
  const uint64_t number = ReadBigEndian(rank);
  Date date;
  date.set_year(static_cast<int>(number >> 16));
  date.set_month(static_cast<int>(number >> 8 & 0xff));
  date.set_day(static_cast<int>(number & 0xff));
  return date;
}

std::string GroupOfPeriod(MetricGrouping grouping,
                          std::string_view period_rank) {
  const std::string_view first = period_rank.substr(0, period_rank.size() / 2);
  const std::string_view last = period_rank.substr(first.size());
  const int months = MonthsOf(grouping);
  if (months == 0) {
    const bool has_dates = first != NoDateRank() || last != NoDateRank();
    return has_dates ? std::string(period_rank) : "";
  }
  Date begin = RankedDate(first);
  Date end = RankedDate(last);
  const int stretch = (begin.month() - 1) / months;
  if (begin.year() == 0 || begin.year() != end.year() || last < first ||
      stretch != (end.month() - 1) / months) {
    return "";
  }
  begin.set_month(stretch * months + 1);
  begin.set_day(1);
  end.set_month((stretch + 1) * months);
  end.set_day(0);
  return DateRank(begin) + DateRank(LastDay(end));
}

qiusuo::v1::Period PeriodOfGroup(std::string_view period_rank) {
  const std::string_view first = period_rank.substr(0, period_rank.size() / 2);
  const std::string_view last = period_rank.substr(first.size());
  qiusuo::v1::Period period;
  if (first != NoDateRank()) *period.mutable_first_date() = RankedDate(first);
  if (last != NoDateRank()) *period.mutable_last_date() = RankedDate(last);
  period.set_label(LabelOf(period.first_date(), period.last_date()));
  return period;
}

}  // namespace qiusuo::storage
