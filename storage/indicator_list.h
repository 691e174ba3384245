// File: storage/indicator_list.h
//
// Lists the names of indicators out of the index by indicator and document: the rows of a
// name follow each other, so that what is known of many of them is skipped in one step.

#ifndef QIUSUO_STORAGE_INDICATOR_LIST_H_
#define QIUSUO_STORAGE_INDICATOR_LIST_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/document_store.h"
#include "storage/engine.h"
#include "storage/index_tail.h"

namespace qiusuo::storage {

// Metrics of an indicator that are counted in one collection.
inline constexpr int64_t kMaxCountedMetrics = 10'000;

// ListIndicators answers a page. `tail` is that of the snapshot, and `collections` those that
// the list is of. Errors as DocumentStore::Indicators.
absl::StatusOr<Page<qiusuo::v1::Indicator>> ListIndicators(
    const Snapshot& snapshot, const TailView& tail,
    const std::vector<std::string>& collections, std::string_view prefix,
    const PageLimits& limits, std::string_view resume);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_INDICATOR_LIST_H_
