#include "client/cli/metric_csv.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace qiusuo::cli {
namespace {

TEST(MetricCsv, CellsAreQuotedWhereTheyMustBe) {
  EXPECT_EQ(CsvCell(""), "");
  EXPECT_EQ(CsvCell("结案率"), "结案率");
  EXPECT_EQ(CsvCell("审结，执结"), "审结，执结");
  EXPECT_EQ(CsvCell("a,b"), "\"a,b\"");
  EXPECT_EQ(CsvCell("“四度”与\"三化\""), "\"“四度”与\"\"三化\"\"\"");
  EXPECT_EQ(CsvCell("第一行\n第二行"), "\"第一行\n第二行\"");
  EXPECT_EQ(CsvCell("a\r"), "\"a\r\"");
}

TEST(MetricCsv, FormulasAreNoFormulas) {
  EXPECT_EQ(CsvCell("=1+1"), "'=1+1");
  EXPECT_EQ(CsvCell("=HYPERLINK(\"x\",\"y\")"),
            "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
  EXPECT_EQ(CsvCell("@SUM"), "'@SUM");
  EXPECT_EQ(CsvCell("+86"), "'+86");
  EXPECT_EQ(CsvCell("\tx"), "'\tx");
  EXPECT_EQ(CsvCell("＝1"), "'＝1");
  EXPECT_EQ(CsvCell("-减少"), "'-减少");
  // Told from one that had the apostrophe before.
  EXPECT_EQ(CsvCell("'=1"), "''=1");
  // Numbers and what begins otherwise stay.
  EXPECT_EQ(CsvCell("-12.5"), "-12.5");
  EXPECT_EQ(CsvCell("——在全市会议上"), "——在全市会议上");
  EXPECT_EQ(CsvCell("'90后"), "'90后");
}

TEST(MetricCsv, EveryLineHasTheCellsOfTheHead) {
  v1::Document document;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(
      R"(text: "一是向好。同比下降3%至5%；二是好。" issue_date { year: 2024 month: 1 }
         sections { path: "1" marker: "第一章" scheme: SECTION_SCHEME_CHAPTER
                    title: "总则" }
         sections { path: "1.2" marker: "（二）" title: "目标, 任务" }
         metrics { name: "n" section_path: "1.2" indicator_full: "能耗"
                   kind: METRIC_KIND_CHANGE direction: DIRECTION_DOWN
                   basis: BASIS_YEAR_ON_YEAR planned: true
                   quantity { value: "3" value_to: "5" unit: "%" text: "3%至5%"
                              relation: RELATION_BETWEEN }
                   period { label: "2024-H1" first_date { year: 2024 month: 1 }
                            last_date { year: 2024 month: 6 } }
                   span { start_byte: 27 end_byte: 34 } }
         metrics { section_path: "9" quantity { masked: true }
                   span { start_byte: 999 end_byte: 3 } })",
      &document));
  EXPECT_EQ(MetricCsvRows(document),
            ",,2024-01,\"第一章 总则 / （二）目标, 任务\",,能耗,,3,5,%,至,变动,"
            "下降,同比,是,2024-H1,2024-01,2024-06,3%至5%,同比下降3%至5%；,n\r\n"
            ",,2024-01,,,,,,,,脱敏,,,,否,,,,,,\r\n");
  size_t commas = 0;
  for (const char c : MetricCsvHead()) commas += c == ',';
  EXPECT_EQ(commas, 20u);
}

// Prose without an end costs what its neighbourhood costs, and is cut between characters.
TEST(MetricCsv, ALongSentenceIsCut) {
  v1::Document document;
  for (int i = 0; i < 1000; ++i) *document.mutable_text() += "长";
  v1::Metric& metric = *document.add_metrics();
  metric.mutable_span()->set_start_byte(1500);
  metric.mutable_span()->set_end_byte(1503);
  const std::string rows = MetricCsvRows(document);
  const size_t begin = rows.find("长");
  const size_t end = rows.rfind("长") + std::string("长").size();
  EXPECT_EQ(end - begin, 600u + 3 + 600);
  EXPECT_EQ(rows.substr(begin, end - begin), document.text().substr(900, 1203));
}

}  // namespace
}  // namespace qiusuo::cli
