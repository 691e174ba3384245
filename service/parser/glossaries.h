// File: service/parser/glossaries.h
//
// The entries of a glossary (名词解释) or of notes: each is a section whose title is the term.
//
//   1.海绵城市：指能吸水、蓄水的城市。        1., title 海绵城市
//   2.“四上”企业是指规模以上的企业。          2., title “四上”企业
//   ［3］两免一补：                            ［3］, title 两免一补
//   4.零基预算。零基预算是指以零为起点的预算。  4., title 零基预算
//   三通一平：通水、通电、通路和平整土地。      unnumbered, title 三通一平
//
// A term ends at the colon, at a full stop behind which it is explained (指…, or the term once
// more), or before the word that explains it. The first entry tells how the
// others begin; those without a number are known by their colons. A note that is a sentence has
// no title.

#ifndef QIUSUO_SERVICE_PARSER_GLOSSARIES_H_
#define QIUSUO_SERVICE_PARSER_GLOSSARIES_H_

#include <vector>

#include "service/parser/lines.h"
#include "service/parser/marks.h"
#include "service/parser/parts.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// FindTerm answers the term that an entry opens with, whose words are `entry`; empty, at its
// beginning, if it opens with none.
CharSpan FindTerm(const Text& text, CharSpan entry);

// FindEntries answers marks of the entries in the glossaries among `parts`, in text order: those
// that have a number in brackets or none. Time is linear in the size of the text.
std::vector<Mark> FindEntries(const Text& text, const std::vector<Line>& lines,
                              const std::vector<bool>& is_body,
                              const std::vector<Part>& parts);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_GLOSSARIES_H_
