// File: service/parser/character_set.h
//
// A set of characters of the basic plane, asked of every character of a text: one look-up
// each, however many characters it holds. It has eight KiB: make it a constant.
//
//   inline constexpr CharacterSet kVowels{U"aeiou"};
//   kVowels.Has(U'e') == true
//   kVowels.FirstIn(U"hello", 0, 5) == 1

#ifndef QIUSUO_SERVICE_PARSER_CHARACTER_SET_H_
#define QIUSUO_SERVICE_PARSER_CHARACTER_SET_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace qiusuo::parser {

// IsOneOf tells whether c stands in a short list that is asked now and then; '\0', which is
// behind the end of a text, stands in none.
constexpr bool IsOneOf(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

class CharacterSet {
 public:
  // The characters of all these lists; none may be beyond the basic plane.
  constexpr CharacterSet(std::initializer_list<std::u32string_view> lists) {
    for (const std::u32string_view list : lists) {
      for (const char32_t c : list) Add(c);
    }
  }

  constexpr void Add(char32_t c) {
    bits_[c / kBits] |= uint64_t{1} << (c % kBits);
  }

  constexpr bool Has(char32_t c) const {
    return c < kPlane && (bits_[c / kBits] >> (c % kBits) & 1) != 0;
  }

  // The place of the first of them; npos if none is there.
  constexpr size_t FindIn(std::u32string_view text) const {
    const size_t first = FirstIn(text, 0, text.size());
    return first == text.size() ? std::u32string_view::npos : first;
  }

  // The first place in [begin, end) of `text` that has one of them; `end` if none has.
  constexpr size_t FirstIn(std::u32string_view text, size_t begin,
                           size_t end) const {
    while (begin < end && !Has(text[begin])) ++begin;
    return begin;
  }

 private:
  static constexpr size_t kPlane = 65536;
  static constexpr size_t kBits = 64;

  std::array<uint64_t, kPlane / kBits> bits_ = {};
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CHARACTER_SET_H_
