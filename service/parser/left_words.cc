#include "service/parser/left_words.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "service/parser/bases.h"
#include "service/parser/clause_head.h"
#include "service/parser/few_words.h"
#include "service/parser/found_within.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/name_words.h"
#include "service/parser/units.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Basis;

class LeftReader {
 public:
  LeftReader(const Text& text, CharSpan words,
             std::span<const FoundPeriod> periods)
      : text_(text),
        periods_(periods),
        begin_(words.begin),
        end_(words.end),
        words_end_(std::max<size_t>(words.end, 1)) {}

  LeftWords Read() {
    while (StripTail()) {
    }
    StripComparedHead();
    ClauseHead head =
        ReadClauseHead(text_, {begin_, end_}, periods_, left_.of_whole);
    begin_ = head.end;
    while (begin_ < end_ && IsFiller(text_[end_ - 1])) --end_;
    if (text_[words_end_ - 1] != U' ') SkipHeadline(head);
    left_.name = {begin_, end_};
    if (IsNumber(left_.name)) left_.name = {end_, end_};  // 四(是完成两家)
    SkipPredicate();
    CutWhole();
    begin_ = left_.name.begin;
    end_ = left_.name.end;
    left_.subject = head.subject;
    if (left_.has && left_.subject.empty()) SkipOwner();
    left_.is_owned = head.is_owned;
    left_.names_actor = head.names_actor && head.acts;
    left_.verb = VerbOf(head);
    SkipBeneficiary();
    if (!head.plan.empty()) {
      left_.planned = true;
      left_.plan_words = head.plan;
    }
    if (head.about) left_.about = true;
    const Lexicon::Entry* verb =
        Verbs().LongestBefore(text_.folded(), left_.name.begin, end_);
    left_.ends_in_verb = verb != nullptr;
    FindComparison();
    return left_;
  }

 private:
  // 某某公司共有(200个项目): who has them is all that stands in front.
  void SkipOwner() {
    const Lexicon::Entry* word =
        Bodies().LongestBefore(text_.folded(), begin_, end_);
    if (word == nullptr) return;
    // 建设单位有(90个): they are what is counted.
    if (word->fields[1] != "body" && word->fields[1] != "suffix") return;
    left_.subject = left_.name;
    left_.name = {end_, end_};
    begin_ = end_;
  }

  // 累计为群众(节省费用): for whom belongs to the full name only.
  void SkipBeneficiary() {
    constexpr size_t kMaxNoun = 8;
    constexpr std::u32string_view kWholes = U"行作认因成即";
    for (size_t i = begin_; i + 5 <= end_; ++i) {
      if (text_[i] != U'为' ||
          (i > begin_ && kWholes.find(text_[i - 1]) != kWholes.npos)) {
        continue;
      }
      for (size_t k = i + 3; k + 4 <= end_ && k <= i + kMaxNoun; ++k) {
        const CharSpan verb = LeadingVerb(text_, {k, end_});
        if (verb.size() < 2 || IsNounToo(text_, verb)) continue;
        left_.verb = {i, k};
        left_.name.begin = begin_ = k;
        return;
      }
      return;
    }
  }

  // 年末(余额), 累计(结余): not the name, but without it the name says little.
  CharSpan VerbOf(const ClauseHead& head) const {
    constexpr size_t kShortName = 2;
    if (!head.verb.empty() && head.verb.end == begin_ &&
        (text_[head.verb.begin] != U'完' || end_ - begin_ <= kShortName)) {
      return head.verb;
    }
    constexpr size_t kLongName = 4;
    size_t begin = begin_;
    if (end_ - begin_ > kLongName) return {begin, begin};
    for (const std::u32string_view word :
         {U"累计", U"当年", U"年末", U"年初", U"期末", U"年底"}) {
      if (begin >= word.size() &&
          text_.folded().compare(begin - word.size(), word.size(), word) == 0) {
        begin -= word.size();
      }
    }
    return {begin, begin_};
  }

