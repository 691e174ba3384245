// File: service/parser/period_words.h
//
// The small words around a period: what it may begin with, and what stands behind a
// length of time.

#ifndef QIUSUO_SERVICE_PARSER_PERIOD_WORDS_H_
#define QIUSUO_SERVICE_PARSER_PERIOD_WORDS_H_

#include <cstddef>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/lexicon.h"
#include "service/parser/numerals.h"
#include "service/parser/tables.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// The words of tables/periods.tsv.
inline const Lexicon& PeriodWords() {
  static const Lexicon words(tables::kPeriods);
  return words;
}

// Every first character of a period.
inline constexpr CharacterSet kPeriodBegins = [] {
  CharacterSet begins = kNumeralBegins;
  for (const char32_t c :
       std::u32string_view(U"今去上下本当前近“”截同全年月季目现迄至过第未明来昨"
                           U"日任改这后最党")) {
    begins.Add(c);
  }
  return begins;
}();

// SkipPlainNumber answers the place behind a number at i that speaks of no time, as most do
// (12.5%, 三家); 0 if none stands there or it takes a closer look.
size_t SkipPlainNumber(const Text& text, size_t i);

// LeadsToNumber tells whether at i may begin what stands before the number or the year of
// a period: “十四五”, 截至2020年, 前三季度, 近五年.
bool LeadsToNumber(const Text& text, size_t i);

// SkipAgo answers the place behind 前, 以后 or the like at i (五年前, 三年以后: a time that
// figures are compared with), or i itself.
size_t SkipAgo(const Text& text, size_t i);

// SkipTail answers the place behind 来, 以来, 间 or 内 at i (五年来), or i itself; but 来 of 来自
// is none.
size_t SkipTail(const Text& text, size_t i);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_PERIOD_WORDS_H_
