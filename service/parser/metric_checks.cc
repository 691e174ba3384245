#include "service/parser/metric_checks.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/decimal.h"
#include "service/parser/diagnostics.h"
#include "service/parser/numerals.h"
#include "service/parser/sentences.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Diagnostic;
using qiusuo::v1::Metric;

// What a stated figure may stand for. No `high`: nothing bounds it from above.
struct Interval {
  Decimal low;
  std::optional<Decimal> high;
};

Decimal Percent(int64_t n) { return *Decimal::Parse(std::to_string(n)); }

Decimal Half(const Decimal& d) { return d * *Decimal::Parse("0.5"); }

// The place of the last digit that the text prints: 0.01万 for 1.82万, 1 for 20000.
Decimal LastPlace(const Text& text, const Metric& metric) {
  const CharSpan span = text.FromSpan(metric.span());
  int64_t decimals = 0;
  bool after_point = false;
  int64_t scale = 0;
  const std::optional<Numeral> numeral = ReadNumeral(text, span.begin);
  if (!numeral) return Decimal();
  for (size_t i = span.begin; i < numeral->span.end; ++i) {
    if (text[i] == U'.' || text[i] == U'点') {
      after_point = true;
    } else if (after_point && text[i] >= U'0' && text[i] <= U'9') {
      ++decimals;
    }
  }
  scale = numeral->cardinal.top_scale >= 4 ? numeral->cardinal.top_scale : 0;
  if (scale == 0 && decimals == 0) return Decimal();
  return Decimal::FromDigits("1", scale - decimals);
}

Interval Possible(const Text& text, const Metric& metric) {
  const Decimal value =
      Decimal::Parse(metric.quantity().value()).value_or(Decimal());
  const Decimal place = LastPlace(text, metric);
  const bool is_share = metric.quantity().unit() == "%";
  const Decimal fifth = value * *Decimal::Parse("0.2");
  switch (metric.quantity().relation()) {
    case qiusuo::v1::RELATION_ABOUT:
      return {value - fifth, value + fifth};
    case qiusuo::v1::RELATION_OVER:
    case qiusuo::v1::RELATION_AT_LEAST:
      if (is_share) return {value, std::nullopt};
      return {value, value + std::max(place, Half(value))};
    case qiusuo::v1::RELATION_NEARLY:
      return {value - fifth, value};
    case qiusuo::v1::RELATION_UNDER:
    case qiusuo::v1::RELATION_AT_MOST:
      return {Decimal(), value};
    case qiusuo::v1::RELATION_BETWEEN:
      return {value, Decimal::Parse(metric.quantity().value_to())};
    default: {
      // A share printed without decimals is rounded as well.
      const Decimal rounding =
          Half(place.is_zero() && is_share ? Percent(1) : place);
      return {value - rounding, value + rounding};
    }
  }
}

