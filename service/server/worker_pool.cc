#include "service/server/worker_pool.h"

#include <utility>

namespace qiusuo::server {

WorkerPool::WorkerPool(const Options& options) : options_(options) {
  const int threads = options.threads + options.max_waiting;
  threads_.reserve(static_cast<size_t>(threads));
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { RunTasks(); });
  }
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
    WakeAll();
  }
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::TrySubmit(std::function<void()> task, size_t bytes) {
  const std::lock_guard<std::mutex> lock(mutex_);
  // An empty queue takes a task of any size: refusing it would refuse it for
  // good.
  const bool too_many_bytes =
      !queue_.empty() && queued_bytes_ + bytes > options_.max_queued_bytes;
  if (queue_.size() >= options_.max_queued_tasks || too_many_bytes) {
    return false;
  }
  queue_.push_back({std::move(task), bytes});
  queued_bytes_ += bytes;
  WakeForTask();
  return true;
}

void WorkerPool::RunWaiting(absl::FunctionRef<void()> wait) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    --running_;
    WakeForTask();
  }
  wait();
  // Goes on at once, though others may run: a task that waited is nearly done.
  const std::lock_guard<std::mutex> lock(mutex_);
  ++running_;
}

void WorkerPool::Sleep(std::unique_lock<std::mutex>& lock) {
  Sleeper self;
  sleepers_.push_back(&self);
  self.wake.wait(lock, [&] { return self.is_woken; });
}

void WorkerPool::WakeLast() {
  sleepers_.back()->is_woken = true;
  sleepers_.back()->wake.notify_one();
  sleepers_.pop_back();
}

void WorkerPool::WakeForTask() {
  if (!sleepers_.empty() && !queue_.empty() && running_ < options_.threads) {
    WakeLast();
  }
}

void WorkerPool::WakeAll() {
  while (!sleepers_.empty()) WakeLast();
}

void WorkerPool::RunTasks() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    while (queue_.empty() ? !stopping_ : running_ >= options_.threads) {
      Sleep(lock);
    }
    if (queue_.empty()) return WakeAll();  // others may leave as well
    Task task = std::move(queue_.front());
    queue_.pop_front();
    queued_bytes_ -= task.bytes;
    ++running_;
    lock.unlock();
    task.run();
    task.run = nullptr;  // what it holds need not wait for the lock
    lock.lock();
    --running_;
  }
}

}  // namespace qiusuo::server
