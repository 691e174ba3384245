// File: service/parser/name_words.h
//
// The words that names are made of: verbs (tables/verbs.tsv), places and bodies
// (tables/bodies.tsv).

#ifndef QIUSUO_SERVICE_PARSER_NAME_WORDS_H_
#define QIUSUO_SERVICE_PARSER_NAME_WORDS_H_

#include <string_view>

#include "qiusuo/v1/metric.pb.h"
#include "service/parser/lexicon.h"
#include "service/parser/tables.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// The words of tables/verbs.tsv, tables/bodies.tsv and tables/tail_words.tsv.
inline const Lexicon& Verbs() {
  static const Lexicon words(tables::kVerbs);
  return words;
}
inline const Lexicon& Bodies() {
  static const Lexicon words(tables::kBodies);
  return words;
}
inline const Lexicon& TailWords() {
  static const Lexicon words(tables::kTailWords);
  return words;
}

// RoleOfBodyAt answers what tables/bodies.tsv says of the word at i; empty if it has none.
std::string_view RoleOfBodyAt(const Text& text, size_t i);

// JoinsNames tells what joins the names of bodies in a list: 甲县、乙县和丙县.
constexpr bool JoinsNames(char32_t c) {
  return c == U'、' || c == U'和' || c == U'与' || c == U'及';
}

// IsFiller tells blanks and marks that may stand beside a name and are no part of it.
bool IsFiller(char32_t c);

// IsVerbs tells whether `words` are nothing but verbs, prepositions and what joins
// them: 新建和改造.
bool IsVerbs(const Text& text, CharSpan words);

// IsPlace tells a row of tables/bodies.tsv that names a place: 全市, 江苏. False for nullptr.
bool IsPlace(const Lexicon::Entry* body);

// FindPlace answers the first place or body that `words` name (青海省, 全市); empty if
// none.
CharSpan FindPlace(const Text& text, CharSpan words);

// LeadingVerb answers the verb that `words` begin with; empty if none.
CharSpan LeadingVerb(const Text& text, CharSpan words);

// IsNounToo tells verbs that as often name what is measured: 收入, 贷款.
bool IsNounToo(const Text& text, CharSpan verb);

// MovementOf tells where something moves that a noun such as 涨幅 or 增长速度 ends the name
// of. UNSPECIFIED if none does.
qiusuo::v1::Direction MovementOf(std::string_view name);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_NAME_WORDS_H_
