// File: tests/storage/memory_engine.h
//
// The model of an engine: a sorted map in memory, every commit under one lock. It
// shows what an engine must do and is as plain as it can be.

#ifndef QIUSUO_TESTS_STORAGE_MEMORY_ENGINE_H_
#define QIUSUO_TESTS_STORAGE_MEMORY_ENGINE_H_

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "storage/engine.h"

namespace qiusuo::storage {

class MemoryEngine : public Engine {
 public:
  using Rows = std::map<std::string, std::string>;

  std::string_view name() const override { return "memory"; }
  absl::StatusOr<std::unique_ptr<Snapshot>> Read() const override;
  absl::StatusOr<Version> Apply(Commit commit) override;
  absl::Status Load(const std::vector<LoadRow>& rows) override;
  absl::Status Drop(const std::vector<std::string>& keys) override;
  Version last_version() const override;
  absl::StatusOr<DiskUsage> GetDiskUsage() const override;

 private:
  mutable std::mutex mutex_;
  // Guarded by mutex_. Snapshots share the rows; a commit makes new ones.
  std::shared_ptr<const Rows> rows_ = std::make_shared<const Rows>();
  Version last_version_ = 0;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_TESTS_STORAGE_MEMORY_ENGINE_H_
