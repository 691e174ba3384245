#include "service/server/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <thread>

namespace qiusuo::server {
namespace {

// Occupies the only thread of a pool until Release. The task shares the state, as it
// may end after the blocker.
class Blocker {
 public:
  explicit Blocker(WorkerPool& pool) {
    EXPECT_TRUE(pool.TrySubmit(
        [state = state_] {
          state->started.set_value();
          state->release.get_future().wait();
        },
        1));
    state_->started.get_future().wait();
  }
  void Release() { state_->release.set_value(); }

 private:
  struct State {
    std::promise<void> started;
    std::promise<void> release;
  };
  const std::shared_ptr<State> state_ = std::make_shared<State>();
};

TEST(WorkerPool, RunsEverythingThatItTook) {
  std::atomic<int> ran = 0;
  int taken = 0;
  {
    WorkerPool pool({.threads = 3, .max_queued_tasks = 10000});
    for (int i = 0; i < 1000; ++i) taken += pool.TrySubmit([&] { ++ran; }, 1);
  }
  EXPECT_EQ(taken, 1000);
  EXPECT_EQ(ran, 1000);
}

TEST(WorkerPool, RefusesMoreTasksThanItsQueueHolds) {
  std::atomic<int> ran = 0;
  {
    WorkerPool pool({.threads = 1, .max_queued_tasks = 2});
    Blocker blocker(pool);
    EXPECT_TRUE(pool.TrySubmit([&] { ++ran; }, 1));
    EXPECT_TRUE(pool.TrySubmit([&] { ++ran; }, 1));
    EXPECT_FALSE(pool.TrySubmit([&] { ++ran; }, 1));
    blocker.Release();
  }
  EXPECT_EQ(ran, 2);
}

TEST(WorkerPool, RefusesMoreBytesThanItsQueueHolds) {
  std::atomic<int> ran = 0;
  {
    WorkerPool pool({.threads = 1, .max_queued_bytes = 100});
    Blocker blocker(pool);
    EXPECT_TRUE(pool.TrySubmit([&] { ++ran; }, 60));
    EXPECT_FALSE(pool.TrySubmit([&] { ++ran; }, 41));
    EXPECT_TRUE(pool.TrySubmit([&] { ++ran; }, 40));
    blocker.Release();
  }
  EXPECT_EQ(ran, 2);
}

TEST(WorkerPool, TakesAloneWhatIsLargerThanItsQueue) {
  std::atomic<int> ran = 0;
  {
    WorkerPool pool({.threads = 1, .max_queued_bytes = 100});
    Blocker blocker(pool);
    EXPECT_TRUE(pool.TrySubmit([&] { ++ran; }, 5000));
    EXPECT_FALSE(pool.TrySubmit([&] { ++ran; }, 1));
    blocker.Release();
  }
  EXPECT_EQ(ran, 1);
}

// The first task ends only when the second has run, and there is one thread for what computes.
TEST(WorkerPool, AnotherTaskRunsWhileOneWaits) {
  std::promise<void> second_ran;
  std::atomic<int> ran = 0;
  {
    WorkerPool pool({.threads = 1, .max_waiting = 1});
    EXPECT_TRUE(pool.TrySubmit(
        [&] {
          pool.RunWaiting([&] { second_ran.get_future().wait(); });
          ++ran;
        },
        1));
    EXPECT_TRUE(pool.TrySubmit(
        [&] {
          ++ran;
          second_ran.set_value();
        },
        1));
  }
  EXPECT_EQ(ran, 2);
}

TEST(WorkerPool, RunsNoMoreAtATimeThanItMay) {
  std::atomic<int> now = 0;
  std::atomic<int> most = 0;
  {
    WorkerPool pool({.threads = 2, .max_waiting = 8, .max_queued_tasks = 100});
    for (int i = 0; i < 100; ++i) {
      EXPECT_TRUE(pool.TrySubmit(
          [&] {
            const int current = ++now;
            int seen = most;
            while (seen < current &&
                   !most.compare_exchange_weak(seen, current)) {
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
            --now;
          },
          1));
    }
  }
  EXPECT_EQ(most, 2);
}

}  // namespace
}  // namespace qiusuo::server
