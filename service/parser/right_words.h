// File: service/parser/right_words.h
//
// The noun behind a figure, where it names what is counted.
//
//   新建8座 现代化的公园,   noun 现代化的公园
//   14所 高校划转省级主管   noun 高校
//   3亿多 农村人口的饮水安全 noun 农村人口, whole 农村人口的饮水安全

#ifndef QIUSUO_SERVICE_PARSER_RIGHT_WORDS_H_
#define QIUSUO_SERVICE_PARSER_RIGHT_WORDS_H_

#include "service/parser/text.h"

namespace qiusuo::parser {

struct RightWords {
  CharSpan noun;   // empty if a verb follows the figure, or nothing
  CharSpan whole;  // with what depends on the noun
};

// ReadRightWords reads the noun at the front of `words`.
RightWords ReadRightWords(const Text& text, CharSpan words);

// Whether the words behind an amount say what it pays for, rather than what it is: 安排2亿元(支持
// 项目); but not 补助资金.
bool BeginsPurpose(const Text& text, CharSpan words_behind);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_RIGHT_WORDS_H_
