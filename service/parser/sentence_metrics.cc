#include "service/parser/sentence_metrics.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "service/parser/bases.h"
#include "service/parser/catalog.h"
#include "service/parser/figure_names.h"
#include "service/parser/lexicon.h"
#include "service/parser/mood.h"
#include "service/parser/name_words.h"
#include "service/parser/sentence_subjects.h"
#include "service/parser/sentences.h"

namespace qiusuo::parser {
namespace {

using Name = SentenceMemory::Name;
using qiusuo::v1::Metric;

// 目标是, 预期: of all that is listed behind.
bool IsAimNoun(char32_t first) { return first == U'目' || first == U'预'; }

class SentenceReader {
 public:
  SentenceReader(const Text& text, CharSpan sentence,
                 std::span<const Figure> figures,
                 std::span<const FoundPeriod> periods, Heir heir, bool explain,
                 SentenceMemory& memory, google::protobuf::Arena& arena)
      : text_(text),
        sentence_(sentence),
        figures_(figures),
        periods_(periods),
        heir_(heir),
        explain_(explain),
        memory_(memory),
        arena_(arena),
        namer_(text, sentence, figures, periods, memory, arena),
        subjects_(text, sentence, figures, periods, memory) {}

  std::vector<SentenceMetric> Read() {
    metrics_.reserve(figures_.size());
    memory_.first_subject = memory_.subject;  // that 其中 took over
    for (size_t k = 0; k < figures_.size(); ++k) ReadFigure(k);
    if (heir_ != Heir::kNone) subjects_.Approach(figures_.size());
    if (heir_ == Heir::kLine) BreakOff();
    // 单位:万元, and figures whose words a page break took: nobody knows what they measure.
    std::erase_if(metrics_, [](const SentenceMetric& read) {
      return read.metric->indicator().empty();
    });
    return std::move(metrics_);
  }

 private:
  void ReadFigure(size_t k) {
    const Figure& figure = figures_[k];
    if (k > 0 && BeginsClauseGroup(figures_[k - 1], figure)) {
      memory_.planned = false;
      memory_.subject = memory_.first_subject;
    }
    subjects_.Approach(k);
    FollowBrackets(k);
    LeftWords left = ReadLeft(k);
    Metric& metric = MakeMetric(text_, figure.quantity, arena_);
    SentenceMetric read{.metric = &metric, .reasons = {}};
    SetKind(figure, left, metric);
    const Name name = namer_.Choose(k, left, metric.kind(), run_position_);
    SetMovement(figure, left, name, metric);
    SetName(name, metric);
    SetContext(k, left, metric);
    SetPlanned(figure, left, read);
    if (explain_) {
      read.reasons = ReasonsOf(figure, left, name, memory_, metric);
    }
    last_left_ = left;
    metrics_.push_back(std::move(read));
  }

  // 债券5亿元(一般债券1亿元),比上年增加2亿元: behind the brackets it is the bonds again.
  void FollowBrackets(size_t k) {
    const size_t begin =
        k == 0 ? sentence_.begin : figures_[k - 1].quantity.span.end;
    for (size_t i = begin; i < figures_[k].quantity.span.begin; ++i) {
      if (text_[i] == U'(') {
        names_outside_ = memory_.names;
      } else if (text_[i] == U')' && names_outside_) {
        memory_.names = *std::move(names_outside_);
        names_outside_.reset();
      }
    }
  }

  // A semicolon parts statements; a plan ends with its own.
  bool BeginsClauseGroup(const Figure& before, const Figure& figure) const {
    const std::u32string_view between =
        text_.Folded({before.quantity.span.end, figure.quantity.span.begin});
    return between.find(U';') != between.npos;
  }

