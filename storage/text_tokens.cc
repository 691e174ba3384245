#include "storage/text_tokens.h"

#include <algorithm>

namespace qiusuo::storage {
namespace {

struct Decoded {
  char32_t character;
  size_t size;
};

// The character at `i` of valid UTF-8. A broken one counts as one byte, and stays within the text.
Decoded DecodeAt(std::string_view text, size_t i) {
  const auto byte = [&](size_t at) {
    return static_cast<uint8_t>(at < text.size() ? text[at] : 0);
  };
  const uint8_t first = byte(i);
  const auto rest = [&](size_t at) { return char32_t{byte(at)} & 0x3f; };
  if (first < 0xc0) return {first, 1};
  if (first < 0xe0) return {(char32_t{first} & 0x1f) << 6 | rest(i + 1), 2};
  if (first < 0xf0) {
    return {(char32_t{first} & 0xf) << 12 | rest(i + 1) << 6 | rest(i + 2), 3};
  }
  return {(char32_t{first} & 0x7) << 18 | rest(i + 1) << 12 | rest(i + 2) << 6 |
              rest(i + 3),
          4};
}

bool IsCharacterToken(char32_t c) {
  if (c >= 0x4e00 && c <= 0x9fff) return true;
  if (c < 0x3005) return false;
  return c == 0x3005 || c == 0x3007 ||  // 々〇
         (c >= 0x3041 && c <= 0x30ff && c != 0x30fb) ||
         (c >= 0x3400 && c <= 0x4dbf) || (c >= 0xac00 && c <= 0xd7af) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

// The folded form of a letter or digit; 0 for what is neither.
char32_t FoldLetter(char32_t c) {
  if (c >= 0xff01 && c <= 0xff5e) c -= 0xff01 - '!';
  if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) return c;
  if (c >= 'A' && c <= 'Z') return c + ('a' - 'A');
  if (c < 0xc0 || c > 0x52f) return 0;
  if (c <= 0x24f) {
    if (c == 0xd7 || c == 0xf7) return 0;  // × ÷
    return c <= 0xde ? c + 0x20 : c;
  }
  if (c >= 0x391 && c <= 0x3a9) return c + 0x20;  // Greek
  if (c >= 0x410 && c <= 0x42f) return c + 0x20;  // Cyrillic
  if (c >= 0x400 && c <= 0x40f) return c + 0x50;
  return c >= 0x370 ? c : 0;
}

}  // namespace

std::optional<TextToken> TokenReader::Next() {
  TextToken token;
  for (;;) {
    if (next_ >= text_.size()) return std::nullopt;
    const Decoded decoded = DecodeAt(text_, next_);
    token.begin = next_;
    next_ = std::min(next_ + decoded.size, text_.size());
    if (IsCharacterToken(decoded.character)) {
      token.character = decoded.character;
      break;
    }
    if (FoldLetter(decoded.character) == 0) continue;
    token.is_word = true;
    while (next_ < text_.size()) {
      const Decoded more = DecodeAt(text_, next_);
      if (FoldLetter(more.character) == 0) break;
      next_ = std::min(next_ + more.size, text_.size());
    }
    break;
  }
  token.end = next_;
  token.touches = token.begin == last_end_ && last_end_ != 0;
  if (last_end_ != 0) position_ += token.touches ? 2 : 3;
  token.position = position_;
  last_end_ = next_;
  return token;
}

std::string FoldWord(std::string_view word) {
  std::string folded;
  for (size_t i = 0; i < word.size();) {
    const Decoded decoded = DecodeAt(word, i);
    i += decoded.size;
    const size_t size = folded.size();
    AppendUtf8(FoldLetter(decoded.character), folded);
    if (folded.size() > kMaxWordBytes) {
      folded.resize(size);
      break;
    }
  }
  return folded;
}

void AppendUtf8(char32_t character, std::string& text) {
  const auto push = [&](char32_t byte) {
    text.push_back(static_cast<char>(byte));
  };
  if (character < 0x80) return push(character);
  if (character < 0x800) {
    push(0xc0 | character >> 6);
  } else {
    if (character < 0x10000) {
      push(0xe0 | character >> 12);
    } else {
      push(0xf0 | character >> 18);
      push(0x80 | (character >> 12 & 0x3f));
    }
    push(0x80 | (character >> 6 & 0x3f));
  }
  push(0x80 | (character & 0x3f));
}

}  // namespace qiusuo::storage
