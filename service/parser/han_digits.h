// File: service/parser/han_digits.h
//
// The characters that Chinese numerals are made of, in everyday (一), formal (壹)
// and traditional (貳) writing.

#ifndef QIUSUO_SERVICE_PARSER_HAN_DIGITS_H_
#define QIUSUO_SERVICE_PARSER_HAN_DIGITS_H_

#include <cstdint>
#include <string_view>

namespace qiusuo::parser {

inline constexpr std::u32string_view kDigits = U"0123456789";

// IsDigit tells `0` to `9`.
constexpr bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

constexpr bool IsLatin(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

// HanDigit answers what a Han digit is worth, 0 to 9; -1 for any other character.
constexpr int HanDigit(char32_t c) {
  switch (c) {
    case U'零':
    case U'〇':
    case U'○':
      return 0;
    case U'一':
    case U'壹':
    case U'幺':
      return 1;
    case U'二':
    case U'两':
    case U'兩':
    case U'贰':
    case U'貳':
      return 2;
    case U'三':
    case U'叁':
    case U'參':
      return 3;
    case U'四':
    case U'肆':
      return 4;
    case U'五':
    case U'伍':
      return 5;
    case U'六':
    case U'陆':
    case U'陸':
      return 6;
    case U'七':
    case U'柒':
      return 7;
    case U'八':
    case U'捌':
      return 8;
    case U'九':
    case U'玖':
      return 9;
    default:
      return -1;
  }
}

// HanScale answers the power of ten that a scale character stands for: 1 for 十, 4
// for 万; 0 for any other character.
constexpr int HanScale(char32_t c) {
  switch (c) {
    case U'十':
    case U'拾':
      return 1;
    case U'百':
    case U'佰':
      return 2;
    case U'千':
    case U'仟':
      return 3;
    case U'万':
    case U'萬':
      return 4;
    case U'亿':
    case U'億':
      return 8;
    case U'兆':
      return 12;
    default:
      return 0;
  }
}

// All characters that HanDigit or HanScale knows.
inline constexpr std::u32string_view kHanNumerals =
    U"零〇○一壹幺二两兩贰貳三叁參四肆五伍六陆陸七柒八捌九玖"
    U"十拾百佰千仟万萬亿億兆";

// HanTens answers 2 to 4 for 廿 卅 卌, which stand for 20 to 40; 0 for any other
// character.
constexpr int HanTens(char32_t c) {
  return c == U'廿' ? 2 : c == U'卅' ? 3 : c == U'卌' ? 4 : 0;
}

// RomanNumeral answers 1 to 12 for the signs Ⅰ to Ⅻ, which grade things (Ⅲ类水); 0 for
// any other character.
constexpr int RomanNumeral(char32_t c) {
  return c >= U'Ⅰ' && c <= U'Ⅻ' ? static_cast<int>(c - U'Ⅰ') + 1 : 0;
}

// IsTwo tells 两, which is a unit of weight as well.
constexpr bool IsTwo(char32_t c) { return c == U'两' || c == U'兩'; }

// IsMask tells characters that hide a digit: 20x年, ××万.
constexpr bool IsMask(char32_t c) {
  return c == U'x' || c == U'X' || c == U'×' || c == U'*' || c == U'□';
}

// IsFormalOnly tells formal digits that alone are everyday words: 陆地, 入伍, 肆意.
constexpr bool IsFormalOnly(char32_t c) {
  return c == U'陆' || c == U'陸' || c == U'伍' || c == U'肆' || c == U'拾' ||
         c == U'參';
}

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_HAN_DIGITS_H_
