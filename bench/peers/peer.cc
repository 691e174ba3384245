#include "bench/peers/peer.h"

#include <atomic>
#include <thread>
#include <vector>

#include "absl/time/clock.h"

namespace qiusuo::bench {

double AskedPerSecond(const PrepareQuestion& prepare, int threads,
                      absl::Duration run_time) {
  std::vector<std::unique_ptr<PeerQuestion>> questions;
  for (int i = 0; i < threads; ++i) {
    questions.push_back(prepare());
    questions.back()->Ask();  // plans and caches are warm
  }
  std::atomic<int64_t> asked = 0;
  const absl::Time start = absl::Now();
  std::vector<std::thread> askers;
  for (const auto& question : questions) {
    askers.emplace_back([&] {
      while (absl::Now() < start + run_time) {
        question->Ask();
        ++asked;
      }
    });
  }
  for (std::thread& asker : askers) asker.join();
  return static_cast<double>(asked) /
         absl::ToDoubleSeconds(absl::Now() - start);
}

}  // namespace qiusuo::bench
