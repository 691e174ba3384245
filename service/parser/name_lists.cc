#include "service/parser/name_lists.h"

#include <algorithm>
#include <string_view>

#include "service/parser/han_digits.h"

namespace qiusuo::parser {
namespace {

// 批发、零售销售额 -> 批发, 零售销售额
std::vector<CharSpan> SplitAt(const Text& text, CharSpan words,
                              std::u32string_view joints) {
  std::vector<CharSpan> names;
  size_t begin = words.begin;
  for (size_t i = words.begin; i <= words.end; ++i) {
    if (i < words.end && joints.find(text[i]) == joints.npos) continue;
    if (i > begin) names.push_back({begin, i});
    begin = i + 1;
  }
  return names;
}

}  // namespace

std::vector<CharSpan> SplitNames(const Text& text, CharSpan words,
                                 size_t count) {
  for (const std::u32string_view joints :
       {U"、", U"、和", U"、和与", U"、和与及"}) {
    std::vector<CharSpan> names = SplitAt(text, words, joints);
    if (names.size() == count) return names;
  }
  return {words};
}

CharSpan SharedEnd(const Text& text, CharSpan piece, CharSpan last) {
  const char32_t own_end = text[piece.end - 1];
  // 第一、二、三产业增加值
  if (HanDigit(own_end) > 0 && HanDigit(text[last.begin]) > 0) {
    return {last.begin + 1, last.end};
  }
  for (size_t i = last.begin + 1; i < last.end; ++i) {
    if (text[i - 1] == U'等') return {i, last.end};
  }
  for (size_t i = last.end; i > last.begin; --i) {
    if (text[i - 1] == own_end) return {i, last.end};
  }
  return {std::min(last.begin + piece.size(), last.end), last.end};
}

}  // namespace qiusuo::parser
