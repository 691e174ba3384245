// The rank of a decimal 0.d1d2d3… * 10^exponent with a sign:
//
//   no value  00
//   negative  01, then the complement of what follows 03 in the positive number
//   zero      02
//   positive  03, exponent, digits in ASCII, 00
//
// The exponent is one byte, 80 plus exponent, from -112 to 111; else 0f (below) or f0
// (above) and 8 bytes with the sign bit flipped.

#include "storage/metric_rank.h"

#include <algorithm>

#include "absl/time/civil_time.h"
#include "base/decimal.h"
#include "storage/big_endian.h"

namespace qiusuo::storage {
namespace {

constexpr char kNoValue = 0;
constexpr int64_t kMinShortExponent = -112;
constexpr int64_t kMaxShortExponent = 111;
constexpr unsigned char kFarBelow = 0x0f;
constexpr unsigned char kFarAbove = 0xf0;
constexpr size_t kDateRankBytes = 4;

void AppendExponent(std::string& rank, int64_t exponent) {
  if (exponent >= kMinShortExponent && exponent <= kMaxShortExponent) {
    rank.push_back(static_cast<char>(0x80 + exponent));
    return;
  }
  rank.push_back(static_cast<char>(exponent < 0 ? kFarBelow : kFarAbove));
  AppendBigEndian64(rank,
                    static_cast<uint64_t>(exponent) ^ (uint64_t{1} << 63));
}

void Complement(std::string& bytes, size_t begin) {
  for (size_t i = begin; i < bytes.size(); ++i) bytes[i] = ~bytes[i];
}

std::optional<size_t> ValueRankLength(std::string_view bytes) {
  if (bytes.empty()) return std::nullopt;
  if (bytes[0] == kNoValue || bytes[0] == kZeroRank) return 1;
  if (bytes[0] != kNegativeRank && bytes[0] != kPositiveRank)
    return std::nullopt;
  const unsigned char mask = bytes[0] == kNegativeRank ? 0xff : 0;
  const auto byte_at = [&](size_t i) -> int {
    return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) ^ mask : -1;
  };
  const int exponent = byte_at(1);
  if (exponent < kFarBelow || exponent > kFarAbove) return std::nullopt;
  const bool far = exponent == kFarBelow || exponent == kFarAbove;
  const size_t first_digit = far ? 10 : 2;
  size_t end = first_digit;
  while (byte_at(end) >= '0' && byte_at(end) <= '9') ++end;
  const size_t count = end - first_digit;
  if (byte_at(end) != 0 || count == 0 || count > kMaxRankDigits) {
    return std::nullopt;
  }
  return end + 1;
}

}  // namespace

std::string NoValueRank() { return std::string(1, kNoValue); }

std::string ValueRank(std::string_view value) {
  const std::optional<Decimal> decimal = Decimal::Parse(value);
  if (!decimal.has_value()) return NoValueRank();
  if (decimal->is_zero()) return std::string(1, kZeroRank);
  std::string rank(1, decimal->is_negative() ? kNegativeRank : kPositiveRank);
  AppendExponent(rank, decimal->exponent());
  rank.append(decimal->digits(), 0, kMaxRankDigits);
  rank.push_back('\0');
  if (decimal->is_negative()) Complement(rank, 1);
  return rank;
}

std::optional<Decimal> RankedValue(std::string_view rank) {
  if (ValueRankLength(rank) != rank.size()) return std::nullopt;
  if (rank[0] == kNoValue) return std::nullopt;
  if (rank[0] == kZeroRank) return Decimal();
  std::string bytes(rank.substr(1));
  if (rank[0] == kNegativeRank) Complement(bytes, 0);
  const auto byte = static_cast<unsigned char>(bytes[0]);
  const bool far = byte == kFarBelow || byte == kFarAbove;
  const size_t first_digit = far ? 9 : 1;
  const int64_t exponent =
      far ? static_cast<int64_t>(ReadBigEndian(std::string_view(bytes).substr(
                                     1, first_digit - 1)) ^
                                 (uint64_t{1} << 63))
          : byte - 0x80;
  const std::string_view digits = std::string_view(bytes).substr(
      first_digit, bytes.size() - first_digit - 1);
  const Decimal size = Decimal::FromDigits(
      digits, exponent - static_cast<int64_t>(digits.size()));
  return rank[0] == kNegativeRank ? size.Negated() : size;
}

bool RankIsExact(std::string_view rank) { return rank.size() < kMaxRankDigits; }

std::string NoDateRank() { return std::string(kDateRankBytes, '\0'); }

std::string DateRank(const qiusuo::v1::Date& day) {
  std::string rank;
  AppendBigEndian32(rank, static_cast<uint32_t>(day.year()) << 16 |
                              static_cast<uint32_t>(day.month()) << 8 |
                              static_cast<uint32_t>(day.day()));
  return rank;
}

std::string PeriodRank(const qiusuo::v1::Period& period) {
  std::string rank = period.has_first_date()
                         ? DateRank(FirstDay(period.first_date()))
                         : NoDateRank();
  rank += period.has_last_date() ? DateRank(LastDay(period.last_date()))
                                 : NoDateRank();
  return rank;
}

qiusuo::v1::Date FirstDay(const qiusuo::v1::Date& date) {
  qiusuo::v1::Date day = date;
  if (day.month() == 0) day.set_month(1);
  if (day.day() == 0) day.set_day(1);
  return day;
}

qiusuo::v1::Date LastDay(const qiusuo::v1::Date& date) {
  qiusuo::v1::Date day = date;
  if (day.month() == 0) day.set_month(12);
  if (day.day() == 0) {
    const absl::CivilMonth next = absl::CivilMonth(day.year(), day.month()) + 1;
    day.set_day((absl::CivilDay(next) - 1).day());
  }
  return day;
}

std::string MetricRank(qiusuo::v1::MetricOrder order,
                       const qiusuo::v1::Metric& metric) {
  switch (order) {
    case qiusuo::v1::METRIC_ORDER_VALUE:
      return ValueRank(metric.quantity().value());
    case qiusuo::v1::METRIC_ORDER_PERIOD:
      return PeriodRank(metric.period());
    default:
      return "";
  }
}

std::optional<size_t> RankLength(qiusuo::v1::MetricOrder order,
                                 std::string_view bytes) {
  switch (order) {
    case qiusuo::v1::METRIC_ORDER_VALUE:
      return ValueRankLength(bytes);
    case qiusuo::v1::METRIC_ORDER_PERIOD:
      if (bytes.size() < 2 * kDateRankBytes) return std::nullopt;
      return 2 * kDateRankBytes;
    default:
      return 0;
  }
}

}  // namespace qiusuo::storage
