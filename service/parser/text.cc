#include "service/parser/text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

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

  // Of a character of the basic plane.
  char32_t OfPlane(char32_t c) const {
    const uint8_t page = page_[c / kPageSize];
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

// Reads valid UTF-8 by runs, for nearly all characters have three bytes, and most others one:
// put(folded, offset) takes each. Answers whether a straight quotation mark is among them.
template <typename Put>
bool ReadCharacters(std::string_view utf8, Put put) {
  const auto* const begin = reinterpret_cast<const unsigned char*>(utf8.data());
  const auto* const end = begin + utf8.size();
  const auto* p = begin;
  bool has_quotes = false;
  const auto add = [&](char32_t folded, size_t bytes) {
    put(folded, static_cast<uint32_t>(p - begin));
    p += bytes;
  };
  while (p < end) {
    while (p < end && (*p & 0xf0) == 0xe0) {
      add(kFoldTable.OfPlane(static_cast<char32_t>(
              (p[0] & 0x0f) << 12 | (p[1] & 0x3f) << 6 | (p[2] & 0x3f))),
          3);
    }
    while (p < end && *p < 0x80) {
      has_quotes |= *p == '"';
      add(*p == '\t' ? U' ' : *p, 1);
    }
    if (p < end && (*p & 0xe0) == 0xc0) {
      add(kFoldTable.OfPlane(
              static_cast<char32_t>((p[0] & 0x1f) << 6 | (p[1] & 0x3f))),
          2);
    }
    if (p < end && *p >= 0xf0) {  // beyond the plane, where nothing folds
      add(static_cast<char32_t>((p[0] & 0x07) << 18 | (p[1] & 0x3f) << 12 |
                                (p[2] & 0x3f) << 6 | (p[3] & 0x3f)),
          4);
    }
  }
  return has_quotes;
}

// As a byte, so that compilers count many in one step.
uint8_t BeginsCharacter(char byte) {
  return static_cast<int8_t>(byte) >= -64 ? 1 : 0;
}

size_t CountCharacters(std::string_view utf8) {
  constexpr size_t kBlock = 192;  // so few that a byte counts them
  size_t count = 0;
  for (; utf8.size() >= kBlock; utf8.remove_prefix(kBlock)) {
    uint8_t in_block = 0;
    for (size_t i = 0; i < kBlock; ++i) {
      in_block = static_cast<uint8_t>(in_block + BeginsCharacter(utf8[i]));
    }
    count += in_block;
  }
  for (const char byte : utf8) count += BeginsCharacter(byte);
  return count;
}

// Straight quotation marks do not say which of them opens: in a line where they come in
// pairs, every other one does.
void PairStraightQuotes(std::span<char32_t> folded) {
  for (auto line = folded.begin(); line != folded.end();) {
    const auto line_end = std::find(line, folded.end(), U'\n');
    const auto count = std::count(line, line_end, U'"');
    if (count > 0 && count % 2 == 0) {
      bool opens = true;
      for (auto it = line; it != line_end; ++it) {
        if (*it != U'"') continue;
        *it = opens ? U'“' : U'”';
        opens = !opens;
      }
    }
    line = line_end == folded.end() ? line_end : line_end + 1;
  }
}

}  // namespace

char32_t FoldChar(char32_t c) { return Fold(c); }

std::u32string FoldUtf8(std::string_view utf8) {
  // Of a few words counting would take longer than room for as many characters as bytes.
  constexpr size_t kFew = 128;
  const size_t most = utf8.size() <= kFew ? utf8.size() : CountCharacters(utf8);
  std::u32string folded(most, U'\0');
  char32_t* next = folded.data();
  ReadCharacters(utf8, [&](char32_t c, uint32_t) { *next++ = c; });
  folded.resize(static_cast<size_t>(next - folded.data()));
  return folded;
}

Text::Text(std::string utf8) : Text(std::move(utf8), nullptr) {}

Text::Text(std::string utf8, const Catalog& catalog)
    : Text(std::move(utf8), &catalog) {}

Text::Text(std::string utf8, const Catalog* catalog)
    : catalog_(catalog),
      utf8_(std::move(utf8)),
      size_(CountCharacters(utf8_)),
      folded_(std::make_unique_for_overwrite<char32_t[]>(size_)),
      byte_offsets_(std::make_unique_for_overwrite<uint32_t[]>(size_ + 1)) {
  char32_t* folded = folded_.get();
  uint32_t* byte_offset = byte_offsets_.get();
  const bool has_quotes = ReadCharacters(utf8_, [&](char32_t c, uint32_t at) {
    *folded++ = c;
    *byte_offset++ = at;
  });
  *byte_offset = static_cast<uint32_t>(utf8_.size());
  if (has_quotes) PairStraightQuotes({folded_.get(), size_});
}

const Catalog& Text::BuiltInCatalog() { return Catalog::BuiltIn(); }

std::string_view Text::Utf8(CharSpan span) const {
  const uint32_t begin = byte_offsets_[span.begin];
  return std::string_view(utf8_).substr(begin, byte_offsets_[span.end] - begin);
}

size_t Text::CharAtByte(int64_t byte) const {
  // Characters are nearly all of one length: the place is near where it would be then.
  const uint32_t* const begin = byte_offsets_.get();
  const auto count = static_cast<int64_t>(size_);
  const auto bytes = std::max<int64_t>(static_cast<int64_t>(utf8_.size()), 1);
  int64_t low = byte * count / bytes;
  // By what a guess misses, a better one is nearly off.
  constexpr int kGuesses = 2;
  for (int k = 0; k < kGuesses; ++k) {
    const int64_t miss = byte - static_cast<int64_t>(begin[low]);
    low = std::clamp<int64_t>(low + miss * count / bytes, 0, count);
  }
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
