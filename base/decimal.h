// File: base/decimal.h
//
// Exact decimals of any length: what a report states, never a double.
//
//   Decimal d = *Decimal::Parse("1.8");
//   d.ShiftedBy(4).ToString() == "18000"
//
// All operations but sums and products take time linear in the number of digits.

#ifndef QIUSUO_BASE_DECIMAL_H_
#define QIUSUO_BASE_DECIMAL_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace qiusuo {

// A Decimal is sign * 0.d1d2d3… * 10^exponent, with d1 and the last digit not
// 0.
class Decimal {
 public:
  // Zero.
  Decimal() = default;

  // Parse reads `-12.50`, `007`, `.5`: an optional sign, digits and at most one
  // point, at least one digit. nullopt for anything else.
  static std::optional<Decimal> Parse(std::string_view text);

  // FromDigits makes the number that ASCII `digits` spell, times 10^shift.
  static Decimal FromDigits(std::string_view digits, int64_t shift);

  static Decimal FromInteger(int64_t n);

  bool is_zero() const { return small_ == 0 && large_ == nullptr; }
  bool is_negative() const { return negative_; }

  // Significant digits as ASCII, without zeros at either end; empty for zero.
  std::string digits() const;

  // Position of the point relative to the first of `digits()`; 0 for zero.
  int64_t exponent() const { return exponent_; }

  // ShiftedBy answers this number times 10^powers.
  Decimal ShiftedBy(int64_t powers) const;

  Decimal Negated() const;
  Decimal Magnitude() const { return negative_ ? Negated() : *this; }

  // Exact. A sum takes time in the distance between the highest and the lowest
  // digit, a product in the product of the numbers of digits.
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b) {
    return a + b.Negated();
  }
  friend Decimal operator*(const Decimal& a, const Decimal& b);

  // DividedBy answers the quotient, rounded to so many digits behind the point, halves away from
  // zero. `divisor` is positive and at most 10^17.
  Decimal DividedBy(int64_t divisor, int64_t fraction_digits) const;

  // ToInteger answers a whole number below 10^18 in size. nullopt for any other.
  std::optional<int64_t> ToInteger() const;

  // ToString answers the canonical text: `-12.5`, `18000`, `0`; no exponent, no
  // superfluous zeros.
  std::string ToString() const;

  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) {
    return (a <=> b) == std::strong_ordering::equal;
  }

 private:
  // The number magnitude * 10^power.
  static Decimal FromMagnitude(uint64_t magnitude, int64_t power);

  // What + and * come to where a number is too long for 64 bits. The product of digits is
  // that of numbers below 1: 0.5 times 0.5.
  static Decimal SumOfDigits(const Decimal& a, const Decimal& b);
  static Decimal ProductOfDigits(std::string_view a, std::string_view b);

  // So many digits always fit into 64 bits.
  static constexpr int kMaxSmallDigits = 18;

  bool is_small() const { return large_ == nullptr; }
  // Exponent of the last digit of a small number.
  int64_t last_power() const { return exponent_ - small_digits_; }

  bool negative_ = false;
  uint8_t small_digits_ = 0;  // how many `small_` has
  int64_t exponent_ = 0;
  // The digits: as a number, or as text if they are more than kMaxSmallDigits. Nearly
  // all numbers of a report are small, so that copying one is quick.
  uint64_t small_ = 0;
  std::shared_ptr<const std::string> large_;
};

// The digits of a number as they are read, the first one first.
//
//   DecimalDigits digits;
//   for (const int digit : {0, 1, 8}) digits.Add(digit);
//   digits.Value(-1).ToString() == "1.8"
class DecimalDigits {
 public:
  // `digit` is 0 to 9.
  void Add(int digit) {
    ++count_;
    if (significant_ < kMaxSmall) {
      small_ = small_ * 10 + digit;
      significant_ += small_ != 0 ? 1 : 0;
    } else {
      AddToLarge(digit);
    }
  }

  // How many were added.
  size_t count() const { return count_; }

  // The number that they spell, times 10^shift; 0 for no digits.
  Decimal Value(int64_t shift) const {
    return large_.empty() ? Decimal::FromInteger(small_).ShiftedBy(shift)
                          : Decimal::FromDigits(large_, shift);
  }

 private:
  // So many digits always fit into 64 bits.
  static constexpr int kMaxSmall = 18;

  void AddToLarge(int digit);

  size_t count_ = 0;
  int significant_ = 0;  // digits of small_
  int64_t small_ = 0;
  std::string large_;  // all digits, if they are too many for small_
};

}  // namespace qiusuo

#endif  // QIUSUO_BASE_DECIMAL_H_
