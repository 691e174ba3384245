// File: service/parser/sentences.h
//
// The sentences of a paragraph, and the clauses around a place of one.
//
//   全年收案3万件,结案2.8万件。其中民事1.2万件。
//     two sentences; `结案` begins a clause of the first

#ifndef QIUSUO_SERVICE_PARSER_SENTENCES_H_
#define QIUSUO_SERVICE_PARSER_SENTENCES_H_

#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// FirstSentence answers the sentence that `span`, which is not empty, begins with, up to the
// mark that ends it (。 ! ? or a line end) and what that closes. A point inside a number ends
// none.
CharSpan FirstSentence(const Text& text, CharSpan span);

// The marks that part clauses: , ; : and those that end sentences, in folded form.
inline constexpr std::u32string_view kClauseMarks = U",;:。!?\n\r";
inline constexpr CharacterSet kClauseEnds{kClauseMarks};

// IsClauseEnd tells them.
inline bool IsClauseEnd(char32_t c) { return kClauseEnds.Has(c); }

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_SENTENCES_H_
