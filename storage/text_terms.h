// File: storage/text_terms.h
//
// What the text index lists: terms, each with the places where it stands. A term is
//
//   结案    two Han characters that touch, at the place of the first
//   率      the last of Han characters that touch
//   \x01件  a Han character that touches the word before it (5件)
//   gdp     a word
//
// so every stretch of two or more Han characters is covered by terms of two, and one character by
// all terms that begin with it.

#ifndef QIUSUO_STORAGE_TEXT_TERMS_H_
#define QIUSUO_STORAGE_TEXT_TERMS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/text_tokens.h"

namespace qiusuo::storage {

// Begins the terms of characters that touch the word before.
inline constexpr char kAfterWord = '\x01';

// A term within a phrase.
struct PhraseTerm {
  std::string term;
  uint32_t offset = 0;     // of its position from that of the phrase
  bool is_prefix = false;  // stands for all terms that begin with it
  friend bool operator==(const PhraseTerm&, const PhraseTerm&) = default;
};

// Where a phrase stands in a text, in bytes.
struct PhrasePlace {
  size_t begin = 0;
  size_t end = 0;
  size_t last_token = 0;  // where its last token begins
  friend bool operator==(const PhrasePlace&, const PhrasePlace&) = default;
};

// A Phrase is words and characters one behind the other, as somebody looks for them. What separates
// two of its tokens stands for anything that does; separators around it do not count.
class Phrase {
 public:
  // Parse answers nullopt for a text without a token.
  static std::optional<Phrase> Parse(std::string_view text);

  // The terms that stand where the phrase does, and nowhere else if all are at their offsets.
  const std::vector<PhraseTerm>& terms() const { return terms_; }

  // How many positions are from its first token to its last.
  uint32_t length() const { return length_; }

  // Find answers every place of the phrase in valid UTF-8, in order; they may overlap.
  std::vector<PhrasePlace> Find(std::string_view text) const;

 private:
  struct Token {
    bool touches = false;  // the token before
    bool is_word = false;
    std::string text;  // folded
    uint32_t position = 0;
  };

  void AddTerms();
  std::vector<PhrasePlace> FindTokens(std::string_view text) const;

  std::vector<Token> tokens_;
  std::vector<PhraseTerm> terms_;
  uint32_t length_ = 0;
  std::string run_;         // the longest stretch of Han characters
  bool is_one_run_ = true;  // and there is nothing else
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_TEXT_TERMS_H_
