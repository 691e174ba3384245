// File: service/server/worker_pool.h
//
// A fixed number of threads with a bounded queue before them: work that parses,
// scans or waits for the disk runs here and not on gRPC's own threads.
//
//   WorkerPool pool({.threads = 4});
//   auto work = [&] {
//     Parse();
//     pool.RunWaiting([&] { Commit(); });
//   };
//   if (!pool.TrySubmit(work, request_bytes)) return Overloaded();
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

#include "absl/functional/function_ref.h"

namespace qiusuo::server {

class WorkerPool {
 public:
  struct Options {
    // Tasks that run at a time, and those that wait in RunWaiting besides.
    int threads = 2;
    int max_waiting = 32;
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

  // RunWaiting runs `wait`, which spends its time waiting and not computing, in a task; meanwhile
  // another task may run in its place. So a commit that waits for the disk keeps no report from
  // being read, and many commits come to wait for one sync.
  void RunWaiting(absl::FunctionRef<void()> wait);

  // Tasks that can be under way at a time.
  size_t max_under_way() const { return threads_.size(); }

 private:
  struct Task {
    std::function<void()> run;
    size_t bytes;
  };

  // A thread that waits for a task, or for leave to run one.
  struct Sleeper {
    std::condition_variable wake;
    bool is_woken = false;
  };

  void RunTasks();
  // Until another thread wakes this one. A finished task needs to wake none: its thread takes
  // the next.
  void Sleep(std::unique_lock<std::mutex>& lock);
  // Wakes the thread that fell asleep last: its memory is the nearest to the processor.
  void WakeLast();
  // The same, if there is a task that may run.
  void WakeForTask();
  void WakeAll();

  const Options options_;
  std::mutex mutex_;
  std::vector<Sleeper*> sleepers_;  // guarded by mutex_
  std::deque<Task> queue_;          // guarded by mutex_
  size_t queued_bytes_ = 0;         // guarded by mutex_
  int running_ = 0;                 // guarded by mutex_: tasks that do not wait
  bool stopping_ = false;           // guarded by mutex_
  std::vector<std::thread> threads_;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_WORKER_POOL_H_
