// File: bench/questions.h
//
// The questions that several benches ask, each with the name of its row.

#ifndef QIUSUO_BENCH_QUESTIONS_H_
#define QIUSUO_BENCH_QUESTIONS_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "bench/load.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "qiusuo/v1/search.pb.h"

namespace qiusuo::bench {

// The collection that the benches fill.
inline constexpr char kParent[] = "collections/default";
inline constexpr int kPageSize = 50;

struct MetricQuestion {
  std::string name;
  v1::QueryMetricsRequest request;

  // The load of asking it at `address`.
  Load LoadAt(const std::string& address, absl::Duration run_time) const;
};

// MetricQuestions answers first pages of random_metrics.h: of all, of an indicator, the same by
// value, and of one unit of it since 2015.
std::vector<MetricQuestion> MetricQuestions();

struct TextQuestion {
  std::string name;
  std::string words;
  v1::SearchTextRequest request;

  // As above.
  Load LoadAt(const std::string& address, absl::Duration run_time) const;
};

// TextQuestions answers searches for a word in few documents, for one in nearly all of them, many
// times, and for a phrase of common words.
std::vector<TextQuestion> TextQuestions();

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_QUESTIONS_H_
