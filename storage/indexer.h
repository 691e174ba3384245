// File: storage/indexer.h
//
// Brings the metric indexes up to date, on a thread of its own, whenever many rows wait to be
// written: sorted, and past the log (Engine::Load).
//
//   Indexer indexer(engine);
//   indexer.Add(version, change);
//   ASSIGN_OR_RETURN(auto tail, indexer.View(snapshot));

#ifndef QIUSUO_STORAGE_INDEXER_H_
#define QIUSUO_STORAGE_INDEXER_H_

#include <memory>
#include <mutex>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/engine.h"
#include "storage/index_tail.h"
#include "storage/index_thread.h"

namespace qiusuo::storage {

// Bytes of rows that are worth writing at once, and what may wait at most before commits do.
inline constexpr size_t kIndexBatchBytes = size_t{16} << 20;
inline constexpr size_t kMaxTailBytes = 4 * kIndexBatchBytes;

// Safe from any thread. The engine must outlive it.
class Indexer {
 public:
  explicit Indexer(Engine& engine);
  Indexer(const Indexer&) = delete;
  Indexer& operator=(const Indexer&) = delete;

  // Add tells of the change in the commit `version`. It waits while far too much is to be
  // indexed.
  void Add(Version version, IndexChange change);

  // AddNothing tells that the commit `version` changed no metric.
  void AddNothing(Version version) { tail_.AddNothing(version); }

  // View answers what the indexes do not show yet of the snapshot. Errors as ReadIndexRecord.
  absl::StatusOr<std::shared_ptr<const TailView>> View(
      const Snapshot& snapshot) {
    return tail_.View(snapshot);
  }

  // CatchUp brings the indexes up to the last commit. Errors as Engine::Load and ReadIndexRecord;
  // then they are what they were.
  absl::Status CatchUp();

 private:
  Engine& engine_;
  IndexTail tail_;
  std::mutex catch_up_mutex_;   // one at a time catches up
  bool dropped_again_ = false;  // guarded by catch_up_mutex_
  IndexThread thread_;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_INDEXER_H_
