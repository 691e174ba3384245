// File: storage/metric_query.h
//
// Answers a metric query from one snapshot: chooses the index whose order is the
// query's, turns what the filter bounds into a range of its keys, passes over rows whose
// facets do not fit, and fetches the metrics of the rest, which the predicate looks at whole.
//
//   filter         order      index
//   indicators     DOCUMENT   by indicator and document
//   indicators     VALUE      by indicator and value, from min to max
//   indicators     PERIOD     by indicator and period, from first to last day
//   none of them   DOCUMENT   none: the documents with all their metrics
//   none of them   VALUE      by value, from min to max
//   none of them   PERIOD     by period: the documents that have metrics of it
//
// Within one document its metrics are read and sorted.

#ifndef QIUSUO_STORAGE_METRIC_QUERY_H_
#define QIUSUO_STORAGE_METRIC_QUERY_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/document_store.h"
#include "storage/engine.h"
#include "storage/index_tail.h"

namespace qiusuo::storage {

// QueryMetrics answers a page. `tail` is that of the snapshot, and `collections` are those that
// the query is about, all of which exist. Errors as DocumentStore::Query.
absl::StatusOr<Page<qiusuo::v1::MetricResult>> QueryMetrics(
    const Snapshot& snapshot, const TailView& tail, const MetricQuery& query,
    const std::vector<std::string>& collections, const PageLimits& limits,
    std::string_view resume);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_METRIC_QUERY_H_
