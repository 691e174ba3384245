// File: storage/index_thread.h
//
// The thread of an index that is written behind the commits, some changes at a time.
//
//   IndexThread thread({.idle_bytes = 1 << 20, .batch_bytes = 16 << 20, .max_bytes = 64 << 20},
//                      [&] { return tail.bytes(); }, [&] { return WriteSome(); });
//   tail.Add(change);
//   thread.Pace();

#ifndef QIUSUO_STORAGE_INDEX_THREAD_H_
#define QIUSUO_STORAGE_INDEX_THREAD_H_

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>

#include "absl/status/status.h"

namespace qiusuo::storage {

// Safe from any thread.
class IndexThread {
 public:
  struct Limits {
    // Changes that are left alone for long are written if they have so many bytes: fewer cost a
    // query little, and tables of few rows would have to be merged again and again.
    size_t idle_bytes = 0;
    size_t batch_bytes = 0;  // worth writing at once
    size_t max_bytes = 0;    // may wait before commits do
  };

  // `waiting_bytes` answers what is to be written, `write` writes some of it. Both are called on
  // this thread, the former on others too; what they use must outlive it. After an error `write`
  // is called again soon.
  IndexThread(const Limits& limits, std::function<size_t()> waiting_bytes,
              std::function<absl::Status()> write);
  // Ends the thread, when a write that runs is over.
  ~IndexThread();
  IndexThread(const IndexThread&) = delete;
  IndexThread& operator=(const IndexThread&) = delete;

  // Pace is called when something waits that did not before. It wakes the thread when that is
  // worth a write, and waits for it a while where it is far too much.
  void Pace();

 private:
  void Run();

  const Limits limits_;
  const std::function<size_t()> waiting_bytes_;
  const std::function<absl::Status()> write_;
  std::mutex mutex_;
  std::condition_variable wake_;  // the thread
  std::condition_variable done_;  // those that wait for it
  bool stopping_ = false;         // guarded by mutex_
  bool in_trouble_ = false;       // guarded by mutex_
  std::thread thread_;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_INDEX_THREAD_H_
