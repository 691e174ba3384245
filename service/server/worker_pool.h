// File: service/server/worker_pool.h
//
// A fixed number of threads with a bounded queue before them: work that parses,
// scans or waits for the disk runs here and not on gRPC's own threads.
//
//   WorkerPool pool({.threads = 4});
//   if (!pool.TrySubmit([] { Parse(); }, request_bytes)) return Overloaded();
//
// Safe from any thread.

#ifndef QIUSUO_SERVICE_SERVER_WORKER_POOL_H_
#define QIUSUO_SERVICE_SERVER_WORKER_POOL_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace qiusuo::server {

class WorkerPool {
 public:
  struct Options {
    int threads = 2;
    // What may wait for a thread: so many tasks, and so many bytes of requests
    // between them. A single task may be larger.
    size_t max_queued_tasks = 256;
    size_t max_queued_bytes = size_t{128} << 20;
  };

  explicit WorkerPool(const Options& options);

  // Runs what is queued to its end, then joins the threads.
  ~WorkerPool();

  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // TrySubmit queues `task`, which keeps `bytes` of memory alive until it has run.
  // False, and nothing queued, if the queue is full. The task must not throw.
  bool TrySubmit(std::function<void()> task, size_t bytes);

  size_t thread_count() const { return threads_.size(); }

 private:
  struct Task {
    std::function<void()> run;
    size_t bytes;
  };

  void RunTasks();

  const Options options_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task> queue_;   // guarded by mutex_
  size_t queued_bytes_ = 0;  // guarded by mutex_
  bool stopping_ = false;    // guarded by mutex_
  std::vector<std::thread> threads_;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_WORKER_POOL_H_
