// File: service/parser/name_lists.h
//
// Names in a list that share one end.
//
//   批发、零售销售额   two names: 批发, 零售销售额; the first shares 销售额

#ifndef QIUSUO_SERVICE_PARSER_NAME_LISTS_H_
#define QIUSUO_SERVICE_PARSER_NAME_LISTS_H_

#include <cstddef>
#include <vector>

#include "service/parser/text.h"

namespace qiusuo::parser {

// SplitNames parts a list of `count` names; all `words` as one if they are not so many.
// 交通和通信类、医疗类价格 are two, 城镇和农村收入 too.
std::vector<CharSpan> SplitNames(const Text& text, CharSpan words,
                                 size_t count);

// SharedEnd answers what the last name of a list has behind its own part, which belongs
// to `piece` too: 增加值 of 高技术制造业、装备制造业增加值.
CharSpan SharedEnd(const Text& text, CharSpan piece, CharSpan last);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_NAME_LISTS_H_
