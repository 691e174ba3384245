// File: service/parser/mood.h
//
// Whether a paragraph speaks of plans or of things done. Reports write plans as bare
// commands and things done with a mark of completion:
//
//   继续加强基层建设,新建站点30个,确保年底前投用       plans
//   新建了站点30个,覆盖率比上年提高3.1个百分点         done

#ifndef QIUSUO_SERVICE_PARSER_MOOD_H_
#define QIUSUO_SERVICE_PARSER_MOOD_H_

#include <string_view>

#include "service/parser/text.h"

namespace qiusuo::parser {

enum class Mood {
  kPlans,
  kOpen,  // neither is clear: what the heading says decides
  kDone,
};

// MoodOf weighs the words of tables/moods.tsv in `paragraph`.
Mood MoodOf(const Text& text, CharSpan paragraph);

// AnnouncesPlans tells a heading over plans: 2024年工作安排, 主要预期目标; but not
// 2023年工作目标完成情况. `title` is UTF-8.
bool AnnouncesPlans(std::string_view title);

// StatesPlan tells a word that makes what follows it in the sentence a plan: 力争, 确保.
bool StatesPlan(const Text& text, CharSpan words);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_MOOD_H_
