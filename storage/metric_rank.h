// File: storage/metric_rank.h
//
// A rank is what metrics are ordered by, as bytes that sort as it does. A rank is
// never the beginning of another one, so whatever follows it in a key does not
// disturb the order. docs/storage_format.md shows the bytes.
//
//   ValueRank("-3") < ValueRank("0") < ValueRank("0.5") < ValueRank("18000")

#ifndef QIUSUO_STORAGE_METRIC_RANK_H_
#define QIUSUO_STORAGE_METRIC_RANK_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "qiusuo/v1/metric.pb.h"
#include "qiusuo/v1/metric_service.pb.h"

namespace qiusuo::storage {

// Digits of a number that its rank holds at most; numbers that differ only later on
// have the same rank.
inline constexpr size_t kMaxRankDigits = 250;

// ValueRank answers the rank of a decimal text. A text that is no decimal has
// NoValueRank, the smallest.
std::string ValueRank(std::string_view value);
std::string NoValueRank();

// A ValueRank's first byte tells its sign.
inline constexpr char kNegativeRank = 1;
inline constexpr char kZeroRank = 2;
inline constexpr char kPositiveRank = 3;

// RankedValue answers the number that a ValueRank stands for, its first kMaxRankDigits digits;
// nullopt for NoValueRank and for bytes that are no rank. RankIsExact answers false if the
// number may have more digits.
std::optional<Decimal> RankedValue(std::string_view rank);
bool RankIsExact(std::string_view rank);

// PeriodRank answers the rank of a period: that of its first day, then that of its
// last. DateRank answers the rank of a day. A missing date has NoDateRank, the smallest.
std::string PeriodRank(const qiusuo::v1::Period& period);
std::string DateRank(const qiusuo::v1::Date& day);
std::string NoDateRank();

// FirstDay and LastDay make a day of a date: a year or a month stands for its first
// or last day.
qiusuo::v1::Date FirstDay(const qiusuo::v1::Date& date);
qiusuo::v1::Date LastDay(const qiusuo::v1::Date& date);

// MetricRank answers the metric's rank in the order: empty, a ValueRank or a
// PeriodRank.
std::string MetricRank(qiusuo::v1::MetricOrder order,
                       const qiusuo::v1::Metric& metric);

// RankLength answers how many bytes of `bytes` are the rank in this order that they
// begin with; nullopt if they begin with none.
std::optional<size_t> RankLength(qiusuo::v1::MetricOrder order,
                                 std::string_view bytes);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_METRIC_RANK_H_
