// File: storage/metric_groups.h
//
// Sorts metrics into groups and sums each up. Only groups of one page are kept: those that come
// first behind where the page before ended.
//
//   MetricGroups groups(grouping, limits, resume);
//   groups.Add({.indicator = "结案率", .unit = "%", .value = ValueRank("90")});
//   return groups.Finish();

#ifndef QIUSUO_STORAGE_METRIC_GROUPS_H_
#define QIUSUO_STORAGE_METRIC_GROUPS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "base/decimal.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/document_store.h"
#include "storage/value_summary.h"

namespace qiusuo::storage {

// What the groups look at of a metric. What they are not made by may be empty.
struct GroupedMetric {
  std::string_view indicator;
  std::string_view subject;
  std::string_view period;  // PeriodRank
  std::string_view unit;    // CountedUnit
  std::string_view collection;
  std::string_view document;  // its id
  std::string_view value;     // ValueRank
  const Decimal* long_value =
      nullptr;  // the value, if the rank does not hold it
};

class MetricGroups {
 public:
  // `resume` is that of the page before.
  MetricGroups(const MetricAggregation& aggregation, const PageLimits& limits,
               std::string_view resume);

  void Add(const GroupedMetric& metric);

  Page<qiusuo::v1::MetricGroup> Finish();

 private:
  struct Group {
    explicit Group(bool with_quantiles) : values(with_quantiles) {}

    int64_t count = 0;
    ValueSummary values;
  };

  // The key of a metric's group: what it is grouped by, as AppendText writes it, so that keys
  // sort as groups do.
  void SetKey(const GroupedMetric& metric);
  const std::string& GroupOf(qiusuo::v1::MetricGrouping part,
                             std::string_view period);
  // The group of key_; null: it is on no page from here on.
  Group* FindGroup();
  void DropLastGroups();
  // Keeps less for quantiles if it is too much.
  void SaveMemory();
  qiusuo::v1::MetricGroup ToMessage(std::string_view key, Group& group) const;

  const std::vector<qiusuo::v1::MetricGrouping> parts_;  // the unit among them
  const QuantileQuestions questions_;
  const PageLimits limits_;
  const std::string after_;
  std::string key_;
  // No group at or behind this key is on the page; empty: not known yet.
  std::string end_;
  absl::flat_hash_map<std::string, std::unique_ptr<Group>> groups_;
  // GroupOfPeriod of ranks that were seen.
  absl::flat_hash_map<std::string, std::string> periods_;
  // The group of the metric before, if there is one.
  std::string last_key_;
  Group* last_group_ = nullptr;
  size_t adds_until_check_;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_METRIC_GROUPS_H_
