// File: service/parser/clause_head.h
//
// What stands at the head of a clause in front of what is measured: connectives, words
// of time, adverbs, and whose figure it is.
//
//   (3)同时,2023年全市法院共(受理案件)      subject 全市法院
//   其中,省财政厅下达我市(专项债券)         subject 我市: what it gets is its figure
//   陕西、山西等地(降水量)                 subject 陕西、山西等地
//
// The words are in tables/head_words.tsv, bodies.tsv and verbs.tsv.

#ifndef QIUSUO_SERVICE_PARSER_CLAUSE_HEAD_H_
#define QIUSUO_SERVICE_PARSER_CLAUSE_HEAD_H_

#include <cstddef>
#include <span>

#include "service/parser/periods.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct ClauseHead {
  size_t end = 0;    // where the words behind it begin
  CharSpan subject;  // empty if none is named
  CharSpan plan;     // 力争, 确保; empty if there is none
  CharSpan verb;  // 安排(资金): says little, and is a part of the full name
  bool about = false;     // 约
  bool is_owned = false;  // the subject is part of what is measured
  // 推进全市(改革): the subject is a part of what somebody does.
  bool is_object = false;
  bool acts = false;         // a verb follows the subject
  bool names_actor = false;  // the subject is a body or a proper name: not 全市
};

// ReadClauseHead reads the head of `words`, which are of one clause. Of `of_whole` words
// (完成预算的) the verb is kept, as it is where nothing follows it.
ClauseHead ReadClauseHead(const Text& text, CharSpan words,
                          std::span<const FoundPeriod> periods, bool of_whole);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CLAUSE_HEAD_H_
