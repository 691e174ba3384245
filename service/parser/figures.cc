#include "service/parser/figures.h"

#include <algorithm>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"
#include "service/parser/left_words.h"
#include "service/parser/measures.h"
#include "service/parser/name_words.h"
#include "service/parser/sentences.h"

namespace qiusuo::parser {
namespace {

// Names are shorter; a longer look back or ahead would only cost time.
constexpr size_t kMaxWords = 80;
constexpr size_t kMaxQuoted = 24;

// The places in “short quotes” or 《titles》 of the sentence, in order; none in another.
std::vector<CharSpan> FindNames(const Text& text, CharSpan sentence) {
  static constexpr CharacterSet kMarks{U"“‘”’《》"};
  std::vector<CharSpan> names;
  const auto add = [&](CharSpan name) {
    while (!names.empty() && names.back().begin >= name.begin) names.pop_back();
    names.push_back(name);
  };
  size_t quote = 0;
  size_t title = 0;
  const auto next = [&](size_t i) {
    return kMarks.FirstIn(text.folded(), i, sentence.end);
  };
  for (size_t i = next(sentence.begin); i < sentence.end; i = next(i + 1)) {
    const char32_t c = text[i];
    if (c == U'“' || c == U'‘') quote = i + 1;
    if (c == U'《') title = i + 1;
    if ((c == U'”' || c == U'’') && quote > 0) {
      // What holds a clause of its own is quoted speech.
      const std::u32string_view words = text.Folded({quote, i});
      if (words.size() <= kMaxQuoted &&
          words.find_first_of(U",;。") == std::u32string_view::npos) {
        add({quote, i});
      }
      quote = 0;
    }
    if (c == U'》' && title > 0) {
      add({title, i});
      title = 0;
    }
  }
  return names;
}

class FigureFinder {
 public:
  FigureFinder(const Text& text, CharSpan sentence,
               std::span<const FoundPeriod> periods)
      : text_(text),
        sentence_(sentence),
        periods_(periods),
        names_(FindNames(text, sentence)) {}

  std::vector<Figure> Find(std::span<const FoundQuantity> quantities) {
    figures_.reserve(quantities.size());
    for (const FoundQuantity& q : quantities) {
      if (!MayMeasure(q)) continue;
      const bool is_rank = IsRank(text_, sentence_.begin, q);
      if (!is_rank && !Measures(text_, sentence_.begin, q)) continue;
      figures_.push_back(
          {.quantity = q, .is_rank = is_rank, .left = {}, .right = {}});
    }
    ReadWords();
    return std::move(figures_);
  }

 private:
  bool InPeriod(const FoundQuantity& q) const {
    const auto period = std::partition_point(
        periods_.begin(), periods_.end(),
        [&](const FoundPeriod& p) { return p.span.end <= q.span.begin; });
    return period != periods_.end() && period->span.begin < q.span.end;
  }

  bool MayMeasure(const FoundQuantity& q) const {
    const auto name = std::partition_point(
        names_.begin(), names_.end(),
        [&](CharSpan before) { return before.end <= q.span.begin; });
    const bool is_named = name != names_.end() && name->Contains(q.span.begin);
    return !is_named && !InPeriod(q);
  }

  // The words around each figure.
  void ReadWords() {
    for (size_t k = 0; k < figures_.size(); ++k) {
      Figure& figure = figures_[k];
      const size_t begin = figure.quantity.bounded_span.begin;
      const size_t floor =
          k > 0 ? figures_[k - 1].quantity.span.end : sentence_.begin;
      figure.left = {LeftEnd(floor, begin), begin};
      if (k > 0) SkipNounBefore(figures_[k - 1], figure);
      const size_t ceiling = k + 1 < figures_.size()
                                 ? figures_[k + 1].quantity.bounded_span.begin
                                 : sentence_.end;
      figure.right = {figure.quantity.span.end,
                      RightEnd(figure.quantity.span.end, ceiling)};
      figure.follows_in_list = k > 0 && IsListJoint(figure.left);
    }
  }

  // The noun behind the figure before is that figure's, up to the joint:
  // 600处文化空间、180处公园, 30处场地和3家博物馆, 30处场地和改造3家博物馆.
  void SkipNounBefore(Figure& before, Figure& figure) const {
    if (!CountsNounBehind(before)) return;
    if (before.right.end > figure.left.begin &&
        before.right.end < figure.left.end) {
      figure.left.begin = before.right.end;
      return;
    }
    for (size_t i = figure.left.end; i > figure.left.begin + 1; --i) {
      if (!IsOneOf(text_[i - 1], U"、和与及或并") || EndsVerb(i)) continue;
      if (i == figure.left.end || text_[figure.left.end - 1] == U'等' ||
          IsVerbs(text_, {i, figure.left.end})) {
        figure.left.begin = i - 1;
      }
      return;
    }
    SkipActor(before, figure);
  }

