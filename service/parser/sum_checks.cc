#include "service/parser/sum_checks.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/decimal.h"
#include "service/parser/diagnostics.h"
#include "service/parser/stated_figures.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Diagnostic;
using qiusuo::v1::Metric;

// A longer list is no statement about one whole.
constexpr int kMaxParts = 24;

bool Contains(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

bool HasUnitOf(const Metric& metric, const Metric& other) {
  return metric.quantity().unit() == other.quantity().unit();
}

std::string Show(const Metric& metric) {
  return metric.indicator_full() + metric.quantity().text();
}

class SumChecker {
 public:
  SumChecker(const Text& text, const qiusuo::v1::Document& document)
      : text_(text), metrics_(document.metrics()) {}

  std::vector<Diagnostic> Check() {
    for (int i = 0; i + 1 < metrics_.size(); ++i) {
      const Metric& whole = metrics_.Get(i);
      if (!IsSettledLevel(whole) || whole.quantity().unit() == "%") continue;
      if (BeginsParts(whole, metrics_.Get(i + 1))) CheckParts(i);
      if (Contains(whole.indicator(), "应出席") ||
          Contains(whole.indicator(), "应到")) {
        CheckAttendance(i);
      }
    }
    return std::move(found_);
  }

 private:
  // ,其中 (其中 (一般债务… — and nothing else before the first part but its name.
  bool BeginsParts(const Metric& whole, const Metric& first) const {
    if (!IsSettledLevel(first) || !HasUnitOf(first, whole) ||
        !InOneSentence(text_, whole, first) || IsDifference(whole)) {
      return false;
    }
    constexpr size_t kMaxGap = 24;
    constexpr std::array<std::u32string_view, 6> kOpenings = {
        U",其中", U"(其中", U"(", U",包括", U",分别为", U",分别是"};
    std::u32string_view words = WordsBetween(text_, whole, first);
    if (words.size() > kMaxGap) return false;
    const auto opening =
        std::find_if(kOpenings.begin(), kOpenings.end(),
                     [words](auto word) { return words.starts_with(word); });
    if (opening == kOpenings.end()) return false;
    words.remove_prefix(opening->size());
    // 3人(全省4人) sets a wider scope beside it, 3人(不含兼职5人) leaves out.
    constexpr std::array<std::u32string_view, 6> kBeside = {
        U"全", U"共", U"不", U"未", U"除", U"剔除"};
    if (std::any_of(kBeside.begin(), kBeside.end(),
                    [words](auto word) { return words.starts_with(word); })) {
      return false;
    }
    if (words.starts_with(U",") || words.starts_with(U":"))
      words.remove_prefix(1);
    return words.find_first_of(U",)") == words.npos;
  }

  // 年均收入, 比预算少支: these are no wholes.
  bool IsDifference(const Metric& whole) const {
    if (whole.basis() != qiusuo::v1::BASIS_UNSPECIFIED ||
        Contains(whole.indicator(), "均")) {
      return true;
    }
    constexpr size_t kMaxClause = 30;
    const size_t end = text_.CharAtByte(whole.span().start_byte());
    for (size_t i = end; i > 0 && end - i < kMaxClause; --i) {
      const char32_t c = text_[i - 1];
      if (c == U',' || c == U'。' || c == U';' || c == U'\n') return false;
      if (c == U'比' || c == U'较' || c == U'均') return true;
    }
    return false;
  }

  // Flags a first part above its whole, and a list whose sum misses the whole by a slip.
  void CheckParts(int i) {
    const Metric& whole = metrics_.Get(i);
    const Interval stated = PossibleValues(text_, whole);
    const Metric& first = metrics_.Get(i + 1);
    if (IsBelow(stated, PossibleValues(text_, first))) {
      // 医院2家(村卫生室3家) may count what is no part, and -4亿元 has parts above it.
      const size_t behind = text_.CharAtByte(whole.span().end_byte());
      const bool is_aside =
          text_.StandsAt(behind, U"(") && !text_.StandsAt(behind, U"(其中");
      if (is_aside || stated.low.is_negative()) return;
      Add(kPartAboveWhole, Show(first) + "，大于" + Show(whole),
          {&first, &whole});
      return;
    }
    std::vector<const Metric*> parts;
    Interval sum = {Decimal(), Decimal()};
    for (int k = i + 1; k < metrics_.size() && k <= i + kMaxParts; ++k) {
      const Metric& part = metrics_.Get(k);
      if (!InOneSentence(text_, metrics_.Get(k - 1), part)) break;
      if (!IsSettledLevel(part)) continue;
      if (!HasUnitOf(part, whole)) continue;
      sum = Sum(sum, PossibleValues(text_, part));
      parts.push_back(&part);
      const bool is_in_keeping =
          parts.size() > 1 && !IsBelow(sum, stated) && !IsBelow(stated, sum);
      if (is_in_keeping) return;
    }
    if (parts.size() < 2 || !sum.high || !stated.high) return;
    if (IsSlip(whole, stated, parts)) AddMismatch(whole, parts);
  }

  // A sum that misses by at most a hundredth, in one digit: 500.9 for 500.5. A part left out is
  // rarely that small and that round.
  bool IsSlip(const Metric& whole, const Interval& stated,
              const std::vector<const Metric*>& parts) const {
    Decimal sum;
    for (const Metric* part : parts) {
      if (part->quantity().relation() != qiusuo::v1::RELATION_EXACT)
        return false;
      sum = sum + *Decimal::Parse(part->quantity().value());
    }
    if (whole.quantity().relation() != qiusuo::v1::RELATION_EXACT) return false;
    const Decimal miss =
        (sum - *Decimal::Parse(whole.quantity().value())).Magnitude();
    return miss.digits().size() == 1 &&
           miss * Decimal::FromInteger(100) < stated.low;
  }

  // 应出席2956人,出席2877人,缺席79人: these three leave nothing out.
  void CheckAttendance(int i) {
    const Metric& due = metrics_.Get(i);
    const Metric* present = nullptr;
    for (int k = i + 1; k < metrics_.size() && k <= i + kMaxParts; ++k) {
      const Metric& level = metrics_.Get(k);
      if (!InOneSentence(text_, metrics_.Get(k - 1), level)) return;
      if (!IsSettledLevel(level) || !HasUnitOf(level, due)) continue;
      const std::string_view name = level.indicator();
      if (name.starts_with("出席") || name.starts_with("实到") ||
          name.starts_with("实际出席")) {
        present = &level;
      }
      if (present == nullptr ||
          (!name.starts_with("缺席") && !name.starts_with("请假"))) {
        continue;
      }
      const Interval whole = PossibleValues(text_, due);
      const Interval sum =
          Sum(PossibleValues(text_, *present), PossibleValues(text_, level));
      if (IsBelow(whole, sum) || IsBelow(sum, whole))
        AddMismatch(due, {present, &level});
      return;
    }
  }

  void AddMismatch(const Metric& whole,
                   const std::vector<const Metric*>& parts) {
    std::string message = Show(*parts[0]);
    for (size_t k = 1; k < parts.size(); ++k) {
      message += (k + 1 == parts.size() ? "与" : "、") + Show(*parts[k]);
    }
    std::vector<const Metric*> about = {&whole};
    about.insert(about.end(), parts.begin(), parts.end());
    Add(kPartsMismatch, message + "之和，不等于" + Show(whole), about);
  }

  void Add(const DiagnosticKind& kind, std::string message,
           const std::vector<const Metric*>& about) {
    Diagnostic diagnostic = MakeDiagnostic(kind, std::move(message));
    for (const Metric* metric : about) *diagnostic.add_spans() = metric->span();
    diagnostic.set_path(about.front()->section_path());
    found_.push_back(std::move(diagnostic));
  }

  const Text& text_;
  const google::protobuf::RepeatedPtrField<Metric>& metrics_;
  std::vector<Diagnostic> found_;
};

}  // namespace

std::vector<Diagnostic> CheckSums(const Text& text,
                                  const qiusuo::v1::Document& document) {
  return SumChecker(text, document).Check();
}

}  // namespace qiusuo::parser
