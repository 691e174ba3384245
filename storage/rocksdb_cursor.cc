#include "storage/rocksdb_cursor.h"

#include <algorithm>

#include "base/status_macros.h"
#include "storage/rocksdb_status.h"

namespace qiusuo::storage {
namespace {

// The first key that is not the engine's own.
const std::string kFirstKey(1, '\x01');

}  // namespace

RocksDbCursor::RocksDbCursor(rocksdb::DB& db, const rocksdb::Snapshot* snapshot,
                             const KeyRange& range, bool reverse)
    : begin_(std::max(range.begin, kFirstKey)),
      end_(range.end),
      begin_bound_(begin_),
      end_bound_(end_),
      reverse_(reverse) {
  if (!end_.empty() && end_ <= begin_) return;
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  options.iterate_lower_bound = &begin_bound_;
  if (!end_.empty()) options.iterate_upper_bound = &end_bound_;
  rows_.reset(db.NewIterator(options));
}

template <typename Add>
absl::Status RocksDbCursor::Walk(size_t max_rows, Add add) {
  if (rows_ == nullptr) return absl::OkStatus();
  if (!started_) reverse_ ? rows_->SeekToLast() : rows_->Seek(begin_bound_);
  started_ = true;
  bool goes_on = true;
  for (size_t count = 0; goes_on && count < max_rows && rows_->Valid();
       ++count) {
    goes_on = add(rows_->key().ToStringView(), rows_->value().ToStringView());
    reverse_ ? rows_->Prev() : rows_->Next();
  }
  return FromRocksDb(rows_->status(), "scan");
}

absl::StatusOr<std::vector<Row>> RocksDbCursor::Next(size_t max_rows,
                                                     size_t max_bytes) {
  std::vector<Row> page;
  size_t bytes = 0;
  RETURN_IF_ERROR(
      Walk(max_rows, [&](std::string_view key, std::string_view value) {
        page.push_back({std::string(key), std::string(value)});
        bytes += key.size() + value.size();
        return bytes < max_bytes;
      }));
  return page;
}

absl::StatusOr<RowBatch> RocksDbCursor::NextBatch(size_t max_rows,
                                                  size_t max_bytes) {
  RowBatch batch;
  RETURN_IF_ERROR(
      Walk(max_rows, [&](std::string_view key, std::string_view value) {
        batch.Add(key, value);
        return batch.bytes() < max_bytes;
      }));
  return batch;
}

}  // namespace qiusuo::storage
