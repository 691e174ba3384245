// File: service/parser/codes.h
//
// Letters and digits that name something and count nothing: PM2.5, C919, 5G, 1.2.3,
// https://…; and dates in figures, whose points part numbers: 2024.03.05.

#ifndef QIUSUO_SERVICE_PARSER_CODES_H_
#define QIUSUO_SERVICE_PARSER_CODES_H_

#include <cstddef>
#include <vector>

#include "service/parser/numerals.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// SkipCode answers the place behind the code or address that begins with the letter
// at i: PM2.5, C919, https://…; of RMB500 only the letters, as that is money.
size_t SkipCode(const Text& text, size_t i);

// IsInsideCode tells a number that is a piece of a longer code: 5G, 1.2.3, 8·18.
bool IsInsideCode(const Text& text, const Numeral& numeral);

// SkipDigitCode answers the place behind the code whose first number ends at i.
size_t SkipDigitCode(const Text& text, size_t i);

// DateParts answers the numbers of the date in figures that begins at i: year, month and
// day of 2024.03.05 and 2024·3·5, or two of them where a zero in front tells that
// it is no decimal: 08.15, 08.2024. Empty if there is none.
std::vector<CharSpan> DateParts(const Text& text, size_t i);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CODES_H_
