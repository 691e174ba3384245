#include "service/parser/period_words.h"

#include <string_view>

#include "service/parser/han_digits.h"
#include "service/parser/literals.h"

namespace qiusuo::parser {
namespace {

// What makes a closer look at a number worthwhile where it stands behind: the number goes
// on, or a word of time does.
constexpr CharacterSet kGoesOn{
    kHanNumerals, U".,/xX*×□ekwE廿卅卌个几幾数多余来点點", U"年月季-—–~至到、"};

}  // namespace

size_t SkipPlainNumber(const Text& text, size_t i) {
  size_t end = i;
  if (HanDigit(text[i]) >= 0) {
    ++end;
  } else {
    while (IsDigit(text[end])) ++end;
    if (end == i) return 0;
    // So few that a list of numbers is not read anew from each of them.
    constexpr int kMaxGroups = 4;
    for (int k = 0; k < kMaxGroups && GroupsDigits(text, end); ++k) {
      end += 4;
    }
    if (text[end] == U'.' && IsDigit(text[end + 1])) {
      ++end;
      while (IsDigit(text[end])) ++end;
    }
  }
  size_t behind = end;
  while (text[behind] == U' ') ++behind;
  return kGoesOn.Has(text[behind]) ? 0 : end;
}

bool LeadsToNumber(const Text& text, size_t i) {
  static constexpr CharacterSet kLeads{U"“‘第前近过最今未这"};
  if (text[i] == U'截') return true;
  // 近三年, 过去五年
  return kLeads.Has(text[i]) &&
         (MayBeginNumeral(text[i + 1]) || MayBeginNumeral(text[i + 2]));
}

size_t SkipAgo(const Text& text, size_t i) {
  if ((text[i] == U'以' || text[i] == U'之') &&
      (text[i + 1] == U'前' || text[i + 1] == U'后')) {
    return i + 2;
  }
  return text[i] == U'前' || text[i] == U'后' ? i + 1 : i;
}

size_t SkipTail(const Text& text, size_t i) {
  if (text[i] == U'以' && text[i + 1] == U'来') return i + 2;
  if (text[i] == U'来' && text[i + 1] != U'自' && text[i + 1] != U'源') {
    return i + 1;
  }
  const bool tail = text[i] == U'间' || text[i] == U'内' || text[i] == U'里';
  return tail ? i + 1 : i;
}

}  // namespace qiusuo::parser
