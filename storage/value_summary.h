// File: storage/value_summary.h
//
// Count, least and greatest value, sum and quantiles of many values, exactly.
//
//   ValueSummary summary(/*with_quantiles=*/true);
//   summary.Add(ValueRank("90.5"));
//   summary.Fill(questions, group);

#ifndef QIUSUO_STORAGE_VALUE_SUMMARY_H_
#define QIUSUO_STORAGE_VALUE_SUMMARY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/numeric/int128.h"
#include "base/decimal.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/compact_value.h"
#include "storage/value_quantiles.h"

namespace qiusuo::storage {

// What is asked of values besides their count, ends and sum.
struct QuantileQuestions {
  bool with_median = false;
  std::vector<std::string> percentiles =
      {};  // from `0` to `100`, at most 6 decimals

  bool any() const { return with_median || !percentiles.empty(); }
};

class ValueSummary {
 public:
  explicit ValueSummary(bool with_quantiles)
      : with_quantiles_(with_quantiles) {}

  // Add adds the value of a rank, which must be exact.
  void Add(std::string_view rank);

  // AddLong adds a value that a rank does not hold.
  void AddLong(const Decimal& value);

  // Entries that are kept for quantiles; CountEqual as in ValueQuantiles.
  size_t entries() const { return quantiles_.entries(); }
  void CountEqual(int digits) { quantiles_.CountEqual(digits); }

  // Fill sets the group's fields about values.
  void Fill(const QuantileQuestions& questions, qiusuo::v1::MetricGroup& group);

 private:
  // The sum of all compact values with this exponent.
  struct PartialSum {
    int exponent;
    absl::int128 mantissas;
  };

  void AddCompact(CompactValue value);
  Decimal Sum() const;
  void FillQuantiles(const QuantileQuestions& questions,
                     qiusuo::v1::MetricGroup& group);

  const bool with_quantiles_;
  int64_t count_ = 0;
  std::optional<CompactValue> min_;
  std::optional<CompactValue> max_;
  absl::InlinedVector<PartialSum, 4> sums_;
  // The same of values that are not compact.
  std::optional<Decimal> long_min_;
  std::optional<Decimal> long_max_;
  Decimal long_sum_;
  bool is_cut_ = false;  // quantiles_ have a long value
  ValueQuantiles quantiles_;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_VALUE_SUMMARY_H_
