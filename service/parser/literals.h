// File: service/parser/literals.h
//
// Numbers written digit by digit: 3,456.78, 007, .5, 2.789e-1, also in full width, and
// 二〇二三.

#ifndef QIUSUO_SERVICE_PARSER_LITERALS_H_
#define QIUSUO_SERVICE_PARSER_LITERALS_H_

#include <cstddef>

#include "base/decimal.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct Literal {
  size_t end = 0;  // first character after it
  Decimal value;
  size_t digit_count = 0;  // before the point
  bool point = false;
  bool grouped = false;  // 1,234
};

// GroupsDigits tells a comma with exactly three digits behind it: 1,234.
bool GroupsDigits(const Text& text, size_t comma);

// ReadLiteral reads the digits, thousands groups, decimals and power of ten from i on,
// where a digit or a point before one stands. Linear in the digits.
Literal ReadLiteral(const Text& text, size_t i);

// ReadSpokenDecimals reads the digits behind the 点 of 三点五 or 3点5; `point` is false
// if none stand there.
Literal ReadSpokenDecimals(const Text& text, size_t i);

// ReadDigits answers what the digits from `first` to `end` spell, Han or 0-9: 2023 for
// 二〇二三.
Decimal ReadDigits(const Text& text, size_t first, size_t end);

// IsApproximatePair tells two Han digits at `first` that stand for the numbers between
// them: 四五遍, 十五六, 三五百; but 八五年, 一二年二月 and 三四点 are digits.
bool IsApproximatePair(const Text& text, size_t first, bool after_scale);

// IsOneOrTwo tells 一两 for 1 to 2 (一两千, 一两个) from the weight of one 两.
bool IsOneOrTwo(const Text& text, size_t first);

// SkipBlanks answers the first place from i on that holds no blank, or i itself if
// more than a handful of blanks stand there.
inline size_t SkipBlanks(const Text& text, size_t i) {
  constexpr size_t kMaxBlanks = 4;
  size_t end = i;
  while (text[end] == U' ' && end <= i + kMaxBlanks) ++end;
  return end <= i + kMaxBlanks ? end : i;
}

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_LITERALS_H_
