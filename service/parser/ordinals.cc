#include "service/parser/ordinals.h"

#include <array>
#include <string>
#include <string_view>

#include "service/parser/han_digits.h"

namespace qiusuo::parser {
namespace {

// 一千九百九十九 has seven characters; more than this is no ordinal.
constexpr size_t kMaxHanCharacters = 10;
constexpr size_t kMaxDigits = 4;
constexpr int64_t kMaxOrdinal = 9999;

// 十, 百, 千 and the contracted tens 廿 (20) and 卅 (30); 0 for any other.
int HanUnit(char32_t c) {
  switch (c) {
    case U'十':
      return 10;
    case U'百':
      return 100;
    case U'千':
      return 1000;
    case U'廿':
      return 20;
    case U'卅':
      return 30;
    default:
      return 0;
  }
}

int64_t ReadDigitByDigit(std::u32string_view characters) {
  int64_t value = 0;
  for (const char32_t c : characters) value = value * 10 + HanDigit(c);
  return value;
}

int64_t ReadWithUnits(std::u32string_view characters) {
  int64_t value = 0;
  int64_t digit = 0;
  for (const char32_t c : characters) {
    const int unit = HanUnit(c);
    if (unit == 0) {
      digit = HanDigit(c);
      continue;
    }
    if (unit == 20 || unit == 30) {
      value += unit;
    } else {
      value += (digit == 0 ? 1 : digit) * unit;
    }
    digit = 0;
  }
  return value + digit;
}

}  // namespace

std::optional<Ordinal> ReadHanOrdinal(const Text& text, size_t at) {
  size_t end = at;
  bool has_unit = false;
  while (kHanOrdinalCharacters.Has(text[end])) {
    has_unit = has_unit || HanUnit(text[end]) > 0;
    if (++end - at > kMaxHanCharacters) return std::nullopt;
  }
  if (end == at || text[at] == U'百' || text[at] == U'千') return std::nullopt;
  if (!has_unit && end - at > kMaxDigits) return std::nullopt;
  const std::u32string_view characters = text.Folded({at, end});
  const int64_t value =
      has_unit ? ReadWithUnits(characters) : ReadDigitByDigit(characters);
  if (value > kMaxOrdinal) return std::nullopt;
  return Ordinal{value, end};
}

std::optional<Ordinal> ReadSpacedHanOrdinal(const Text& text, size_t at) {
  std::u32string characters;
  size_t end = at;
  bool has_unit = false;
  for (size_t i = at; kHanOrdinalCharacters.Has(text[i]);) {
    if (characters.size() == kMaxHanCharacters) return std::nullopt;
    characters.push_back(text[i]);
    has_unit = has_unit || HanUnit(text[i]) > 0;
    end = ++i;
    while (text[i] == U' ') ++i;
  }
  if (!has_unit || characters.front() == U'百' || characters.front() == U'千')
    return std::nullopt;
  return Ordinal{ReadWithUnits(characters), end};
}

std::optional<Ordinal> ReadArabicOrdinal(const Text& text, size_t at) {
  size_t end = at;
  int64_t value = 0;
  while (IsDigit(text[end])) {
    if (end - at == kMaxDigits) return std::nullopt;
    value = value * 10 + static_cast<int64_t>(text[end] - U'0');
    ++end;
  }
  if (end == at) return std::nullopt;
  return Ordinal{value, end};
}

std::optional<Ordinal> ReadOrdinal(const Text& text, size_t at) {
  return IsDigit(text[at]) ? ReadArabicOrdinal(text, at)
                           : ReadHanOrdinal(text, at);
}

std::optional<EnclosedOrdinal> ReadEnclosedOrdinal(char32_t c) {
  using qiusuo::v1::SECTION_SCHEME_ARABIC_DOT;
  using qiusuo::v1::SECTION_SCHEME_ARABIC_PAREN;
  using qiusuo::v1::SECTION_SCHEME_CIRCLED;
  using qiusuo::v1::SECTION_SCHEME_HAN_PAREN;
  struct Block {
    char32_t first;
    char32_t last;
    qiusuo::v1::SectionScheme scheme;
    int64_t first_value;
  };
  constexpr std::array kBlocks = {
      Block{U'①', U'⑳', SECTION_SCHEME_CIRCLED, 1},
      Block{U'⑴', U'⒇', SECTION_SCHEME_ARABIC_PAREN, 1},
      Block{U'⒈', U'⒛', SECTION_SCHEME_ARABIC_DOT, 1},
      Block{U'㈠', U'㈩', SECTION_SCHEME_HAN_PAREN, 1},
      Block{U'㊀', U'㊉', SECTION_SCHEME_CIRCLED, 1},
      Block{U'❶', U'❿', SECTION_SCHEME_CIRCLED, 1},
      Block{U'㉑', U'㉟', SECTION_SCHEME_CIRCLED, 21},
  };
  for (const Block& block : kBlocks) {
    if (c >= block.first && c <= block.last) {
      return EnclosedOrdinal{
          block.scheme,
          block.first_value + static_cast<int64_t>(c - block.first)};
    }
  }
  return std::nullopt;
}

}  // namespace qiusuo::parser
