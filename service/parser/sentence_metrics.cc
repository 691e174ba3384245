#include "service/parser/sentence_metrics.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "service/parser/catalog.h"
#include "service/parser/lexicon.h"
#include "service/parser/right_words.h"
#include "service/parser/sentences.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

using Name = SentenceMemory::Name;
using qiusuo::v1::Metric;

// Names of that many figures are remembered for 分别.
constexpr size_t kMaxNames = 16;

const Lexicon& TailWords() {
  static const Lexicon words(tables::kTailWords);
  return words;
}

bool IsNameJoint(char32_t c) {
  return c == U'、' || c == U'和' || c == U'与' || c == U'及';
}

// 批发、零售销售额 -> 批发, 零售销售额
std::vector<CharSpan> SplitNames(const Text& text, CharSpan words) {
  std::vector<CharSpan> names;
  size_t begin = words.begin;
  for (size_t i = words.begin; i <= words.end; ++i) {
    if (i < words.end && !IsNameJoint(text[i])) continue;
    if (i > begin) names.push_back({begin, i});
    begin = i + 1;
  }
  return names;
}

class SentenceReader {
 public:
  SentenceReader(const Text& text, CharSpan sentence,
                 std::span<const Figure> figures,
                 std::span<const FoundPeriod> periods, SentenceMemory& memory)
      : text_(text),
        sentence_(sentence),
        figures_(figures),
        periods_(periods),
        memory_(memory) {}

  std::vector<Metric> Read() {
    for (size_t k = 0; k < figures_.size(); ++k) ReadFigure(k);
    return std::move(metrics_);
  }

