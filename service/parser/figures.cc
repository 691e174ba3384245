#include "service/parser/figures.h"

#include <algorithm>
#include <string_view>

#include "service/parser/han_digits.h"
#include "service/parser/left_words.h"
#include "service/parser/lexicon.h"
#include "service/parser/name_words.h"
#include "service/parser/sentences.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

// Names are shorter; a longer look back or ahead would only cost time.
constexpr size_t kMaxWords = 80;
constexpr size_t kMaxQuoted = 24;

const Lexicon& Idioms() {
  static const Lexicon words(tables::kNotMetrics);
  return words;
}

const Lexicon& Announced() {
  static const Lexicon words(tables::kAnnounced);
  return words;
}

const Lexicon& Places() {
  static const Lexicon words(tables::kBodies);
  return words;
}

bool Contains(std::u32string_view set, char32_t c) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}

// Marks the characters of the sentence that stand in “short quotes” or 《titles》.
std::vector<bool> MarkNames(const Text& text, CharSpan sentence) {
  std::vector<bool> marked(sentence.size(), false);
  const auto mark = [&](size_t begin, size_t end) {
    std::fill(marked.begin() + static_cast<long>(begin - sentence.begin),
              marked.begin() + static_cast<long>(end - sentence.begin), true);
  };
  size_t quote = 0;
  size_t title = 0;
  for (size_t i = sentence.begin; i < sentence.end; ++i) {
    const char32_t c = text[i];
    if (c == U'“' || c == U'‘') quote = i + 1;
    if (c == U'《') title = i + 1;
    if ((c == U'”' || c == U'’') && quote > 0) {
      // What holds a clause of its own is quoted speech.
      const std::u32string_view words = text.Folded({quote, i});
      if (words.size() <= kMaxQuoted &&
          words.find_first_of(U",;。") == std::u32string_view::npos) {
        mark(quote, i);
      }
      quote = 0;
    }
    if (c == U'》' && title > 0) {
      mark(title, i);
      title = 0;
    }
  }
  return marked;
}

// A word of the table that covers character i, begun at most a few before it.
bool IsInIdiom(const Text& text, size_t floor, size_t i) {
  constexpr size_t kReach = 3;
  for (size_t begin = i - std::min(i - floor, kReach); begin <= i; ++begin) {
    const Lexicon::Entry* word = Idioms().LongestAt(text.folded(), begin);
    if (word != nullptr && begin + word->word.size() > i) return true;
  }
  return false;
}

class FigureFinder {
 public:
  FigureFinder(const Text& text, CharSpan sentence,
               std::span<const FoundPeriod> periods)
      : text_(text),
        sentence_(sentence),
        periods_(periods),
        named_(MarkNames(text, sentence)) {}

