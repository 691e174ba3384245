#include "storage/metric_filter.h"

#include <algorithm>

#include "storage/metric_rank.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::DateRange;
using qiusuo::v1::Metric;
using qiusuo::v1::MetricFilter;
using qiusuo::v1::MetricOrder;
using qiusuo::v1::Period;
using qiusuo::v1::Quantity;

// No alternatives choose all.
template <typename Alternatives, typename Value>
bool IsChosen(const Alternatives& alternatives, const Value& value) {
  return alternatives.empty() ||
         std::find(alternatives.begin(), alternatives.end(), value) !=
             alternatives.end();
}

std::optional<std::string> EndRank(const std::string& value) {
  return value.empty() ? std::nullopt : std::optional(ValueRank(value));
}

}  // namespace

MetricPredicate::MetricPredicate(const MetricFilter& filter)
    : filter_(filter),
      min_rank_(EndRank(filter.value_range().min())),
      max_rank_(EndRank(filter.value_range().max())),
      min_value_(Decimal::Parse(filter.value_range().min())),
      max_value_(Decimal::Parse(filter.value_range().max())),
      first_day_(FirstDayRank(filter.period_range())),
      last_day_(LastDayRank(filter.period_range())) {}

bool MetricPredicate::operator()(const Metric& metric) const {
  const Quantity& quantity = metric.quantity();
  return IndicatorPasses(metric) &&
         IsChosen(filter_.units(), quantity.unit()) &&
         IsChosen(filter_.kinds(), metric.kind()) &&
         IsChosen(filter_.directions(), metric.direction()) &&
         IsChosen(filter_.bases(), metric.basis()) &&
         IsChosen(filter_.relations(), quantity.relation()) &&
         (!filter_.has_planned() || filter_.planned() == metric.planned()) &&
         ValuePasses(quantity) && PeriodPasses(metric.period()) &&
         metric.subject().find(filter_.subject_contains()) != std::string::npos;
}

bool MetricPredicate::IndicatorPasses(const Metric& metric) const {
  return (IsChosen(filter_.indicators(), metric.indicator()) ||
          IsChosen(filter_.indicators(), metric.indicator_full())) &&
         metric.indicator_full().find(filter_.indicator_contains()) !=
             std::string::npos;
}

bool MetricPredicate::ValuePasses(const Quantity& quantity) const {
  if (!filter_.has_value_range()) return true;
  const std::optional<Decimal> value = Decimal::Parse(quantity.value());
  return value.has_value() &&
         (!min_value_.has_value() || *value >= *min_value_) &&
         (!max_value_.has_value() || *value <= *max_value_);
}

bool MetricPredicate::PeriodPasses(const Period& period) const {
  if (!filter_.has_period_range()) return true;
  if (!period.has_first_date() || !period.has_last_date()) return false;
  return DaysPass(DateRank(FirstDay(period.first_date())),
                  DateRank(LastDay(period.last_date())));
}

bool MetricPredicate::DaysPass(std::string_view first,
                               std::string_view last) const {
  // Both ends are held against both bounds, so that an index by first day may
  // begin and end its scan at the bounds, even if a period ends before it begins.
  return (!first_day_.has_value() ||
          (first >= *first_day_ && last >= *first_day_)) &&
         (!last_day_.has_value() ||
          (first <= *last_day_ && last <= *last_day_));
}

bool MetricPredicate::MayPass(const MetricFacets& facets) const {
  if (facets.unit.has_value() && !IsChosen(filter_.units(), *facets.unit)) {
    return false;
  }
  if (!IsChosen(filter_.kinds(), facets.kind) ||
      !IsChosen(filter_.directions(), facets.direction) ||
      !IsChosen(filter_.bases(), facets.basis) ||
      !IsChosen(filter_.relations(), facets.relation) ||
      (filter_.has_planned() && filter_.planned() != facets.planned)) {
    return false;
  }
  if (filter_.has_value_range()) {
    // Numbers that differ in a late digit have one rank, so ends are within.
    if (facets.value == NoValueRank() ||
        (min_rank_.has_value() && facets.value < *min_rank_) ||
        (max_rank_.has_value() && facets.value > *max_rank_)) {
      return false;
    }
  }
  if (!filter_.has_period_range()) return true;
  const std::string_view first =
      facets.period.substr(0, facets.period.size() / 2);
  const std::string_view last = facets.period.substr(first.size());
  return first != NoDateRank() && last != NoDateRank() && DaysPass(first, last);
}

KeyRange RankBounds(MetricOrder order, const MetricFilter& filter) {
  KeyRange bounds;
  if (order == qiusuo::v1::METRIC_ORDER_VALUE && filter.has_value_range()) {
    const std::string& min = filter.value_range().min();
    const std::string& max = filter.value_range().max();
    bounds.begin =
        min.empty() ? PrefixRange(NoValueRank()).end : ValueRank(min);
    if (!max.empty()) bounds.end = PrefixRange(ValueRank(max)).end;
  }
  if (order == qiusuo::v1::METRIC_ORDER_PERIOD && filter.has_period_range()) {
    bounds.begin = FirstDayRank(filter.period_range())
                       .value_or(PrefixRange(NoDateRank()).end);
    const std::optional<std::string> last = LastDayRank(filter.period_range());
    if (last.has_value()) bounds.end = PrefixRange(*last).end;
  }
  return bounds;
}

std::optional<std::string> FirstDayRank(const DateRange& range) {
  if (!range.has_first_date()) return std::nullopt;
  return DateRank(FirstDay(range.first_date()));
}

std::optional<std::string> LastDayRank(const DateRange& range) {
  if (!range.has_last_date()) return std::nullopt;
  return DateRank(LastDay(range.last_date()));
}

}  // namespace qiusuo::storage
