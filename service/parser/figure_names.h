// File: service/parser/figure_names.h
//
// What each figure of a sentence measures: the words in front of it, the noun behind it,
// or a name that figures before it had.
//
//   新建公园8座,改造3座      新建公园 | 改造 (改造公园)
//   新建8座公园和3座广场     公园 (新建公园) | 广场 (新建广场)
//   批发、零售销售额分别增长4%和5%   批发 (批发销售额) | 零售销售额

#ifndef QIUSUO_SERVICE_PARSER_FIGURE_NAMES_H_
#define QIUSUO_SERVICE_PARSER_FIGURE_NAMES_H_

#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "google/protobuf/arena.h"
#include "qiusuo/v1/metric.pb.h"
#include "service/parser/figures.h"
#include "service/parser/left_words.h"
#include "service/parser/right_words.h"
#include "service/parser/sentence_memory.h"
#include "service/parser/text.h"
#include "service/parser/topics.h"

namespace qiusuo::parser {

class FigureNamer {
 public:
  using Name = SentenceMemory::Name;

  // All arguments must outlive it; the figures and periods are those of the sentence.
  FigureNamer(const Text& text, CharSpan sentence,
              std::span<const Figure> figures,
              std::span<const FoundPeriod> periods, SentenceMemory& memory,
              google::protobuf::Arena& arena)
      : text_(text),
        sentence_(sentence),
        figures_(figures),
        periods_(periods),
        memory_(memory),
        arena_(arena) {}

  // Choose answers the name of figure k, whose words in front are `left`, and remembers
  // it. Call it for every figure in order. `run_position` counts the figures before it
  // in one list under one name (增长4%、5%和6%).
  Name Choose(size_t k, const LeftWords& left, qiusuo::v1::MetricKind kind,
              size_t run_position);

 private:
  Name Written(CharSpan span) const;
  std::string_view Joined(std::initializer_list<std::string_view> pieces) const;
  Name Pick(size_t k, const LeftWords& left, qiusuo::v1::MetricKind kind);
  RightWords ReadRight(size_t k) const;
  CharSpan Topic(size_t k, TopicUse use) const;
  Name InheritedName(size_t k, qiusuo::v1::MetricKind kind) const;
  Name LastName(const Figure& figure) const;
  Name BareVerb(CharSpan words) const;
  Name PredicateName(const Figure& figure) const;
  bool IsSpent(const Figure& figure) const;
  bool IsPartOf(const Figure& figure) const;
  static bool IsCount(const Figure& figure);
  bool EndsInList(CharSpan name) const;
  bool EndsInPlace(CharSpan name) const;
  Name RightName(const Figure& figure, const LeftWords& left,
                 const RightWords& right);
  bool BeginsWithListMark(CharSpan left) const;
  Name LeftName(const Figure& figure, const LeftWords& left);
  CharSpan AfterList(CharSpan name) const;
  void CompleteObject(const Figure& figure, Name& name) const;
  std::optional<Name> DistributedName(size_t k, const LeftWords& left);
  bool SharesList(size_t k, const LeftWords& left) const;
  bool IsRunMember(size_t k) const;
  bool IsSameRun(size_t k) const;
  void FindRunNames(size_t k, const LeftWords& left, size_t count);
  void SetRunNames(CharSpan list, size_t count);

  const Text& text_;
  const CharSpan sentence_;
  const std::span<const Figure> figures_;
  const std::span<const FoundPeriod> periods_;
  SentenceMemory& memory_;
  google::protobuf::Arena& arena_;
  std::string_view verb_;  // that later members of a list share
  bool verb_is_right_ = false;
  std::string_view object_;  // of the last verb in front of a figure
  std::string_view object_unit_;
  size_t run_position_ = 0;
  size_t run_begin_ = 0;  // the figure that run_names_ begin with
  std::vector<Name> run_names_;
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_FIGURE_NAMES_H_
