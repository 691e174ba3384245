// File: service/parser/sentence_subjects.h
//
// Whose figures those of a sentence are. Who or what is named last at the head of a clause,
// with figures in it or without, speaks until another one is named.
//
//   市公安局开展专项行动,(破案30起)          市公安局
//   甲县、乙县产量分别为(3吨)、(5吨)         甲县 | 乙县
//   (覆盖)全区(一半以上)社区                全区, where nobody speaks
//
// A semicolon gives the word back to the first one of the sentence.

#ifndef QIUSUO_SERVICE_PARSER_SENTENCE_SUBJECTS_H_
#define QIUSUO_SERVICE_PARSER_SENTENCE_SUBJECTS_H_

#include <cstddef>
#include <span>
#include <string_view>

#include "service/parser/figures.h"
#include "service/parser/left_words.h"
#include "service/parser/periods.h"
#include "service/parser/sentence_memory.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

class SubjectReader {
 public:
  // All arguments must outlive it; the figures and periods are those of the sentence.
  SubjectReader(const Text& text, CharSpan sentence,
                std::span<const Figure> figures,
                std::span<const FoundPeriod> periods, SentenceMemory& memory)
      : text_(text),
        sentence_(sentence),
        figures_(figures),
        periods_(periods),
        memory_(memory) {}

  // Approach reads the clauses between figure k - 1 and figure k, which have none. With the
  // number of figures for k it reads what stands behind the last one.
  void Approach(size_t k);

  // SubjectOf answers the subject of figure k, whose words in front are `left`; empty if
  // nobody is named. `run_position` counts the figures before it in one list under one
  // name. Call both for every figure in order.
  std::string_view SubjectOf(size_t k, const LeftWords& left,
                             size_t run_position);

 private:
  void ReadLabel(CharSpan label);
  void ReadScene(CharSpan scene);
  void ReadOwner(CharSpan label);
  void SetSubject(CharSpan subject, bool names_actor);
  bool BeginsList(CharSpan subject) const;
  CharSpan ShareOf(size_t k, size_t run_position) const;
  CharSpan PlaceBefore(CharSpan words) const;

  const Text& text_;
  const CharSpan sentence_;
  const std::span<const Figure> figures_;
  const std::span<const FoundPeriod> periods_;
  SentenceMemory& memory_;
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_SENTENCE_SUBJECTS_H_
