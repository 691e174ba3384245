#include "client/cli/table.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace qiusuo::cli {
namespace {

TEST(TableTest, AlignsHanCharacters) {
  std::ostringstream out;
  Table table(out, {{"INDICATOR"}, {"VALUE", Align::kRight}, {"UNIT"}});
  table.AddRow({"结案率", "> 90", "%"});
  table.AddRow({"地区生产总值", "135673.16", "亿元"});
  table.AddRow({"GDP", "5", ""});
  EXPECT_EQ(out.str(), "");
  table.Finish();
  EXPECT_EQ(out.str(),
            "INDICATOR         VALUE  UNIT\n"
            "结案率             > 90  %\n"
            "地区生产总值  135673.16  亿元\n"
            "GDP                   5\n");
}

TEST(TableTest, WithoutRowsIsNothing) {
  std::ostringstream out;
  Table table(out, {{"NAME"}});
  table.Finish();
  EXPECT_EQ(out.str(), "");
}

TEST(TableTest, WithoutTitlesHasNoHead) {
  std::ostringstream out;
  Table table(out, {{""}, {""}});
  table.AddRow({"name", "d"});
  table.AddRow({"issue date", ""});
  table.Finish();
  EXPECT_EQ(out.str(), "name        d\nissue date\n");
}

TEST(TableTest, CutsLongCellsAndTamesThem) {
  std::ostringstream out;
  Table table(out, {{"TITLE", Align::kLeft, 6}, {"N"}});
  table.AddRow({"工作报告", "1"});
  table.AddRow({"a\nb", "2"});
  table.Finish();
  EXPECT_EQ(out.str(), "TITLE  N\n工作…  1\na b    2\n");
}

TEST(TableTest, WritesLongAnswersAsTheyCome) {
  std::ostringstream out;
  Table table(out, {{"A"}, {"B"}});
  for (int i = 0; i < 1000; ++i) table.AddRow({"xx", "y"});
  const std::string first_thousand = out.str();
  EXPECT_EQ(first_thousand.size(), 1001 * std::string("xx  y\n").size());
  table.AddRow({"wider", "z"});
  table.Finish();
  EXPECT_EQ(out.str(), first_thousand + "wider  z\n");
}

}  // namespace
}  // namespace qiusuo::cli
