#include "client/cli/interrupts.h"

#include <pthread.h>

#include <csignal>
#include <utility>

namespace qiusuo::cli {
namespace {

sigset_t Signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

}  // namespace

void BlockInterrupts() {
  const sigset_t signals = Signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

Interrupts::Interrupts(std::function<void()> on_first,
                       std::function<void()> on_last, absl::Duration grace)
    : on_first_(std::move(on_first)), on_last_(std::move(on_last)) {
  BlockInterrupts();
  thread_ = std::thread([this, grace] { Wait(grace); });
}

Interrupts::~Interrupts() {
  done_ = true;
  // To that thread alone, where it is blocked and ends the waiting.
  pthread_kill(thread_.native_handle(), SIGINT);
  thread_.join();
}

void Interrupts::Wait(absl::Duration grace) {
  const sigset_t signals = Signals();
  int signal = 0;
  sigwait(&signals, &signal);
  if (done_) return;
  on_first_();
  const timespec pause = absl::ToTimespec(grace);
  sigtimedwait(&signals, nullptr, &pause);
  if (done_) return;
  on_last_();
}

}  // namespace qiusuo::cli
