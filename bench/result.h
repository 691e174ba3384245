// File: bench/result.h
//
// What a bench answers: a figure and, from the same run, what it is compared
// with.

#ifndef QIUSUO_BENCH_RESULT_H_
#define QIUSUO_BENCH_RESULT_H_

#include <string>
#include <vector>

#include "absl/time/time.h"

namespace qiusuo::bench {

struct Result {
  std::string name;
  double value = 0;
  std::string unit;
  std::string control;  // what `control_value` measures
  double control_value = 0;

  double ratio() const {
    return control_value == 0 ? 0 : value / control_value;
  }
};

struct Settings {
  absl::Duration run_time = absl::Seconds(2);  // of one measurement
  int rounds = 5;  // value and control in turn; medians count
};

// Median of `values`, which must not be empty.
double Median(std::vector<double> values);

// ReadBench: GetDocument(BASIC) against an empty RPC, by rate and by p99.
std::vector<Result> ReadBench(const Settings& settings);

// ParseBench: ParseReport over the project's samples, against decoding and
// folding the same text.
std::vector<Result> ParseBench(const Settings& settings);

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_RESULT_H_
