// File: bench/counting_engine.h
//
// An engine that counts the rows that are read through it.
//
//   CountingEngine engine(std::move(rocksdb));
//   … engine.rows_read()

#ifndef QIUSUO_BENCH_COUNTING_ENGINE_H_
#define QIUSUO_BENCH_COUNTING_ENGINE_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/status_macros.h"
#include "storage/engine.h"

namespace qiusuo::bench {

class CountingEngine : public storage::Engine {
 public:
  explicit CountingEngine(std::unique_ptr<storage::Engine> engine)
      : engine_(std::move(engine)) {}

  int64_t rows_read() const { return rows_read_; }

  std::string_view name() const override { return engine_->name(); }
  absl::StatusOr<std::unique_ptr<storage::Snapshot>> Read() const override {
    ASSIGN_OR_RETURN(std::unique_ptr<storage::Snapshot> snapshot,
                     engine_->Read());
    return std::make_unique<CountingSnapshot>(std::move(snapshot), rows_read_);
  }
  absl::StatusOr<storage::Version> Apply(storage::Commit commit) override {
    return engine_->Apply(std::move(commit));
  }
  absl::Status Load(const std::vector<storage::LoadRow>& rows) override {
    return engine_->Load(rows);
  }
  absl::Status Drop(const std::vector<std::string>& keys) override {
    return engine_->Drop(keys);
  }
  storage::Version last_version() const override {
    return engine_->last_version();
  }
  absl::StatusOr<storage::DiskUsage> GetDiskUsage() const override {
    return engine_->GetDiskUsage();
  }

 private:
  using Count = std::atomic<int64_t>;

  class CountingCursor : public storage::Cursor {
   public:
    CountingCursor(std::unique_ptr<storage::Cursor> cursor, Count& rows_read)
        : cursor_(std::move(cursor)), rows_read_(rows_read) {}

    absl::StatusOr<std::vector<storage::Row>> Next(size_t max_rows,
                                                   size_t max_bytes) override {
      auto rows = cursor_->Next(max_rows, max_bytes);
      if (rows.ok()) rows_read_ += static_cast<int64_t>(rows->size());
      return rows;
    }

   private:
    const std::unique_ptr<storage::Cursor> cursor_;
    Count& rows_read_;
  };

  class CountingSnapshot : public storage::Snapshot {
   public:
    CountingSnapshot(std::unique_ptr<storage::Snapshot> snapshot,
                     Count& rows_read)
        : snapshot_(std::move(snapshot)), rows_read_(rows_read) {}

    storage::Version version() const override { return snapshot_->version(); }
    absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
        const std::vector<std::string>& keys) const override {
      rows_read_ += static_cast<int64_t>(keys.size());
      return snapshot_->MultiGet(keys);
    }
    std::unique_ptr<storage::Cursor> Scan(const storage::KeyRange& range,
                                          bool reverse) const override {
      return std::make_unique<CountingCursor>(snapshot_->Scan(range, reverse),
                                              rows_read_);
    }

   private:
    const std::unique_ptr<storage::Snapshot> snapshot_;
    Count& rows_read_;
  };

  const std::unique_ptr<storage::Engine> engine_;
  mutable Count rows_read_ = 0;
};

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_COUNTING_ENGINE_H_
