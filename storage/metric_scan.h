// File: storage/metric_scan.h
//
// Walks over metric index rows in order: one range of keys, or several merged, as
// for two indicators or for all collections, together with what the tail has in them.
//
//   MetricScan scan(snapshot, tail, METRIC_ORDER_VALUE, /*reverse=*/true, streams, 50);
//   ASSIGN_OR_RETURN(std::optional<PositionedRow> row, scan.Next());

#ifndef QIUSUO_STORAGE_METRIC_SCAN_H_
#define QIUSUO_STORAGE_METRIC_SCAN_H_

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/engine.h"
#include "storage/index_tail.h"
#include "storage/keys.h"

namespace qiusuo::storage {

// A MetricStream is the rows of one index in one range of keys, all of which begin
// with `prefix` (MetricIndexPrefix).
struct MetricStream {
  std::string prefix;
  std::string collection;  // that `prefix` names
  KeyRange range;
};

// KeyAt answers the key that a metric at `position` has in the stream, or nullopt if
// that is not within the stream's range.
std::optional<std::string> KeyAt(const MetricStream& stream,
                                 const MetricPosition& position);

// ContinueAfter cuts off what the order has at or before `position`, or, in reverse,
// at or after it. In an index whose rows stand for documents, the row of the position's
// document stays.
void ContinueAfter(MetricStream& stream, const MetricPosition& position,
                   bool reverse);

struct PositionedRow {
  // MetricPosition::ToBytes; without the ordinal, where rows stand for documents.
  std::string position;
  std::string value;
};

// One thread at a time; the snapshot and the tail must outlive it.
class MetricScan {
 public:
  // `tail` is that of the snapshot. `expected_rows` is a guess at how many rows will be read; it
  // sizes the reads.
  MetricScan(const Snapshot& snapshot, const TailView& tail,
             qiusuo::v1::MetricOrder order, bool reverse,
             std::vector<MetricStream> streams, size_t expected_rows);

  // Next answers the next row in order of position; nullopt at the end. A metric that
  // several streams hold is answered once. Errors as Cursor::Next.
  absl::StatusOr<std::optional<PositionedRow>> Next();

 private:
  struct Source {
    std::string prefix;
    std::string collection;
    // Null: the rows are those of the tail, and no more come.
    std::unique_ptr<Cursor> cursor;
    size_t batch_rows;
    std::vector<Row> rows;
    size_t next = 0;
  };

  // Offers the source's next row to the merge, if it has one.
  absl::Status Advance(size_t source);
  // Whether the tail has the document at the position, so that an index row does not count.
  bool IsInTail(std::string_view position) const;
  absl::StatusOr<std::string> PositionOf(const Source& source,
                                         std::string_view key) const;

  const TailView& tail_;
  const qiusuo::v1::MetricOrder order_;
  const bool reverse_;
  std::vector<Source> sources_;
  bool started_ = false;
  // The next position of each source that has one.
  std::set<std::pair<std::string, size_t>> heads_;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_METRIC_SCAN_H_
