#include "service/parser/mood.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "service/parser/char_set.h"
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

// What each word of the table adds.
std::vector<MoodWeights> ReadWeights() {
  std::vector<MoodWeights> weights;
  for (const Lexicon::Entry& word : Moods().entries()) {
    const int weight = std::stoi(std::string(word.fields[2]));
    weights.push_back({word.fields[1] == "plan" ? weight : 0,
                       word.fields[1] == "done" ? weight : 0});
  }
  return weights;
}

// What a word of the table or a stated growth begins with.
CharSet FirstCharacters() {
  CharSet begins{U"增下提减"};
  for (const Lexicon::Entry& word : Moods().entries()) {
    begins.Add(word.word.front());
  }
  return begins;
}

// 增长8.2% is a result; 增长8%左右 is an aim.
bool StatesGrowth(const Text& text, size_t i) {
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
  static const std::vector<MoodWeights> weights = ReadWeights();
  static const CharSet begins = FirstCharacters();
  MoodWeights sum;
  size_t i = paragraph.begin;
  while (true) {
    i = begins.FirstIn(text.folded(), i, paragraph.end);
    if (i >= paragraph.end) break;
    if (i + 2 < paragraph.end && StatesGrowth(text, i))
      sum.done += kStatedGrowth;
    const Lexicon::Entry* word = Moods().LongestAt(text.folded(), i);
    if (word == nullptr) {
      ++i;
      continue;
    }
    const MoodWeights& added =
        weights[static_cast<size_t>(word - Moods().entries().data())];
    sum.plan += added.plan;
    sum.done += added.done;
    i += word->word.size();
  }
  return sum;
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
