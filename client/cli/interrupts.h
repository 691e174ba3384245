// File: client/cli/interrupts.h
//
// Ctrl-C (SIGINT) and SIGTERM as calls instead of a sudden end.
//
//   BlockInterrupts();  // before any other thread starts
//   const Interrupts interrupts([&] { stopping = true; }, [&] { importer.Cancel(); },
//                               absl::Seconds(10));

#ifndef QIUSUO_CLIENT_CLI_INTERRUPTS_H_
#define QIUSUO_CLIENT_CLI_INTERRUPTS_H_

#include <atomic>
#include <functional>
#include <thread>

#include "absl/time/time.h"

namespace qiusuo::cli {

// BlockInterrupts keeps both signals from ending the process as long as they are blocked in every
// thread: in this one and those that it starts from now on.
void BlockInterrupts();

class Interrupts {
 public:
  // Calls `on_first` on a thread of its own when a signal comes, and `on_last` when a second one
  // does or `grace` has passed. Each once.
  Interrupts(std::function<void()> on_first, std::function<void()> on_last,
             absl::Duration grace);

  // No calls are made any more; signals stay blocked.
  ~Interrupts();

  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

 private:
  void Wait(absl::Duration grace);

  const std::function<void()> on_first_;
  const std::function<void()> on_last_;
  std::atomic<bool> done_ = false;
  std::thread thread_;
};

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_INTERRUPTS_H_
