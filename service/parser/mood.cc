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

Mood MoodOf(const Text& text, CharSpan paragraph) {
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
  if (done > kMostDone) return Mood::kDone;
  return plan >= kLeastPlan ? Mood::kPlans : Mood::kOpen;
}

bool AnnouncesPlans(std::string_view title) {
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
  return holds(kPlans) && !holds(kDone);
}

bool StatesPlan(const Text& text, CharSpan words) {
  constexpr std::u32string_view kWords[] = {U"力争",   U"确保",  U"争取",
                                            U"力求",   U"预期",  U"必须",
                                            U"目标是", U"目标为"};
  const std::u32string_view folded = text.Folded(words);
  for (const std::u32string_view word : kWords) {
    if (folded.find(word) != folded.npos) return true;
  }
  return false;
}

}  // namespace qiusuo::parser
