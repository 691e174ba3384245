// File: tests/storage/random_metrics.h
//
// Metrics and filters made at random, so that many of them meet.

#ifndef QIUSUO_TESTS_STORAGE_RANDOM_METRICS_H_
#define QIUSUO_TESTS_STORAGE_RANDOM_METRICS_H_

#include <iterator>
#include <random>
#include <string>

#include "qiusuo/v1/metric.pb.h"
#include "qiusuo/v1/metric_service.pb.h"

namespace qiusuo::storage {

using Random = std::mt19937_64;

inline constexpr const char* kCollections[] = {"a", "a-b", "b"};

// Pick answers one of the texts.
std::string Pick(Random& random, const auto& texts) {
  return texts[random() % std::size(texts)];
}

qiusuo::v1::Metric RandomMetric(Random& random);
qiusuo::v1::MetricFilter RandomFilter(Random& random);

}  // namespace qiusuo::storage

#endif  // QIUSUO_TESTS_STORAGE_RANDOM_METRICS_H_
