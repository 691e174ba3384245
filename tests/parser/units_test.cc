#include "service/parser/units.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "service/parser/lexicon.h"

namespace qiusuo::parser {
namespace {

enum Column {
  kWord,
  kId,
  kDimension,
  kFactor,
  kBase,
  kUse,
  kMeaning,
  kColumns
};

const Lexicon& Table() {
  static const std::string* const tsv = [] {
    std::ifstream file(QIUSUO_SOURCE_DIR "/service/parser/tables/units.tsv");
    return new std::string(std::istreambuf_iterator<char>(file), {});
  }();
  static const Lexicon table(*tsv);
  return table;
}

std::vector<std::vector<std::string>> Rows() {
  std::vector<std::vector<std::string>> rows;
  for (const Lexicon::Entry& entry : Table().entries()) {
    std::vector<std::string>& row = rows.emplace_back();
    for (const std::string_view field : entry.fields) {
      if (field.data() != nullptr) row.emplace_back(field);
    }
  }
  return rows;
}

bool IsFactor(const std::string& factor) {
  const size_t slash = factor.find('/');
  const auto above = Decimal::Parse(factor.substr(0, slash));
  const auto below = slash == std::string::npos
                         ? Decimal::Parse("1")
                         : Decimal::Parse(factor.substr(slash + 1));
  return above && below && !above->is_negative() && !above->is_zero() &&
         !below->is_negative() && !below->is_zero();
}

TEST(UnitsTable, EachRowIsWhole) {
  const std::set<std::string> uses = {"any", "digits", "label"};
  for (const auto& row : Rows()) {
    ASSERT_EQ(row.size(), size_t{kColumns}) << row[kWord];
    for (const std::string& field : row) EXPECT_FALSE(field.empty()) << row[0];
    EXPECT_TRUE(IsFactor(row[kFactor])) << row[kWord];
    EXPECT_TRUE(uses.contains(row[kUse])) << row[kWord];
  }
}

TEST(UnitsTable, NoWritingStandsTwice) {
  std::set<std::u32string> words;
  for (const Lexicon::Entry& entry : Table().entries()) {
    EXPECT_TRUE(words.insert(entry.word).second) << entry.fields[0];
  }
}

TEST(UnitsTable, WritingsOfOneUnitAgree) {
  std::map<std::string, std::vector<std::string>> by_id;
  for (const auto& row : Rows()) {
    const std::vector<std::string> unit = {row[kDimension], row[kFactor],
                                           row[kBase]};
    EXPECT_EQ(by_id.emplace(row[kId], unit).first->second, unit) << row[kWord];
  }
}

TEST(UnitsTable, EveryBaseIsItsOwnBase) {
  std::map<std::string, std::vector<std::string>> by_id;
  for (const auto& row : Rows()) by_id[row[kId]] = row;
  for (const auto& row : Rows()) {
    const auto base = by_id.find(row[kBase]);
    ASSERT_NE(base, by_id.end()) << row[kWord] << ": no " << row[kBase];
    EXPECT_EQ(base->second[kBase], row[kBase]) << row[kWord];
    EXPECT_EQ(base->second[kFactor], "1") << row[kWord];
    EXPECT_EQ(base->second[kDimension], row[kDimension]) << row[kWord];
  }
}

TEST(Units, ConvertToTheirBase) {
  EXPECT_EQ(UnitNamed(U"公里")->factor, "1000");
  EXPECT_EQ(UnitNamed(U"公里")->base, "metre");
  EXPECT_EQ(UnitNamed(U"亩")->factor, "2000/3");
  EXPECT_EQ(UnitNamed(U"亩")->base, "square_metre");
  EXPECT_EQ(UnitNamed(U"元")->base, "cny");
  EXPECT_FALSE(UnitNamed(U"圈子"));
}

}  // namespace
}  // namespace qiusuo::parser
