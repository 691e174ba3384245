// File: storage/compact_value.h
//
// A decimal in 64 bits that sort as it does: what a million values are summed and sorted by. It
// holds numbers of at most 15 digits with an exponent that a rank holds in one byte: all that
// reports state, but for oddities.
//
//   CompactValue::FromRank(ValueRank("18000"))->ToDecimal().ToString() == "18000"

#ifndef QIUSUO_STORAGE_COMPACT_VALUE_H_
#define QIUSUO_STORAGE_COMPACT_VALUE_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/decimal.h"

namespace qiusuo::storage {

class CompactValue {
 public:
  static constexpr int kDigits = 15;

  // Zero.
  CompactValue() = default;

  // FromRank answers the value of a ValueRank; nullopt if that is none, or does not fit.
  static std::optional<CompactValue> FromRank(std::string_view rank);

  // Nearest answers the value with digits behind the 15th cut off, and an exponent out of bounds
  // at its bound.
  static CompactValue Nearest(const Decimal& value);

  // Cut answers the value with all digits but the first `digits` set to 0.
  CompactValue Cut(int digits) const;

  Decimal ToDecimal() const;

  // The value is mantissa() * 10^(exponent() - kDigits).
  int64_t mantissa() const;
  int exponent() const;

  friend auto operator<=>(const CompactValue&, const CompactValue&) = default;

 private:
  CompactValue(bool negative, uint64_t exponent_byte, uint64_t mantissa);

  uint64_t magnitude() const;
  bool is_negative() const { return bits_ < kZero; }

  static constexpr uint64_t kZero = uint64_t{1} << 63;

  // kZero, plus or minus exponent byte (of the rank) and mantissa.
  uint64_t bits_ = kZero;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_COMPACT_VALUE_H_
