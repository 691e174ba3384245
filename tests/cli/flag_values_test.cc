#include "client/cli/flag_values.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "client/cli/metric_text.h"

namespace qiusuo::cli {
namespace {

TEST(ParseTimeoutTest, ReadsTimes) {
  EXPECT_EQ(ParseTimeout("10s"), absl::Seconds(10));
  EXPECT_EQ(ParseTimeout("500ms"), absl::Milliseconds(500));
  EXPECT_EQ(ParseTimeout("1m30s"), absl::Seconds(90));
  EXPECT_EQ(ParseTimeout("2"), absl::Seconds(2));
  EXPECT_EQ(ParseTimeout("0.5"), absl::Milliseconds(500));
  for (const char* text : {"", "0", "0s", "-1s", "soon", "10 s", "1s2"}) {
    EXPECT_EQ(ParseTimeout(text), std::nullopt) << text;
  }
}

TEST(ParseLabelsTest, ReadsPairs) {
  using Labels = std::map<std::string, std::string>;
  EXPECT_EQ(ParseLabels("year=2023"), (Labels{{"year", "2023"}}));
  EXPECT_EQ(ParseLabels("year=2023,court=中院"),
            (Labels{{"year", "2023"}, {"court", "中院"}}));
  EXPECT_EQ(ParseLabels("court=中院,高院,,year=2023"),
            (Labels{{"court", "中院,高院,"}, {"year", "2023"}}));
  EXPECT_EQ(ParseLabels("a=,b=x=y"), (Labels{{"a", ""}, {"b", "x=y"}}));
  for (const char* text : {"", "year", "year,court=x", "=2023"}) {
    EXPECT_EQ(ParseLabels(text), std::nullopt) << text;
  }
}

TEST(ParseDateTest, ReadsYearsMonthsAndDays) {
  for (const char* text : {"2023", "2023-05", "2023-05-06"}) {
    ASSERT_TRUE(ParseDate(text).has_value()) << text;
    EXPECT_EQ(DateText(*ParseDate(text)), text);
  }
  EXPECT_EQ(DateText(*ParseDate("2023-5-6")), "2023-05-06");
  for (const char* text : {"", "20x", "2023-", "2023-00", "2023-05-06-07",
                           "2023/05", "-2023", "2023年", "99999999999"}) {
    EXPECT_EQ(ParseDate(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace qiusuo::cli
