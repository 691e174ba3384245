// File: service/parser/measures.h
//
// Whether a number measures something.
//
//   新建8座公园              8座 measures
//   三个方面, 一支队伍         a list announced, an article: they do not
//   横琴、前海两个合作区        sums up what was just listed: does not
//   第七师、12345热线、5G      names and codes: they do not
//   位居全省第2位            a rank
//
// Numbers in periods, quotes and titles are for figures.h to leave out.

#ifndef QIUSUO_SERVICE_PARSER_MEASURES_H_
#define QIUSUO_SERVICE_PARSER_MEASURES_H_

#include <cstddef>

#include "service/parser/quantities.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// Measures tells whether `q`, in a sentence that begins at `floor`, states an amount.
bool Measures(const Text& text, size_t floor, const FoundQuantity& q);

// IsRank tells whether `q` states a place in a ranking.
bool IsRank(const Text& text, size_t floor, const FoundQuantity& q);

// NamesThing tells a number that is part of a code or a label, whatever stands around
// it: 007, 30-2B, 10:30, 3号.
bool NamesThing(const Text& text, const FoundQuantity& q);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_MEASURES_H_
