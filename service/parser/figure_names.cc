#include "service/parser/figure_names.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "service/parser/lines.h"
#include "service/parser/name_lists.h"
#include "service/parser/name_words.h"
#include "service/parser/sentences.h"

namespace qiusuo::parser {
namespace {

// Names of that many figures are remembered for 分别.
constexpr size_t kMaxNames = 16;

}  // namespace

FigureNamer::Name FigureNamer::Choose(size_t k, const LeftWords& left,
                                      qiusuo::v1::MetricKind kind,
                                      size_t run_position) {
  run_position_ = run_position;
  Name name = Pick(k, left, kind);
  // 降温幅度超过(10℃), 街道辖区有(15万人): no other word says what it is.
  if (name.name.empty() && !left.movement.empty()) {
    name = Written(left.movement);
  }
  if (name.name.empty() && !left.subject.empty()) name = Written(left.subject);
  if (name.name.empty()) return name;
  if (!name.span.empty() && name.span.begin >= figures_[k].quantity.span.end) {
    name.rule = "the noun behind the figure (right_words.h)";
  } else if (!figures_[k].left.Contains(name.span.begin)) {
    name.rule = "a name that a figure before it had (figure_names.h)";
  }
  memory_.paragraph_name = name;
  if (memory_.names.empty() || memory_.names.back().name != name.name) {
    memory_.names.push_back(name);
    if (memory_.names.size() > kMaxNames) {
      memory_.names.erase(memory_.names.begin());
    }
  }
  return name;
}

FigureNamer::Name FigureNamer::Written(CharSpan span) const {
  Name name;
  name.span = span;
  name.name = name.full = text_.Utf8(span);
  name.rule = "the words in front of the figure (left_words.h)";
  return name;
}

std::string_view FigureNamer::Joined(
    std::initializer_list<std::string_view> pieces) const {
  auto& joined = *google::protobuf::Arena::Create<std::string>(&arena_);
  for (const std::string_view piece : pieces) joined += piece;
  return joined;
}

FigureNamer::Name FigureNamer::Pick(size_t k, const LeftWords& left,
                                    qiusuo::v1::MetricKind kind) {
  const Figure& figure = figures_[k];
  const RightWords right = ReadRight(k);
  const bool has_right = !right.noun.empty() && !figure.is_rank;
  if (run_position_ > 0 || left.distributes || SharesList(k, left)) {
    if (std::optional<Name> name = DistributedName(k, left)) return *name;
  }
  if (left.name.empty() && k > run_begin_ &&
      k - run_begin_ < run_names_.size() && IsRunMember(k)) {
    return run_names_[k - run_begin_];  // 分别下降5%、(上升2%)
  }
  if (figure.is_rank && !left.name.empty() && !memory_.names.empty() &&
      (EndsInList(left.name) || text_[left.name.begin] == U'从')) {
    return LastName(figure);  // 在六个区中(排名第一)
  }
  if (left.name.empty()) {
    const bool inherits = kind == qiusuo::v1::METRIC_KIND_CHANGE ||
                          left.is_share || left.reaches || figure.is_rank ||
                          !has_right;
    const bool predicate = (IsCount(figure) || IsPartOf(figure)) &&
                           figure.right.size() > 2 &&
                           kind == qiusuo::v1::METRIC_KIND_LEVEL;
    if (inherits && !has_right && !predicate) {
      return InheritedName(k, kind);
    }
    if (inherits && !memory_.names.empty() && has_right && !IsCount(figure)) {
      return LastName(figure);
    }
    if (has_right && !IsSpent(figure)) return RightName(figure, left, right);
    if (has_right && !BareVerb(figure.left).name.empty()) {
      return BareVerb(figure.left);
    }
    const Name name = PredicateName(figure);
    return name.name.empty() ? BareVerb(figure.left) : name;
  }
  // 仓库、(5万只)鸡场
  const size_t begin = figure.quantity.bounded_span.begin;
  const bool in_list = left.name.end < begin && JoinsNames(text_[begin - 1]);
  const bool qualifies = text_[figure.right.begin] == U'的' &&
                         figure.quantity.unit.dimension !=
                             Dimension::kShare;  // 启动区1.8平方公里的土地
  const bool name_is_complete =
      !left.ends_in_verb && SkipBlanks(text_, left.name.end, begin) < begin;
  const bool is_share = figure.quantity.unit.dimension == Dimension::kShare;
  // 持证的(90%)矿山, but 占收入的(90%)
  const bool is_attribute = left.of_whole && (!is_share || !left.is_share) &&
                            (!is_share || text_[left.name.begin] != U'为');
  const bool is_spent = IsSpent(figure);
  if (has_right && !is_spent &&
      (left.ends_in_verb || left.has || is_attribute || EndsInList(left.name) ||
       EndsInPlace(left.name) || in_list || qualifies ||
       (IsCount(figure) && !name_is_complete))) {
    return RightName(figure, left, right);
  }
  return LeftName(figure, left);
}

// 建设(3家)2000平方米以上的超市: the second figure only describes the noun.
RightWords FigureNamer::ReadRight(size_t k) const {
  const Figure& figure = figures_[k];
  if (IsCount(figure) && figure.right.empty() && k + 1 < figures_.size()) {
    const Figure& next = figures_[k + 1];
    if (next.quantity.bounded_span.begin == figure.quantity.span.end &&
        text_[next.right.begin] == U'的') {
      return ReadRightWords(text_, next.right);
    }
  }
  RightWords right = ReadRightWords(text_, figure.right);
  // 为(300名)车主核发证件: whom it is done for, not what is done.
  constexpr std::u32string_view kFor = U"为给向";
  const size_t begin = figure.quantity.bounded_span.begin;
  if (begin == 0 || kFor.find(text_[begin - 1]) == kFor.npos) return right;
  for (size_t i = right.noun.begin + 2; i + 2 < right.noun.end; ++i) {
    const CharSpan verb = LeadingVerb(text_, {i, right.noun.end});
    if (verb.size() < 2 || IsNounToo(text_, verb)) continue;
    right.noun.end = right.whole.end = i;
    break;
  }
  return right;
}

// What the clauses between the figure before and this one's name.
CharSpan FigureNamer::Topic(size_t k, TopicUse use) const {
  size_t begin = sentence_.begin;
  const size_t end = figures_[k].left.begin;
  if (k > 0) {
    begin = figures_[k - 1].quantity.span.end;
    while (begin < end && !IsClauseEnd(text_[begin])) ++begin;
  }
  if (begin >= end) return {end, end};
  return FindTopic(text_, {begin, end}, periods_, use);
}

// 居民收入,由3万元(增加到4万元); 收入3亿元,(增长5%); 安排(2亿元).
FigureNamer::Name FigureNamer::InheritedName(
    size_t k, qiusuo::v1::MetricKind kind) const {
  const Figure& figure = figures_[k];
  Name verb = BareVerb(figure.left);
  const CharSpan topic =
      Topic(k, memory_.names.empty() ? TopicUse::kOnlyWord : TopicUse::kRival);
  if (!topic.empty()) {
    Name name = Written(topic);
    if (!verb.name.empty()) name.full = Joined({verb.name, name.name});
    return name;
  }
  if (memory_.names.empty() && !verb.name.empty()) return verb;
  // 比重由35%(提高到36%): of the same share.
  if (!memory_.names.empty() && kind == qiusuo::v1::METRIC_KIND_LEVEL &&
      figures_[k - std::min<size_t>(k, 1)].quantity.unit_text ==
          figure.quantity.unit_text) {
    return memory_.names.back();
  }
  const Name name = LastName(figure);
  return name.name.empty() ? verb : name;
}

// The last name of the sentence or, failing that, of the paragraph.
// 收入9亿元,为预算的98%,下降3%: the fall is the income's, not the share's.
FigureNamer::Name FigureNamer::LastName(const Figure& figure) const {
  if (memory_.names.empty()) return memory_.paragraph_name;
  const Name& last = memory_.names.back();
  if (figure.quantity.unit.id == "percentage_point") return last;
  if (last.is_share && memory_.names.size() > 1) {
    return memory_.names[memory_.names.size() - 2];
  }
  // 税收占收入的比重为80%;增长5%: the taxes grew.
  const size_t share = text_.Folded(last.span).find(U'占');
  if (!last.span.empty() && share != std::u32string_view::npos && share > 1) {
    return Written({last.span.begin, last.span.begin + share});
  }
  return last;
}

// 安排(5000万元,支持…): all that stands there.
FigureNamer::Name FigureNamer::BareVerb(CharSpan words) const {
  while (!words.empty() && !IsVerbs(text_, words)) ++words.begin;
  return LeadingVerb(text_, words).empty() ? Name() : Written(words);
}

// (173项案例,)82项获国家认可: what is said of some of them.
FigureNamer::Name FigureNamer::PredicateName(const Figure& figure) const {
  Name before = LastName(figure);
  CharSpan words = figure.right;
  while (!words.empty() &&
         (text_[words.begin] == U'是' || text_[words.begin] == U'为')) {
    ++words.begin;
  }
  if (words.size() < 3) return before;
  Name name = Written(words);
  if (!before.name.empty()) {
    name.full = Joined({name.name, "的", before.name});
  }
  return name;
}

// 安排(2亿元)支持项目: what the money pays for is not what it is.
bool FigureNamer::IsSpent(const Figure& figure) const {
  if (figure.quantity.unit.dimension != Dimension::kMoney) return false;
  return BeginsPurpose(text_, figure.right);
}

// (增加30元,)一半用于大病保险
bool FigureNamer::IsPartOf(const Figure& figure) const {
  return figure.quantity.unit.dimension == Dimension::kShare &&
         text_[figure.right.begin] == U'用';
}

bool FigureNamer::IsCount(const Figure& figure) {
  return figure.quantity.unit.dimension == Dimension::kCount ||
         figure.quantity.unit.dimension == Dimension::kNone;
}

// 郁江新里等(8个项目)
bool FigureNamer::EndsInList(CharSpan name) const {
  return text_[name.end - 1] == U'等' || text_[name.end - 1] == U'中' ||
         text_[name.end - 1] == U'内';
}

// 城关镇(4000平方米)冷库
bool FigureNamer::EndsInPlace(CharSpan name) const {
  constexpr size_t kMaxPlace = 5;
  const Lexicon::Entry* body =
      Bodies().LongestBefore(text_.folded(), name.begin, name.end);
  return name.size() <= kMaxPlace && body != nullptr &&
         (IsPlace(body) || body->fields[1] == "district");
}

// The noun behind the figure; completed by the verb in front of it.
FigureNamer::Name FigureNamer::RightName(const Figure& figure,
                                         const LeftWords& left,
                                         const RightWords& right) {
  Name name = Written(right.noun);
  if (left.name.size() > 1) {  // not 对(36个小区)
    verb_ = text_.Utf8(left.name);
    verb_is_right_ = true;
  } else if (!figure.follows_in_list && !BeginsWithListMark(figure.left)) {
    verb_ = {};
  }
  name.full = text_.Utf8(right.whole);
  if (!verb_.empty()) name.full = Joined({verb_, name.full});
  return name;
}

bool FigureNamer::BeginsWithListMark(CharSpan left) const {
  return !left.empty() && JoinsNames(text_[left.begin]);
}

// The words in front of the figure; completed from the figures before it.
FigureNamer::Name FigureNamer::LeftName(const Figure& figure,
                                        const LeftWords& left) {
  Name name = Written(AfterList(left.name));
  name.full = text_.Utf8(
      {left.verb.empty() ? left.name.begin : left.verb.begin,
       left.total.begin == left.name.end ? left.total.end : left.name.end});
  if (left.gains) name.full = Joined({"新增", name.name});
  if (left.is_owned) {
    name.full = Joined({text_.Utf8(left.subject), name.name});
  }
  const CharSpan verb = LeadingVerb(text_, left.name);
  if (left.of_whole || name.name.starts_with("占")) {
    name.is_share = figure.quantity.unit.dimension == Dimension::kShare;
    if (!memory_.names.empty() &&
        (name.name.starts_with("占") || name.name.starts_with("为"))) {
      name.full = Joined({memory_.names.back().full, name.name,
                          name.name.ends_with("比重") ? "" : "的比重"});
    }
    return name;
  }
  if (IsVerbs(text_, left.name)) {
    if (!IsNounToo(text_, left.name)) CompleteObject(figure, name);
    return name;
  }
  if (verb.empty() && BeginsWithListMark(figure.left) && !verb_.empty() &&
      !verb_is_right_) {
    name.full = Joined({verb_, name.name});  // 新增A5家、B3家
  } else if (!verb.empty()) {
    verb_ = text_.Utf8(verb);
    verb_is_right_ = false;
    object_ = text_.Utf8({verb.end, left.name.end});
    object_unit_ = figure.quantity.unit_text;
  }
  return name;
}

// 举办甲、乙等大型活动: what the list is of.
CharSpan FigureNamer::AfterList(CharSpan name) const {
  for (size_t i = name.begin + 2; i + 2 < name.end; ++i) {
    if (text_[i] == U'等' && text_[i + 1] != U'级') {
      return {i + 1, name.end};
    }
  }
  return name;
}

// 受理各类案件2万件,审结1.8万件: the same things in the same unit.
void FigureNamer::CompleteObject(const Figure& figure, Name& name) const {
  if (!object_.empty() && object_unit_ == figure.quantity.unit_text) {
    name.full = Joined({name.name, object_});
  }
}

// 批发、零售销售额分别增长12.9%、8.4%; or the last figures' own names.
std::optional<FigureNamer::Name> FigureNamer::DistributedName(
    size_t k, const LeftWords& left) {
  if (run_position_ == 0) {
    run_names_.clear();
    run_begin_ = k;
    size_t count = 1;
    while (k + count < figures_.size() && IsRunMember(k + count)) ++count;
    if (count > 1) FindRunNames(k, left, count);
  }
  const size_t position = run_position_ == 0 ? 0 : k - run_begin_;
  if (position < run_names_.size()) return run_names_[position];
  if (run_position_ > 0 && !run_names_.empty()) return run_names_.back();
  if (run_position_ > 0 && !memory_.names.empty() && IsSameRun(k)) {
    return memory_.names.back();
  }
  return std::nullopt;
}

// 审结民事、刑事案件320件、(58件): as many names as figures, even without 分别.
bool FigureNamer::SharesList(size_t k, const LeftWords& left) const {
  size_t count = 1;
  while (k + count < figures_.size() && figures_[k + count].follows_in_list &&
         figures_[k + count].quantity.unit_text ==
             figures_[k].quantity.unit_text) {
    ++count;
  }
  return count > 1 && !left.name.empty() &&
         SplitNames(text_, left.name, count).size() == count;
}

// 分别下降5%、(6%), 分别下降5%、(上升2%)
bool FigureNamer::IsRunMember(size_t k) const {
  const Figure& figure = figures_[k];
  if (figure.follows_in_list) return true;
  if (!BeginsWithListMark(figure.left)) return false;
  const LeftWords left = ReadLeftWords(text_, figure.left, periods_);
  return left.name.empty() &&
         left.direction != qiusuo::v1::DIRECTION_UNSPECIFIED;
}

// A figure without a noun of its own belongs to the run's name.
bool FigureNamer::IsSameRun(size_t k) const {
  return ReadRightWords(text_, figures_[k].right).noun.empty();
}

// 甲、乙产量持续提高,分别增长3%和5%; 甲3吨,乙5吨,分别增长3%和5%
void FigureNamer::FindRunNames(size_t k, const LeftWords& left, size_t count) {
  if (!left.name.empty()) {
    SetRunNames(left.name, count);
    if (run_names_.empty()) run_names_.push_back(Written(left.name));
    return;
  }
  if (const CharSpan topic = Topic(k, TopicUse::kRival); !topic.empty()) {
    SetRunNames(topic, count);
    if (!run_names_.empty()) return;
  }
  if (memory_.names.size() >= count) {
    run_names_.assign(memory_.names.end() - static_cast<long>(count),
                      memory_.names.end());
  }
}

void FigureNamer::SetRunNames(CharSpan list, size_t count) {
  const std::vector<CharSpan> pieces = SplitNames(text_, list, count);
  if (pieces.size() != count) return;
  for (const CharSpan piece : pieces) {
    Name name = Written(piece);
    if (piece != pieces.back()) {
      name.full = Joined(
          {name.full, text_.Utf8(SharedEnd(text_, piece, pieces.back()))});
    }
    run_names_.push_back(name);
  }
}

}  // namespace qiusuo::parser
