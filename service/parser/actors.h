// File: service/parser/actors.h
//
// Who acts in a clause, known by the last word of the name and by the verb behind it.
//
//   龙头企业、高校(参与的项目)      某某中欧班列(东线)(累计开通)
//   由律师组成的(帮教团队)(带领)   “某某组合港”(已累计开通)
//
// The words are in tables/bodies.tsv, verbs.tsv and head_words.tsv.

#ifndef QIUSUO_SERVICE_PARSER_ACTORS_H_
#define QIUSUO_SERVICE_PARSER_ACTORS_H_

#include <cstddef>

#include "service/parser/lexicon.h"
#include "service/parser/tables.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// The words of tables/head_words.tsv.
inline const Lexicon& HeadWords() {
  static const Lexicon words(tables::kHeadWords);
  return words;
}

// Whether a verb, or an adverb before one, begins at i.
bool IsAction(const Text& text, size_t i);

// The place of the ” that closes a short quotation at i; 0 if none begins there. Of the other
// function, an “ stands at i.
size_t CloseOfOpenQuote(const Text& text, size_t i, size_t end);
inline size_t CloseOfQuote(const Text& text, size_t i, size_t end) {
  return text[i] == U'“' ? CloseOfOpenQuote(text, i, end) : 0;
}

// FindActor answers the name of the body, firm or venture that acts in `words`, which begin
// a clause: what a 的 parts from the words in front of it is the name alone. Empty if none
// does. 实现 and 完成 are no acts of a class of firms: 工业企业实现利润 is measured.
CharSpan FindActor(const Text& text, CharSpan words);

// FindUnknownActor answers the name of whoever does something, in front of the adverb that
// says so: 重灾区(已完成投资). Empty if there is none.
CharSpan FindUnknownActor(const Text& text, CharSpan words);

// WithoutHeading answers the name without the heading that the text runs on from: 旅游
// 全年(全市), 科学技术年末(共有: empty); but all of 某某企业全年.
CharSpan WithoutHeading(const Text& text, CharSpan actor);

// EndOfApproval answers the place behind words at i that say who approved what follows, and has
// no part in it: 市人大会议(批准的)市本级预算. 0 if there are none.
size_t EndOfApproval(const Text& text, size_t i);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_ACTORS_H_
