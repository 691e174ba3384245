#include "storage/index_thread.h"

#include <chrono>
#include <utility>

#include "base/log.h"

namespace qiusuo::storage {
namespace {

using std::chrono::seconds;

// How long changes are left alone before they count as idle.
constexpr seconds kIdle(10);
// Between tries while the engine refuses, and how long a commit waits for the thread at most.
constexpr seconds kRetry(1);
constexpr seconds kMaxWait(5);

}  // namespace

IndexThread::IndexThread(const Limits& limits,
                         std::function<size_t()> waiting_bytes,
                         std::function<absl::Status()> write)
    : limits_(limits),
      waiting_bytes_(std::move(waiting_bytes)),
      write_(std::move(write)),
      thread_([this] { Run(); }) {}

IndexThread::~IndexThread() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void IndexThread::Pace() {
  if (waiting_bytes_() < limits_.batch_bytes) return;
  std::unique_lock<std::mutex> lock(mutex_);
  wake_.notify_one();
  done_.wait_for(lock, kMaxWait, [this] {
    return in_trouble_ || waiting_bytes_() < limits_.max_bytes;
  });
}

void IndexThread::Run() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stopping_) {
    const bool is_full =
        wake_.wait_for(lock, in_trouble_ ? kRetry : kIdle, [this] {
          return stopping_ ||
                 (!in_trouble_ && waiting_bytes_() >= limits_.batch_bytes);
        });
    if (stopping_) return;
    if (!is_full && !in_trouble_ && waiting_bytes_() < limits_.idle_bytes) {
      continue;
    }
    lock.unlock();
    const absl::Status status = write_();
    if (!status.ok()) LogWarning("index", {{"error", status.ToString()}});
    lock.lock();
    in_trouble_ = !status.ok();
    done_.notify_all();
  }
}

}  // namespace qiusuo::storage
