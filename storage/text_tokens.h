// File: storage/text_tokens.h
//
// A text as a search sees it: tokens, numbered. A token is one Han character (kana and Hangul
// count as such), or a word: letters and digits without a break between them, folded (half width,
// lower case). Everything else separates and is no token.
//
//   结案率达９８.5%，GDP
//   结@0 案@2 率@4 达@6 98@8 5@11 gdp@14
//
// A position grows by two from a token to the one that touches it, by three over whatever separates
// them: so the difference of two positions tells whether tokens touch, whether only a separator is
// between them, or more.

#ifndef QIUSUO_STORAGE_TEXT_TOKENS_H_
#define QIUSUO_STORAGE_TEXT_TOKENS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qiusuo::storage {

// Bytes of a folded word that count: words that differ only later on are the same.
inline constexpr size_t kMaxWordBytes = 64;

struct TextToken {
  bool is_word = false;
  bool touches = false;    // the token before
  char32_t character = 0;  // of a token that is no word
  size_t begin = 0;        // bytes of the text
  size_t end = 0;
  uint32_t position = 0;
};

// Reads the tokens of valid UTF-8 one by one. The text must outlive it.
class TokenReader {
 public:
  explicit TokenReader(std::string_view text) : text_(text) {}

  // Next answers the next token; nullopt at the end.
  std::optional<TextToken> Next();

 private:
  const std::string_view text_;
  size_t next_ = 0;
  size_t last_end_ = 0;
  uint32_t position_ = 0;
};

// FoldWord answers the word as indexes have it: folded, and cut to kMaxWordBytes.
std::string FoldWord(std::string_view word);

// AppendUtf8 appends a character.
void AppendUtf8(char32_t character, std::string& text);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_TEXT_TOKENS_H_
