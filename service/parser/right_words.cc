#include "service/parser/right_words.h"

#include <algorithm>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/name_words.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

const Lexicon& CutWords() {
  static const Lexicon words(tables::kCutWords);
  return words;
}

// Characters in front of 的 that make an adjective: 现代化的, 高标准的.
constexpr std::u32string_view kAdjectives = U"化性型式级准新大高好美优强";

bool IsJoint(char32_t c) {
  return c == U'和' || c == U'与' || c == U'及' || c == U'并' || c == U'、' ||
         c == U'或';
}

// (2400名)党员联系服务(19000户): without the verbs that the next figure follows.
CharSpan TrimVerbs(const Text& text, CharSpan words) {
  while (const Lexicon::Entry* verb =
             Verbs().LongestBefore(text.folded(), words.begin, words.end)) {
    if (verb->word.size() < 2 || verb->word.size() + 2 > words.size()) break;
    words.end -= verb->word.size();
  }
  return words;
}

// Without the joint, and the verb behind a joint, that lead to the next figure:
// 市政公园和改造.
CharSpan TrimEnd(const Text& text, CharSpan words) {
  while (!words.empty() &&
         (text[words.end - 1] == U' ' || text[words.end - 1] == U'的' ||
          IsJoint(text[words.end - 1]))) {
    --words.end;
  }
  if (!words.empty() && text[words.end - 1] == U'等') {
    // 16个区域和某某流域等(8个流域): the list belongs to the next figure.
    for (size_t i = words.end; i > words.begin + 1; --i) {
      if (IsJoint(text[i - 1])) return {words.begin, i - 1};
    }
  }
  const Lexicon::Entry* verb =
      Verbs().LongestBefore(text.folded(), words.begin, words.end);
  if (verb == nullptr) return words;
  const size_t begin = words.end - verb->word.size();
  if (begin > words.begin + 1 && IsJoint(text[begin - 1])) {
    words.end = begin - 1;
  } else if (verb->word.size() > 1 && begin > words.begin + 1 &&
             IsDigit(text[words.end])) {
    return TrimVerbs(text, {words.begin, begin});
  }
  return words;
}

// (20个)竣工项目: the verb and a short noun behind it are one name.
bool IsAttribute(const Text& text, CharSpan words, const Lexicon::Entry& verb) {
  constexpr size_t kShortNoun = 3;
  if (verb.word.size() < 2) return false;
  size_t end = words.begin + verb.word.size();
  const size_t noun = end;
  while (end < words.end) {
    const Lexicon::Entry* cut = CutWords().LongestAt(text.folded(), end);
    if (cut != nullptr && cut->fields[1] == "cut") break;
    ++end;
  }
  return end >= noun + 2 && end <= noun + kShortNoun;
}

// (由18亿元)增加到: no noun.
bool BeginsMovement(const Text& text, size_t i) {
  const Lexicon::Entry* word = TailWords().LongestAt(text.folded(), i);
  if (word == nullptr || word->word.size() < 2) return false;
  const std::string_view role = word->fields[1];
  return role == "to" || role == "up" || role == "down" || role == "yoy";
}

}  // namespace

RightWords ReadRightWords(const Text& text, CharSpan words) {
  while (!words.empty() &&
         (text[words.begin] == U' ' || text[words.begin] == U'的')) {
    ++words.begin;
  }
  RightWords right{{words.begin, words.begin}, {words.begin, words.begin}};
  // (教师120名)和校长32名: the list goes on.
  constexpr std::u32string_view kJoints = U"和与及";
  if (IsOneOf(text[words.begin], kJoints)) return right;
  if (BeginsMovement(text, words.begin)) return right;
  size_t end = words.begin;
  while (end < words.end) {
    const Lexicon::Entry* cut = CutWords().LongestAt(text.folded(), end);
    if (text[end] == U'(') {
      if (end == words.begin) break;
      while (end < words.end && text[end] != U')') ++end;  // 社区(村居)服务点
    }
    if (cut != nullptr && cut->fields[1] == "keep") {
      end += cut->word.size();
      continue;
    }
    // 乡镇通了车, 学生补助了生活费
    if (end > words.begin + 1 &&
        (text[end + 1] == U'了' ||
         (text[end + 2] == U'了' && IsVerbs(text, {end, end + 2})))) {
      break;
    }
    if (cut != nullptr && end == words.begin &&
        IsAttribute(text, words, *cut)) {
      end += cut->word.size();
      continue;
    }
    const size_t least = cut != nullptr && cut->word.size() > 1 ? 1 : 2;
    if (cut != nullptr && (end == words.begin || end >= words.begin + least)) {
      break;
    }
    ++end;
  }
  right.whole = TrimEnd(text, {words.begin, std::min(end, words.end)});
  right.noun = right.whole;
  for (size_t i = words.begin + 2; i + 1 < right.whole.end; ++i) {
    if (text[i] == U'的' &&
        kAdjectives.find(text[i - 1]) == std::u32string_view::npos) {
      // 推出30项具有知名度的(赛事)
      const CharSpan verb = LeadingVerb(text, right.whole);
      if (verb.size() > 1 && verb.end < i && !IsNounToo(text, verb)) {
        right.noun.begin = i + 1;
        continue;
      }
      right.noun.end = i;
      break;
    }
  }
  return right;
}

bool BeginsPurpose(const Text& text, CharSpan words_behind) {
  const std::u32string_view words = text.Folded(words_behind);
  for (const std::u32string_view word :
       {U"支持", U"用于", U"推动", U"推进",     U"解决",    U"补助",
        U"奖励", U"资助", U"扶持", U"帮助",     U"保障",    U"确保",
        U"购买", U"落实", U"兑现", U"开展",     U"实施",    U"对",
        U"为",   U"向",   U"给予", U"专项用于", U"专门用于"}) {
    if (!words.starts_with(word)) continue;
    constexpr std::u32string_view kFunds = U"资金经款费性、";
    return word.size() < words.size() &&
           kFunds.find(words[word.size()]) == kFunds.npos;  // 补助资金
  }
  return false;
}

}  // namespace qiusuo::parser
