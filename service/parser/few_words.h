// File: service/parser/few_words.h
//
// A handful of words, all looked for in one pass over a few words of a text. For the words
// of a table there is lexicon.h.
//
//   static constexpr FewWords kWords{U"高于", U"低于"};
//   kWords.StandIn(U"增速高于全国") == true
//
// It has eight KiB: make it a constant.

#ifndef QIUSUO_SERVICE_PARSER_FEW_WORDS_H_
#define QIUSUO_SERVICE_PARSER_FEW_WORDS_H_

#include <array>
#include <cstddef>
#include <string_view>

#include "service/parser/character_set.h"

namespace qiusuo::parser {

template <size_t kCount>
class FewWords {
 public:
  template <typename... Words>
  constexpr explicit FewWords(const Words&... words) : words_{words...} {
    for (const std::u32string_view word : words_) begins_.Add(word.front());
  }

  constexpr const std::array<std::u32string_view, kCount>& words() const {
    return words_;
  }

  // Calls `found(k, i)` for every place i of `text` where word number k stands, until it
  // answers true. Whether it did.
  template <typename Found>
  constexpr bool FindEach(std::u32string_view text, Found found) const {
    for (size_t i = begins_.FirstIn(text, 0, text.size()); i < text.size();
         i = begins_.FirstIn(text, i + 1, text.size())) {
      for (size_t k = 0; k < kCount; ++k) {
        if (words_[k].front() == text[i] &&
            text.substr(i).starts_with(words_[k]) && found(k, i)) {
          return true;
        }
      }
    }
    return false;
  }

  // Whether one of them stands in `text`.
  constexpr bool StandIn(std::u32string_view text) const {
    return FindEach(text, [](size_t, size_t) { return true; });
  }

  // Whether `text` is one of them.
  constexpr bool Have(std::u32string_view text) const {
    if (text.empty() || !begins_.Has(text.front())) return false;
    for (const std::u32string_view word : words_) {
      if (word == text) return true;
    }
    return false;
  }

 private:
  std::array<std::u32string_view, kCount> words_;
  CharacterSet begins_{};
};

template <typename... Words>
FewWords(const Words&...) -> FewWords<sizeof...(Words)>;

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_FEW_WORDS_H_
