// File: service/parser/period_words.h
//
// The small words around a period: what it may begin with, and what stands behind a
// length of time.

#ifndef QIUSUO_SERVICE_PARSER_PERIOD_WORDS_H_
#define QIUSUO_SERVICE_PARSER_PERIOD_WORDS_H_

#include <cstddef>

#include "service/parser/text.h"

namespace qiusuo::parser {

// MayBeginPeriod is a quick test that every first character of a period passes.
bool MayBeginPeriod(char32_t c);

// LeadsToNumber tells what stands before the number of a period: “十四五”, 截至2020年,
// 前三季度, 近五年.
bool LeadsToNumber(char32_t c);

// SkipAgo answers the place behind 前, 以后 or the like at i (五年前, 三年以后: a time that
// figures are compared with), or i itself.
size_t SkipAgo(const Text& text, size_t i);

// SkipTail answers the place behind 来, 以来, 间 or 内 at i (五年来), or i itself; but 来 of 来自
// is none.
size_t SkipTail(const Text& text, size_t i);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_PERIOD_WORDS_H_
