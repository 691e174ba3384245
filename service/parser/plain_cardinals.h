// File: service/parser/plain_cardinals.h
//
// The quick way to most cardinals: digits with nothing behind them that counts.
//
//   2024(年)   3.5(%)   1,234(人)   三(个)     plain
//   1.2(万)   十二   30(多)   20(x)            for the grammar in cardinals.cc

#ifndef QIUSUO_SERVICE_PARSER_PLAIN_CARDINALS_H_
#define QIUSUO_SERVICE_PARSER_PLAIN_CARDINALS_H_

#include <cstddef>
#include <optional>

#include "service/parser/cardinals.h"
#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

inline constexpr CharacterSet kOfCardinals{kDigits, kHanNumerals,
                                           U".xX*×□廿卅卌个几幾数多余来点點"};

// MayBelongToCardinal tells what may begin a cardinal or go on with one behind a
// blank: digits, scales, 几 数 多 余 来 点 个 and what hides a digit.
inline bool MayBelongToCardinal(char32_t c) { return kOfCardinals.Has(c); }

// ReadPlainCardinal reads the digits at `begin`. nullopt if none stand there or if what
// stands behind them may belong to the number.
std::optional<Cardinal> ReadPlainCardinal(const Text& text, size_t begin);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_PLAIN_CARDINALS_H_
