#include "service/parser/text.h"

#include <gtest/gtest.h>

#include <string>

namespace qiusuo::parser {
namespace {

TEST(Text, FoldsWidthCharacterByCharacter) {
  const Text text("（一）ＧＤＰ增长５％，\u3000「三农」");
  EXPECT_EQ(text.folded(), U"(一)GDP增长5%, “三农”");
  EXPECT_EQ(text.Utf8({3, 6}), "ＧＤＰ");
  EXPECT_EQ(text.Folded({6, 10}), U"增长5%");
}

TEST(Text, PairsStraightQuotesWithinALine) {
  EXPECT_EQ(Text("以\"一岗双责\"和\"三张清单\"为抓手").folded(),
            U"以“一岗双责”和“三张清单”为抓手");
  EXPECT_EQ(Text("屏幕27\"\n\"甲\"").folded(), U"屏幕27\"\n“甲”");
}

TEST(Text, TiesCharactersToBytes) {
  const Text text("a求😀索");
  ASSERT_EQ(text.size(), 4u);
  EXPECT_EQ(text.ByteOffset(0), 0);
  EXPECT_EQ(text.ByteOffset(1), 1);
  EXPECT_EQ(text.ByteOffset(2), 4);
  EXPECT_EQ(text.ByteOffset(3), 8);
  EXPECT_EQ(text.ByteOffset(4), 11);
  EXPECT_EQ(text.CharAtByte(0), 0u);
  EXPECT_EQ(text.CharAtByte(6), 2u);
  EXPECT_EQ(text.CharAtByte(11), 4u);
  EXPECT_EQ(text[4], U'\0');
  const CharSpan span{1, 3};
  EXPECT_EQ(text.FromSpan(text.ToSpan(span)), span);
}

TEST(Text, CountsTheCharactersOfLongTexts) {
  std::string utf8;
  for (size_t count = 1; count < 500; ++count) {
    utf8 += count % 5 == 0 ? "5" : count % 7 == 0 ? "😀" : "增";
    const Text text(utf8);
    ASSERT_EQ(text.size(), count);
    ASSERT_EQ(text.ByteOffset(count), static_cast<int64_t>(utf8.size()));
    ASSERT_EQ(text.Utf8({count - 1, count}), count % 5 == 0   ? "5"
                                             : count % 7 == 0 ? "😀"
                                                              : "增");
  }
}

}  // namespace
}  // namespace qiusuo::parser
