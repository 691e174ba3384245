#include "service/parser/quantities.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <string_view>

#include "service/parser/limits.h"
#include "tests/testing/case_file.h"

namespace qiusuo::parser {
namespace {

// One line per quantity: `text = value..value_to unit RELATION flags`.
std::string Show(const std::string& input) {
  const Text text(input);
  std::string answer;
  for (const FoundQuantity& q :
       FindQuantities(text, {0, text.size()}, kMaxFigures)) {
    if (!answer.empty()) answer += "\n";
    answer += std::string(text.Utf8(q.span)) + " = ";
    answer += q.masked ? "masked" : q.value.ToString();
    if (q.value_to) answer += ".." + q.value_to->ToString();
    if (!q.unit_text.empty()) answer += " " + q.unit_text;
    const std::string relation = qiusuo::v1::Relation_Name(q.relation);
    if (q.relation != qiusuo::v1::RELATION_EXACT) {
      answer += " " + relation.substr(sizeof("RELATION_") - 1);
    }
    if (q.ordinal) answer += " ordinal";
  }
  return answer;
}

TEST(Quantities, AnswerTheCases) {
  testing::ExpectCases("quantities.case", Show);
}

// The same text with all that has a full-width form in full width.
std::string InFullWidth(const std::string& utf8) {
  std::string answer;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7F) {
      answer += c;
      continue;
    }
    const unsigned code = 0xFF00u + byte - 0x20u;
    answer += static_cast<char>(0xE0u | (code >> 12));
    answer += static_cast<char>(0x80u | ((code >> 6) & 0x3Fu));
    answer += static_cast<char>(0x80u | (code & 0x3Fu));
  }
  return answer;
}

// What the numbers of a text are worth, folded.
std::string Amounts(const std::string& input) {
  const Text text(input);
  std::string answer;
  for (const FoundQuantity& q :
       FindQuantities(text, {0, text.size()}, kMaxFigures)) {
    const Text unit(q.unit_text);
    answer += q.value.ToString() + " ";
    if (q.value_to) answer += ".." + q.value_to->ToString() + " ";
    for (const char32_t c : unit.folded()) answer += std::to_string(c) + ",";
    answer += qiusuo::v1::Relation_Name(q.relation) + "\n";
  }
  return answer;
}

TEST(Quantities, AreTheSameInFullWidth) {
  for (const char* const file : {"quantities.case", "not_metrics.case"}) {
    for (const testing::Case& c : testing::ReadCases(file)) {
      EXPECT_EQ(Amounts(InFullWidth(c.input)), Amounts(c.input)) << c.input;
    }
  }
}

// Twice the text takes about twice the time, whatever it repeats.
TEST(Quantities, TakeLinearTime) {
  constexpr size_t kBytes = 30'000;
  const auto seconds = [](std::string_view piece, size_t bytes) {
    std::string input;
    while (input.size() < bytes) input += piece;
    const Text text(input);
    const std::clock_t begin = std::clock();
    FindQuantities(text, {0, text.size()}, kMaxFigures);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  for (const std::string_view piece :
       {"9",    "0",        "一",       "万",     "亿",   "零",
        "两",   "1,234",    ",123",     "九万",   "一千", "1.2.",
        "1ms",  "百分之",   "分之一",   "一百零", "数",   "3-",
        "1/",   "1 / ",     "第",       "翻",     "约",   "x",
        "点五", "1e-1",     "〇",       "Ⅲ",      "1至",  "·1",
        "-",    "1年1个月", "2小时3分", "超 过",  "(1)",  "十几万多"}) {
    const double once = seconds(piece, kBytes);
    const double twice = seconds(piece, 2 * kBytes);
    EXPECT_LT(twice, 5 * once + 0.2) << piece;
  }
}

}  // namespace
}  // namespace qiusuo::parser