  LeftWords ReadLeft(size_t k) {
    const Figure& figure = figures_[k];
    if (figure.follows_in_list && k > 0 &&
        (last_left_.distributes ||
         figure.quantity.unit_text == figures_[k - 1].quantity.unit_text)) {
      LeftWords left = last_left_;
      left.name = {figure.left.end, figure.left.end};
      left.subject = left.name;
      left.ends_in_verb = false;
      ++run_position_;
      return left;
    }
    run_position_ = 0;
    CharSpan words = figure.left;
    if (figure.is_rank) {
      words.end = RankVerb(words);
      const Lexicon::Entry* place =
          Bodies().LongestBefore(text_.folded(), words.begin, words.end);
      if (IsPlace(place)) {
        words.end -= place->word.size();  // 总量全市(第三)
      }
    }
    LeftWords left = ReadLeftWords(text_, words, periods_);
    if (k == 0 && memory_.broken_off) TakeUp(left);
    return left;
  }

  // 同比 / 下降3%, 增长 / 3%: in the line before stands what the figure's own words lack.
  void TakeUp(LeftWords& left) {
    const LeftWords before = *std::exchange(memory_.broken_off, {});
    if (!left.name.empty()) return;
    if (left.direction == qiusuo::v1::DIRECTION_UNSPECIFIED && !left.reaches) {
      left.direction = before.direction;
      left.direction_words = before.direction_words;
    }
    if (left.basis == qiusuo::v1::BASIS_UNSPECIFIED) {
      left.basis = before.basis;
      left.basis_words = before.basis_words;
    }
  }

  // Keeps what stands behind the last figure for the next line.
  void BreakOff() {
    const size_t last = figures_.back().quantity.span.end;
    size_t begin = sentence_.end;
    while (begin > last && !IsClauseEnd(text_[begin - 1])) --begin;
    if (begin == last || begin == sentence_.end) return;
    memory_.broken_off = ReadLeftWords(text_, {begin, sentence_.end}, periods_);
  }

  // Where 居 or 排名 of 规模居中西部第一 stands.
  size_t RankVerb(CharSpan words) const {
    for (size_t i = words.end; i > words.begin; --i) {
      const Lexicon::Entry* verb =
          TailWords().LongestBefore(text_.folded(), words.begin, i);
      if (verb == nullptr) continue;
      // 获奖总数全国(第2): 获 is no verb of rank there.
      if (verb->word.front() == U'获' && i < words.end &&
          !IsPlace(Bodies().LongestAt(text_.folded(), i))) {
        continue;
      }
      if (verb->fields[1] == "rank" || verb->word == U"保持" ||
          verb->word == U"稳定" || verb->word == U"达到") {
        return i;
      }
    }
    return words.end;
  }

  void SetKind(const Figure& figure, LeftWords& left, Metric& metric) {
    const bool moves = left.direction != qiusuo::v1::DIRECTION_UNSPECIFIED;
    if (figure.is_rank) {
      metric.set_kind(qiusuo::v1::METRIC_KIND_RANK);
    } else if (figure.quantity.multiplied) {
      metric.set_kind(qiusuo::v1::METRIC_KIND_MULTIPLE);
    } else if (moves && !left.reaches && !left.compares) {
      metric.set_kind(qiusuo::v1::METRIC_KIND_CHANGE);
      metric.set_direction(left.direction);
      if (figure.quantity.value.is_negative()) {  // 增长-3.2%
        metric.set_direction(qiusuo::v1::DIRECTION_DOWN);
        metric.mutable_quantity()->set_value(
            figure.quantity.value.Magnitude().ToString());
      }
    } else if (figure.quantity.unit_text == "倍") {
      metric.set_kind(qiusuo::v1::METRIC_KIND_MULTIPLE);
    } else if (left.gains &&
               figure.quantity.unit.dimension == Dimension::kShare) {
      metric.set_kind(qiusuo::v1::METRIC_KIND_CHANGE);
      metric.set_direction(qiusuo::v1::DIRECTION_UP);
    } else if (MovesObject(left, metric)) {
      metric.set_kind(qiusuo::v1::METRIC_KIND_CHANGE);
    } else {
      metric.set_kind(qiusuo::v1::METRIC_KIND_LEVEL);
    }
  }

