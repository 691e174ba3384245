#include "base/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace qiusuo {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

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
  Decimal result;
  const size_t first = digits.find_first_not_of('0');
  if (first == std::string_view::npos) return result;
  const size_t last = digits.find_last_not_of('0');
  result.digits_ = digits.substr(first, last - first + 1);
  result.exponent_ = static_cast<int64_t>(digits.size() - first) + shift;
  return result;
}

Decimal Decimal::FromInteger(int64_t n) {
  std::array<char, 20> digits;  // of 2^63, and a sign
  const auto end = std::to_chars(digits.begin(), digits.end(), n).ptr;
  const bool negative = n < 0;
  Decimal result = FromDigits({digits.begin() + negative, end}, 0);
  result.negative_ = negative;
  return result;
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
  const bool a_is_larger = a.Magnitude() >= b.Magnitude();
  const Decimal& large = a_is_larger ? a : b;
  const Decimal& small = a_is_larger ? b : a;
  const int sign = large.negative_ == small.negative_ ? 1 : -1;
  const int64_t low =
      std::min(a.exponent_ - static_cast<int64_t>(a.digits_.size()),
               b.exponent_ - static_cast<int64_t>(b.digits_.size()));
  std::string digits(static_cast<size_t>(large.exponent_ - low) + 1, '0');
  int carry = 0;
  for (int64_t power = low; power <= large.exponent_; ++power) {
    int digit = DigitAt(large.digits_, large.exponent_, power) + carry +
                sign * DigitAt(small.digits_, small.exponent_, power);
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
  std::string digits(a.digits_.size() + b.digits_.size(), '0');
  for (size_t i = a.digits_.size(); i-- > 0;) {
    int carry = 0;
    for (size_t j = b.digits_.size(); j-- > 0;) {
      const int sum = (a.digits_[i] - '0') * (b.digits_[j] - '0') + carry +
                      (digits[i + j + 1] - '0');
      digits[i + j + 1] = static_cast<char>('0' + sum % 10);
      carry = sum / 10;
    }
    digits[i] = static_cast<char>('0' + carry);
  }
  Decimal result = Decimal::FromDigits(
      digits, a.exponent_ + b.exponent_ - static_cast<int64_t>(digits.size()));
  result.negative_ = a.negative_ != b.negative_ && !result.is_zero();
  return result;
}

std::string Decimal::ToString() const {
  if (is_zero()) return "0";
  std::string text = negative_ ? "-" : "";
  const int64_t count = static_cast<int64_t>(digits_.size());
  if (exponent_ <= 0) {
    text += "0.";
    text.append(static_cast<size_t>(-exponent_), '0');
    return text + digits_;
  }
  if (exponent_ >= count) {
    text += digits_;
    return text.append(static_cast<size_t>(exponent_ - count), '0');
  }
  const size_t whole = static_cast<size_t>(exponent_);
  return text + digits_.substr(0, whole) + "." + digits_.substr(whole);
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
  } else {
    magnitude = a.digits_ <=> b.digits_;
  }
  return a.negative_ ? 0 <=> magnitude : magnitude;
}

}  // namespace qiusuo
