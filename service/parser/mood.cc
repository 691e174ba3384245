#include "service/parser/mood.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/sentences.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

// In tenths, as the table's weights.
constexpr int kLeastPlan = 20;
constexpr int kMostDone = 5;
// A page of plans has some words of things done in it.
constexpr int kPlansPerDone = 3;
constexpr int kStatedGrowth = 10;

const Lexicon& Moods() {
  static const Lexicon moods(tables::kMoods);
  return moods;
}

// 增长8.2% is a result; 增长8%左右 is an aim.
bool StatesGrowth(const Text& text, size_t i) {
  constexpr std::u32string_view kFirst = U"增下提减";
  if (kFirst.find(text[i]) == kFirst.npos) return false;
  const std::u32string_view word = text.Folded({i, i + 2});
  if ((word != U"增长" && word != U"下降" && word != U"提高" &&
       word != U"减少") ||
      !IsDigit(text[i + 2])) {
    return false;
  }
  constexpr size_t kMaxFigure = 16;
  for (size_t k = i + 2; k < i + kMaxFigure; ++k) {
    if (text[k] == 0 || IsClauseEnd(text[k]) || text[k] == U'、') break;
    if (text[k] == U'左' || text[k] == U'以') return false;
  }
  return true;
}

}  // namespace

MoodWeights WeighMood(const Text& text, CharSpan paragraph) {
  int plan = 0;
  int done = 0;
  size_t i = paragraph.begin;
  while (i < paragraph.end) {
    if (i + 2 < paragraph.end && StatesGrowth(text, i)) done += kStatedGrowth;
    const Lexicon::Entry* word = Moods().LongestAt(text.folded(), i);
    if (word == nullptr) {
      ++i;
      continue;
    }
    const int weight = std::stoi(std::string(word->fields[2]));
    if (word->fields[1] == "plan") plan += weight;
    if (word->fields[1] == "done") done += weight;
    i += word->word.size();
  }
  return {plan, done};
}

Mood MoodOf(std::span<const MoodWeights> paragraphs, size_t k) {
  constexpr size_t kReach = 3;
  const MoodWeights& own = paragraphs[k];
  MoodWeights around;
  const size_t first = k - std::min(k, kReach);
  const size_t end = std::min(paragraphs.size(), k + kReach + 1);
  for (size_t i = first; i < end; ++i) {
    around.plan += paragraphs[i].plan;
    around.done += paragraphs[i].done;
  }
  if (own.done > std::max(kMostDone, own.plan / kPlansPerDone)) {
    return Mood::kDone;
  }
  if (own.plan >= kLeastPlan) {
    const bool is_alone =
        own.plan < 2 * kLeastPlan && around.done >= kPlansPerDone * around.plan;
    return is_alone ? Mood::kDone : Mood::kPlans;
  }
  const bool among_plans = own.plan > 0 && own.done == 0 &&
                           around.plan >= kLeastPlan &&
                           around.done * 2 * kPlansPerDone <= around.plan;
  return among_plans ? Mood::kLikelyPlans : Mood::kOpen;
}

Mood MoodOfHeading(std::string_view title) {
  constexpr std::string_view kPlans[] = {
      "工作安排", "工作打算", "主要任务", "工作重点", "工作部署",
      "目标任务", "主要目标", "预期目标", "下一步",   "下步",
      "今后",     "未来五年", "预算安排", "预算草案", "收支预算",
      "工作思路", "工作计划", "奋斗目标", "工作建议", "重点工作"};
  constexpr std::string_view kDone[] = {"完成", "执行", "回顾", "总结",
                                        "成效", "成绩", "情况", "一年来"};
  const auto holds = [&](const auto& words) {
    return std::any_of(std::begin(words), std::end(words),
                       [&](std::string_view word) {
                         return title.find(word) != std::string_view::npos;
                       });
  };
  if (holds(kDone)) return Mood::kDone;
  return holds(kPlans) ? Mood::kPlans : Mood::kOpen;
}

// 争取上级资金, 争取债券: what is striven for was got.
bool ObtainsFunds(std::u32string_view words) {
  for (const std::u32string_view word :
       {U"资金", U"债", U"补助", U"贷款", U"上级", U"中央", U"转移支付"}) {
    if (words.find(word) != words.npos) return true;
  }
  return false;
}

CharSpan FindPlanWord(const Text& text, CharSpan words) {
  constexpr std::u32string_view kWords[] = {U"力争",   U"确保",  U"争取",
                                            U"力求",   U"预期",  U"必须",
                                            U"目标是", U"目标为"};
  const std::u32string_view folded = text.Folded(words);
  for (const std::u32string_view word : kWords) {
    const size_t at = folded.find(word);
    if (at == folded.npos) continue;
    if (word == U"争取" && ObtainsFunds(folded.substr(at))) continue;
    return {words.begin + at, words.begin + at + word.size()};
  }
  return {words.begin, words.begin};
}

}  // namespace qiusuo::parser
