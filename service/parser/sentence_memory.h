// File: service/parser/sentence_memory.h
//
// What the figures of a sentence hand on to those behind them.

#ifndef QIUSUO_SERVICE_PARSER_SENTENCE_MEMORY_H_
#define QIUSUO_SERVICE_PARSER_SENTENCE_MEMORY_H_

#include <optional>
#include <string_view>
#include <vector>

#include "qiusuo/v1/metric.pb.h"
#include "service/parser/left_words.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// What later figures of a sentence inherit, and a following 其中 sentence. Its views are of the
// text or of strings in the figures' arena.
struct SentenceMemory {
  struct Name {
    CharSpan span;          // empty if the name is no one piece of the text
    std::string_view name;  // as written
    std::string_view full;
    std::string_view rule;  // by which it was found
    bool is_share = false;  // 占…, 为预算: what the figure before is of a whole
  };

  const qiusuo::v1::Period* period = nullptr;  // of the figures' arena
  // The words that gave period, subject, basis and planned; empty if none did.
  CharSpan period_words;
  CharSpan subject_words;
  CharSpan basis_words;
  CharSpan plan_words;
  std::string_view subject;
  std::string_view first_subject;  // of the sentence
  qiusuo::v1::Basis basis = qiusuo::v1::BASIS_UNSPECIFIED;
  // Names of the figures so far, the last one last.
  std::vector<Name> names;
  Name paragraph_name;  // the last name of an earlier sentence
  // What a line that a page broke off says of the figure in the next one: 同比下降.
  std::optional<LeftWords> broken_off;
  bool names_actor = false;      // `subject` did what the sentence tells
  bool mood_plans = false;       // most words around speak of plans
  bool mood_is_sure = false;     // even of what a body is said to do
  bool planned = false;          // since a word such as 力争
  bool paragraph_plans = false;  // the paragraph speaks of plans
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_SENTENCE_MEMORY_H_
