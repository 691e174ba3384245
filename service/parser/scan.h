// File: service/parser/scan.h
//
// The first character of a kind, looked for in many characters at once: for kinds of few
// characters, which most of a text has none of.
//
//   FirstWhere(U"甲。乙", 0, 3, [](char32_t c) { return c == U'。'; }) == 1

#ifndef QIUSUO_SERVICE_PARSER_SCAN_H_
#define QIUSUO_SERVICE_PARSER_SCAN_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace qiusuo::parser {

// FirstWhere answers the first place in [begin, end) of `text` whose character `is_one`
// takes; `end` if it takes none. `is_one` compares without branches: with | and &, not with
// || and &&.
template <typename IsOne>
size_t FirstWhere(std::u32string_view text, size_t begin, size_t end,
                  IsOne is_one) {
  constexpr size_t kBlock = 32;  // shorter ones GCC unrolls instead
  // Blocks without branches are compared in one step.
  for (; begin + kBlock <= end; begin += kBlock) {
    uint32_t found = 0;
    for (size_t k = 0; k < kBlock; ++k) {
      found |= static_cast<uint32_t>(is_one(text[begin + k]));
    }
    if (found != 0) break;
  }
  while (begin < end && !is_one(text[begin])) ++begin;
  return begin;
}

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_SCAN_H_
