#include "service/parser/numerals.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/testing/case_file.h"

namespace qiusuo::parser {
namespace {

// `12..19 > %` of the numeral that begins the input, then what it leaves.
std::string Show(const std::string& input) {
  const Text text(input);
  const std::optional<Numeral> numeral = ReadNumeral(text, 0);
  if (!numeral) return "none";
  std::string answer = numeral->value.ToString();
  if (numeral->cardinal.masked) answer = "masked";
  if (numeral->upper != numeral->value) {
    answer += ".." + numeral->upper.ToString();
  }
  if (numeral->cardinal.more) answer += " more";
  if (numeral->writing == NumeralWriting::kShare) answer += " %";
  if (numeral->span.end < text.size()) {
    answer += " | " + std::string(text.Utf8({numeral->span.end, text.size()}));
  }
  return answer;
}

TEST(Numerals, AnswerTheCases) { testing::ExpectCases("numerals.case", Show); }

// Every writing of a number has its value.
std::string InHan(uint64_t n) {
  static const char* const kDigits[] = {"零", "一", "二", "三", "四",
                                        "五", "六", "七", "八", "九"};
  static const char* const kSmall[] = {"", "十", "百", "千"};
  static const char* const kBig[] = {"", "万", "亿", "万亿"};
  if (n == 0) return kDigits[0];
  std::string text;
  bool gap = false;
  for (int group = 3; group >= 0; --group) {
    uint64_t unit = 1;
    for (int i = 0; i < group * 4; ++i) unit *= 10;
    const uint64_t part = n / unit % 10000;
    if (part == 0) {
      gap = gap || !text.empty();
      continue;
    }
    bool inside = false;
    uint64_t power = 1000;
    for (int small = 3; small >= 0; --small, power /= 10) {
      const uint64_t digit = part / power % 10;
      if (digit == 0) {
        gap = gap || inside || !text.empty();
        continue;
      }
      if (gap) text += kDigits[0];
      gap = false;
      inside = true;
      text += kDigits[digit];
      text += kSmall[small];
    }
    // 万 of a 万亿 that an 亿 follows: 三万五千亿.
    text += group == 3 && n / 100000000 % 10000 != 0 ? "万" : kBig[group];
    gap = part % 10 == 0;
  }
  return text;
}

TEST(Numerals, ReadEveryNumberInHan) {
  uint64_t n = 1;
  for (int i = 0; i < 20000; ++i) {
    n = n * 6364136223846793005u + 1442695040888963407u;
    const uint64_t number = n % (i % 2 == 0 ? 100000u : 9999999999999999u);
    const std::string han = InHan(number);
    EXPECT_EQ(Show(han), std::to_string(number)) << han;
  }
}

}  // namespace
}  // namespace qiusuo::parser
