#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/parser/calendar_dates.h"
#include "service/parser/lines.h"
#include "service/parser/ordinals.h"
#include "service/parser/spacing.h"

namespace qiusuo::parser {
namespace {

TEST(OrdinalsTest, ReadsHanNumbers) {
  struct Row {
    const char* text;
    int64_t value;
    size_t end;
  };
  constexpr Row kRows[] = {
      {"一", 1, 1},
      {"十", 10, 1},
      {"十七条", 17, 2},
      {"二十", 20, 2},
      {"二十一", 21, 3},
      {"一百零二条", 102, 4},
      {"一千二百六十条", 1260, 6},
      {"廿三", 23, 2},
      {"卅", 30, 1},
      {"一〇一", 101, 3},
      {"二〇二四年", 2024, 4},
  };
  for (const Row& row : kRows) {
    const std::optional<Ordinal> ordinal = ReadHanOrdinal(Text(row.text), 0);
    ASSERT_TRUE(ordinal.has_value()) << row.text;
    EXPECT_EQ(ordinal->value, row.value) << row.text;
    EXPECT_EQ(ordinal->end, row.end) << row.text;
  }
}

TEST(OrdinalsTest, RefusesWhatDoesNotNumber) {
  for (const char* text :
       {"", "条", "百", "千万", "两个", "伍", "一二三四五六七八九十一"}) {
    EXPECT_FALSE(ReadHanOrdinal(Text(text), 0).has_value()) << text;
  }
  EXPECT_FALSE(ReadArabicOrdinal(Text("12345"), 0).has_value());
  EXPECT_EQ(ReadArabicOrdinal(Text("０１２．"), 0)->value, 12);
}

TEST(OrdinalsTest, ReadsNumbersInFrames) {
  EXPECT_EQ(ReadEnclosedOrdinal(U'①')->value, 1);
  EXPECT_EQ(ReadEnclosedOrdinal(U'⑳')->value, 20);
  EXPECT_EQ(ReadEnclosedOrdinal(U'㉑')->value, 21);
  EXPECT_EQ(ReadEnclosedOrdinal(U'㈩')->scheme,
            qiusuo::v1::SECTION_SCHEME_HAN_PAREN);
  EXPECT_FALSE(ReadEnclosedOrdinal(U'一').has_value());
}

TEST(CalendarDatesTest, ReadsEveryWriting) {
  for (const char* text :
       {"2024年3月5日", "2024年03月05日", "二〇二四年三月五日",
        "二○二四年三月五日", "2024-03-05", "2024/3/5", "2024.3.5",
        "２０２４年３月５日", "2024 年 3 月 5 日"}) {
    const std::optional<CalendarDate> date = ReadCalendarDate(Text(text), 0);
    ASSERT_TRUE(date.has_value()) << text;
    EXPECT_EQ(
        date->date.year() * 10000 + date->date.month() * 100 + date->date.day(),
        20240305)
        << text;
    EXPECT_EQ(date->span.end, Text(text).size()) << text;
  }
}

TEST(CalendarDatesTest, RefusesWhatIsNoDay) {
  for (const char* text : {"2024年3月", "2024-13-05", "2024年3月32日",
                           "1024年3月5日", "24-3-5", "2024-3/5", "三月五日"}) {
    EXPECT_FALSE(ReadCalendarDate(Text(text), 0).has_value()) << text;
  }
}

// Each line as its ink, in brackets.
std::string DumpLines(const std::string& utf8) {
  const Text text(utf8);
  std::string dump;
  for (const Line& line : FindLines(text)) {
    absl::StrAppend(&dump, "[", std::string(text.Utf8(line.ink)), "]");
  }
  return dump;
}

TEST(LinesTest, EndAtEveryLineEnd) {
  EXPECT_EQ(DumpLines("a\nb\r\nc\rd\fe"), "[a][b][c][d][e]");
  EXPECT_EQ(DumpLines("　　一、总 则　\n\n \n二"), "[一、总 则][][二]");
  EXPECT_EQ(DumpLines("&nbsp;&nbsp;一<U+00A0>\n"), "[一]");
  EXPECT_EQ(DumpLines(""), "");
}

TEST(LinesTest, EndWhereverTheLineEndStands) {
  constexpr size_t kLong = 100;
  for (size_t i = 1; i < kLong; ++i) {
    const std::string before(i, 'a');
    const std::string behind(kLong - i, 'b');
    EXPECT_EQ(DumpLines(before + "\u2028" + behind),
              "[" + before + "][" + behind + "]");
  }
}

// A whole report in one line: two blanks were the indents of its paragraphs.
TEST(LinesTest, EndBeforeIndentsWhereLineEndsWereLost) {
  std::string sentences;
  for (int i = 0; i < 300; ++i) sentences.append("全年增长。");
  const std::string text = "甲　　乙" + sentences + "　　丙";
  EXPECT_EQ(DumpLines(text), "[甲][乙" + sentences + "][丙]");
  EXPECT_EQ(DumpLines("甲　　乙"), "[甲　　乙]");
  // Narrow blanks end paragraphs where there are no wide ones, or behind a stop.
  EXPECT_EQ(DumpLines("甲  乙" + sentences + "  丙"),
            "[甲][乙" + sentences + "][丙]");
  EXPECT_EQ(DumpLines("甲　　乙  丙" + sentences + "  丁"),
            "[甲][乙  丙" + sentences + "][丁]");
}

TEST(SpacingTest, ClosesUpWhatIsSpacedOut) {
  const auto close_up = [](const std::string& utf8) {
    const Text text(utf8);
    return CloseUp(text, {0, text.size()});
  };
  EXPECT_EQ(close_up("总　　则"), "总则");
  EXPECT_EQ(close_up("工 作 报 告"), "工作报告");
  EXPECT_EQ(close_up("牢记使命 砥砺前行"), "牢记使命 砥砺前行");
  EXPECT_EQ(close_up("GDP 增长"), "GDP 增长");
}

}  // namespace
}  // namespace qiusuo::parser