 private:
  void ReadFigure(size_t k) {
    const Figure& figure = figures_[k];
    if (k > 0 && BeginsClauseGroup(figures_[k - 1], figure)) {
      memory_.planned = false;
    }
    LeftWords left = ReadLeft(k);
    Metric metric = MakeMetric(text_, figure.quantity);
    SetKind(figure, left, metric);
    const Name name = ChooseName(k, left, metric);
    SetName(name, metric);
    SetContext(figure, left, metric);
    Remember(name, metric);
    last_left_ = left;
    metrics_.push_back(std::move(metric));
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
        figure.quantity.unit_text == figures_[k - 1].quantity.unit_text) {
      LeftWords left = last_left_;
      left.name = {figure.left.end, figure.left.end};
      left.subject = left.name;
      left.ends_in_verb = false;
      ++run_position_;
      return left;
    }
    run_position_ = 0;
    CharSpan words = figure.left;
    if (figure.is_rank) words.end = RankVerb(words);
    return ReadLeftWords(text_, words, periods_);
  }

  // Where 居 or 排名 of 规模居中西部第一 stands.
  size_t RankVerb(CharSpan words) const {
    for (size_t i = words.end; i > words.begin; --i) {
      const Lexicon::Entry* verb =
          TailWords().LongestBefore(text_.folded(), words.begin, i);
      if (verb == nullptr) continue;
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
    if (left.reaches || left.name.size() < 4) return false;
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

  Name Written(CharSpan span) const {
    Name name;
    name.span = span;
    name.name = name.full = std::string(text_.Utf8(span));
    return name;
  }

  Name ChooseName(size_t k, const LeftWords& left, const Metric& metric) {
    const Figure& figure = figures_[k];
    const RightWords right = ReadRightWords(text_, figure.right);
    const bool has_right = right.noun.size() >= 1 && !figure.is_rank;
    if (run_position_ > 0 || left.distributes) {
      if (std::optional<Name> name = DistributedName(k, left)) return *name;
    }
    if (left.name.empty()) {
      const bool inherits = metric.kind() == qiusuo::v1::METRIC_KIND_CHANGE ||
                            left.is_share || left.reaches || figure.is_rank ||
                            !has_right;
      const bool predicate = IsCount(figure) && figure.right.size() > 2 &&
                             metric.kind() == qiusuo::v1::METRIC_KIND_LEVEL;
      if (inherits && !has_right && !predicate) return LastName();
      if (inherits && !memory_.names.empty() && has_right && !IsCount(figure)) {
        return LastName();
      }
      if (has_right) return RightName(figure, left, right);
      return PredicateName(figure);
    }
    const bool qualifies = text_[figure.right.begin] == U'的' &&
                           figure.quantity.unit.dimension !=
                               Dimension::kShare;  // 启动区1.8平方公里的土地
    const bool name_is_complete =
        left.name.end + 0 < figure.quantity.bounded_span.begin &&
        !left.ends_in_verb;
    if (has_right && (left.ends_in_verb || EndsInList(left.name) || qualifies ||
                      (IsCount(figure) && !name_is_complete))) {
      return RightName(figure, left, right);
    }
    return LeftName(figure, left);
  }

  // The last name of the sentence or, failing that, of the paragraph.
  Name LastName() const {
    return memory_.names.empty() ? memory_.paragraph_name
                                 : memory_.names.back();
  }

  // (173项案例,)82项获国家认可: what is said of some of them.
  Name PredicateName(const Figure& figure) const {
    const Name before = LastName();
    if (figure.right.size() < 3) return before;
    Name name = Written(figure.right);
    if (!before.name.empty()) name.full = name.name + "的" + before.name;
    return name;
  }

  static bool IsCount(const Figure& figure) {
    return figure.quantity.unit.dimension == Dimension::kCount ||
           figure.quantity.unit.dimension == Dimension::kNone;
  }

  // 郁江新里等(8个项目)
  bool EndsInList(CharSpan name) const {
    return text_[name.end - 1] == U'等' || text_[name.end - 1] == U'中' ||
           text_[name.end - 1] == U'内';
  }

  // The noun behind the figure; completed by the verb in front of it.
  Name RightName(const Figure& figure, const LeftWords& left,
                 const RightWords& right) {
    Name name = Written(right.noun);
    const std::string whole(text_.Utf8(right.whole));
    if (!left.name.empty()) {
      verb_ = std::string(text_.Utf8(left.name));
      verb_is_right_ = true;
    } else if (!figure.follows_in_list && !BeginsWithListMark(figure.left)) {
      verb_.clear();
    }
    name.full = verb_ + whole;
    return name;
  }

  bool BeginsWithListMark(CharSpan left) const {
    return !left.empty() && IsNameJoint(text_[left.begin]);
  }

  // The words in front of the figure; completed from the figures before it.
  Name LeftName(const Figure& figure, const LeftWords& left) {
    Name name = Written(AfterList(left.name));
    if (left.gains) name.full = "新增" + name.name;
    const CharSpan verb = LeadingVerb(text_, left.name);
    if (left.of_whole || name.name.starts_with("占")) {
      if (!memory_.names.empty() &&
          (name.name.starts_with("占") || name.name.starts_with("为"))) {
        name.full = memory_.names.back().full + name.name + "的比重";
      }
      return name;
    }
    if (IsVerbs(text_, left.name)) {
      CompleteObject(figure, name);
      return name;
    }
    if (verb.empty() && BeginsWithListMark(figure.left) && !verb_.empty() &&
        !verb_is_right_) {
      name.full = verb_ + name.name;  // 新增A5家、B3家
    } else if (verb.size() > 0) {
      verb_ = std::string(text_.Utf8(verb));
      verb_is_right_ = false;
    }
    return name;
  }

  // 举办甲、乙等大型活动: what the list is of.
  CharSpan AfterList(CharSpan name) const {
    for (size_t i = name.begin + 2; i + 2 < name.end; ++i) {
      if (text_[i] == U'等' && text_[i + 1] != U'级') {
        return {i + 1, name.end};
      }
    }
    return name;
  }

  // 受理各类案件2万件,审结1.8万件: the same things in the same unit.
  void CompleteObject(const Figure& figure, Name& name) const {
    if (memory_.names.empty()) return;
    const Name& before = memory_.names.back();
    if (before.unit != figure.quantity.unit_text || before.span.empty()) return;
    const CharSpan verb = LeadingVerb(text_, before.span);
    if (verb.empty() || verb.size() == before.span.size()) return;
    name.full =
        name.name + std::string(text_.Utf8({verb.end, before.span.end}));
  }

  // 批发、零售销售额分别增长12.9%、8.4%; or the last figures' own names.
  std::optional<Name> DistributedName(size_t k, const LeftWords& left) {
    if (run_position_ == 0) {
      run_names_.clear();
      size_t count = 1;
      while (k + count < figures_.size() &&
             figures_[k + count].follows_in_list) {
        ++count;
      }
      if (count > 1) FindRunNames(left, count);
    }
    if (run_position_ < run_names_.size()) return run_names_[run_position_];
    if (run_position_ > 0 && !run_names_.empty()) return run_names_.back();
    if (run_position_ > 0 && !memory_.names.empty() && IsSameRun(k)) {
      return memory_.names.back();
    }
    return std::nullopt;
  }

  // A figure without a noun of its own belongs to the run's name.
  bool IsSameRun(size_t k) const {
    return ReadRightWords(text_, figures_[k].right).noun.empty();
  }

  void FindRunNames(const LeftWords& left, size_t count) {
    if (left.name.empty()) {
      const size_t known = memory_.names.size();
      if (known >= count) {
        run_names_.assign(memory_.names.end() - static_cast<long>(count),
                          memory_.names.end());
      }
      return;
    }
    const std::vector<CharSpan> pieces = SplitNames(text_, left.name);
    if (pieces.size() != count) {
      run_names_.push_back(Written(left.name));
      return;
    }
    for (const CharSpan piece : pieces) {
      Name name = Written(piece);
      // What the last name has behind its own part belongs to all.
      const CharSpan last = pieces.back();
      if (piece.size() < last.size()) {
        name.full += text_.Utf8({last.begin + piece.size(), last.end});
      }
      run_names_.push_back(std::move(name));
    }
  }

  void SetName(const Name& name, Metric& metric) const {
    metric.set_indicator(name.name);
    metric.set_indicator_full(name.full.empty() ? name.name : name.full);
    if (!name.span.empty()) {
      *metric.mutable_indicator_span() = text_.ToSpan(name.span);
    }
    std::string_view id = IndicatorId(metric.indicator_full());
    if (id.empty()) id = IndicatorId(metric.indicator());
    metric.set_indicator_id(std::string(id));
  }

  void SetContext(const Figure& figure, const LeftWords& left, Metric& metric) {
    while (next_period_ < periods_.size() &&
           periods_[next_period_].span.end <= figure.quantity.span.begin) {
      const FoundPeriod& period = periods_[next_period_++];
      if (period.states) memory_.period = period.period;
    }
    if (memory_.period) *metric.mutable_period() = *memory_.period;
    if (!left.subject.empty()) {
      memory_.subject = std::string(text_.Utf8(left.subject));
    }
    metric.set_subject(memory_.subject);
    if (metric.kind() == qiusuo::v1::METRIC_KIND_CHANGE) {
      if (left.basis != qiusuo::v1::BASIS_UNSPECIFIED) {
        memory_.basis = left.basis;
      }
      metric.set_basis(memory_.basis);
    }
    if (left.about && figure.quantity.relation == qiusuo::v1::RELATION_EXACT) {
      metric.mutable_quantity()->set_relation(qiusuo::v1::RELATION_ABOUT);
    }
    if (left.planned) memory_.planned = true;
    metric.set_planned(memory_.planned);
  }

  void Remember(const Name& name, const Metric& metric) {
    if (name.name.empty()) return;
    memory_.paragraph_name = name;
    if (!memory_.names.empty() && memory_.names.back().name == name.name) {
      return;
    }
    memory_.names.push_back(name);
    memory_.names.back().unit = metric.quantity().unit();
    if (memory_.names.size() > kMaxNames) {
      memory_.names.erase(memory_.names.begin());
    }
  }

  const Text& text_;
  const CharSpan sentence_;
  const std::span<const Figure> figures_;
  const std::span<const FoundPeriod> periods_;
  SentenceMemory& memory_;
  std::vector<Metric> metrics_;
  LeftWords last_left_;
  std::string verb_;  // that later members of a list share
  bool verb_is_right_ = false;
  size_t run_position_ = 0;  // in a list of figures under one name
  std::vector<Name> run_names_;
  size_t next_period_ = 0;
};

}  // namespace

qiusuo::v1::Metric MakeMetric(const Text& text, const FoundQuantity& q) {
  Metric metric;
  metric.set_kind(qiusuo::v1::METRIC_KIND_LEVEL);
  qiusuo::v1::Quantity& quantity = *metric.mutable_quantity();
  if (q.masked) {
    quantity.set_masked(true);
  } else {
    quantity.set_value(q.value.ToString());
    if (q.value_to) quantity.set_value_to(q.value_to->ToString());
  }
  quantity.set_unit(q.unit_text);
  quantity.set_unit_id(std::string(q.unit_text.empty() ? "" : q.unit.id));
  quantity.set_relation(q.relation);
  quantity.set_text(std::string(text.Utf8(q.span)));
  *metric.mutable_span() = text.ToSpan(q.span);
  return metric;
}

std::vector<qiusuo::v1::Metric> ReadSentenceMetrics(
    const Text& text, CharSpan sentence, std::span<const Figure> figures,
    std::span<const FoundPeriod> periods, SentenceMemory& memory) {
  return SentenceReader(text, sentence, figures, periods, memory).Read();
}

}  // namespace qiusuo::parser
