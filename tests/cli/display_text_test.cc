#include "client/cli/display_text.h"

#include <gtest/gtest.h>

#include <string>

namespace qiusuo::cli {
namespace {

TEST(DisplayWidthTest, CountsColumns) {
  const struct {
    std::string_view text;
    size_t width;
  } kRows[] = {
      {"", 0},
      {"abc", 3},
      {"结案率", 6},
      {"（一）", 6},    // full-width brackets
      {"(一)", 4},      // half-width ones
      {"“二十大”", 8},  // ambiguous quotes take one each
      {"①", 1},         // ambiguous
      {"≥ 90", 4},
      {"8.5%", 4},
      {"８．５％", 8},  // full-width digits
      {"e\u0301", 1},   // a combining accent
      {"a\u200Bb", 2},  // a zero-width space
      {"𠮷", 2},        // beyond the basic plane
      {"한국", 4},
      {"\xE7\xBB", 1},  // a cut character
      {"a\xFF"
       "b",
       3},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(DisplayWidth(row.text), row.width) << row.text;
  }
}

TEST(PrintableTest, LeavesNothingThatCommandsATerminal) {
  EXPECT_EQ(Printable("工作报告"), "工作报告");
  EXPECT_EQ(Printable("一\r\n二\t三"), "一  二 三");
  EXPECT_EQ(Printable("\x1b[31m红\x7f"), " [31m红 ");
  EXPECT_EQ(Printable("\xC2\x9B"
                      "31m"),
            " 31m");                                 // the one-byte CSI
  EXPECT_EQ(Printable("a\u202Eb\u2028c"), "a b c");  // turns, line separator
  EXPECT_EQ(Printable("a\xFF"
                      "b"),
            "a\uFFFDb");
}

TEST(ShortenedTest, CutsWholeCharactersAndSaysSo) {
  EXPECT_EQ(Shortened("工作报告", 8), "工作报告");
  EXPECT_EQ(Shortened("工作报告", 7), "工作报…");
  EXPECT_EQ(Shortened("工作报告", 6), "工作…");
  EXPECT_EQ(Shortened("工作报告", 1), "…");
  EXPECT_EQ(Shortened("工作报告", 0), "");
  EXPECT_EQ(Shortened("", 0), "");
  for (size_t columns = 0; columns < 12; ++columns) {
    EXPECT_LE(DisplayWidth(Shortened("2024年工作", columns)), columns);
  }
}

}  // namespace
}  // namespace qiusuo::cli
