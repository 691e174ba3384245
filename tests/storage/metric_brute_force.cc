#include "tests/storage/metric_brute_force.h"

#include <algorithm>
#include <set>
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

std::string DayText(const qiusuo::v1::Date& date) {
  return std::to_string(date.year() * 10000 + date.month() * 100 + date.day());
}

// The part of a year that both days lie in: `2023-2` for months 4 to 6 of `parts` 4.
std::string PartOfYear(int first, int last, int parts) {
  const auto part = [&](int day) {
    return day / 10000 * 100 + (day / 100 % 100 - 1) * parts / 12;
  };
  if (first == 0 || last == 0 || last < first || part(first) != part(last)) {
    return "";
  }
  return std::to_string(part(first));
}

std::string PeriodText(qiusuo::v1::MetricGrouping part, int first, int last) {
  switch (part) {
    case qiusuo::v1::METRIC_GROUPING_YEAR:
      return PartOfYear(first, last, 1);
    case qiusuo::v1::METRIC_GROUPING_HALF_YEAR:
      return PartOfYear(first, last, 2);
    case qiusuo::v1::METRIC_GROUPING_QUARTER:
      return PartOfYear(first, last, 4);
    case qiusuo::v1::METRIC_GROUPING_MONTH:
      return PartOfYear(first, last, 12);
    default:
      if (first == 0 && last == 0) return "";
      return std::to_string(first) + " " + std::to_string(last);
  }
}

std::string UnitOf(const Metric& metric) {
  return metric.quantity().unit().empty()
             ? metric.quantity().noted_unit().text()
             : metric.quantity().unit();
}

std::vector<std::string> KeyOf(const MetricAggregation& aggregation,
                               const Candidate& candidate,
                               const std::string& name) {
  const auto [first, last] = PeriodOf(candidate.metric);
  const DocumentName document = *ParseDocumentName(candidate.document);
  std::vector<std::string> key;
  for (const auto part : aggregation.group_by) {
    switch (part) {
      case qiusuo::v1::METRIC_GROUPING_INDICATOR:
        key.push_back(name);
        break;
      case qiusuo::v1::METRIC_GROUPING_SUBJECT:
        key.push_back(candidate.metric.subject());
        break;
      case qiusuo::v1::METRIC_GROUPING_UNIT:
        key.push_back(UnitOf(candidate.metric));
        break;
      case qiusuo::v1::METRIC_GROUPING_COLLECTION:
        key.push_back("collections/" + document.collection);
        break;
      case qiusuo::v1::METRIC_GROUPING_DOCUMENT:
        key.push_back(candidate.document);
        break;
      default:
        key.push_back(PeriodText(part, first, last));
    }
  }
  key.push_back(UnitOf(candidate.metric));
  return key;
}

// Names that count as one where keys hold no more of them.
std::string Cut(const std::string& name) { return name.substr(0, 200); }

std::vector<std::string> NamesIn(const Metric& metric,
                                 const MetricAggregation& aggregation) {
  std::set<std::string> names = {Cut(metric.indicator()),
                                 Cut(metric.indicator_full())};
  if (aggregation.filter.indicators_size() > 0) {
    std::set<std::string> asked;
    for (const std::string& name : aggregation.filter.indicators()) {
      asked.insert(Cut(name));
    }
    std::erase_if(names,
                  [&](const auto& name) { return !asked.contains(name); });
  }
  return {names.begin(), names.end()};
}

std::vector<std::string> Figures(const MetricAggregation& aggregation,
                                 size_t count, std::vector<Decimal> values) {
  std::vector<std::string> figures = {std::to_string(count),
                                      std::to_string(values.size())};
  if (values.empty()) return figures;
  std::sort(values.begin(), values.end());
  Decimal sum;
  for (const Decimal& value : values) sum = sum + value;
  figures.push_back(values.front().ToString());
  figures.push_back(values.back().ToString());
  figures.push_back(sum.ToString());
  const size_t n = values.size();
  if (aggregation.quantiles.with_median) {
    const Decimal twice = values[(n - 1) / 2] + values[n / 2];
    figures.push_back((twice * *Decimal::Parse("0.5")).ToString());
  }
  for (const std::string& percent : aggregation.quantiles.percentiles) {
    size_t place = 1;
    while (Decimal::FromInteger(static_cast<int64_t>(place) * 100) <
           *Decimal::Parse(percent) *
               Decimal::FromInteger(static_cast<int64_t>(n))) {
      ++place;
    }
    figures.push_back(values[place - 1].ToString());
  }
  return figures;
}

}  // namespace

std::vector<BruteGroup> BruteForceGroups(const StoredMetrics& documents,
                                         const MetricAggregation& aggregation) {
  struct Group {
    size_t count = 0;
    std::vector<Decimal> values;
  };
  std::map<std::vector<std::string>, Group> groups;
  const bool by_name =
      Contains(aggregation.group_by, qiusuo::v1::METRIC_GROUPING_INDICATOR) &&
      !aggregation.group_by.empty();
  for (const Candidate& candidate :
       Choose(documents, {.collection = aggregation.collection,
                         .document = aggregation.document,
                         .filter = aggregation.filter})) {
    const std::vector<std::string> names =
        by_name ? NamesIn(candidate.metric, aggregation)
                : std::vector<std::string>{""};
    for (const std::string& name : names) {
      Group& group = groups[KeyOf(aggregation, candidate, name)];
      ++group.count;
      const auto value = Decimal::Parse(candidate.metric.quantity().value());
      if (value.has_value()) group.values.push_back(*value);
    }
  }
  std::vector<BruteGroup> result;
  for (const auto& [key, group] : groups) {
    result.push_back({key, Figures(aggregation, group.count, group.values)});
  }
  return result;
}

BruteGroup ToBruteGroup(const MetricAggregation& aggregation,
                        const qiusuo::v1::MetricGroup& group) {
  BruteGroup result;
  for (const auto part : aggregation.group_by) {
    switch (part) {
      case qiusuo::v1::METRIC_GROUPING_INDICATOR:
        result.key.push_back(group.indicator());
        break;
      case qiusuo::v1::METRIC_GROUPING_SUBJECT:
        result.key.push_back(group.subject());
        break;
      case qiusuo::v1::METRIC_GROUPING_UNIT:
        result.key.push_back(group.unit());
        break;
      case qiusuo::v1::METRIC_GROUPING_COLLECTION:
        result.key.push_back(group.collection());
        break;
      case qiusuo::v1::METRIC_GROUPING_DOCUMENT:
        result.key.push_back(group.document());
        break;
      default:
        result.key.push_back(
            PeriodText(part, std::stoi(DayText(group.period().first_date())),
                       std::stoi(DayText(group.period().last_date()))));
    }
  }
  result.key.push_back(group.unit());
  result.figures = {std::to_string(group.count()),
                    std::to_string(group.value_count())};
  if (group.value_count() == 0) return result;
  for (const std::string* figure : {&group.min(), &group.max(), &group.sum()}) {
    result.figures.push_back(*figure);
  }
  if (aggregation.quantiles.with_median) {
    result.figures.push_back(group.median());
  }
  for (const auto& percentile : group.percentiles()) {
    result.figures.push_back(percentile.value());
  }
  return result;
}

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