  // 物价总体平稳 CPI(环比上涨): blanks part the clauses of a headline.
  void SkipHeadline(ClauseHead& head) {
    for (size_t i = end_; i > begin_ + 1; --i) {
      if (text_[i - 1] != U' ' || end_ - i < 2) continue;
      if (text_[i] == U'(' || text_[i - 2] == U'(' || text_[i - 2] == U')') {
        return;
      }
      head = ReadClauseHead(text_, {i, end_}, periods_, left_.of_whole);
      begin_ = head.end;
      return;
    }
  }

  // 社保实现全覆盖、登记失业率(3%): what a 、 parts from a statement.
  void SkipPredicate() {
    for (size_t i = end_; i > begin_ + 2; --i) {
      if (text_[i - 1] != U'、' || end_ - i < 2) continue;
      const std::u32string_view before = text_.Folded({begin_, i - 1});
      for (const std::u32string_view verb :
           {U"实现", U"位居", U"达到", U"保持", U"完成", U"增长", U"提高"}) {
        const size_t at = before.find(verb);
        if (at == before.npos || at == 0 || at + verb.size() == before.size()) {
          continue;
        }
        left_.name = {i, end_};
        return;
      }
      return;
    }
  }

  // 能耗约为全国平均的(70%), 投资总额是前五年总和的(1.7倍): what is compared, not with
  // what.
  void CutWhole() {
    if (!left_.of_whole) return;
    for (size_t i = left_.name.begin; i + 2 < left_.name.end; ++i) {
      const bool is = text_[i] == U'是' || text_[i] == U'为';
      if (!is || (text_[i] == U'为' &&
                  !IsPlace(Bodies().LongestAt(text_.folded(), i + 1)))) {
        continue;
      }
      if (i > left_.name.begin && text_[i - 1] == U'约') {
        left_.about = true;
        --i;
      }
      left_.name.end = i;
      const size_t adverb = i - std::min<size_t>(i - left_.name.begin, 2);
      if (text_.Folded({adverb, i}) == U"分别") {
        left_.distributes = true;
        left_.name.end = adverb;
      }
      left_.of_whole = false;
      left_.is_share = left_.name.empty();
      return;
    }
  }

  bool IsNumber(CharSpan words) const {
    for (size_t i = words.begin; i < words.end; ++i) {
      if (HanDigit(text_[i]) < 0 && text_[i] != U'十') return false;
    }
    return true;
  }

  bool StripTail() {
    if (begin_ == end_) return false;
    if (IsFiller(text_[end_ - 1])) {
      --end_;
      return true;
    }
    const Lexicon::Entry* word =
        TailWords().LongestBefore(text_.folded(), begin_, end_);
    if (word == nullptr && (StripDone() || StripComparative())) return true;
    const bool annual = word != nullptr && word->fields[1] == "annual";
    if (!annual && (StripPeriodBehind() || StripPer())) return true;
    if (word == nullptr || IsPartOfVerb(*word) ||
        !ApplyTail(word->fields[1], word->word))
      return false;
    end_ -= word->word.size();
    return true;
  }

  // 了 of 上调了, 回升了: says that what the verb tells is done.
  bool StripDone() {
    if (text_[end_ - 1] != U'了') return false;
    const Lexicon::Entry* verb =
        TailWords().LongestBefore(text_.folded(), begin_, end_ - 1);
    if (verb == nullptr ||
        (verb->fields[1] != "up" && verb->fields[1] != "down" &&
         verb->fields[1] != "to")) {
      return false;
    }
    --end_;
    return true;
  }

