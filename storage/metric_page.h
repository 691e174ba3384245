// File: storage/metric_page.h
//
// Fills a page of a metric query up to its limits.
//
//   PageBuilder page(limits);
//   while (Read(row) && page.Take(row.position, row.metric)) {}
//   return page.Finish();

#ifndef QIUSUO_STORAGE_METRIC_PAGE_H_
#define QIUSUO_STORAGE_METRIC_PAGE_H_

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "qiusuo/v1/metric_service.pb.h"
#include "storage/document_store.h"

namespace qiusuo::storage {

// Takes metrics in the query's order. A full page reads on to the next metric that passes, so
// that only a page after which there is more has a resume, but for the limit on rows.
class PageBuilder {
 public:
  explicit PageBuilder(const PageLimits& limits) : limits_(limits) {}

  // Take tells of the next row that was read, and of its metric if that passes. False: the page
  // is finished, and this is not on it.
  bool Take(const std::string& position,
            std::optional<qiusuo::v1::MetricResult> result) {
    if (rows_read_ == kMaxRowsPerPage ||
        (result.has_value() && !Add(*std::move(result)))) {
      page_.resume = last_position_;
      return false;
    }
    ++rows_read_;
    last_position_ = position;
    return true;
  }

  // Rows and metrics that may be taken before the page is finished for sure.
  size_t rows_left() const { return kMaxRowsPerPage + 1 - rows_read_; }
  size_t items_left() const {
    return limits_.max_items + 1 - std::min(limits_.max_items, items());
  }

  // The rows are at their end, or Take answered false.
  Page<qiusuo::v1::MetricResult> Finish() { return std::move(page_); }

 private:
  size_t items() const { return page_.items.size(); }

  bool Add(qiusuo::v1::MetricResult result) {
    const size_t size = result.ByteSizeLong();
    const bool full =
        items() >= limits_.max_items || bytes_ + size > limits_.max_bytes;
    if (full && items() > 0) return false;
    bytes_ += size;
    page_.items.push_back(std::move(result));
    return true;
  }

  const PageLimits limits_;
  size_t bytes_ = 0;
  size_t rows_read_ = 0;
  std::string last_position_;
  Page<qiusuo::v1::MetricResult> page_;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_METRIC_PAGE_H_
