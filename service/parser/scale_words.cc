#include "service/parser/scale_words.h"

#include <string_view>

namespace qiusuo::parser {

bool BeginsThousandUnit(const Text& text, size_t i) {
  switch (text[i]) {
    case U'米':
    case U'克':
    case U'瓦':
    case U'卡':
    case U'伏':
    case U'帕':
    case U'赫':
    case U'焦':
      return true;
    case U'比':
      return text[i + 1] == U'特';
    case U'字':
      return text[i + 1] == U'节';
    default:
      return false;
  }
}

bool BeginsMegaUnit(const Text& text, size_t i) {
  constexpr std::u32string_view kUnits = U"字赫瓦帕比欧周伏焦";
  return text[i] != 0 && kUnits.find(text[i]) != std::u32string_view::npos;
}

bool BeginsOtherWord(const Text& text, size_t i) {
  const char32_t next = text[i + 1];
  if (text[i] == U'余') return next == U'额' || next == U'下' || next == U'热';
  return next == U'样' || next == U'层' || next == U'边' || next == U'党' ||
         next == U'方' || next == U'功' ||
         (next == U'元' && text[i + 2] == U'化');
}

}  // namespace qiusuo::parser
