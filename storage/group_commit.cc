#include "storage/group_commit.h"

#include <utility>

namespace qiusuo::storage {

GroupCommit::GroupCommit(WriteGroup write) : write_(std::move(write)) {}

absl::StatusOr<Version> GroupCommit::Apply(Commit commit) {
  Waiter self{.entry = {std::move(commit), Version{0}}, .wake = {}};
  std::unique_lock<std::mutex> lock(mutex_);
  queue_.push_back(&self);
  self.wake.wait(lock, [&] { return self.done || queue_.front() == &self; });
  if (self.done) return std::move(self.entry.result);

  const std::vector<Waiter*> group = TakeGroup();
  lock.unlock();
  std::vector<Entry*> entries;
  entries.reserve(group.size());
  for (Waiter* waiter : group) entries.push_back(&waiter->entry);
  write_(entries);
  lock.lock();
  // A waiter lives on its own stack, so it is woken under the lock and not touched
  // afterwards.
  for (Waiter* waiter : group) {
    queue_.pop_front();
    waiter->done = true;
    waiter->wake.notify_one();
  }
  if (!queue_.empty()) queue_.front()->wake.notify_one();
  return std::move(self.entry.result);
}

std::vector<GroupCommit::Waiter*> GroupCommit::TakeGroup() const {
  std::vector<Waiter*> group;
  size_t bytes = 0;
  for (Waiter* waiter : queue_) {
    if (group.size() == kMaxGroupCommits || bytes >= kMaxGroupBytes) break;
    group.push_back(waiter);
    bytes += CommitBytes(waiter->entry.commit);
  }
  return group;
}

}  // namespace qiusuo::storage
