#include "storage/compact_value.h"

#include <algorithm>
#include <array>
#include <string>

#include "storage/metric_rank.h"

namespace qiusuo::storage {
namespace {

constexpr int kMantissaBits = 50;  // 10^15 < 2^50
constexpr uint64_t kMantissaMask = (uint64_t{1} << kMantissaBits) - 1;
constexpr size_t kBytesAroundDigits = 3;
// Exponent bytes of a rank: 80 plus the exponent; others stand for longer exponents.
constexpr int kExponentBias = 0x80;
constexpr uint8_t kMinExponentByte = 0x10;
constexpr uint8_t kMaxExponentByte = 0xef;

constexpr auto kPowersOfTen = [] {
  std::array<uint64_t, CompactValue::kDigits + 1> powers = {1};
  for (size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

}  // namespace

CompactValue::CompactValue(bool negative, uint64_t exponent_byte,
                           uint64_t mantissa) {
  const uint64_t magnitude = exponent_byte << kMantissaBits | mantissa;
  bits_ = negative ? kZero - magnitude : kZero + magnitude;
}

std::optional<CompactValue> CompactValue::FromRank(std::string_view rank) {
  if (!rank.empty() && rank[0] == kZeroRank) return CompactValue();
  if (rank.size() <= kBytesAroundDigits ||
      rank.size() > kDigits + kBytesAroundDigits) {
    return std::nullopt;
  }
  const bool negative = rank[0] == kNegativeRank;
  const uint8_t mask = negative ? 0xff : 0;
  const uint8_t exponent = static_cast<uint8_t>(rank[1]) ^ mask;
  if (exponent < kMinExponentByte || exponent > kMaxExponentByte) {
    return std::nullopt;
  }
  const std::string_view digits =
      rank.substr(2, rank.size() - kBytesAroundDigits);
  uint64_t mantissa = 0;
  for (const char c : digits) {
    mantissa = mantissa * 10 + (static_cast<uint8_t>(c) ^ mask) - '0';
  }
  return CompactValue(negative, exponent,
                      mantissa * kPowersOfTen[kDigits - digits.size()]);
}

CompactValue CompactValue::Nearest(const Decimal& value) {
  if (value.is_zero()) return CompactValue();
  const std::string digits = value.digits().substr(0, kDigits);
  uint64_t mantissa = 0;
  for (const char c : digits) {
    mantissa = mantissa * 10 + static_cast<uint64_t>(c - '0');
  }
  mantissa *= kPowersOfTen[kDigits - digits.size()];
  const int64_t byte = value.exponent() + kExponentBias;
  if (byte < kMinExponentByte) {
    return CompactValue(value.is_negative(), kMinExponentByte,
                        kPowersOfTen[kDigits - 1]);
  }
  if (byte > kMaxExponentByte) {
    return CompactValue(value.is_negative(), kMaxExponentByte,
                        kPowersOfTen[kDigits] - 1);
  }
  return CompactValue(value.is_negative(), static_cast<uint64_t>(byte),
                      mantissa);
}

CompactValue CompactValue::Cut(int digits) const {
  const uint64_t magnitude = this->magnitude();
  const uint64_t mantissa = magnitude & kMantissaMask;
  return CompactValue(
      is_negative(), magnitude >> kMantissaBits,
      mantissa -
          mantissa % kPowersOfTen[static_cast<size_t>(kDigits - digits)]);
}

uint64_t CompactValue::magnitude() const {
  return is_negative() ? kZero - bits_ : bits_ - kZero;
}

int64_t CompactValue::mantissa() const {
  const auto mantissa = static_cast<int64_t>(magnitude() & kMantissaMask);
  return is_negative() ? -mantissa : mantissa;
}

int CompactValue::exponent() const {
  return static_cast<int>(magnitude() >> kMantissaBits) - kExponentBias;
}

Decimal CompactValue::ToDecimal() const {
  return Decimal::FromInteger(mantissa()).ShiftedBy(exponent() - kDigits);
}

}  // namespace qiusuo::storage