  // 减少碳排放30万吨: the verb in front of what changes.
  bool MovesObject(LeftWords& left, Metric& metric) const {
    if (left.reaches || left.compares || left.is_share ||
        left.name.size() < 4 ||
        text_.Folded(left.name).find(U'的') != std::u32string_view::npos) {
      return false;
    }
    const Lexicon::Entry* verb =
        TailWords().LongestAt(text_.folded(), left.name.begin);
    if (verb == nullptr || verb->word.size() < 2 ||
        verb->word.size() + 2 > left.name.size()) {
      return false;
    }
    const std::string_view role = verb->fields[1];
    if (role != "up" && role != "down") return false;
    metric.set_direction(role == "up" ? qiusuo::v1::DIRECTION_UP
                                      : qiusuo::v1::DIRECTION_DOWN);
    return true;
  }

  // 价格涨幅回落到(2.6%), 增长速度计划为(4%): the noun says that something moves.
  static void SetMovement(const Figure& figure, const LeftWords& left,
                          const Name& name, Metric& metric) {
    if (metric.kind() != qiusuo::v1::METRIC_KIND_LEVEL || left.compares ||
        figure.quantity.unit_text != "%") {
      return;
    }
    const qiusuo::v1::Direction direction = MovementOf(name.name);
    if (direction == qiusuo::v1::DIRECTION_UNSPECIFIED) return;
    metric.set_kind(qiusuo::v1::METRIC_KIND_CHANGE);
    metric.set_direction(direction);
  }

  void SetName(const Name& name, Metric& metric) const {
    const std::string_view full = name.full.empty() ? name.name : name.full;
    metric.set_indicator(std::string(name.name));
    metric.set_indicator_full(std::string(full));
    if (!name.span.empty()) {
      *metric.mutable_indicator_span() = text_.ToSpan(name.span);
    }
    const Catalog& catalog = text_.catalog();
    std::string_view id = catalog.IndicatorId(full);
    if (id.empty() && full != name.name) id = catalog.IndicatorId(name.name);
    if (!id.empty()) metric.set_indicator_id(std::string(id));
  }

  void SetContext(size_t k, const LeftWords& left, Metric& metric) {
    const Figure& figure = figures_[k];
    SetPeriod(figure, left, metric);
    const std::string_view subject =
        subjects_.SubjectOf(k, left, run_position_);
    if (!subject.empty()) metric.set_subject(std::string(subject));
    if (metric.kind() == qiusuo::v1::METRIC_KIND_CHANGE) {
      if (left.basis != qiusuo::v1::BASIS_UNSPECIFIED) {
        memory_.basis = left.basis;
        memory_.basis_words = left.basis_words;
      }
      metric.set_basis(memory_.basis);
    }
    if (figure.quantity.relation != qiusuo::v1::RELATION_EXACT) return;
    if (left.about) {
      metric.mutable_quantity()->set_relation(qiusuo::v1::RELATION_ABOUT);
    } else if (left.at_least) {
      metric.mutable_quantity()->set_relation(qiusuo::v1::RELATION_AT_LEAST);
    }
  }

  // 由2020年的3万元增加到2025年的4万元, 另一项由1万元增加到2万元: the years of one pair
  // are those of the next, and the first year of a pair is of its first figure alone.
  void SetPeriod(const Figure& figure, const LeftWords& left, Metric& metric) {
    if (period_around_) memory_.period = *std::exchange(period_around_, {});
    const qiusuo::v1::Period* const around = memory_.period;
    bool states = false;
    while (next_period_ < periods_.size() &&
           periods_[next_period_].span.end <= figure.quantity.span.begin) {
      const FoundPeriod& period = periods_[next_period_++];
      // 与2015年相比,(产量增长5%): the comparison of all that follows.
      if (period.compared && period.span.end <= figure.left.begin) {
        memory_.basis = BasisOfComparison(text_, period.span);
        memory_.basis_words = period.span;
      }
      // 由上年的(3%)上升到4%: here it is no comparison.
      const bool is_start = left.starts && !period.compared &&
                            text_[period.span.begin] == U'上' &&
                            period.span.begin >= figure.left.begin;
      if (!period.states && !is_start) continue;
      states = true;
      memory_.period = period.period;
      memory_.period_words = period.span;
    }
    if (left.starts) {
      if (states) {
        pair_start_ = memory_.period;
        period_around_ = around;
      } else if (pair_start_ != nullptr) {
        *metric.mutable_period() = *pair_start_;
        return;
      }
    }
    if (memory_.period) *metric.mutable_period() = *memory_.period;
  }