  // 及 of 惠及
  bool EndsVerb(size_t end) const {
    const Lexicon::Entry* verb = Verbs().LongestBefore(
        text_.folded(), end - std::min<size_t>(end, 2), end);
    return verb != nullptr && verb->word.size() > 1;
  }

  // 600处空间; 新建30公里管网, but not 管网30公里.
  bool CountsNounBehind(const Figure& figure) const {
    return figure.quantity.unit.dimension == Dimension::kCount ||
           figure.left.empty() || IsListJoint(figure.left) ||
           (figure.quantity.unit.dimension != Dimension::kShare &&
            IsVerbs(text_, figure.left));
  }

  // 37家企业援助资金(3亿元): the 37 gave what the second figure measures.
  void SkipActor(Figure& before, Figure& figure) const {
    if (figure.left.begin != before.quantity.span.end ||
        before.right.end != figure.left.end) {
      return;
    }
    for (size_t i = figure.left.begin + 2; i + 4 <= figure.left.end; ++i) {
      const CharSpan verb = LeadingVerb(text_, {i, figure.left.end});
      if (verb.size() < 2 || IsNounToo(text_, verb) ||
          IsOneOf(text_[verb.end], U"费率额量数款人业者站点队员处类式度物区")) {
        continue;  // 接待费, 覆盖率
      }
      before.right.end = figure.left.begin = i;
      return;
    }
  }

  bool IsListJoint(CharSpan left) const {
    size_t begin = left.begin;
    const std::u32string_view words = text_.Folded({begin, left.end});
    return words == U"、" || words == U"和" || words == U"与" ||
           words == U"及" || words == U"以及" || words == U"或" ||
           words == U",";
  }

  // Back over balanced brackets to the mark that begins the clause.
  size_t LeftEnd(size_t floor, size_t end) const {
    size_t i = end;
    const size_t least = std::max(floor, end > kMaxWords ? end - kMaxWords : 0);
    int depth = 0;
    while (i > least) {
      const char32_t c = text_[i - 1];
      if (c == U')' || c == U'”') ++depth;
      if (c == U'(' || c == U'“') {
        if (depth == 0 && c == U'(') break;
        if (depth > 0) --depth;
      }
      if (depth == 0 && (IsClauseEnd(c) || IsBreak(i - 1))) break;
      --i;
    }
    // Brackets that do not close stand for nothing.
    if (depth > 0) {
      i = end;
      while (i > least && !IsClauseEnd(text_[i - 1])) --i;
    }
    return i;
  }

  bool IsBreak(size_t i) const {
    return text_[i] == U'—' && i > 0 && text_[i - 1] == U'—';
  }

  size_t RightEnd(size_t begin, size_t ceiling) const {
    const size_t most = std::min(ceiling, begin + kMaxWords);
    size_t clause_end = begin;
    while (clause_end < most && !IsClauseEnd(text_[clause_end])) ++clause_end;
    // A 、 parts nouns of one figure, or this figure from the next.
    const bool is_list = clause_end == ceiling && ceiling < sentence_.end;
    size_t i = begin;
    while (i < clause_end) {
      const char32_t c = text_[i];
      if (c == U')' || c == U'[' || c == U'—' || (c == U'、' && is_list)) break;
      if (c == U'(') {
        const size_t close = CloseBracket(i, clause_end);
        if (close == i) break;
        i = close;
      }
      ++i;
    }
    return i;
  }

  // The bracket that closes a short aside without figures; i if there is none.
  size_t CloseBracket(size_t i, size_t end) const {
    constexpr size_t kMaxAside = 20;
    for (size_t k = i + 1; k < std::min(end, i + kMaxAside); ++k) {
      if (text_[k] == U')') return k;
    }
    return i;
  }

  const Text& text_;
  const CharSpan sentence_;
  const std::span<const FoundPeriod> periods_;
  const std::vector<CharSpan> names_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> FindFigures(const Text& text, CharSpan sentence,
                                std::span<const FoundQuantity> quantities,
                                std::span<const FoundPeriod> periods) {
  if (quantities.empty()) return {};
  return FigureFinder(text, sentence, periods).Find(quantities);
}

}  // namespace qiusuo::parser
