// File: storage/metric_aggregate.h
//
// Answers an aggregation from one snapshot: facets of index rows are all that most of them need.
//
//   filter or groups                 rows that are read
//   indicators                       by indicator, in the range of values, else of periods
//   groups by indicator              by indicator, of all names
//   neither                          by value, from min to max
//   a document                       its metrics
//   words, or groups by subject,
//   without indicators               all metrics of all documents
//
// Where facets do not tell (words, subjects, a very long number), the metric itself is fetched.

#ifndef QIUSUO_STORAGE_METRIC_AGGREGATE_H_
#define QIUSUO_STORAGE_METRIC_AGGREGATE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/document_store.h"
#include "storage/engine.h"
#include "storage/index_tail.h"

namespace qiusuo::storage {

// AggregateMetrics answers a page of groups. `tail` is that of the snapshot, and `collections`
// are those that the aggregation is about, all of which exist. Errors as
// DocumentStore::Aggregate.
absl::StatusOr<Page<qiusuo::v1::MetricGroup>> AggregateMetrics(
    const Snapshot& snapshot, const TailView& tail,
    const MetricAggregation& aggregation,
    const std::vector<std::string>& collections, const PageLimits& limits,
    std::string_view resume, const GivesUp& gives_up);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_METRIC_AGGREGATE_H_
