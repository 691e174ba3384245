#include "service/parser/text.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "service/parser/catalog.h"

namespace qiusuo::parser {
namespace {

constexpr char32_t Fold(char32_t c) {
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

// Fold as a table for the basic plane, by pages of 256 characters. Most pages are alike: they leave
// their characters as they are.
class FoldTable {
 public:
  constexpr FoldTable() {
    for (char32_t c = 0; c < kPlane; ++c) {
      const auto added = static_cast<int32_t>(Fold(c) - c);
      if (added == 0) continue;
      uint8_t& page = page_[c / kPageSize];
      if (page == 0) page = ++pages_;
      added_[page][c % kPageSize] = added;
    }
  }

  char32_t operator()(char32_t c) const {
    const uint8_t page = c < kPlane ? page_[c / kPageSize] : 0;
    return c + static_cast<char32_t>(added_[page][c % kPageSize]);
  }

 private:
  static constexpr size_t kPlane = 65536;
  static constexpr size_t kPageSize = 256;
  static constexpr size_t kMaxPages = 8;

  std::array<uint8_t, kPlane / kPageSize> page_ = {};
  std::array<std::array<int32_t, kPageSize>, kMaxPages> added_ = {};
  uint8_t pages_ = 0;
};
constexpr FoldTable kFoldTable;

// The character that begins at `p`, which points into valid UTF-8, and its
// length.
struct Decoded {
  char32_t c;
  uint32_t bytes;
};

Decoded DecodeOne(const unsigned char* p) {
  if (p[0] >= 0xe0 && p[0] < 0xf0) {  // first, for nearly all are
    return {static_cast<char32_t>((p[0] & 0x0f) << 12 | (p[1] & 0x3f) << 6 |
                                  (p[2] & 0x3f)),
            3};
  }
  if (p[0] < 0x80) return {p[0], 1};
  if (p[0] < 0xe0) {
    return {static_cast<char32_t>((p[0] & 0x1f) << 6 | (p[1] & 0x3f)), 2};
  }
  return {static_cast<char32_t>((p[0] & 0x07) << 18 | (p[1] & 0x3f) << 12 |
                                (p[2] & 0x3f) << 6 | (p[3] & 0x3f)),
          4};
}

size_t CountCharacters(std::string_view utf8) {
  size_t count = 0;
  for (const char byte : utf8) count += (byte & 0xc0) != 0x80;
  return count;
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

char32_t FoldChar(char32_t c) { return Fold(c); }

Text::Text(std::string utf8) : Text(std::move(utf8), nullptr) {}

Text::Text(std::string utf8, const Catalog* catalog)
    : catalog_(catalog),
      utf8_(std::move(utf8)),
      folded_(CountCharacters(utf8_), U'\0'),
      byte_offsets_(folded_.size() + 1) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(utf8_.data());
  char32_t* const folded = folded_.data();
  uint32_t* const offsets = byte_offsets_.data();
  const size_t count = folded_.size();
  uint32_t offset = 0;
  bool has_quotes = false;
  for (size_t i = 0; i < count; ++i) {
    offsets[i] = offset;
    const Decoded decoded = DecodeOne(bytes + offset);
    offset += decoded.bytes;
    folded[i] = kFoldTable(decoded.c);
    has_quotes |= folded[i] == U'"';
  }
  offsets[count] = offset;
  if (has_quotes) PairStraightQuotes(folded_);
}

const Catalog& Text::catalog() const {
  return catalog_ != nullptr ? *catalog_ : Catalog::BuiltIn();
}

std::string_view Text::Utf8(CharSpan span) const {
  const uint32_t begin = byte_offsets_[span.begin];
  return std::string_view(utf8_).substr(begin, byte_offsets_[span.end] - begin);
}

size_t Text::CharAtByte(int64_t byte) const {
  // Characters are nearly all of one length: the place is near where it would be then.
  const auto begin = byte_offsets_.begin();
  const auto count = static_cast<int64_t>(folded_.size());
  const auto bytes = std::max<int64_t>(static_cast<int64_t>(utf8_.size()), 1);
  int64_t low = byte * count / bytes;
  int64_t high = low;
  for (int64_t step = 16; low > 0 && begin[low] > byte; step *= 2) {
    high = low;
    low = std::max<int64_t>(low - step, 0);
  }
  for (int64_t step = 16; high <= count && begin[high] <= byte; step *= 2) {
    low = high;
    high = std::min(high + step, count + 1);
  }
  const auto after = std::upper_bound(begin + low, begin + high, byte);
  return static_cast<size_t>(after - begin) - 1;
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
