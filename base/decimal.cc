#include "base/decimal.h"

namespace qiusuo {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

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
