#include "service/parser/character_set.h"

#include <string_view>

#include "gtest/gtest.h"
#include "service/parser/han_digits.h"
#include "service/parser/plain_cardinals.h"

namespace qiusuo::parser {
namespace {

constexpr char32_t kPlane = 0x10000;

TEST(CharacterSetTest, HasWhatItWasGiven) {
  constexpr CharacterSet set{U"一二", U"x"};
  EXPECT_TRUE(set.Has(U'一'));
  EXPECT_TRUE(set.Has(U'x'));
  EXPECT_FALSE(set.Has(U'三'));
  EXPECT_FALSE(set.Has(U'𠀀'));  // beyond the basic plane
}

TEST(CharacterSetTest, FindsTheFirst) {
  constexpr CharacterSet set{U"。;"};
  EXPECT_EQ(set.FirstIn(U"甲乙;丙。", 0, 5), 2u);
  EXPECT_EQ(set.FirstIn(U"甲乙;丙。", 3, 4), 4u);
  EXPECT_EQ(set.FirstIn(U"", 0, 0), 0u);
}

TEST(CharacterSetTest, NumeralsAreWhatTheirValuesTell) {
  constexpr CharacterSet numerals{kHanNumerals};
  for (char32_t c = 0; c < kPlane; ++c) {
    EXPECT_EQ(numerals.Has(c), HanDigit(c) >= 0 || HanScale(c) > 0)
        << static_cast<uint32_t>(c);
    if (HanTens(c) > 0 || IsMask(c)) {
      EXPECT_TRUE(MayBelongToCardinal(c));
    }
  }
}

}  // namespace
}  // namespace qiusuo::parser
