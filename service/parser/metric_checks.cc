#include "service/parser/metric_checks.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/decimal.h"
#include "service/parser/diagnostics.h"
#include "service/parser/stated_figures.h"
#include "service/parser/sum_checks.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Diagnostic;
using qiusuo::v1::Metric;

// Sentences are short; a longer list is no statement about one whole.
constexpr int kMaxLookBack = 12;

Interval Number(int64_t n) {
  return {Decimal::FromInteger(n), Decimal::FromInteger(n)};
}

template <size_t kCount>
bool ContainsAny(std::string_view text,
                 const std::array<std::string_view, kCount>& words) {
  return std::any_of(words.begin(), words.end(), [text](auto word) {
    return text.find(word) != std::string_view::npos;
  });
}

bool IsNamed(const Metric& metric,
             std::initializer_list<std::string_view> beginnings) {
  return std::any_of(
      beginnings.begin(), beginnings.end(), [&](std::string_view word) {
        return std::string_view(metric.indicator_full()).starts_with(word);
      });
}

bool IsPercent(const Metric& metric) { return metric.quantity().unit() == "%"; }

bool HasUnitOf(const Metric& metric, const Metric& other) {
  return metric.quantity().unit() == other.quantity().unit();
}

// A change from one level to the next: neither a yearly average nor at constant prices, which
// 生产总值, 增加值 and incomes often are without saying so.
bool IsPlainChange(const Metric& metric) {
  constexpr std::array<std::string_view, 6> kConstantPrices = {
      "生产总值", "GDP", "增加值", "产值", "收入", "实际"};
  return metric.kind() == qiusuo::v1::METRIC_KIND_CHANGE &&
         metric.direction() != qiusuo::v1::DIRECTION_UNSPECIFIED &&
         metric.basis() != qiusuo::v1::BASIS_ANNUAL_AVERAGE &&
         !metric.quantity().masked() && !metric.planned() && IsShort(metric) &&
         !(IsPercent(metric) &&
           ContainsAny(metric.indicator_full(), kConstantPrices));
}

std::string Show(const Metric& metric) {
  return metric.indicator_full() + metric.quantity().text();
}

class MetricChecker {
 public:
  MetricChecker(const Text& text, const qiusuo::v1::Document& document)
      : text_(text), metrics_(document.metrics()) {}

  std::vector<Diagnostic> Check() {
    int begin = 0;  // of the sentence
    for (int i = 0; i < metrics_.size(); ++i) {
      if (i > 0 && !InOneSentence(text_, metrics_.Get(i - 1), metrics_.Get(i)))
        begin = i;
      CheckShare(metrics_.Get(i));
      CheckRate(std::max(begin, i - kMaxLookBack), i);
      if (i > begin) CheckMovement(metrics_.Get(i - 1), metrics_.Get(i));
      if (i > begin + 1) {
        const Metric& first = metrics_.Get(i - 2);
        const Metric& second = metrics_.Get(i - 1);
        CheckGrowth(first, second, metrics_.Get(i));
        CheckIncrease(first, second, metrics_.Get(i));
        CheckDoneOf(first, second, metrics_.Get(i));
      }
    }
    return std::move(found_);
  }

 private:
  std::u32string_view Between(const Metric& a, const Metric& b) const {
    return WordsBetween(text_, a, b);
  }

  Interval Possible(const Metric& metric) const {
    return PossibleValues(text_, metric);
  }

  void Add(const DiagnosticKind& kind, std::string message,
           std::initializer_list<const Metric*> about) {
    Diagnostic diagnostic = MakeDiagnostic(kind, std::move(message));
    for (const Metric* metric : about) *diagnostic.add_spans() = metric->span();
    diagnostic.set_path((*about.begin())->section_path());
    found_.push_back(std::move(diagnostic));
  }

  // The words of the sentence before a figure: 甲、乙覆盖率分别是目标值的109%、142%.
  std::string_view SentenceUpTo(const Metric& metric) const {
    constexpr size_t kMaxWords = 80;
    const size_t end = text_.CharAtByte(metric.span().start_byte());
    size_t begin = end;
    while (begin > 0 && end - begin < kMaxWords && text_[begin - 1] != U'。' &&
           text_[begin - 1] != U';' && text_[begin - 1] != U'\n') {
      --begin;
    }
    return text_.Utf8({begin, end});
  }

