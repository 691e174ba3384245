// File: bench/peers/peer.h
//
// A question put to a peer, another program that holds the same data, again and again from some
// threads at once.

#ifndef QIUSUO_BENCH_PEERS_PEER_H_
#define QIUSUO_BENCH_PEERS_PEER_H_

#include <cstddef>
#include <functional>
#include <memory>

#include "absl/time/time.h"

namespace qiusuo::bench {

// One thread's connection to a peer, with one question prepared.
class PeerQuestion {
 public:
  virtual ~PeerQuestion() = default;

  // Ask answers how many rows came. Ends the bench on an error.
  virtual size_t Ask() = 0;
};

// Prepares a question on a connection of its own.
using PrepareQuestion = std::function<std::unique_ptr<PeerQuestion>()>;

// AskedPerSecond answers how often the question was answered in a second, with so many threads
// at once.
double AskedPerSecond(const PrepareQuestion& prepare, int threads,
                      absl::Duration run_time);

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_PEERS_PEER_H_
