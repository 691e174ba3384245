#include "service/parser/plain_cardinals.h"

#include <utility>

#include "service/parser/han_digits.h"
#include "service/parser/literals.h"

namespace qiusuo::parser {
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
  const size_t behind = SkipBlanks(text, found.end);
  if (MayBelongToCardinal(text[behind])) {
    // 三个 is plain, 两个亿 is not.
    const char32_t next = text[behind + 1];
    if (text[behind] != U'个' || next == U'亿' || next == U'万')
      return std::nullopt;
  }
  return found;
}

}  // namespace qiusuo::parser