  // 比上年多, 同比低: a movement, since it is told from the past.
  bool StripComparative() {
    constexpr std::u32string_view kMore = U"高多快";
    constexpr std::u32string_view kLess = U"低少慢";
    const bool more = kMore.find(text_[end_ - 1]) != kMore.npos;
    if (!more && kLess.find(text_[end_ - 1]) == kLess.npos) return false;
    const FoundPeriod* period = FoundEndingAt(periods_, end_ - 1);
    const Lexicon::Entry* basis =
        TailWords().LongestBefore(text_.folded(), begin_, end_ - 1);
    const bool is_told = basis != nullptr && (basis->fields[1] == "yoy" ||
                                              basis->fields[1] == "mom");
    if (!is_told && (period == nullptr || !period->compared)) return false;
    ApplyTail(more ? "up" : "down", text_.Folded({end_ - 1, end_}));
    --end_;
    return true;
  }

  // 达 of 下达, 提升 of 改造提升: the verb is more than the word.
  bool IsPartOfVerb(const Lexicon::Entry& word) const {
    const Lexicon::Entry* verb =
        Verbs().LongestBefore(text_.folded(), begin_, end_);
    return verb != nullptr && verb->word.size() > word.word.size();
  }

  // False for a word that belongs to the name.
  bool ApplyTail(std::string_view role, std::u32string_view word) {
    const bool moves = left_.direction != qiusuo::v1::DIRECTION_UNSPECIFIED;
    const CharSpan words = {end_ - word.size(), end_};
    if (role == "up" || role == "down") {
      if (moves || left_.reaches) return false;
      left_.direction =
          role == "up" ? qiusuo::v1::DIRECTION_UP : qiusuo::v1::DIRECTION_DOWN;
      left_.direction_words = words;
      constexpr std::u32string_view kNounEnds = U"幅速率度";
      if (word.size() > 1 && kNounEnds.find(word.back()) != kNounEnds.npos) {
        left_.movement = words;
      }
    } else if (role == "to") {
      if (moves) return false;
      left_.reaches = true;
      left_.reach_words = words;
    } else if (role == "yoy") {
      SetBasis(qiusuo::v1::BASIS_YEAR_ON_YEAR, words);
    } else if (role == "mom") {
      SetBasis(qiusuo::v1::BASIS_PERIOD_ON_PERIOD, words);
    } else if (role == "base") {
      SetBasis(qiusuo::v1::BASIS_BASE_PERIOD, words);
    } else if (role == "annual") {
      SetBasis(qiusuo::v1::BASIS_ANNUAL_AVERAGE, words);
    } else if (role == "of") {
      left_.is_share = true;
    } else if (role == "plan") {
      if (left_.of_whole) return false;  // 完成年计划的
      left_.planned = true;
      left_.plan_words = words;
    } else if (role == "gain") {
      if (end_ - begin_ <= word.size()) return false;
      left_.gains = true;
      left_.direction_words = words;
    } else if (role == "achieve") {
      if (end_ - begin_ <= word.size()) return false;
    } else if (role == "other") {
      return false;
    }
    if (role == "from") left_.starts = true;
    if (role == "about") left_.about = true;
    if (word == U"至少" || word == U"最少") left_.at_least = true;
    if (role == "level" &&
        (word.back() == U'有' || (word == U"为" && end_ == words_end_))) {
      left_.has = true;
    }
    if ((word == U"总计" || word == U"合计" || word == U"总数") &&
        left_.total.empty()) {
      left_.total = {end_ - word.size(), end_};
    }
    if (word == U"的") left_.of_whole = true;
    if (word == U"分别" || word == U"各自") left_.distributes = true;
    return true;
  }

  void SetBasis(Basis basis, CharSpan words) {
    if (left_.basis != qiusuo::v1::BASIS_UNSPECIFIED) return;
    left_.basis = basis;
    left_.basis_words = words;
  }

  // 比上年完成数(增加3%): what it is compared with names no indicator.
  void StripComparedHead() {
    size_t i = begin_;
    while (i < end_ && IsFiller(text_[i])) ++i;
    if (i + 1 >= end_ || (text_[i] != U'比' && text_[i] != U'较')) return;
    const FoundPeriod* period = FoundBeginningAt(periods_, i + 1);
    if (period == nullptr || period->span.end > end_) return;
    SetBasis(BasisOfComparison(text_, period->span), period->span);
    begin_ = left_.direction == qiusuo::v1::DIRECTION_UNSPECIFIED
                 ? period->span.end
                 : end_;
  }

