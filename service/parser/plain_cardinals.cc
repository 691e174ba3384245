#include "service/parser/plain_cardinals.h"

#include <bitset>
#include <utility>

#include "service/parser/han_digits.h"
#include "service/parser/literals.h"

namespace qiusuo::parser {
namespace {

constexpr bool IsCardinalCharacter(char32_t c) {
  if (c < 0x80) return IsDigit(c) || c == U'.' || IsMask(c);
  switch (c) {
    case U'个':
    case U'几':
    case U'幾':
    case U'数':
    case U'多':
    case U'余':
    case U'来':
    case U'点':
    case U'點':
      return true;
    default:
      return HanDigit(c) >= 0 || HanTens(c) > 0 || HanScale(c) > 0 || IsMask(c);
  }
}

constexpr size_t kPlane = 65536;

std::bitset<kPlane> CardinalCharacters() {
  std::bitset<kPlane> characters;
  for (char32_t c = 0; c < kPlane; ++c) characters[c] = IsCardinalCharacter(c);
  return characters;
}

}  // namespace

bool MayBelongToCardinal(char32_t c) {
  static const std::bitset<kPlane> characters = CardinalCharacters();
  return c < kPlane && characters[c];
}

std::optional<Cardinal> ReadPlainCardinal(const Text& text, size_t begin) {
  Cardinal found;
  found.digits = true;
  if (IsDigit(text[begin])) {
    Literal literal = ReadLiteral(text, begin);
    found.end = literal.end;
    found.value = std::move(literal.value);
    found.arabic = true;
    found.point = literal.point;
    found.grouped = literal.grouped;
    found.digit_count = literal.digit_count;
    // 15k, 30w
    if (text[found.end] == U'k' || text[found.end] == U'w') return std::nullopt;
  } else if (HanDigit(text[begin]) >= 0 && !IsFormalOnly(text[begin])) {
    found.end = begin + 1;
    found.value = Decimal::FromInteger(HanDigit(text[begin]));
    found.digit_count = 1;
  } else {
    return std::nullopt;
  }
  const char32_t behind = text[SkipBlanks(text, found.end)];
  if (MayBelongToCardinal(behind)) return std::nullopt;
  return found;
}

}  // namespace qiusuo::parser
