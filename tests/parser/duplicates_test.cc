#include "service/parser/duplicates.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {
namespace {

// Sentences of 25 characters and more, no two alike.
std::string Sentences(int first, int count, std::string_view end) {
  std::string sentences;
  for (int i = first; i < first + count; ++i) {
    absl::StrAppend(&sentences, "第", i,
                    "号案件由合议庭依法公开开庭审理，当事人服判息诉。",
                    std::string(end));
  }
  return sentences;
}

std::vector<std::string> Copies(const std::string& report) {
  const Text text(report);
  std::vector<std::string> copies;
  for (const CharSpan copy : FindDuplicates(text, FindLines(text))) {
    copies.emplace_back(text.Utf8(copy));
  }
  return copies;
}

TEST(DuplicatesTest, FindsLinesAgain) {
  const std::string body = Sentences(1, 20, "\n");
  const std::string copy = body.substr(0, body.size() - 1);
  EXPECT_EQ(Copies(absl::StrCat(body, "插入的一行\n", body)),
            std::vector<std::string>({copy}));
}

TEST(DuplicatesTest, FindsLinesAgainWithOtherBlanks) {
  const std::string body = Sentences(1, 20, "\n");
  std::string spaced;
  for (size_t i = 0; i < body.size(); ++i) {
    const bool begins_character = (body[i] & 0xc0) != 0x80;
    if (begins_character && i % 7 == 0 && body[i] != '\n') spaced += ' ';
    spaced += body[i];
  }
  EXPECT_EQ(Copies(absl::StrCat(body, spaced)).size(), 1u);
}

TEST(DuplicatesTest, TakesHeadingsAboveACopyAlong) {
  const std::string body =
      absl::StrCat("报告\n一、回顾\n", Sentences(1, 20, "\n"));
  const std::string copy = body.substr(0, body.size() - 1);
  EXPECT_EQ(Copies(absl::StrCat(body, body)), std::vector<std::string>({copy}));
}

TEST(DuplicatesTest, FindsSentencesAgainInOneLine) {
  const std::string body = Sentences(1, 50, "");
  EXPECT_EQ(Copies(absl::StrCat("开头。", body, "中间。", body, "结尾。")),
            std::vector<std::string>({body}));
}

TEST(DuplicatesTest, LeavesASentenceSaidTwice) {
  EXPECT_EQ(Copies(absl::StrCat(Sentences(1, 20, "\n"), Sentences(3, 4, "\n"))),
            std::vector<std::string>());
}

TEST(DuplicatesTest, LeavesRowsOfTables) {
  std::string rows;
  for (int i = 0; i < 100; ++i)
    absl::StrAppend(&rows, "教育支出 第", i, "项 0 0\n");
  EXPECT_EQ(Copies(absl::StrCat(rows, rows)), std::vector<std::string>());
}

TEST(SplitLinesTest, PartsTheLinesThatHoldACut) {
  const Text text("标题 各位代表：现在报告。\n下一行。");
  const std::vector<Line> split = SplitLines(text, FindLines(text), {0, 3, 8});
  ASSERT_EQ(split.size(), 4u);
  EXPECT_EQ(text.Utf8(split[0].span), "标题 ");
  EXPECT_EQ(text.Utf8(split[0].ink), "标题");
  EXPECT_EQ(text.Utf8(split[1].ink), "各位代表：");
  EXPECT_EQ(text.Utf8(split[2].span), "现在报告。\n");
  EXPECT_EQ(text.Utf8(split[3].ink), "下一行。");
}

}  // namespace
}  // namespace qiusuo::parser
