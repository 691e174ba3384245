// File: service/parser/figures.h
//
// Which numbers of a sentence measure something, and the words around each.
//
//   “三高四新”行动中,新建8座公园   only 8座 is a figure
//
// Numbers in dates, ordinals, slogans, names, codes, idioms (一批) and in front of
// what only announces a list (三个方面) measure nothing.

#ifndef QIUSUO_SERVICE_PARSER_FIGURES_H_
#define QIUSUO_SERVICE_PARSER_FIGURES_H_

#include <span>
#include <vector>

#include "service/parser/periods.h"
#include "service/parser/quantities.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct Figure {
  const FoundQuantity& quantity;  // one of those that were given
  bool is_rank = false;           // 居全省第2位
  // The words in front of it (and of its 超过), back to the clause or the figure
  // before; and the words behind it, to the clause's end or the next figure.
  CharSpan left;
  CharSpan right;
  // Only 、 or 和 parts it from the figure before.
  bool follows_in_list = false;
};

// FindFigures answers the figures of one sentence in reading order. `quantities` and
// `periods` are those in the sentence.
std::vector<Figure> FindFigures(const Text& text, CharSpan sentence,
                                std::span<const FoundQuantity> quantities,
                                std::span<const FoundPeriod> periods);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_FIGURES_H_