  std::vector<Figure> Find(std::span<const FoundQuantity> quantities) {
    for (const FoundQuantity& q : quantities) {
      Figure figure;
      figure.quantity = q;
      figure.is_rank = IsRank(q);
      if (figure.is_rank || IsFigure(q)) figures_.push_back(std::move(figure));
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

  bool IsFigure(const FoundQuantity& q) const {
    const size_t begin = q.span.begin;
    if (q.ordinal || (q.value.is_negative() && q.unit_text.empty()) ||
        InPeriod(q) || named_[begin - sentence_.begin]) {
      return false;
    }
    const char32_t before = begin > sentence_.begin ? text_[begin - 1] : 0;
    // 每万人 is a part of a name, ×100% of a formula.
    if (Contains(U"每×*第÷", before) || FollowsEach(begin)) return false;
    if (before == U'十' || IsInIdiom(text_, sentence_.begin, begin))
      return false;
    if (MakesWord(q)) return false;
    if (q.unit_text.empty()) return CountsWithoutUnit(q);
    return !IsWeakCount(q) && !IsArticle(q) && !Announces(q) && !IsClass(q) &&
           !IsPerAmount(q);
  }

  // 每增长1个百分点: a rate, not an amount.
  bool FollowsEach(size_t begin) const {
    constexpr size_t kVerb = 2;
    return begin >= sentence_.begin + kVerb + 1 &&
           text_[begin - kVerb - 1] == U'每' &&
           !Contains(U"年月日天", text_[begin - kVerb]);
  }

  // 两级化, 三年制, 500亿级: a numeral inside a word.
  bool MakesWord(const FoundQuantity& q) const {
    const char32_t next = text_[q.span.end];
    if (next == U'级') return text_[q.span.end + 1] != U'别';
    if (q.unit_text == "年" &&
        (next == U'期' || text_[q.span.end + 1] == U'划')) {
      return true;  // 三年规划
    }
    if (q.unit_text == "次" && (next == U'会' || next == U'全')) return true;
    return !q.cardinal.arabic && Contains(U"化制型式", next) &&
           !Contains(U"度造定剂品解工学肥号样", text_[q.span.end + 1]);
  }

  // 3亿多农村人口, 超过一半; but not 6部门.
  bool CountsWithoutUnit(const FoundQuantity& q) const {
    if (q.multiplied) return true;
    if (q.writing == NumeralWriting::kFraction) return !q.cardinal.arabic;
    if (q.cardinal.top_scale >= 4) {
      return !q.cardinal.bare || q.bounded_span.begin != q.span.begin;
    }
    return q.cardinal.point && IsIndex(q);
  }

  // 指数为102.3
  bool IsIndex(const FoundQuantity& q) const {
    constexpr std::u32string_view kNouns[] = {U"指数", U"系数", U"比值",
                                              U"得分", U"评分"};
    const size_t begin = q.bounded_span.begin;
    const size_t from = begin - std::min<size_t>(begin - sentence_.begin, 6);
    const std::u32string_view words = text_.Folded({from, begin});
    return std::any_of(std::begin(kNouns), std::end(kNouns),
                       [&](std::u32string_view noun) {
                         return words.find(noun) != std::u32string_view::npos;
                       });
  }

  // Words that are units only behind digits, and times of day.
  bool IsWeakCount(const FoundQuantity& q) const {
    if (q.unit.use == UnitUse::kLabel) return true;
    const bool short_han = !q.cardinal.arabic && q.value < Ten();
    if (q.unit.use == UnitUse::kBehindDigits && short_han) return true;
    if (q.unit_text == "日" || q.unit_text == "时") {
      return q.relation != qiusuo::v1::RELATION_AT_MOST;
    }
    if (q.unit_text != "年") return false;
    if (q.cardinal.digits && q.cardinal.digit_count == 4) return true;
    // 极不平凡的五年
    return q.span.begin > sentence_.begin && text_[q.span.begin - 1] == U'的' &&
           !q.cardinal.point && IsClauseEnd(text_[q.span.end]);
  }

  static const Decimal& Ten() {
    static const Decimal ten = *Decimal::Parse("10");
    return ten;
  }

  // 一 in front of a measure word is an article: 一支队伍.
  bool IsArticle(const FoundQuantity& q) const {
    if (q.unit.dimension != Dimension::kCount &&
        q.unit.dimension != Dimension::kTime) {
      return false;
    }
    return !q.cardinal.arabic && q.cardinal.digits && !q.value_to &&
           q.value == *Decimal::Parse("1") &&
           q.writing == NumeralWriting::kCardinal;
  }

  // 三个方面, 四个坚持
  bool Announces(const FoundQuantity& q) const {
    static constexpr std::string_view kUnits[] = {"个", "项",   "种", "类",
                                                  "条", "方面", "大", "环节"};
    if (std::find(std::begin(kUnits), std::end(kUnits), q.unit_text) ==
        std::end(kUnits)) {
      return false;
    }
    if (q.unit_text == "方面") return true;
    if (text_[q.span.end] == U'方' && text_[q.span.end + 1] == U'面')
      return true;
    if (q.cardinal.arabic || Ten() + Ten() < q.value) return false;
    if (q.span.end != q.unit_span.end) return false;
    return Announced().LongestAt(text_.folded(), q.span.end) != nullptr;
  }

  // 亿元以上企业, 500亿级: a class of things, not their amount.
  bool IsClass(const FoundQuantity& q) const {
    if (!q.cardinal.bare || q.relation != qiusuo::v1::RELATION_AT_LEAST ||
        q.unit.dimension != Dimension::kMoney) {
      return false;
    }
    const char32_t next = text_[q.span.end];
    return !IsClauseEnd(next) && next != U'、' && next != 0;
  }

  // 万元产值能耗: per 10000 yuan.
  bool IsPerAmount(const FoundQuantity& q) const {
    if (!q.cardinal.bare || q.unit.dimension != Dimension::kMoney ||
        q.bounded_span.begin != q.span.begin) {
      return false;
    }
    const char32_t before =
        q.span.begin > sentence_.begin ? text_[q.span.begin - 1] : U',';
    const char32_t next = text_[q.span.end];
    return (IsClauseEnd(before) || before == U'、') && next != 0 &&
           !IsClauseEnd(next);
  }

  // 位居全省第2位, 全国第一
  bool IsRank(const FoundQuantity& q) const {
    if (!q.ordinal || InPeriod(q) || named_[q.span.begin - sentence_.begin]) {
      return false;
    }
    if (!q.unit_text.empty() && q.unit_text != "位" && q.unit_text != "名") {
      return false;
    }
    const char32_t next = text_[q.span.end];
    if (!IsClauseEnd(next) && next != U'、' && next != 0 && next != U')' &&
        next != U'的') {
      return false;
    }
    const size_t begin = q.span.begin;
    const Lexicon::Entry* place =
        Places().LongestBefore(text_.folded(), sentence_.begin, begin);
    if (IsPlace(place)) return true;
    constexpr size_t kReach = 10;
    const size_t from =
        begin - std::min<size_t>(begin - sentence_.begin, kReach);
    for (size_t i = begin; i > from; --i) {
      if (IsClauseEnd(text_[i - 1])) return false;
      if (Contains(U"居列排名位占", text_[i - 1])) return true;
    }
    return false;
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
  void SkipNounBefore(const Figure& before, Figure& figure) const {
    if (before.quantity.unit.dimension != Dimension::kCount) return;
    if (before.right.end > figure.left.begin &&
        before.right.end < figure.left.end) {
      figure.left.begin = before.right.end;
      return;
    }
    for (size_t i = figure.left.end; i > figure.left.begin + 1; --i) {
      if (!Contains(U"、和与及或并", text_[i - 1])) continue;
      if (i == figure.left.end || text_[figure.left.end - 1] == U'等' ||
          IsVerbs(text_, {i, figure.left.end})) {
        figure.left.begin = i - 1;
      }
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
  const std::vector<bool> named_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> FindFigures(const Text& text, CharSpan sentence,
                                std::span<const FoundQuantity> quantities,
                                std::span<const FoundPeriod> periods) {
  return FigureFinder(text, sentence, periods).Find(quantities);
}

}  // namespace qiusuo::parser
