// File: service/parser/ordinals.h
//
// The numbers that number sections: `十七`, `一百零二`, `12`, `③`, `㈡`.
//
//   ReadHanOrdinal(Text("第二十一条"), 1)  ==  {.value = 21, .end = 4}
//
// Small whole numbers only, read where a marker may stand; numerals.h reads the
// quantities in running text.

#ifndef QIUSUO_SERVICE_PARSER_ORDINALS_H_
#define QIUSUO_SERVICE_PARSER_ORDINALS_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "qiusuo/v1/section.pb.h"
#include "service/parser/character_set.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct Ordinal {
  int64_t value = 0;
  size_t end = 0;  // the first character after it
  friend bool operator==(const Ordinal&, const Ordinal&) = default;
};

// What Han ordinals are written with. 两, 幺, 伍 and the like count but do not number
// sections.
inline constexpr CharacterSet kHanOrdinalCharacters{
    U"零〇○一壹二贰貳三叁四五六七柒八捌九玖十百千廿卅"};

// ReadHanOrdinal reads the longest Han number at `at`: with units (十二, 一百零二, 廿一) or
// digit by digit (二〇一二). nullopt if there is none, if it is above 9999, or if it
// opens with 百 or 千 alone, which count but do not number (`百、千、万工程`).
std::optional<Ordinal> ReadHanOrdinal(const Text& text, size_t at);

// ReadOrdinal reads either a Han or an Arabic number at `at`.
std::optional<Ordinal> ReadOrdinal(const Text& text, size_t at);

// ReadSpacedHanOrdinal reads one whose characters blanks part, as texts of pages may: 十  一.
// One of 十, 百 and 千 is among them, for bare digits may stand in columns.
std::optional<Ordinal> ReadSpacedHanOrdinal(const Text& text, size_t at);

// ReadArabicOrdinal reads the digits at `at`; nullopt if there are none or more than
// four.
std::optional<Ordinal> ReadArabicOrdinal(const Text& text, size_t at);

// A number that is one character together with its frame.
struct EnclosedOrdinal {
  qiusuo::v1::SectionScheme scheme = qiusuo::v1::SECTION_SCHEME_UNSPECIFIED;
  int64_t value = 0;
};

// ReadEnclosedOrdinal reads ① (CIRCLED), ⑴ (ARABIC_PAREN), ⒈ (ARABIC_DOT), ㈠ (HAN_PAREN)
// and ㊀ (CIRCLED).
std::optional<EnclosedOrdinal> ReadEnclosedOrdinal(char32_t c);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_ORDINALS_H_
