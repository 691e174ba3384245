#include "service/server/worker_pool.h"

#include <utility>

namespace qiusuo::server {

WorkerPool::WorkerPool(const Options& options) : options_(options) {
  threads_.reserve(static_cast<size_t>(options.threads));
  for (int i = 0; i < options.threads; ++i) {
    threads_.emplace_back([this] { RunTasks(); });
  }
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::TrySubmit(std::function<void()> task, size_t bytes) {
  {
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
  }
  wake_.notify_one();
  return true;
}

void WorkerPool::RunTasks() {
  while (true) {
    Task task;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      task = std::move(queue_.front());
      queue_.pop_front();
      queued_bytes_ -= task.bytes;
    }
    task.run();
  }
}

}  // namespace qiusuo::server