  void SetPlanned(const Figure& figure, const LeftWords& left,
                  SentenceMetric& read) {
    if (left.planned) {
      memory_.planned = true;
      memory_.plan_words = left.plan_words;
    } else if (!left.name.empty() && figure.quantity.unit_text != "%" &&
               IsBudget(text_, left.name)) {
      memory_.planned = true;
      memory_.plan_words = left.name;
    }
    const size_t from = metrics_.empty() ? sentence_.begin : figure.left.begin;
    const CharSpan words = {from, figure.quantity.span.begin};
    const CharSpan word = FindPlanWord(text_, words);
    if (!word.empty() ||
        AimsAtYear(text_, memory_.period_words, figure.right.end)) {
      memory_.planned = true;
      memory_.plan_words = word.empty() ? memory_.period_words : word;
      // 预期目标是：…；…；…
      if (IsAimNoun(text_[memory_.plan_words.begin]) &&
          text_.Folded(words).find(U':') != std::u32string_view::npos) {
        memory_.paragraph_plans = true;
      }
    }
    const bool is_result =
        TellsResult(text_, words) ||
        IsShareOfPlan(text_, figure.left, figure.quantity.unit_text);
    if (is_result) memory_.planned = false;
    read.may_plan = !left.starts && !is_result &&
                    !IsDone(text_, figure.left, memory_.period_words) &&
                    (!memory_.names_actor || memory_.mood_is_sure);
    read.metric->set_planned(IsAim(text_, figure.right) ||
                             (!left.starts && !is_result &&
                              (memory_.planned || memory_.paragraph_plans ||
                               (memory_.mood_plans && read.may_plan))));
  }

  const Text& text_;
  const CharSpan sentence_;
  const std::span<const Figure> figures_;
  const std::span<const FoundPeriod> periods_;
  const Heir heir_;
  const bool explain_;
  SentenceMemory& memory_;
  google::protobuf::Arena& arena_;
  std::vector<SentenceMetric> metrics_;
  LeftWords last_left_;
  FigureNamer namer_;
  SubjectReader subjects_;
  // The names known in front of the brackets that are open.
  std::optional<std::vector<Name>> names_outside_;
  size_t run_position_ = 0;  // in a list of figures under one name
  size_t next_period_ = 0;
  // Of a figure that something moved from, and what was said before it.
  const qiusuo::v1::Period* pair_start_ = nullptr;
  std::optional<const qiusuo::v1::Period*> period_around_;
};

}  // namespace

qiusuo::v1::Metric& MakeMetric(const Text& text, const FoundQuantity& q,
                               google::protobuf::Arena& arena) {
  Metric& metric = *google::protobuf::Arena::CreateMessage<Metric>(&arena);
  metric.set_kind(qiusuo::v1::METRIC_KIND_LEVEL);
  qiusuo::v1::Quantity& quantity = *metric.mutable_quantity();
  if (q.masked) {
    quantity.set_masked(true);
  } else {
    quantity.set_value(q.value.ToString());
    if (q.value_to) quantity.set_value_to(q.value_to->ToString());
  }
  if (!q.unit_text.empty()) {
    quantity.set_unit(q.unit_text);
    quantity.set_unit_id(std::string(q.unit.id));
  }
  quantity.set_relation(q.relation);
  quantity.set_text(std::string(text.Utf8(q.span)));
  *metric.mutable_span() = text.ToSpan(q.span);
  return metric;
}

std::vector<SentenceMetric> ReadSentenceMetrics(
    const Text& text, CharSpan sentence, std::span<const Figure> figures,
    std::span<const FoundPeriod> periods, Heir heir, bool explain,
    SentenceMemory& memory, google::protobuf::Arena& arena) {
  if (figures.empty()) {
    if (heir == Heir::kLine) {  // 全市一般, at the end of a line of a page
      SubjectReader(text, sentence, figures, periods, memory).Approach(0);
    }
    return {};
  }
  return SentenceReader(text, sentence, figures, periods, heir, explain, memory,
                        arena)
      .Read();
}

}  // namespace qiusuo::parser
