// File: storage/value_quantiles.h
//
// Medians and percentiles of values. All values are kept while they are not too many; then equal
// ones are counted, and if that is not enough, they are cut to 4 digits or fewer: so many
// buckets a decade, whatever the values are.
//
//   ValueQuantiles quantiles;
//   for (const CompactValue value : values) quantiles.Add(value);
//   quantiles.At(quantiles.count() / 2);

#ifndef QIUSUO_STORAGE_VALUE_QUANTILES_H_
#define QIUSUO_STORAGE_VALUE_QUANTILES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "storage/compact_value.h"

namespace qiusuo::storage {

class ValueQuantiles {
 public:
  void Add(CompactValue value) { values_.push_back(value); }

  // CountEqual counts equal values instead of keeping each. They are cut to `digits`.
  void CountEqual(int digits);

  // Values that were added, and entries that are kept for them.
  uint64_t count() const { return counted_ + values_.size(); }
  size_t entries() const { return values_.size() + runs_.size(); }

  // Digits to which values are cut; CompactValue::kDigits: to none.
  int digits() const { return digits_; }

  // At answers the value in place `place`, from 0, in their order. The place must be less
  // than count().
  CompactValue At(uint64_t place);

 private:
  struct Run {
    CompactValue value;
    uint64_t count;
  };

  std::vector<CompactValue> values_;
  std::vector<Run> runs_;  // sorted
  uint64_t counted_ = 0;   // in runs_
  int digits_ = CompactValue::kDigits;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_VALUE_QUANTILES_H_
