// File: service/parser/cardinals.h
//
// One cardinal number in any writing, without sign, percent or unit:
//
//   1.2万亿  3,456.78  一万二千  二百五 (250)  十几 (10 to 19)  30多万  千(亿)  20x
//
// Grammar rather than dictionary: terms of descending scale, each a digit string
// before a scale character, so every number up to 10^24 has its one value.

#ifndef QIUSUO_SERVICE_PARSER_CARDINALS_H_
#define QIUSUO_SERVICE_PARSER_CARDINALS_H_

#include <cstddef>
#include <optional>

#include "base/decimal.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct Cardinal {
  size_t end = 0;  // first character after it

  // The number; of an approximate one (四五, 十几, 30多万) the lower end.
  Decimal value;
  // Distance to the upper end: 1 for 四五, 9 for 十几; 0 for an exact number.
  Decimal width;

  bool more = false;       // 余 多 几 数: somewhat more than `value`
  bool masked = false;     // 20x, X万: `value` means nothing
  bool arabic = false;     // begins with 0-9
  bool bare = false;       // a scale without digits: 百(名), 千亿(元)
  bool digits = false;     // digits alone, no scale: 18, 二〇二三
  bool point = false;      // has a decimal point
  bool grouped = false;    // 1,234
  size_t digit_count = 0;  // digits before the point, if `digits`
  int top_scale = 0;       // largest scale in it: 4 for 30万, 8 for 1.2亿
  int last_scale = 0;      // scale that the last term had: 8 for 万亿
};

// ReadCardinal reads the longest number that begins at `begin`. nullopt if none
// does. Blanks may stand between its terms, as in `7 万5 千`, never inside digits.
// Looks at most a few characters past the end.
std::optional<Cardinal> ReadCardinal(const Text& text, size_t begin);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CARDINALS_H_
