// File: bench/require.h
//
// What a bench needs in order to go on.

#ifndef QIUSUO_BENCH_REQUIRE_H_
#define QIUSUO_BENCH_REQUIRE_H_

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace qiusuo::bench {

// Require ends a bench that cannot go on.
inline void Require(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "bench: %s\n", status.ToString().c_str());
  std::exit(1);
}

// ValueOrDie answers the value, or ends the bench.
template <typename T>
T ValueOrDie(absl::StatusOr<T> value) {
  Require(value.status());
  return *std::move(value);
}

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_REQUIRE_H_
