// File: service/parser/left_words.h
//
// The words in front of a figure, taken apart: what is measured, and what the verb
// and the adverbs say of the figure.
//
//   全市地区生产总值比上年增长 (5.2%)
//     subject 全市, name 地区生产总值, YEAR_ON_YEAR, UP
//   案件平均审理时间缩短至 (45天)
//     name 案件平均审理时间, a level
//
// The words are in tables/tail_words.tsv, head_words.tsv, verbs.tsv and bodies.tsv.

#ifndef QIUSUO_SERVICE_PARSER_LEFT_WORDS_H_
#define QIUSUO_SERVICE_PARSER_LEFT_WORDS_H_

#include <span>

#include "qiusuo/v1/metric.pb.h"
#include "service/parser/periods.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct LeftWords {
  CharSpan name;     // what is measured; empty if the words do not say
  CharSpan subject;  // empty if they name none
  // What stands in front of the name and belongs to its full form: 安排(资金),
  // 年末(余额); empty if nothing does.
  CharSpan verb;
  // 总计, 总数: behind the name, a part of its full form; empty if there is none.
  CharSpan total;
  // 降幅, 降温幅度: a noun that says that something moved; empty if there is none.
  CharSpan movement;
  qiusuo::v1::Direction direction = qiusuo::v1::DIRECTION_UNSPECIFIED;
  qiusuo::v1::Basis basis = qiusuo::v1::BASIS_UNSPECIFIED;
  // The words that told direction, reaches and basis; empty if none did.
  CharSpan direction_words;
  CharSpan reach_words;
  CharSpan basis_words;
  CharSpan plan_words;
  bool starts = false;       // 由, 从: what it was before
  bool names_actor = false;  // the subject is a body that did something
  bool reaches = false;      // 升至, 保持在: a level, whatever moved
  bool is_share = false;     // 占
  bool of_whole = false;     // 为预算的, 占…的
  bool distributes = false;  // 分别
  bool gains = false;        // 新增, behind the name
  bool about = false;        // 大约, 约达
  bool at_least = false;     // 至少
  bool has = false;       // 有, 为: what is had or served follows the figure
  bool planned = false;   // 力争, 确保
  bool compares = false;  // 高于全国: with something else than the past
  // The name ends in a verb or preposition: what is counted follows the figure.
  bool ends_in_verb = false;
  // The subject is part of what is measured: 某某机场(旅客吞吐量).
  bool is_owned = false;
};

// ReadLeftWords takes `words` apart. `periods` are those of the sentence.
LeftWords ReadLeftWords(const Text& text, CharSpan words,
                        std::span<const FoundPeriod> periods);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_LEFT_WORDS_H_