  // A part of a whole is at most all of it; 完成预算的102% is no part.
  void CheckShare(const Metric& metric) {
    if (!IsSettledLevel(metric) || !IsPercent(metric)) return;
    constexpr std::array<std::string_view, 9> kPlans = {
        "预算", "计划", "任务", "目标", "进度", "年初", "定额", "指标", "上年"};
    constexpr std::array<std::string_view, 6> kShares = {
        "比重", "覆盖率", "合格率", "满意率", "满意度", "失业率"};
    const std::string_view name = metric.indicator();
    const bool is_part =
        name.starts_with("占") || name.find("占比") != name.npos ||
        std::any_of(kShares.begin(), kShares.end(),
                    [name](auto word) { return name.ends_with(word); });
    if (!is_part || ContainsAny(metric.indicator_full(), kPlans) ||
        ContainsAny(SentenceUpTo(metric), kPlans)) {
      return;
    }
    if (!IsBelow(Number(100), Possible(metric))) return;
    Add(kShareAbove100, Show(metric) + "，超过100%", {&metric});
  }

  // 由31%提升至24%: the words say up, the figures down.
  void CheckMovement(const Metric& from, const Metric& to) {
    const int verb = ReadMovement(from, to);
    if (verb == 0 || from.quantity().unit() == "位")
      return;  // from place 12 to 9
    const Interval a = Possible(from);
    const Interval b = Possible(to);
    if ((verb > 0 && IsBelow(b, a)) || (verb < 0 && IsBelow(a, b))) {
      Add(kChangeDirection,
          Show(from) + "至" + to.quantity().text() + "，与“" +
              (verb > 0 ? "升" : "降") + "”不符",
          {&to, &from});
    }
  }

  // 1 for 由A增加到B, -1 for 由A降至B, 0 for anything else.
  int ReadMovement(const Metric& from, const Metric& to) const {
    if (!IsSettledLevel(from) || !IsSettledLevel(to) || !HasUnitOf(from, to) ||
        from.indicator() != to.indicator()) {
      return 0;
    }
    const size_t start = text_.CharAtByte(from.span().start_byte());
    constexpr std::u32string_view kBefore = U"由从的";
    if (start == 0 || kBefore.find(text_[start - 1]) == kBefore.npos) return 0;
    const std::u32string_view words = Between(from, to);
    constexpr size_t kMaxWords = 16;
    if (words.size() > kMaxWords || words.find(U',') != words.npos) return 0;
    constexpr std::array<std::u32string_view, 12> kUp = {
        U"提升至", U"提高到", U"增长到", U"增至",   U"升至",   U"提高至",
        U"上升到", U"提升到", U"增加到", U"增加至", U"增长至", U"上升至"};
    constexpr std::array<std::u32string_view, 11> kDown = {
        U"下降到", U"降至",   U"降到",   U"下降至", U"减少到", U"减至",
        U"缩短至", U"缩短到", U"压缩至", U"压缩到", U"减少至"};
    const auto has = [words](const auto& verbs) {
      return std::any_of(verbs.begin(), verbs.end(), [words](auto verb) {
        return words.find(verb) != words.npos;
      });
    };
    return has(kUp) ? 1 : has(kDown) ? -1 : 0;
  }

  // Whether `change` is said of `level` with nothing between them but its verb: ,增长 、下降近.
  bool IsSaidOf(const Metric& change, const Metric& level, size_t max) const {
    const std::u32string_view words = Between(level, change);
    return !words.empty() && words.size() <= max &&
           (words[0] == U',' || words[0] == U'、') &&
           change.indicator_full() == level.indicator_full();
  }

  // 由120亿元增加到150亿元,增长25%; …,增加30亿元; 由91.2%提高到95.5%,提高4.3个百分点.
  void CheckGrowth(const Metric& from, const Metric& to, const Metric& change) {
    constexpr size_t kMaxVerb = 6;
    const int verb = ReadMovement(from, to);
    if (verb == 0 || !IsPlainChange(change) ||
        !IsSaidOf(change, to, kMaxVerb)) {
      return;
    }
    const Metric& low = verb > 0 ? from : to;
    const Metric& high = verb > 0 ? to : from;
    const std::optional<Interval> growth =
        Difference(Possible(high), Possible(low));
    if (!growth || growth->low.is_negative()) return;
    const bool is_points =
        IsPercent(from) && change.quantity().unit() == "个百分点";
    if (is_points || (HasUnitOf(change, from) && !IsPercent(change))) {
      ExpectEqual(*growth, Possible(change), {&change, &to, &from});
    } else if (IsPercent(change)) {
      ExpectShare(*growth, Possible(from), change, {&change, &to, &from});
    }
  }

  // 收入120亿元,比上年增加20亿元,增长20%.
  void CheckIncrease(const Metric& level, const Metric& amount,
                     const Metric& rate) {
    constexpr size_t kMaxVerb = 6;
    constexpr size_t kMaxComparison = 14;
    if (!IsSettledLevel(level) || IsPercent(level) || !IsPlainChange(amount) ||
        !IsPlainChange(rate) || !HasUnitOf(amount, level) || !IsPercent(rate) ||
        amount.direction() != rate.direction() ||
        !IsSaidOf(amount, level, kMaxComparison) ||
        !IsSaidOf(rate, amount, kMaxVerb)) {
      return;
    }
    const Interval grown = Possible(amount);
    const std::optional<Interval> before =
        amount.direction() == qiusuo::v1::DIRECTION_UP
            ? Difference(Possible(level), grown)
            : std::optional(Sum(Possible(level), grown));
    if (!before || before->low.is_negative()) return;
    ExpectShare(grown, *before, rate, {&rate, &amount, &level});
  }

