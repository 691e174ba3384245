// File: storage/metric_blocks.h
//
// Where a metric's value is kept, and nowhere else: the metrics of a revision in blocks of
// kMetricsPerBlock, in reading order, each block with what a query says of the document. One
// metric is read out of a block without the others being parsed.
//
//   ASSIGN_OR_RETURN(MetricBlockView block, ParseMetricBlock(value, owner));
//   ASSIGN_OR_RETURN(MetricResult result, block.Result(name, ordinal));

#ifndef QIUSUO_STORAGE_METRIC_BLOCKS_H_
#define QIUSUO_STORAGE_METRIC_BLOCKS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/status/statusor.h"
#include "proto/names.h"
#include "qiusuo/v1/document.pb.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/engine.h"
#include "storage/keys.h"

namespace qiusuo::storage {

// EncodeMetricBlocks answers the values of the document's blocks, in order.
std::vector<std::string> EncodeMetricBlocks(
    const qiusuo::v1::Document& document);

// BlockCount answers how many blocks hold this many metrics.
int64_t BlockCount(int64_t metric_count);

// A block as it is stored, not parsed further; the bytes must outlive it.
struct MetricBlockView {
  absl::InlinedVector<std::string_view, kMetricsPerBlock> metrics;
  std::string_view document_title;
  std::string_view document_issuer;
  std::string_view document_issue_date;

  // Metric answers one of them with its name. `index` counts from 0 within the block and
  // `ordinal` from 1 within the document. Errors: DATA_LOSS (CORRUPT_RECORD), also if there
  // is no such metric.
  absl::StatusOr<qiusuo::v1::Metric> Metric(std::string_view document_name,
                                            size_t index,
                                            uint32_t ordinal) const;

  // Result answers the same with what is said of its document.
  absl::StatusOr<qiusuo::v1::MetricResult> Result(
      std::string_view document_name, size_t index, uint32_t ordinal) const;
};

// ParseMetricBlock errors: DATA_LOSS (CORRUPT_RECORD) naming `owner`.
absl::StatusOr<MetricBlockView> ParseMetricBlock(std::string_view bytes,
                                                 std::string_view owner);

// AddMetrics adds the metrics of the next block to the document.
// Errors: DATA_LOSS (CORRUPT_RECORD).
absl::Status AddMetrics(const std::optional<std::string>& block,
                        qiusuo::v1::Document& document);

// A MetricWalk walks over the metrics of one revision, in reading order or back. The snapshot
// must outlive it.
class MetricWalk {
 public:
  // Begins behind the metric at `after` (before it, in reverse), if that is given.
  MetricWalk(const Snapshot& snapshot, const DocumentName& name,
             int64_t revision, bool reverse, std::optional<uint32_t> after);

  struct Step {
    uint32_t ordinal;
    qiusuo::v1::MetricResult result;
  };

  // Next answers the next metric; nullopt at the end. Errors as Cursor::Next.
  absl::StatusOr<std::optional<Step>> Next();

 private:
  absl::Status OpenNextBlock();

  const std::string name_;
  const bool reverse_;
  const std::optional<uint32_t> after_;
  const std::unique_ptr<Cursor> cursor_;
  std::vector<Row> rows_;
  size_t next_row_ = 0;
  // Of the block that is open: metrics from 0 up to `left_` are to come in reverse, else
  // those from `next_`.
  MetricBlockView block_;
  uint32_t first_ordinal_ = 1;
  size_t next_ = 0;
  size_t left_ = 0;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_METRIC_BLOCKS_H_
