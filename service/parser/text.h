// File: service/parser/text.h
//
// A decoded report as the stages see it: numbered characters, folded so that
// half-width and full-width writings match alike, each tied to its bytes.
// Folding is FoldChar, and “ ” for straight quotation marks that come in pairs in
// their line; it never changes the number of characters.
//
//   Text text("（一）ＧＤＰ增长５％");
//   text.folded() == U"(一)GDP增长5%"
//   text.Utf8({6, 9}) == "增长５"
//
// Stages count characters (code points); only what leaves the parser counts
// bytes, by ToSpan. Immutable, so safe from any thread.

#ifndef QIUSUO_SERVICE_PARSER_TEXT_H_
#define QIUSUO_SERVICE_PARSER_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "qiusuo/v1/text.pb.h"

namespace qiusuo::parser {

class Catalog;

// A CharSpan is a half-open stretch of characters.
struct CharSpan {
  size_t begin = 0;
  size_t end = 0;

  size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool Contains(size_t i) const { return begin <= i && i < end; }
  friend bool operator==(const CharSpan&, const CharSpan&) = default;
};

// FoldChar answers the half-width form of a full-width letter, digit or mark
// (（ ，： ％ Ａ １), a plain blank for any horizontal blank (ideographic, NBSP, tab),
// “ ” for 「 」, ‘ ’ for 『 』, and every other character as it is. It keeps 、 。 《 》 and line
// ends.
char32_t FoldChar(char32_t c);

// FoldUtf8 answers the folded characters of valid UTF-8.
std::u32string FoldUtf8(std::string_view utf8);

// IsHan tells a Han character of the common block; IsAnyHan also those of extension A.
constexpr bool IsHan(char32_t c) { return c >= 0x4e00 && c <= 0x9fff; }
constexpr bool IsAnyHan(char32_t c) { return c >= 0x3400 && c <= 0x9fff; }

class Text {
 public:
  // `utf8` must be valid UTF-8 of less than 4 GiB.
  explicit Text(std::string utf8);
  // The same, to be read with the units and indicators of `catalog`, which must outlive
  // it; the other is read with the compiled-in ones.
  Text(std::string utf8, const Catalog& catalog);

  const std::string& utf8() const { return utf8_; }
  std::u32string_view folded() const { return {folded_.get(), size_}; }

  // What the text is read with.
  const Catalog& catalog() const {
    return catalog_ != nullptr ? *catalog_ : BuiltInCatalog();
  }

  // Number of characters.
  size_t size() const { return size_; }

  // The folded character in place i; 0 for i >= size(), so that a look ahead
  // needs no check of its own.
  char32_t operator[](size_t i) const { return i < size_ ? folded_[i] : U'\0'; }

  // Whether `word`, folded and not empty, stands at i.
  bool StandsAt(size_t i, std::u32string_view word) const {
    return (*this)[i] == word.front() && folded().substr(i).starts_with(word);
  }

  // The folded characters of a span.
  std::u32string_view Folded(CharSpan span) const {
    return folded().substr(span.begin, span.size());
  }

  // The bytes of a span, as they stand in the text.
  std::string_view Utf8(CharSpan span) const;

  // Offset of character i in bytes; size() answers the length in bytes.
  int64_t ByteOffset(size_t i) const { return byte_offsets_[i]; }

  // The character that begins at or holds this byte; size() at the end.
  size_t CharAtByte(int64_t byte) const;

  // The span in bytes, for a message.
  qiusuo::v1::TextSpan ToSpan(CharSpan span) const;

  // The span in characters of a message's span of this text.
  CharSpan FromSpan(const qiusuo::v1::TextSpan& span) const;

 private:
  Text(std::string utf8, const Catalog* catalog);

  static const Catalog& BuiltInCatalog();

  const Catalog* catalog_;  // nullptr: the compiled-in one
  std::string utf8_;
  size_t size_;
  std::unique_ptr<char32_t[]> folded_;        // size() entries
  std::unique_ptr<uint32_t[]> byte_offsets_;  // size() + 1 entries
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_TEXT_H_
