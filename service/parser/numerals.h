// File: service/parser/numerals.h
//
// One number as a reader takes it: a cardinal with its sign, or a share or
// fraction of its own writing.
//
//   -3.5   负二   百分之三点五 (3.5 %)   三成 (30 %)   三分之二 (0.666667)   一半 (50 %)
//
// Values are exact decimals, but for fractions that do not end: six significant
// digits of those.

#ifndef QIUSUO_SERVICE_PARSER_NUMERALS_H_
#define QIUSUO_SERVICE_PARSER_NUMERALS_H_

#include <optional>

#include "base/decimal.h"
#include "service/parser/cardinals.h"
#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

enum class NumeralWriting {
  kCardinal,  // 18, 一万, 千亿
  kShare,     // 百分之三, 三成, 一半: the unit % is in the writing
  kFraction,  // 三分之二, 1/2, 一又五分之一
  kHalf,      // 半(年): half of the unit that follows
};

struct Numeral {
  CharSpan span;
  NumeralWriting writing = NumeralWriting::kCardinal;
  Decimal value;  // lower end of an approximate number
  Decimal upper;  // upper end; equal to `value` for an exact number
  // How it is written; of a share or fraction, its first cardinal.
  Cardinal cardinal;
};

inline constexpr CharacterSet kNumeralBegins{kDigits, kHanNumerals,
                                             U".-−xX*×□负負半几幾数廿卅卌"};

// MayBeginNumeral is a quick test that every first character of a numeral passes.
inline bool MayBeginNumeral(char32_t c) { return kNumeralBegins.Has(c); }

// ReadNumeral reads the longest number that begins at `begin`. nullopt if none does.
std::optional<Numeral> ReadNumeral(const Text& text, size_t begin);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_NUMERALS_H_