  // 每立方米(2.4元): a part of the unit.
  bool StripPer() {
    constexpr size_t kMaxUnit = 5;
    for (size_t i = end_; i > begin_ && i + kMaxUnit > end_; --i) {
      if (text_[i - 1] != U'每') continue;
      const std::optional<Unit> unit = ReadUnit(text_, i);
      if (!unit || unit->end != end_) return false;
      end_ = i - 1;
      return true;
    }
    return false;
  }

  // 比2015年 and 与上年相比 tell the basis; 2023年 alone only stands there.
  bool StripPeriodBehind() {
    size_t end = end_;
    if (end - begin_ > 2 && text_[end - 2] == U'相' &&
        text_[end - 1] == U'比') {
      end -= 2;
    }
    const FoundPeriod* period = FoundEndingAt(periods_, end);
    if (period == nullptr || period->span.begin < begin_) return false;
    if (period->compared)
      SetBasis(BasisOfComparison(text_, period->span), period->span);
    left_.of_whole = false;  // 2023年的
    end_ = period->span.begin;
    if (period->compared && end_ > begin_) --end_;
    return true;
  }

  // 高于全国, 比计划多: no movement in time.
  void FindComparison() {
    const std::u32string_view words = text_.Folded(left_.name);
    static constexpr FewWords kComparisons{U"高于", U"低于", U"快于", U"优于",
                                           U"好于", U"多于", U"少于", U"慢于",
                                           U"领先", U"超全", U"高出"};
    if (kComparisons.StandIn(words)) left_.compares = true;
    if (words.find(U"至少") != words.npos) left_.at_least = true;
    // 增速比全市高, 比计划多
    const size_t than = FindThan(words);
    if (than == words.npos || than + 2 >= words.size()) return;
    const size_t other = left_.name.begin + than + 1;
    const std::u32string_view behind = words.substr(than + 1);
    if (IsPlace(Bodies().LongestAt(text_.folded(), other)) ||
        behind.starts_with(U"计划") || behind.starts_with(U"预期") ||
        behind.starts_with(U"目标") || behind.starts_with(U"平均") ||
        std::u32string_view(U"高低快慢多少").find(behind.back()) !=
            std::u32string_view::npos) {
      left_.compares = true;
      return;
    }
    // 审批事项比改革之初(减少64%): a time of the past that no period names.
    if (left_.direction == qiusuo::v1::DIRECTION_UNSPECIFIED || than < 2)
      return;
    constexpr std::u32string_view kTimes = U"初前时期年";
    if (kTimes.find(behind.back()) == kTimes.npos) return;
    left_.name.end = left_.name.begin + than;
    SetBasis(qiusuo::v1::BASIS_BASE_PERIOD, {other - 1, end_});
  }

  // The 比 that compares: not that of 比例, 占比.
  static size_t FindThan(std::u32string_view words) {
    constexpr std::u32string_view kBehind = U"例重较率赛值分特亚";
    constexpr std::u32string_view kFront = U"占对百环同类评无";
    for (size_t i = 0; i + 1 < words.size(); ++i) {
      if (words[i] == U'比' && kBehind.find(words[i + 1]) == kBehind.npos &&
          (i == 0 || kFront.find(words[i - 1]) == kFront.npos)) {
        return i;
      }
    }
    return words.npos;
  }

  const Text& text_;
  const std::span<const FoundPeriod> periods_;
  size_t begin_;
  size_t end_;
  const size_t words_end_;
  LeftWords left_;
};

}  // namespace

LeftWords ReadLeftWords(const Text& text, CharSpan words,
                        std::span<const FoundPeriod> periods) {
  return LeftReader(text, words, periods).Read();
}

}  // namespace qiusuo::parser
