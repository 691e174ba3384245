#include "service/parser/run_in_titles.h"

#include <algorithm>
#include <array>

#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"

namespace qiusuo::parser {
namespace {

// A title that ends in a colon, and the least text behind it.
constexpr size_t kMaxColonTitle = 12;
constexpr size_t kMinColonText = 30;

// Whether the words before a colon name what the paragraph is about. Those that
// introduce what somebody says (会议要求：, 网民“某某”：) or what a word means do not.
bool NamesSubject(std::u32string_view words) {
  constexpr std::array<std::u32string_view, 5> kSpeakers = {
      U"网友", U"网民", U"记者", U"主持人", U"答"};
  if (IsOneOf(words.back(), U"是为说道问答称示到出求括含有在即调指样例")) {
    return false;
  }
  return std::none_of(kSpeakers.begin(), kSpeakers.end(), [&](auto speaker) {
    return words.find(speaker) != std::u32string_view::npos;
  });
}

}  // namespace

size_t SkipDash(const Text& text, size_t begin) {
  size_t end = begin;
  for (size_t at = begin; IsOneOf(text[at], U"—―─ ") && text[at] != U'\0';
       ++at) {
    if (text[at] != U' ') end = at + 1;
  }
  while (end > begin && text[end] == U' ') ++end;
  return end;
}

size_t FindTitleStop(const Text& text, size_t begin, size_t end, size_t limit) {
  const size_t words = SkipDash(text, begin);
  const size_t least = words > begin ? kMinDashedTitle : kMinTitle;
  begin = words;
  size_t blanks = 0;
  for (size_t i = begin; i < end && i <= begin + blanks + limit; ++i) {
    switch (text[i]) {
      case U' ':
        ++blanks;
        break;
      case U'。':
        return i >= begin + blanks + least && i + 1 < end ? i : 0;
      case U'!':
      case U'?':
      case U';':
      case U':':
        return 0;
      default:
        break;
    }
  }
  return 0;
}

size_t FindTitleColon(const Text& text, CharSpan ink) {
  for (size_t i = ink.begin; i < ink.end && i <= ink.begin + kMaxColonTitle;
       ++i) {
    if (text[i] != U':') {
      const bool is_word = text[i] >= 0x3400 && text[i] < 0xa000;
      if (!is_word && !IsOneOf(text[i], U"“”、")) return 0;
      continue;
    }
    if (i < ink.begin + kMinTitle || i + kMinColonText > ink.end ||
        text[ink.end - 1] != U'。' || IsOneOf(text[i + 1], U"“是指即")) {
      return 0;
    }
    return NamesSubject(text.Folded({ink.begin, i})) ? i : 0;
  }
  return 0;
}

bool SpeaksToReader(std::u32string_view words) {
  constexpr std::array<std::u32string_view, 7> kOpenings = {
      U"今年", U"去年", U"明年", U"今天", U"当前", U"这是", U"新形势"};
  return words.find(U"各位代表") != words.npos ||
         std::any_of(kOpenings.begin(), kOpenings.end(),
                     [words](auto word) { return words.starts_with(word); });
}

bool NamesTask(std::u32string_view words) {
  constexpr std::array<std::u32string_view, 16> kNever = {
      U"是",   U"我们", U"以下", U"如下", U"下列", U"过去", U"去年", U"今年",
      U"年来", U"一年", U"当前", U"目前", U"这些", U"同时", U"什么", U"必须"};
  return std::none_of(words.begin(), words.end(), &IsDigit) &&
         std::none_of(kNever.begin(), kNever.end(), [words](auto word) {
           return words.find(word) != words.npos;
         });
}

}  // namespace qiusuo::parser
