#include "service/parser/period_words.h"

#include <bitset>
#include <string_view>

#include "service/parser/numerals.h"

namespace qiusuo::parser {
namespace {

std::bitset<65536> FirstCharacters() {
  std::bitset<65536> first;
  for (char32_t c = 0; c < first.size(); ++c) first[c] = MayBeginNumeral(c);
  for (const char32_t c :
       U"今去上下本当前近“”十截同全年月季目现迄至过第未明来昨日任改这后最") {
    first[c] = c != 0;
  }
  return first;
}

}  // namespace

bool MayBeginPeriod(char32_t c) {
  static const std::bitset<65536> first = FirstCharacters();
  return c < first.size() && first[c];
}

bool LeadsToNumber(char32_t c) {
  constexpr std::u32string_view kLeads = U"“‘截第前近过最今未这";
  return kLeads.find(c) != kLeads.npos;
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
