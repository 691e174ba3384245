// File: storage/group_commit.h
//
// Concurrent commits share one write: while one is being synced, those that come
// queue up, and the first of them takes all of them along.
//
//   GroupCommit commits([](const std::vector<GroupCommit::Entry*>& group) { … });
//   absl::StatusOr<Version> version = commits.Apply(std::move(commit));

#ifndef QIUSUO_STORAGE_GROUP_COMMIT_H_
#define QIUSUO_STORAGE_GROUP_COMMIT_H_

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/engine.h"

namespace qiusuo::storage {

// Most commits in a group, and the bytes after which a group takes no more. One
// commit may be larger; then it goes alone or last.
inline constexpr size_t kMaxGroupCommits = 256;
inline constexpr size_t kMaxGroupBytes = size_t{8} << 20;

// Safe from any thread.
class GroupCommit {
 public:
  struct Entry {
    Commit commit;
    absl::StatusOr<Version> result;
  };

  // `write` is called with one group at a time, in the order that the commits came,
  // and must set the result of each.
  using WriteGroup = std::function<void(const std::vector<Entry*>& group)>;

  explicit GroupCommit(WriteGroup write);

  // Apply answers what `write` found for the commit. It blocks until then.
  absl::StatusOr<Version> Apply(Commit commit);

 private:
  struct Waiter {
    Entry entry;
    std::condition_variable wake;
    bool done = false;
  };

  std::vector<Waiter*> TakeGroup() const;

  const WriteGroup write_;
  std::mutex mutex_;
  // Guarded by mutex_. The front leads: it stays there until its group is written.
  std::deque<Waiter*> queue_;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_GROUP_COMMIT_H_
