#include "service/parser/catalog.h"

#include <gtest/gtest.h>

#include <string>

#include "proto/error_details.h"
#include "service/parser/indicator_names.h"
#include "service/parser/parse_report.h"

namespace qiusuo::parser {
namespace {

using OwnTable = Catalog::OwnTable;

OwnTable Indicators(std::string tsv) {
  return {.name = "own.tsv", .tsv = std::move(tsv)};
}

// Every name unique, ids well-formed, factors and bases that fit.
TEST(Catalog, IsWellFormed) {
  const auto catalog = Catalog::WithOwnRows({}, {});
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  EXPECT_EQ((*catalog)->version(), "");
}

TEST(Catalog, KnowsManyNamesOfOneIndicator) {
  const Catalog& catalog = Catalog::BuiltIn();
  for (const char* name : {"结案率", "审结率", "办结率"}) {
    EXPECT_EQ(catalog.IndicatorId(name), "court.closing_rate") << name;
  }
  for (const char* name : {"地区生产总值", "GDP", "生产总值", "国内生产总值",
                           "地区生产总值（GDP）", "全市生产总值",
                           "实现地区生产总值", "地区生产总值增速"}) {
    EXPECT_EQ(catalog.IndicatorId(name), "economy.gdp") << name;
  }
  EXPECT_EQ(catalog.IndicatorId("受理各类案件"), "court.accepted_cases");
  EXPECT_EQ(catalog.IndicatorId("粮食的总产量"),
            catalog.IndicatorId("粮食产量"));
  EXPECT_EQ(catalog.IndicatorId("教育支出决算数"),
            "finance.education_expenditure");
}

// What narrows a name makes another indicator of it.
TEST(Catalog, KeepsMeaningsApart) {
  const Catalog& catalog = Catalog::BuiltIn();
  EXPECT_NE(catalog.IndicatorId("规模以上工业增加值"),
            catalog.IndicatorId("工业增加值"));
  EXPECT_NE(catalog.IndicatorId("城镇居民人均可支配收入"),
            catalog.IndicatorId("居民人均可支配收入"));
  EXPECT_NE(catalog.IndicatorId("新增经营主体"),
            catalog.IndicatorId("经营主体"));
  EXPECT_NE(catalog.IndicatorId("收入总计"), catalog.IndicatorId("收入合计"));
  EXPECT_EQ(catalog.IndicatorId("花坛"), "");
}

TEST(IndicatorKey, TakesAwayWhatSaysNothing) {
  EXPECT_EQ(IndicatorKey("全市累计新增各类经营主体"),
            IndicatorKey("新增经营主体"));
  EXPECT_EQ(IndicatorKey("居民消费价格涨幅"), U"居民消费价格");
  EXPECT_EQ(IndicatorKey("细颗粒物（PM2.5）浓度"), U"细颗粒物浓度");
  EXPECT_EQ(IndicatorKey("总数"), U"数");
  EXPECT_EQ(IndicatorKey("“三公”经费"), U"三公经费");
  EXPECT_EQ(IndicatorKey("增长"), U"增长");
  EXPECT_EQ(IndicatorKey(""), U"");
}

TEST(Catalog, TakesOwnRows) {
  const auto catalog = Catalog::WithOwnRows(
      Indicators("# ours\n\n"
                 "书香指数|阅读指数\tcity.reading_index\thow much is read\r\n"
                 "案结率\tcourt.closing_rate\tanother name\n"),
      {.name = "units.tsv",
       .tsv = "书箱\tbook_box\tcount\t1\tbook_box\tany\tboxes of books\n"});
  ASSERT_TRUE(catalog.ok()) << catalog.status();
  EXPECT_EQ((*catalog)->IndicatorId("全市阅读指数"), "city.reading_index");
  EXPECT_EQ((*catalog)->IndicatorId("案结率"), "court.closing_rate");
  EXPECT_EQ((*catalog)->IndicatorId("审结率"), "court.closing_rate");
  EXPECT_EQ(Catalog::BuiltIn().IndicatorId("阅读指数"), "");

  const std::string report =
      "工作总结\n\n全年捐赠图书120书箱，阅读指数达86.5。\n";
  const auto plain = ParseDocument({.data = report}, {});
  const auto own = ParseDocument({.data = report}, {.catalog = *catalog});
  ASSERT_TRUE(plain.ok() && own.ok());
  EXPECT_EQ(plain->parser_version(), kParserVersion);
  EXPECT_TRUE(own->parser_version().starts_with(std::string(kParserVersion) +
                                                "+tables."));
  ASSERT_EQ(own->metrics_size(), 2);
  EXPECT_EQ(own->metrics(0).quantity().unit_id(), "book_box");
  EXPECT_EQ(own->metrics(1).indicator_id(), "city.reading_index");
  for (const qiusuo::v1::Metric& metric : plain->metrics()) {
    EXPECT_NE(metric.quantity().unit_id(), "book_box");
    EXPECT_NE(metric.indicator_id(), "city.reading_index");
  }
}

TEST(Catalog, TellsOtherRowsApart) {
  const auto a = Catalog::WithOwnRows(Indicators("甲值\tx.a\ta\n"), {});
  const auto b = Catalog::WithOwnRows(Indicators("甲值\tx.b\ta\n"), {});
  ASSERT_TRUE(a.ok() && b.ok());
  EXPECT_NE((*a)->version(), (*b)->version());
}

TEST(Catalog, RefusesWrongRows) {
  const struct {
    const char* tsv;
    const char* message;
  } kIndicators[] = {
      {"花坛\tcity.beds\n", "own.tsv:1: has 2 columns parted by tabs, not 3"},
      {"# x\n花坛\t\tbeds\n", "own.tsv:2: column 2 is empty"},
      {"花坛\tBeds\tbeds\n",
       "own.tsv:1: id `Beds` must be words of lower-case letters, digits and _ "
       "parted by dots: court.closing_rate"},
      {"花坛\tcity.beds\tbeds\n\n花坛数量\tcity.plots\tplots\n",
       "own.tsv:3: name `花坛数量` is one of city.beds already"},
      {"审结率\tcity.rate\trate\n",
       "own.tsv:1: name `审结率` is one of court.closing_rate already"},
      {"花坛||花圃\tcity.beds\tbeds\n", "own.tsv:1: a name is empty"},
      {"甲\tx.a\ta\n\xB2\xE2\tx.b\tb\n", "own.tsv:2: is not UTF-8"},
  };
  for (const auto& [tsv, message] : kIndicators) {
    const auto status = Catalog::WithOwnRows(Indicators(tsv), {}).status();
    EXPECT_EQ(std::string(status.message()), message);
    EXPECT_EQ(ErrorReason(status), "INVALID_TABLE");
  }
  const struct {
    const char* tsv;
    const char* message;
  } kUnits[] = {
      {"件\tpiece\tcount\t1\tpiece\tany\tpieces\n",
       "own.tsv:1: unit `件` is there already"},
      {"书箱\tBox\tcount\t1\tBox\tany\tboxes\n",
       "own.tsv:1: id `Box` must be lower-case letters, digits and _"},
      {"书箱\tbook_box\tboxes\t1\tbook_box\tany\tboxes\n",
       "own.tsv:1: unknown dimension `boxes`"},
      {"书箱\tbook_box\tcount\tmany\tbook_box\tany\tboxes\n",
       "own.tsv:1: factor `many` must be a number above 0 or a/b"},
      {"书箱\tbook_box\tcount\t0\tbook_box\tany\tboxes\n",
       "own.tsv:1: factor `0` must be a number above 0 or a/b"},
      {"书箱\tbook_box\tcount\t1\tbook_box\tsometimes\tboxes\n",
       "own.tsv:1: use `sometimes` must be any, digits or label"},
      {"书箱\tbook_box\tcount\t2\tcrate\tany\tboxes\n",
       "own.tsv:1: base `crate` is no base of the dimension `count`"},
      {"书箱\tbook_box\tcount\t2\tmetre\tany\tboxes\n",
       "own.tsv:1: base `metre` is no base of the dimension `count`"},
      {"书箱\tpercent\tcount\t1\tpercent\tany\tboxes\n",
       "own.tsv:1: id `percent` has another dimension, factor or base"},
      {"书箱\tbook_box\tcount\t2\tbook_box\tany\tboxes\n",
       "own.tsv:1: a base has the factor 1"},
  };
  for (const auto& [tsv, message] : kUnits) {
    const auto status = Catalog::WithOwnRows({}, Indicators(tsv)).status();
    EXPECT_EQ(std::string(status.message()), message);
  }
}

}  // namespace
}  // namespace qiusuo::parser
