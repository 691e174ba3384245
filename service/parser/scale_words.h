// File: service/parser/scale_words.h
//
// Words that only begin like a scale or a qualifier behind a number: 千 of 千瓦, 兆 of
// 兆字节, 余 of 余额.

#ifndef QIUSUO_SERVICE_PARSER_SCALE_WORDS_H_
#define QIUSUO_SERVICE_PARSER_SCALE_WORDS_H_

#include <cstddef>

#include "service/parser/text.h"

namespace qiusuo::parser {

// BeginsThousandUnit tells what makes a unit of the 千 before i: 三千千瓦 is 3000 千瓦.
bool BeginsThousandUnit(const Text& text, size_t i);

// BeginsMegaUnit tells what makes a unit of the 兆 before i: 兆字节, 兆瓦.
bool BeginsMegaUnit(const Text& text, size_t i);

// BeginsOtherWord tells whether the 多 or 余 at i begins a word: 5000余额, 30多元化.
bool BeginsOtherWord(const Text& text, size_t i);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_SCALE_WORDS_H_
