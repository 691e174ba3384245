#include "base/decimal.h"

#include <algorithm>
#include <array>

namespace qiusuo {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// 10^n for n up to 18; 1 for a negative n.
uint64_t PowerOfTen(int64_t n) {
  constexpr auto kPowers = [] {
    std::array<uint64_t, 19> powers = {1};
    for (size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
  }();
  return kPowers[static_cast<size_t>(std::max<int64_t>(n, 0))];
}

int CountDigits(uint64_t n) {
  int digits = 1;
  for (; n >= 10; n /= 10) ++digits;
  return digits;
}

// One digit of d for the power of ten, where `top` is d's exponent.
int DigitAt(const std::string& digits, int64_t top, int64_t power) {
  const int64_t i = top - 1 - power;
  return i >= 0 && i < static_cast<int64_t>(digits.size()) ? digits[i] - '0'
                                                           : 0;
}

}  // namespace

std::optional<Decimal> Decimal::Parse(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  std::string digits;
  digits.reserve(text.size());
  int64_t fraction_digits = 0;
  bool after_point = false;
  for (char c : text) {
    if (c == '.' && !after_point) {
      after_point = true;
    } else if (IsDigit(c)) {
      digits.push_back(c);
      fraction_digits += after_point;
    } else {
      return std::nullopt;
    }
  }
  if (digits.empty()) return std::nullopt;
  Decimal result = FromDigits(digits, -fraction_digits);
  result.negative_ = negative && !result.is_zero();
  return result;
}

Decimal Decimal::FromDigits(std::string_view digits, int64_t shift) {
  const size_t first = digits.find_first_not_of('0');
  if (first == std::string_view::npos) return Decimal();
  const size_t last = digits.find_last_not_of('0');
  shift += static_cast<int64_t>(digits.size() - 1 - last);
  digits = digits.substr(first, last - first + 1);
  if (digits.size() <= kMaxSmallDigits) {
    uint64_t magnitude = 0;
    for (const char c : digits) {
      magnitude = magnitude * 10 + static_cast<uint64_t>(c - '0');
    }
    return FromMagnitude(magnitude, shift);
  }
  Decimal result;
  result.large_ = std::make_shared<const std::string>(digits);
  result.exponent_ = static_cast<int64_t>(digits.size()) + shift;
  return result;
}

Decimal Decimal::FromMagnitude(uint64_t magnitude, int64_t power) {
  Decimal result;
  if (magnitude == 0) return result;
  for (; magnitude % 10 == 0; magnitude /= 10) ++power;
  const int digits = CountDigits(magnitude);
  if (digits > kMaxSmallDigits) {
    return FromDigits(std::to_string(magnitude), power);
  }
  result.small_ = magnitude;
  result.small_digits_ = static_cast<uint8_t>(digits);
  result.exponent_ = digits + power;
  return result;
}

Decimal Decimal::FromInteger(int64_t n) {
  const bool negative = n < 0;
  const auto bits = static_cast<uint64_t>(n);
  Decimal result = FromMagnitude(negative ? -bits : bits, 0);
  result.negative_ = negative;
  return result;
}

std::string Decimal::digits() const {
  if (large_ != nullptr) return *large_;
  return small_ == 0 ? std::string() : std::to_string(small_);
}

Decimal Decimal::ShiftedBy(int64_t powers) const {
  Decimal result = *this;
  if (!is_zero()) result.exponent_ += powers;
  return result;
}

Decimal Decimal::Negated() const {
  Decimal result = *this;
  result.negative_ = !negative_ && !is_zero();
  return result;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  if (a.is_zero()) return b;
  if (b.is_zero()) return a;
  if (a.is_small() && b.is_small()) {
    const int64_t low = std::min(a.last_power(), b.last_power());
    if (std::max(a.exponent_, b.exponent_) - low <= Decimal::kMaxSmallDigits) {
      const auto scaled = [low](const Decimal& d) {
        const auto n =
            static_cast<int64_t>(d.small_ * PowerOfTen(d.last_power() - low));
        return d.negative_ ? -n : n;
      };
      const int64_t sum = scaled(a) + scaled(b);
      Decimal result = Decimal::FromMagnitude(
          static_cast<uint64_t>(sum < 0 ? -sum : sum), low);
      result.negative_ = sum < 0;
      return result;
    }
  }
  return Decimal::SumOfDigits(a, b);
}

Decimal Decimal::SumOfDigits(const Decimal& a, const Decimal& b) {
  const bool a_is_larger = a.Magnitude() >= b.Magnitude();
  const Decimal& large = a_is_larger ? a : b;
  const Decimal& small = a_is_larger ? b : a;
  const int sign = large.negative_ == small.negative_ ? 1 : -1;
  const std::string large_digits = large.digits();
  const std::string small_digits = small.digits();
  const int64_t low =
      std::min(large.exponent_ - static_cast<int64_t>(large_digits.size()),
               small.exponent_ - static_cast<int64_t>(small_digits.size()));
  std::string digits(static_cast<size_t>(large.exponent_ - low) + 1, '0');
  int carry = 0;
  for (int64_t power = low; power <= large.exponent_; ++power) {
    int digit = DigitAt(large_digits, large.exponent_, power) + carry +
                sign * DigitAt(small_digits, small.exponent_, power);
    carry = digit < 0 ? -1 : digit / 10;
    digit -= carry * 10;
    digits[static_cast<size_t>(large.exponent_ - power)] =
        static_cast<char>('0' + digit);
  }
  Decimal result = Decimal::FromDigits(digits, low);
  result.negative_ = large.negative_ && !result.is_zero();
  return result;
}

Decimal operator*(const Decimal& a, const Decimal& b) {
  const bool is_small =
      a.is_small() && b.is_small() &&
      a.small_digits_ + b.small_digits_ <= Decimal::kMaxSmallDigits;
  Decimal result = is_small
                       ? Decimal::FromMagnitude(a.small_ * b.small_,
                                                a.last_power() + b.last_power())
                       : Decimal::ProductOfDigits(a.digits(), b.digits())
                             .ShiftedBy(a.exponent_ + b.exponent_);
  result.negative_ = a.negative_ != b.negative_ && !result.is_zero();
  return result;
}

Decimal Decimal::ProductOfDigits(std::string_view a, std::string_view b) {
  std::string digits(a.size() + b.size(), '0');
  for (size_t i = a.size(); i-- > 0;) {
    int carry = 0;
    for (size_t j = b.size(); j-- > 0;) {
      const int sum =
          (a[i] - '0') * (b[j] - '0') + carry + (digits[i + j + 1] - '0');
      digits[i + j + 1] = static_cast<char>('0' + sum % 10);
      carry = sum / 10;
    }
    digits[i] = static_cast<char>('0' + carry);
  }
  return FromDigits(digits, -static_cast<int64_t>(digits.size()));
}

Decimal Decimal::DividedBy(int64_t divisor, int64_t fraction_digits) const {
  const std::string digits = this->digits();
  const auto digit_at = [&digits](int64_t i) {
    return i >= 0 && i < static_cast<int64_t>(digits.size())
               ? digits[static_cast<size_t>(i)] - '0'
               : 0;
  };
  const int64_t count = exponent_ + fraction_digits;
  std::string quotient;
  int64_t rest = 0;
  for (int64_t i = 0; i < count; ++i) {
    rest = rest * 10 + digit_at(i);
    quotient.push_back(static_cast<char>('0' + rest / divisor));
    rest %= divisor;
  }
  Decimal result = FromDigits(quotient, -fraction_digits);
  // What is left is `rest` and the digits from `count` on behind its point.
  if (2 * rest >= divisor ||
      (2 * rest == divisor - 1 && digit_at(count) >= 5)) {
    result = result + FromDigits("1", -fraction_digits);
  }
  result.negative_ = negative_ && !result.is_zero();
  return result;
}

std::optional<int64_t> Decimal::ToInteger() const {
  if (is_zero()) return 0;
  if (!is_small() || exponent_ > kMaxSmallDigits || last_power() < 0) {
    return std::nullopt;
  }
  const auto n = static_cast<int64_t>(small_ * PowerOfTen(last_power()));
  return negative_ ? -n : n;
}

std::string Decimal::ToString() const {
  if (is_zero()) return "0";
  std::string text = digits();
  const auto count = static_cast<int64_t>(text.size());
  if (exponent_ <= 0) {
    text.insert(0, static_cast<size_t>(-exponent_), '0').insert(0, "0.");
  } else if (exponent_ >= count) {
    text.append(static_cast<size_t>(exponent_ - count), '0');
  } else {
    text.insert(static_cast<size_t>(exponent_), 1, '.');
  }
  if (negative_) text.insert(0, 1, '-');
  return text;
}

void DecimalDigits::AddToLarge(int digit) {
  if (large_.empty()) large_ = std::to_string(small_);
  large_.push_back(static_cast<char>('0' + digit));
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.negative_ != b.negative_) {
    return a.negative_ ? std::strong_ordering::less
                       : std::strong_ordering::greater;
  }
  std::strong_ordering magnitude = std::strong_ordering::equal;
  if (a.is_zero() || b.is_zero()) {
    magnitude = b.is_zero() <=> a.is_zero();
  } else if (a.exponent_ != b.exponent_) {
    magnitude = a.exponent_ <=> b.exponent_;
  } else if (a.is_small() && b.is_small()) {
    // Of one length, digits compare as numbers do.
    const int more = a.small_digits_ - b.small_digits_;
    magnitude = a.small_ * PowerOfTen(-more) <=> b.small_ * PowerOfTen(more);
  } else {
    magnitude = a.digits() <=> b.digits();
  }
  return a.negative_ ? 0 <=> magnitude : magnitude;
}

}  // namespace qiusuo
