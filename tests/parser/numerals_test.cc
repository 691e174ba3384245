#include "service/parser/numerals.h"

#include <gtest/gtest.h>

#include <algorithm>
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

// The same of every line.
std::string ShowLines(const std::string& input) {
  std::string answer;
  size_t begin = 0;
  while (begin <= input.size()) {
    const size_t end = std::min(input.find('\n', begin), input.size());
    if (begin > 0) answer += "\n";
    answer += Show(input.substr(begin, end - begin));
    begin = end + 1;
  }
  return answer;
}

TEST(Numerals, AnswerTheCases) {
  testing::ExpectCases("numerals.case", ShowLines);
}

struct HanWriting {
  const char* digits[10];
  const char* small[4];
};

constexpr HanWriting kEveryday = {
    {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
    {"", "十", "百", "千"}};
constexpr HanWriting kFormal = {
    {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
    {"", "拾", "佰", "仟"}};

// One group of four digits: 二千零五.
std::string GroupInHan(uint64_t part, bool gap, const HanWriting& writing) {
  std::string text;
  uint64_t power = 1000;
  for (int small = 3; small >= 0; --small, power /= 10) {
    const uint64_t digit = part / power % 10;
    if (digit == 0) {
      gap = gap || !text.empty();
      continue;
    }
    if (gap) text += writing.digits[0];
    gap = false;
    text += writing.digits[digit];
    text += writing.small[small];
  }
  return text;
}

std::string InHan(uint64_t n, const HanWriting& writing) {
  static const char* const kBig[] = {"", "万", "亿", "万亿"};
  if (n == 0) return writing.digits[0];
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
    gap = !text.empty() && (gap || part < 1000);
    text += GroupInHan(part, gap, writing);
    // 万 of a 万亿 that an 亿 follows: 三万五千亿.
    text += group == 3 && n / 100000000 % 10000 != 0 ? "万" : kBig[group];
    gap = part % 10 == 0;
  }
  return text;
}

// 3万5678 for 35678, 2亿35万 for 200350000.
std::string InBoth(uint64_t n) {
  std::string text;
  uint64_t unit = 100000000;
  for (const char* const scale : {"亿", "万"}) {
    if (n / unit > 0) text += std::to_string(n / unit) + scale;
    n %= unit;
    unit /= 10000;
  }
  if (n > 0 && !text.empty() && n < 1000) text += "零";
  return n > 0 || text.empty() ? text + std::to_string(n) : text;
}

std::string InGroups(uint64_t n) {
  std::string text = std::to_string(n);
  for (size_t i = text.size(); i > 3; i -= 3) text.insert(i - 3, ",");
  return text;
}

std::string InFullWidth(const std::string& digits) {
  std::string text;
  for (const char c : digits) {
    text += c == ',' ? "，" : std::string("\xEF\xBC") + char(c - '0' + 0x90);
  }
  return text;
}

// 35678万 and 3.5678亿 for 356780000.
std::string InScale(uint64_t n, int digits, const char* scale) {
  Decimal scaled = *Decimal::Parse(std::to_string(n));
  return scaled.ShiftedBy(-digits).ToString() + scale;
}

TEST(Numerals, ReadEveryNumberInEveryWriting) {
  uint64_t n = 1;
  for (int i = 0; i < 20000; ++i) {
    n = n * 6364136223846793005u + 1442695040888963407u;
    const uint64_t limit = i % 2 == 0 ? 100000u : 9999999999999999u;
    const uint64_t number = i < 3000 ? i : n % limit;
    const std::string value = std::to_string(number);
    for (const std::string& writing :
         {InHan(number, kEveryday),
          // 伍, 陆 and 肆 alone are words.
          InHan(number, number < 10 ? kEveryday : kFormal), InBoth(number),
          value, InGroups(number), InFullWidth(value),
          InFullWidth(InGroups(number)), InScale(number, 4, "万"),
          InScale(number, 8, "亿"), InScale(number, 12, "万亿")}) {
      EXPECT_EQ(Show(writing), value) << writing;
    }
  }
}

TEST(Numerals, ReadEveryShareInEveryWriting) {
  for (uint64_t n = 1; n <= 9999; ++n) {
    const std::string percent = InHan(n, kEveryday);
    const std::string value = std::to_string(n);
    EXPECT_EQ(Show("百分之" + percent), value + " %");
    EXPECT_EQ(Show("百分之" + value), value + " %");
    EXPECT_EQ(Show("千分之" + value),
              Decimal::Parse(value)->ShiftedBy(-1).ToString() + " %");
    EXPECT_EQ(Show("负百分之" + percent), "-" + value + " %");
  }
}

}  // namespace
}  // namespace qiusuo::parser
