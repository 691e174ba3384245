#include "storage/compact_value.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "storage/metric_rank.h"
#include "storage/period_group.h"
#include "storage/value_quantiles.h"
#include "tests/storage/random_metrics.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::MetricGrouping;

TEST(CompactValue, SortsAndReadsBackAsDecimalsDo) {
  Random random(TestSeed());
  std::vector<std::pair<Decimal, CompactValue>> values;
  for (int i = 0; i < 2000; ++i) {
    const Decimal decimal =
        Decimal::FromInteger(static_cast<int64_t>(random() % 2000001) - 1000000)
            .ShiftedBy(static_cast<int64_t>(random() % 60) - 30);
    const auto compact = CompactValue::FromRank(ValueRank(decimal.ToString()));
    ASSERT_TRUE(compact.has_value());
    EXPECT_EQ(compact->ToDecimal(), decimal);
    EXPECT_EQ(CompactValue::Nearest(decimal), *compact);
    EXPECT_EQ(RankedValue(ValueRank(decimal.ToString())), decimal);
    values.emplace_back(decimal, *compact);
  }
  for (size_t i = 1; i < values.size(); ++i) {
    EXPECT_EQ(values[i - 1].first <=> values[i].first,
              values[i - 1].second <=> values[i].second);
  }
  EXPECT_FALSE(CompactValue::FromRank(NoValueRank()).has_value());
  EXPECT_FALSE(CompactValue::FromRank(ValueRank(std::string(16, '7'))));
  EXPECT_FALSE(CompactValue::FromRank(ValueRank("1" + std::string(200, '0'))));
  EXPECT_EQ(RankedValue(ValueRank("-1" + std::string(200, '0'))),
            Decimal::Parse("-1" + std::string(200, '0')));
}

TEST(ValueQuantiles, CutValuesAreOffByNoMoreThanTheySay) {
  Random random(TestSeed());
  ValueQuantiles quantiles;
  std::vector<Decimal> values;
  for (int i = 0; i < 5000; ++i) {
    const Decimal value = Decimal::FromInteger(
        static_cast<int64_t>(random() % 20'000'000) - 10'000'000);
    values.push_back(value);
    quantiles.Add(*CompactValue::FromRank(ValueRank(value.ToString())));
    if (i == 3000) quantiles.CountEqual(CompactValue::kDigits);
    if (i == 4000) quantiles.CountEqual(2);
  }
  std::sort(values.begin(), values.end());
  EXPECT_EQ(quantiles.count(), 5000u);
  for (const uint64_t place : {0, 1, 700, 2500, 4321, 4999}) {
    const Decimal found = quantiles.At(place).ToDecimal().Magnitude();
    const Decimal expected = values[place].Magnitude();
    // Cut values tie, and a tie may order them another way; so both within a tenth.
    EXPECT_LE(found, expected);
    EXPECT_LE(expected, found + found * *Decimal::Parse("0.1")) << place;
  }
  EXPECT_LE(quantiles.entries(), 2u * 90 * 8 + 1);
}

TEST(PeriodGroup, PeriodsLieInYearsHalvesQuartersAndMonths) {
  struct Row {
    MetricGrouping grouping;
    const char* first;
    const char* last;
    const char* label;
  };
  const auto rank = [](const std::string& text) {
    qiusuo::v1::Date date;
    if (text.empty()) return NoDateRank();
    date.set_year(std::stoi(text.substr(0, 4)));
    date.set_month(std::stoi(text.substr(5, 2)));
    date.set_day(std::stoi(text.substr(8, 2)));
    return DateRank(date);
  };
  for (const Row& row : {
           Row{qiusuo::v1::METRIC_GROUPING_YEAR, "2023-02-01", "2023-05-31",
               "2023"},
           Row{qiusuo::v1::METRIC_GROUPING_YEAR, "2022-12-31", "2023-01-01",
               ""},
           Row{qiusuo::v1::METRIC_GROUPING_HALF_YEAR, "2023-07-01",
               "2023-12-31", "2023-H2"},
           Row{qiusuo::v1::METRIC_GROUPING_HALF_YEAR, "2023-01-01",
               "2023-12-31", ""},
           Row{qiusuo::v1::METRIC_GROUPING_QUARTER, "2023-04-01", "2023-06-30",
               "2023-Q2"},
           Row{qiusuo::v1::METRIC_GROUPING_QUARTER, "2023-05-06", "2023-05-06",
               "2023-Q2"},
           Row{qiusuo::v1::METRIC_GROUPING_MONTH, "2024-02-01", "2024-02-29",
               "2024-02"},
           Row{qiusuo::v1::METRIC_GROUPING_MONTH, "", "2024-02-29", ""},
           Row{qiusuo::v1::METRIC_GROUPING_PERIOD, "2023-01-01", "2023-12-31",
               "2023"},
           Row{qiusuo::v1::METRIC_GROUPING_PERIOD, "2019-01-01", "2023-12-31",
               "2019/2023"},
           Row{qiusuo::v1::METRIC_GROUPING_PERIOD, "2023-01-01", "2023-09-30",
               "2023-01-01/2023-09-30"},
           Row{qiusuo::v1::METRIC_GROUPING_PERIOD, "2023-05-06", "2023-05-06",
               "2023-05-06"},
       }) {
    const std::string group =
        GroupOfPeriod(row.grouping, rank(row.first) + rank(row.last));
    EXPECT_EQ(group.empty() ? "" : PeriodOfGroup(group).label(), row.label)
        << row.first << " " << row.last;
  }
}

}  // namespace
}  // namespace qiusuo::storage
