// File: bench/random_metrics.h
//
// Metrics by the million, the same in every run, for benches of questions.

#ifndef QIUSUO_BENCH_RANDOM_METRICS_H_
#define QIUSUO_BENCH_RANDOM_METRICS_H_

#include <cstdint>
#include <string>

#include "qiusuo/v1/document.pb.h"
#include "storage/document_store.h"

namespace qiusuo::bench {

struct RandomDocument {
  std::string id;
  v1::Document document;  // with 100 metrics
};

// RandomDocumentAt answers document `at`: the same for the same number. A few of its
// indicators are in many documents, and most in few.
RandomDocument RandomDocumentAt(int64_t at);

// DocumentsOf answers how many documents hold so many metrics.
int64_t DocumentsOf(int64_t metrics);

// StoreRandomMetrics stores documents until they have so many metrics. Ends the bench on an
// error.
void StoreRandomMetrics(storage::DocumentStore& store, int64_t metrics);

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_RANDOM_METRICS_H_
