// File: tests/storage/metric_brute_force.h
//
// The model of a metric query: looks at every metric and sorts those that pass, as
// metric_service.proto words it, field by field, with nothing of the store in it but
// the query.

#ifndef QIUSUO_TESTS_STORAGE_METRIC_BRUTE_FORCE_H_
#define QIUSUO_TESTS_STORAGE_METRIC_BRUTE_FORCE_H_

#include <map>
#include <string>
#include <vector>

#include "proto/names.h"
#include "qiusuo/v1/metric.pb.h"
#include "storage/document_store.h"

namespace qiusuo::storage {

// The metrics of each living document, in reading order.
using StoredMetrics = std::map<DocumentName, std::vector<qiusuo::v1::Metric>>;

// BruteForce answers the names of the metrics that the query chooses, in its order.
std::vector<std::string> BruteForce(const StoredMetrics& documents,
                                    const MetricQuery& query);

// What AggregateMetrics answers of a group, as texts.
struct BruteGroup {
  std::vector<std::string>
      key;  // one text for each part of `group_by`, and the unit
  std::vector<std::string> figures;
  friend bool operator==(const BruteGroup&, const BruteGroup&) = default;
};

// BruteForceGroups answers the groups of the metrics that the aggregation chooses, in order.
std::vector<BruteGroup> BruteForceGroups(const StoredMetrics& documents,
                                         const MetricAggregation& aggregation);

// ToBruteGroup makes the same of an answer.
BruteGroup ToBruteGroup(const MetricAggregation& aggregation,
                        const qiusuo::v1::MetricGroup& group);

}  // namespace qiusuo::storage

#endif  // QIUSUO_TESTS_STORAGE_METRIC_BRUTE_FORCE_H_
