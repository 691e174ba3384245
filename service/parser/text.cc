#include "service/parser/text.h"

#include <algorithm>
#include <cstddef>

namespace qiusuo::parser {
namespace {

// The character that begins at `p`, which points into valid UTF-8, and its
// length.
struct Decoded {
  char32_t c;
  uint32_t bytes;
};

Decoded DecodeOne(const unsigned char* p) {
  if (p[0] < 0x80) return {p[0], 1};
  if (p[0] < 0xe0) {
    return {static_cast<char32_t>((p[0] & 0x1f) << 6 | (p[1] & 0x3f)), 2};
  }
  if (p[0] < 0xf0) {
    return {static_cast<char32_t>((p[0] & 0x0f) << 12 | (p[1] & 0x3f) << 6 |
                                  (p[2] & 0x3f)),
            3};
  }
  return {static_cast<char32_t>((p[0] & 0x07) << 18 | (p[1] & 0x3f) << 12 |
                                (p[2] & 0x3f) << 6 | (p[3] & 0x3f)),
          4};
}

// Straight quotation marks do not say which of them opens: in a line where they come in
// pairs, every other one does.
void PairStraightQuotes(std::u32string& folded) {
  size_t begin = 0;
  while (begin < folded.size()) {
    const size_t newline = folded.find(U'\n', begin);
    const size_t end = newline == folded.npos ? folded.size() : newline;
    const auto line = folded.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto line_end = folded.begin() + static_cast<std::ptrdiff_t>(end);
    const auto count = std::count(line, line_end, U'"');
    if (count > 0 && count % 2 == 0) {
      bool opens = true;
      for (auto it = line; it != line_end; ++it) {
        if (*it != U'"') continue;
        *it = opens ? U'“' : U'”';
        opens = !opens;
      }
    }
    begin = end + 1;
  }
}

}  // namespace

char32_t FoldChar(char32_t c) {
  if (c == U'\t') return U' ';
  if (c < 0x80) return c;
  if (c >= 0xff01 && c <= 0xff5e) return c - 0xfee0;
  if (c == U'「') return U'“';
  if (c == U'」') return U'”';
  if (c == U'『') return U'‘';
  if (c == U'』') return U'’';
  if (c == 0x3000 || c == 0xa0 || c == 0x202f || c == 0x205f ||
      (c >= 0x2000 && c <= 0x200b) || c == 0xfeff) {
    return U' ';
  }
  return c;
}

Text::Text(std::string utf8) : utf8_(std::move(utf8)) {
  folded_.reserve(utf8_.size() / 2);
  byte_offsets_.reserve(utf8_.size() / 2);
  const auto* bytes = reinterpret_cast<const unsigned char*>(utf8_.data());
  uint32_t offset = 0;
  while (offset < utf8_.size()) {
    const Decoded decoded = DecodeOne(bytes + offset);
    folded_.push_back(FoldChar(decoded.c));
    byte_offsets_.push_back(offset);
    offset += decoded.bytes;
  }
  byte_offsets_.push_back(offset);
  PairStraightQuotes(folded_);
}

std::string_view Text::Utf8(CharSpan span) const {
  const uint32_t begin = byte_offsets_[span.begin];
  return std::string_view(utf8_).substr(begin, byte_offsets_[span.end] - begin);
}

size_t Text::CharAtByte(int64_t byte) const {
  const auto after =
      std::upper_bound(byte_offsets_.begin(), byte_offsets_.end(), byte);
  return static_cast<size_t>(after - byte_offsets_.begin()) - 1;
}

qiusuo::v1::TextSpan Text::ToSpan(CharSpan span) const {
  qiusuo::v1::TextSpan result;
  result.set_start_byte(ByteOffset(span.begin));
  result.set_end_byte(ByteOffset(span.end));
  return result;
}

CharSpan Text::FromSpan(const qiusuo::v1::TextSpan& span) const {
  return {CharAtByte(span.start_byte()), CharAtByte(span.end_byte())};
}

}  // namespace qiusuo::parser
