// File: service/parser/character_set.h
//
// Sets of characters asked of every character of a text: one look-up each, however many
// characters they hold. They have eight KiB: make them constants of a namespace.
//
//   constexpr auto kStops = CharacterSet::Of(U"。;");
//   kStops.Has(U'。') == true
//   kStops.FindIn(U"有。无") == 1

#ifndef QIUSUO_SERVICE_PARSER_CHARACTER_SET_H_
#define QIUSUO_SERVICE_PARSER_CHARACTER_SET_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace qiusuo::parser {

class CharacterSet {
 public:
  // `characters`, all of the basic plane.
  static constexpr CharacterSet Of(std::u32string_view characters) {
    CharacterSet set;
    for (const char32_t c : characters) set.Add(c);
    return set;
  }

  constexpr bool Has(char32_t c) const {
    return c < kPlane && (words_[c / kBits] >> (c % kBits) & 1) != 0;
  }

  // The place of the first of them; npos if none is there.
  constexpr size_t FindIn(std::u32string_view text) const {
    for (size_t i = 0; i < text.size(); ++i) {
      if (Has(text[i])) return i;
    }
    return std::u32string_view::npos;
  }

 private:
  constexpr CharacterSet() = default;

  static constexpr char32_t kPlane = 0x10000;
  static constexpr char32_t kBits = 64;

  constexpr void Add(char32_t c) {
    words_[c / kBits] |= uint64_t{1} << (c % kBits);
  }

  std::array<uint64_t, kPlane / kBits> words_ = {};
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CHARACTER_SET_H_
