// File: storage/rocksdb_cursor.h
//
// A Cursor over a range of a RocksDB snapshot.

#ifndef QIUSUO_STORAGE_ROCKSDB_CURSOR_H_
#define QIUSUO_STORAGE_ROCKSDB_CURSOR_H_

#include <rocksdb/db.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/engine.h"

namespace qiusuo::storage {

// The database and the snapshot must outlive it.
class RocksDbCursor : public Cursor {
 public:
  RocksDbCursor(rocksdb::DB& db, const rocksdb::Snapshot* snapshot,
                const KeyRange& range, bool reverse);

  absl::StatusOr<std::vector<Row>> Next(size_t max_rows,
                                        size_t max_bytes) override;
  absl::StatusOr<RowBatch> NextBatch(size_t max_rows,
                                     size_t max_bytes) override;

 private:
  // Gives `add` row after row, until it answers false.
  template <typename Add>
  absl::Status Walk(size_t max_rows, Add add);

  const std::string begin_;
  const std::string end_;
  const rocksdb::Slice begin_bound_;
  const rocksdb::Slice end_bound_;
  const bool reverse_;
  bool started_ = false;
  std::unique_ptr<rocksdb::Iterator> rows_;  // null: the range is empty
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_ROCKSDB_CURSOR_H_
