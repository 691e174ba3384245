// File: service/parser/mood.h
//
// Whether a paragraph speaks of plans or of things done. Reports write plans as bare
// commands and things done with a mark of completion:
//
//   继续加强基层建设,新建站点30个,确保年底前投用       plans
//   新建了站点30个,覆盖率比上年提高3.1个百分点         done

#ifndef QIUSUO_SERVICE_PARSER_MOOD_H_
#define QIUSUO_SERVICE_PARSER_MOOD_H_

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "service/parser/text.h"

namespace qiusuo::parser {

enum class Mood {
  kSurePlans,  // even of what a body is said to do
  kPlans,
  kLikelyPlans,  // it has plans around: unless the heading says otherwise
  kOpen,         // neither is clear: what the heading says decides
  kDone,
};

// The moods of the paragraphs of a zone, cut into pieces of a few sentences. A piece is judged
// by the words of tables/moods.tsv in it and in the pieces around it: reports tell of plans
// and of things done by the page, not by the line. Only what is asked for is read.
class ParagraphMoods {
 public:
  // All arguments must outlive it.
  ParagraphMoods(const Text& text, std::span<const CharSpan> paragraphs)
      : text_(text), paragraphs_(paragraphs) {}

  // At answers the mood of the piece in which `place` stands, which is in paragraph k. Places
  // come in rising order.
  Mood At(size_t k, size_t place);

 private:
  // Some sentences of a paragraph, up to the place where the next piece begins.
  struct Piece {
    size_t end = 0;
    int weight = 0;  // log-odds of plans against things done, in tenths
  };

  void Weigh(CharSpan paragraph);
  Mood MoodOf(size_t piece) const;

  // Pieces on either side that count.
  static constexpr size_t kReach = 3;

  const Text& text_;
  const std::span<const CharSpan> paragraphs_;
  std::vector<Piece> pieces_;  // of some paragraphs up to number end_
  size_t end_ = 0;
  size_t next_ = 0;  // the piece of the last place
};

// MoodOfHeading judges a heading: 2024年工作安排 and 主要预期目标 stand over plans,
// 2023年工作目标完成情况 and 工作回顾 over things done. `title` is UTF-8.
Mood MoodOfHeading(std::string_view title);

// FindPlanWord answers a word that makes what follows it in the sentence a plan: 力争,
// 确保, 将(建成), 提出到2030年. Empty if there is none.
CharSpan FindPlanWord(const Text& text, CharSpan words);

// Whether `words` say that what was aimed at is another thing than what they state: 计划为3%,
// (实际达到4%). So do forecasts and what could be had.
bool TellsResult(const Text& text, CharSpan words);

// Whether the words `left` in front of a figure say that it is done (解决了, 已设立, 先后投入), or
// its period does (试点以来, 去年), whatever the paragraph speaks of.
bool IsDone(const Text& text, CharSpan left, CharSpan period);

// Whether the words behind a figure call it an aim: (40万套)的目标任务.
bool IsAim(const Text& text, CharSpan right);

// Whether what is measured is a budget, a plan itself: 公用经费预算(82万元).
bool IsBudget(const Text& text, CharSpan name);

// Whether a figure of the unit behind `left` says how much of a plan was done: 完成年计划的(113%).
bool IsShareOfPlan(const Text& text, CharSpan left, std::string_view unit);

// Whether the words from `year` to `end` tell what is to be in a year to come: 到2028年底,…要达到
// 90%, 到2025年,覆盖率达到95%.
bool AimsAtYear(const Text& text, CharSpan year, size_t end);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_MOOD_H_
