#include "service/parser/topics.h"

#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/left_words.h"
#include "service/parser/lexicon.h"
#include "service/parser/name_words.h"
#include "service/parser/sentences.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxClauses = 3;
constexpr size_t kMaxTopic = 30;

// 亩产量, 利税, 学生人数: nouns that a number can follow end so.
bool IsMeasured(const Text& text, CharSpan words) {
  constexpr std::u32string_view kEnds = U"率量额值积数价税润资款费度";
  constexpr std::u32string_view kNouns[] = {
      U"贷款", U"成本", U"时间", U"水平", U"规模", U"强度", U"人次",
      U"能力", U"销售", U"产能", U"债券", U"债务", U"人口", U"收入",
      U"投入", U"支出", U"产出", U"出口", U"进口", U"比重", U"资金"};
  if (words.empty()) return false;
  const std::u32string_view name = text.Folded(words);
  for (const std::u32string_view noun : kNouns) {
    if (name.ends_with(noun)) return true;
  }
  return IsOneOf(name.back(), kEnds) && !name.ends_with(U"制度") &&
         !name.ends_with(U"力度") && !name.ends_with(U"年度");
}

// 按照不同的条件, 在三类地区: says how or where, not what.
bool IsCircumstance(const Text& text, CharSpan clause) {
  const char32_t first = text[clause.begin];
  const char32_t last = text[clause.end - 1];
  return IsOneOf(first, U"按在随根通经从与向以由围据对比因受为") ||
         IsOneOf(last, U"来后下时前内里间上中");
}

// 亩产量在十年内: without the circumstance behind it.
CharSpan WithoutCircumstance(const Text& text, CharSpan name) {
  if (name.empty() || !IsOneOf(text[name.end - 1], U"来后下时前内里间上中")) {
    return name;
  }
  const size_t at = text.Folded(name).rfind(U'在');
  return at == std::u32string_view::npos || at == 0
             ? CharSpan{name.begin, name.begin}
             : CharSpan{name.begin, name.begin + at};
}

CharSpan TopicOf(const Text& text, CharSpan clause,
                 std::span<const FoundPeriod> periods, TopicUse use) {
  const CharSpan none = {clause.begin, clause.begin};
  const LeftWords left = ReadLeftWords(text, clause, periods);
  CharSpan name = WithoutCircumstance(text, left.name);
  if (name.size() < 2 || name.size() > kMaxTopic ||
      IsCircumstance(text, name)) {
    return none;
  }
  const CharSpan verb = LeadingVerb(text, name);
  const bool measured = IsMeasured(text, name);
  if (!measured || (use == TopicUse::kRival && !verb.empty())) return none;
  if (name.size() > verb.size() + 1) name.begin = verb.end;
  return name;
}

}  // namespace

CharSpan FindTopic(const Text& text, CharSpan words,
                   std::span<const FoundPeriod> periods, TopicUse use) {
  size_t end = words.end;
  for (size_t k = 0; k < kMaxClauses && end > words.begin; ++k) {
    while (end > words.begin && IsClauseEnd(text[end - 1])) --end;
    size_t begin = end;
    while (begin > words.begin && !IsClauseEnd(text[begin - 1])) --begin;
    if (begin < end) {
      const CharSpan topic = TopicOf(text, {begin, end}, periods, use);
      if (!topic.empty()) return topic;
    }
    end = begin;
  }
  return {words.begin, words.begin};
}

}  // namespace qiusuo::parser