  // 任务560项,完成550项,完成率98.2%. Only a near miss is flagged: other numbers may
  // well stand here together.
  void CheckDoneOf(const Metric& whole, const Metric& part,
                   const Metric& rate) {
    constexpr size_t kMaxName = 8;
    if (!IsSettledLevel(whole) || !IsSettledLevel(part) ||
        !IsSettledLevel(rate) || !IsPercent(rate) || IsPercent(whole) ||
        !HasUnitOf(whole, part) || !Between(whole, part).starts_with(U",") ||
        !Between(part, rate).starts_with(U",") ||
        Between(part, rate).size() > kMaxName ||
        !std::string_view(rate.indicator()).ends_with("率") ||
        ContainsAny(rate.indicator(),
                    std::array<std::string_view, 3>{"满意", "增长", "同比"})) {
      return;
    }
    const Interval all = Possible(whole);
    const Interval done = Possible(part);
    if (!IsBelow(done, all)) return;
    // Within a fiftieth of what follows from the two.
    const std::optional<Interval> stated = Product(Possible(rate), all);
    const std::optional<Interval> due = Product(done, Number(100));
    if (!stated || !due) return;
    const std::optional<Interval> miss = IsBelow(*stated, *due)
                                             ? Difference(*due, *stated)
                                             : Difference(*stated, *due);
    if (!miss || !IsBelow(*Product(*miss, Number(50)), *due)) return;
    ExpectShare(done, all, rate, {&rate, &whole, &part});
  }

  // 受理20000件,审结18000件,结案率75%
  void CheckRate(int begin, int i) {
    const Metric& rate = metrics_.Get(i);
    if (!IsSettledLevel(rate) || !IsPercent(rate)) return;
    const std::string& name = rate.indicator();
    if (name != "结案率" && name != "审结率" && name != "办结率") return;
    const Metric* accepted = nullptr;
    const Metric* closed = nullptr;
    for (int k = begin; k < i; ++k) {
      const Metric& level = metrics_.Get(k);
      if (!IsSettledLevel(level) || IsPercent(level)) continue;
      if (IsNamed(level, {"受理"})) accepted = &level;
      if (IsNamed(level, {"审结", "结案", "办结", "审执结"})) closed = &level;
    }
    if (accepted == nullptr || closed == nullptr ||
        !HasUnitOf(*accepted, *closed)) {
      return;
    }
    ExpectShare(Possible(*closed), Possible(*accepted), rate,
                {&rate, accepted, closed});
  }

  // Flags a rate, the first of `about`, that is not part / whole * 100.
  void ExpectShare(const Interval& part, const Interval& whole,
                   const Metric& rate,
                   std::initializer_list<const Metric*> about) {
    const Interval stated = Possible(rate);
    const Decimal hundred = Decimal::FromInteger(100);
    const bool too_high =
        part.high && *part.high * hundred < stated.low * whole.low;
    const bool too_low = stated.high && whole.high &&
                         *stated.high * *whole.high < part.low * hundred;
    if (too_high || too_low) AddMismatch(about);
  }

  void ExpectEqual(const Interval& a, const Interval& b,
                   std::initializer_list<const Metric*> about) {
    if (IsBelow(a, b) || IsBelow(b, a)) AddMismatch(about);
  }

  void AddMismatch(std::initializer_list<const Metric*> about) {
    std::string message = Show(**about.begin()) + "，与";
    for (const auto* metric = about.begin() + 1; metric != about.end();
         ++metric) {
      if (metric != about.begin() + 1) message += "、";
      message += Show(**metric);
    }
    Add(kRateMismatch, message + "不符", about);
  }

  const Text& text_;
  const google::protobuf::RepeatedPtrField<Metric>& metrics_;
  std::vector<Diagnostic> found_;
};

}  // namespace

std::vector<Diagnostic> CheckMetrics(const Text& text,
                                     const qiusuo::v1::Document& document) {
  std::vector<Diagnostic> found = MetricChecker(text, document).Check();
  std::vector<Diagnostic> sums = CheckSums(text, document);
  found.insert(found.end(), std::make_move_iterator(sums.begin()),
               std::make_move_iterator(sums.end()));
  std::stable_sort(found.begin(), found.end(),
                   [](const Diagnostic& a, const Diagnostic& b) {
                     return a.spans(0).start_byte() < b.spans(0).start_byte();
                   });
  return found;
}

}  // namespace qiusuo::parser
