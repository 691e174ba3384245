// File: bench/load.h
//
// A closed loop of unary calls: so many in flight all the time, requests and
// responses as bytes, so that the client costs the same for every method.

#ifndef QIUSUO_BENCH_LOAD_H_
#define QIUSUO_BENCH_LOAD_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace qiusuo::bench {

struct Load {
  std::string endpoint;  // host:port
  std::string method;    // `/qiusuo.v1.DocumentService/GetDocument`
  std::string request;   // serialised
  int in_flight = 64;
  int channels = 2;
  absl::Duration run_time;
};

struct LoadReport {
  double calls_per_second = 0;
  double p50_us = 0;
  double p99_us = 0;
};

// RunLoad runs the loop and answers what it saw. Error: the first call that
// fails.
absl::StatusOr<LoadReport> RunLoad(const Load& load);

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_LOAD_H_
