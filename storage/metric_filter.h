// File: storage/metric_filter.h
//
// Which metrics pass a filter, decided on the whole metric, and before on what an index row
// says of it.
//
//   const MetricPredicate passes(query.filter);
//   if (passes(row.metric())) …

#ifndef QIUSUO_STORAGE_METRIC_FILTER_H_
#define QIUSUO_STORAGE_METRIC_FILTER_H_

#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "qiusuo/v1/metric.pb.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/engine.h"
#include "storage/index_rows.h"

namespace qiusuo::storage {

// Holds the filter with its ends of ranges read; it must be valid.
class MetricPredicate {
 public:
  explicit MetricPredicate(const qiusuo::v1::MetricFilter& filter);

  bool operator()(const qiusuo::v1::Metric& metric) const;

  // MayPass answers false only if no metric with these facets passes.
  bool MayPass(const MetricFacets& facets) const;

 private:
  bool IndicatorPasses(const qiusuo::v1::Metric& metric) const;
  bool ValuePasses(const qiusuo::v1::Quantity& quantity) const;
  bool PeriodPasses(const qiusuo::v1::Period& period) const;
  bool DaysPass(std::string_view first, std::string_view last) const;

  const qiusuo::v1::MetricFilter filter_;
  // Ranks of the ends of the range of values; nullopt: open.
  const std::optional<std::string> min_rank_;
  const std::optional<std::string> max_rank_;
  const std::optional<Decimal> min_value_;
  const std::optional<Decimal> max_value_;
  // Ranks of days (storage/metric_rank.h); nullopt: open.
  const std::optional<std::string> first_day_;
  const std::optional<std::string> last_day_;
};

// RankBounds answers what the filter says about ranks in this order: none below `begin`, none
// that sorts at or after `end`; empty: no bound.
KeyRange RankBounds(qiusuo::v1::MetricOrder order,
                    const qiusuo::v1::MetricFilter& filter);

// FirstDayRank and LastDayRank answer the ranks of the ends of a range of days;
// nullopt for an open end.
std::optional<std::string> FirstDayRank(const qiusuo::v1::DateRange& range);
std::optional<std::string> LastDayRank(const qiusuo::v1::DateRange& range);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_METRIC_FILTER_H_