bool Contains(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

bool IsLevel(const Metric& metric) {
  return metric.kind() == qiusuo::v1::METRIC_KIND_LEVEL &&
         !metric.quantity().masked() && !metric.planned();
}

bool IsNamed(const Metric& metric,
             std::initializer_list<std::string_view> beginnings) {
  return std::any_of(
      beginnings.begin(), beginnings.end(), [&](std::string_view word) {
        return std::string_view(metric.indicator_full()).starts_with(word);
      });
}

class MetricChecker {
 public:
  MetricChecker(const Text& text, const qiusuo::v1::Document& document)
      : text_(text), metrics_(document.metrics()) {}

  std::vector<Diagnostic> Check() {
    int begin = 0;
    for (int i = 0; i < metrics_.size(); ++i) {
      CheckShare(metrics_.Get(i));
      if (i > 0) CheckMovement(metrics_.Get(i - 1), metrics_.Get(i));
      if (i > 0 && !SameSentence(metrics_.Get(i - 1), metrics_.Get(i))) {
        begin = i;
      }
      // Sentences are short; a longer list is no statement about one whole.
      constexpr int kMaxLookBack = 12;
      CheckRate(std::max(begin, i - kMaxLookBack), i);
      CheckAttendance(std::max(begin, i - kMaxLookBack), i);
    }
    CheckParts();
    return std::move(found_);
  }

 private:
  std::u32string_view Between(const Metric& a, const Metric& b) const {
    const size_t begin = text_.FromSpan(a.span()).end;
    const size_t end = text_.FromSpan(b.span()).begin;
    return begin < end ? text_.Folded({begin, end}) : std::u32string_view();
  }

  bool SameSentence(const Metric& a, const Metric& b) const {
    constexpr size_t kMaxGap = 80;
    const std::u32string_view between = Between(a, b);
    return between.size() <= kMaxGap &&
           between.find_first_of(U"。!?\n") == between.npos;
  }

  void Add(const DiagnosticKind& kind, std::string message,
           std::initializer_list<const Metric*> about) {
    Diagnostic diagnostic = MakeDiagnostic(kind, std::move(message));
    for (const Metric* metric : about) {
      *diagnostic.add_spans() = metric->span();
    }
    diagnostic.set_path((*about.begin())->section_path());
    found_.push_back(std::move(diagnostic));
  }

  static std::string Show(const Metric& metric) {
    return metric.indicator_full() + metric.quantity().text();
  }

  // A part of a whole is at most all of it; 完成预算的102% is no part.
  void CheckShare(const Metric& metric) {
    if (!IsLevel(metric) || metric.quantity().unit() != "%") return;
    const std::string& name = metric.indicator();
    const bool is_part = name.starts_with("占") || Contains(name, "占比") ||
                         name.ends_with("比重") || name.ends_with("覆盖率") ||
                         name.ends_with("合格率") || name.ends_with("满意率") ||
                         name.ends_with("满意度") || name.ends_with("失业率");
    const std::optional<Decimal> value =
        Decimal::Parse(metric.quantity().value());
    if (!is_part || !value || !(Percent(100) < *value)) return;
    Add(kShareAbove100, Show(metric) + "，超过100%", {&metric});
  }

  // 由31%提升至24%: the words say up, the figures down.
  void CheckMovement(const Metric& from, const Metric& to) {
    if (!IsLevel(from) || !IsLevel(to) ||
        from.quantity().unit() != to.quantity().unit() ||
        from.indicator() != to.indicator() ||
        from.quantity().unit() == "位") {  // a rise from place 12 to place 9
      return;
    }
    const CharSpan start = text_.FromSpan(from.span());
    if (start.begin == 0 ||
        (text_[start.begin - 1] != U'由' && text_[start.begin - 1] != U'从' &&
         text_[start.begin - 1] != U'的')) {
      return;
    }
    const std::u32string_view words = Between(from, to);
    const auto has = [&](std::initializer_list<std::u32string_view> list) {
      return std::any_of(list.begin(), list.end(), [&](auto word) {
        return words.find(word) != words.npos;
      });
    };
    if (words.size() > 16 || words.find(U',') != words.npos) return;
    const bool up = has({U"提升至", U"提高到", U"增长到", U"增至", U"升至",
                         U"提高至", U"上升到", U"提升到", U"增加到"});
    const bool down =
        has({U"下降到", U"降至", U"降到", U"下降至", U"减少到", U"减至",
             U"缩短至", U"缩短到", U"压缩至", U"压缩到"});
    const Interval a = Possible(text_, from);
    const Interval b = Possible(text_, to);
    const bool fell = b.high && *b.high < a.low;
    const bool rose = a.high && *a.high < b.low;
    if ((up && fell) || (down && rose)) {
      Add(kChangeDirection,
          Show(from) + "至" + to.quantity().text() + "，与“" +
              (up ? "升" : "降") + "”不符",
          {&to, &from});
    }
  }

  // 受理20000件,审结18000件,结案率75%
  void CheckRate(int begin, int i) {
    const Metric& rate = metrics_.Get(i);
    if (!IsLevel(rate) || rate.quantity().unit() != "%") return;
    const std::string& name = rate.indicator();
    if (name != "结案率" && name != "审结率" && name != "办结率") return;
    const Metric* accepted = nullptr;
    const Metric* closed = nullptr;
    for (int k = begin; k < i; ++k) {
      const Metric& level = metrics_.Get(k);
      if (!IsLevel(level) || level.quantity().unit() == "%") continue;
      if (IsNamed(level, {"受理"})) accepted = &level;
      if (IsNamed(level, {"审结", "结案", "办结", "审执结"})) closed = &level;
    }
    if (accepted == nullptr || closed == nullptr ||
        accepted->quantity().unit() != closed->quantity().unit()) {
      return;
    }
    const Interval whole = Possible(text_, *accepted);
    const Interval part = Possible(text_, *closed);
    const Interval stated = Possible(text_, rate);
    const Decimal hundred = Percent(100);
    const bool too_high =
        part.high && *part.high * hundred < stated.low * whole.low;
    const bool too_low = stated.high && whole.high &&
                         *stated.high * *whole.high < part.low * hundred;
    if (!too_high && !too_low) return;
    Add(kRateMismatch,
        Show(rate) + "，与" + Show(*accepted) + "、" + Show(*closed) + "不符",
        {&rate, accepted, closed});
  }

  // 应出席2956人,出席2877人,缺席79人
  void CheckAttendance(int begin, int i) {
    const Metric& absent = metrics_.Get(i);
    if (!IsLevel(absent) || !IsNamed(absent, {"缺席", "请假"})) return;
    const Metric* due = nullptr;
    const Metric* present = nullptr;
    for (int k = begin; k < i; ++k) {
      const Metric& level = metrics_.Get(k);
      if (!IsLevel(level) ||
          level.quantity().unit() != absent.quantity().unit()) {
        continue;
      }
      if (Contains(level.indicator(), "应出席") ||
          Contains(level.indicator(), "应到")) {
        due = &level;
      }
      if (IsNamed(level, {"出席", "实到", "实际出席"})) present = &level;
    }
    if (due == nullptr || present == nullptr) return;
    const Metric* const parts[] = {present, &absent};
    CompareWithWhole(*due, parts, 2, true);
  }

  // A whole and what 其中 lists of it, in one unit.
  void CheckParts() {
    for (int i = 0; i + 1 < metrics_.size(); ++i) {
      const Metric& whole = metrics_.Get(i);
      if (!IsLevel(whole) || whole.quantity().unit() == "%") continue;
      if (!BeginsParts(whole, metrics_.Get(i + 1))) continue;
      const Metric* parts[2] = {&metrics_.Get(i + 1), nullptr};
      if (!IsPart(*parts[0], whole)) continue;
      int count = 1;
      // Only a list of just two parts can be taken for the whole of it.
      if (i + 2 < metrics_.size() &&
          Between(*parts[0], metrics_.Get(i + 2)).starts_with(U"、")) {
        const Metric& second = metrics_.Get(i + 2);
        const bool more = i + 3 < metrics_.size() &&
                          SameSentence(second, metrics_.Get(i + 3));
        if (!more && IsPart(second, whole)) parts[count++] = &second;
      }
      CompareWithWhole(whole, parts, count, false);
    }
  }

  bool BeginsParts(const Metric& whole, const Metric& next) const {
    constexpr size_t kMaxGap = 40;
    const std::u32string_view between = Between(whole, next);
    return between.size() <= kMaxGap &&
           (between.starts_with(U",其中") || between.starts_with(U"。其中") ||
            between.starts_with(U"(其中"));
  }

  static bool IsPart(const Metric& part, const Metric& whole) {
    return IsLevel(part) && part.quantity().unit() == whole.quantity().unit();
  }

  // Flags a part above its whole, and a sum that misses the whole by less than
  // parts left out would.
  void CompareWithWhole(const Metric& whole, const Metric* const* parts,
                        int count, bool is_complete) {
    const Interval stated = Possible(text_, whole);
    Decimal low;
    std::optional<Decimal> high = Decimal();
    for (int k = 0; k < count; ++k) {
      const Interval part = Possible(text_, *parts[k]);
      if (stated.high && *stated.high < part.low) {
        Add(kPartAboveWhole, Show(*parts[k]) + "，大于" + Show(whole),
            {parts[k], &whole});
        return;
      }
      low = low + part.low;
      high =
          high && part.high ? std::optional(*high + *part.high) : std::nullopt;
    }
    if (count < 2) return;
    const Decimal slack =
        is_complete ? stated.low : stated.low * *Decimal::Parse("0.005");
    const bool above =
        stated.high && *stated.high < low && low - *stated.high < slack;
    const bool below = high && *high < stated.low && stated.low - *high < slack;
    if (!above && !below) return;
    Add(kPartsMismatch,
        Show(*parts[0]) + "与" + Show(*parts[1]) + "之和，不等于" + Show(whole),
        {&whole, parts[0], parts[1]});
  }

  const Text& text_;
  const google::protobuf::RepeatedPtrField<Metric>& metrics_;
  std::vector<Diagnostic> found_;
};

}  // namespace

std::vector<Diagnostic> CheckMetrics(const Text& text,
                                     const qiusuo::v1::Document& document) {
  std::vector<Diagnostic> found = MetricChecker(text, document).Check();
  std::stable_sort(found.begin(), found.end(),
                   [](const Diagnostic& a, const Diagnostic& b) {
                     return a.spans(0).start_byte() < b.spans(0).start_byte();
                   });
  return found;
}

}  // namespace qiusuo::parser
