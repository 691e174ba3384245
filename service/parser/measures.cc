#include "service/parser/measures.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/name_words.h"
#include "service/parser/sentences.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

const Lexicon& Idioms() {
  static const Lexicon words(tables::kNotMetrics);
  return words;
}

const Lexicon& Announced() {
  static const Lexicon words(tables::kAnnounced);
  return words;
}

bool IsAnyOf(std::string_view word,
             std::initializer_list<std::string_view> set) {
  return std::find(set.begin(), set.end(), word) != set.end();
}

bool StartsWithOneOf(std::u32string_view words,
                     std::initializer_list<std::u32string_view> set) {
  return std::any_of(set.begin(), set.end(), [&](std::u32string_view word) {
    return words.starts_with(word);
  });
}

const Decimal& Ten() {
  static const Decimal ten = *Decimal::Parse("10");
  return ten;
}

// One number and the words around it.
class Judge {
 public:
  Judge(const Text& text, size_t floor, const FoundQuantity& q)
      : text_(text),
        floor_(floor),
        q_(q),
        begin_(q.span.begin),
        before_(begin_ > floor ? text[begin_ - 1] : 0),
        next_(text[q.span.end]),
        unit_(q.unit_text) {}

  bool Measures() const {
    if (q_.ordinal || (q_.value.is_negative() && unit_.empty())) {
      return false;
    }
    // 每万人 is a part of a name, ×100% of a formula.
    if (IsOneOf(before_, U"每×*第÷") || FollowsEach()) return false;
    // (亿立方米) is the unit of a table.
    if (q_.cardinal.bare && before_ == U'(' && next_ == U')') return false;
    if (before_ == U'十' || IsInIdiom() || NamesThing(text_, q_)) return false;
    if (MakesWord() || IsHanName()) return false;
    if (unit_.empty()) return CountsWithoutUnit();
    return !IsWeakCount() && !IsArticle() && !IsLiterary() && !IsTimeGone() &&
           !Announces() && !SumsUpList() && !IsReference() && !IsClass() &&
           !IsPerAmount();
  }

  bool IsRank() const {
    if (!q_.ordinal) return false;
    if (!unit_.empty() && unit_ != "位" && unit_ != "名") {
      return false;
    }
    // 从第39位跃升到第2位, 以全省第一成绩
    if (!IsClauseEnd(next_) && next_ != 0 &&
        !IsOneOf(next_, U"、)的跃升提上下降移") &&
        !StartsWithOneOf(Behind(), {U"成绩", U"前移"})) {
      return false;
    }
    const Lexicon::Entry* place =
        Bodies().LongestBefore(text_.folded(), floor_, begin_);
    if (place != nullptr && place->fields[1] == "place") return true;
    constexpr size_t kReach = 10;
    const size_t from = begin_ - std::min<size_t>(begin_ - floor_, kReach);
    for (size_t i = begin_; i > from; --i) {
      if (IsClauseEnd(text_[i - 1])) return false;
      if (IsOneOf(text_[i - 1], U"居列排名位占")) return true;
    }
    return false;
  }

 private:
  std::u32string_view Behind() const {
    constexpr size_t kLongest = 4;
    return text_.Folded(
        {q_.span.end, std::min(q_.span.end + kLongest, text_.size())});
  }

  // The words of the clause in front, `reach` characters at most.
  std::u32string_view Front(size_t reach) const {
    size_t from = q_.bounded_span.begin;
    const size_t least = from - std::min(from - floor_, reach);
    while (from > least && !IsClauseEnd(text_[from - 1])) --from;
    return text_.Folded({from, q_.bounded_span.begin});
  }

  // A word of the table that covers the number's begin.
  bool IsInIdiom() const {
    static const CharacterSet characters = Idioms().Characters();
    if (!characters.Has(text_[begin_])) return false;
    constexpr size_t kReach = 3;
    for (size_t i = begin_ - std::min(begin_ - floor_, kReach); i <= begin_;
         ++i) {
      const Lexicon::Entry* word = Idioms().LongestAt(text_.folded(), i);
      if (word != nullptr && i + word->word.size() > begin_) return true;
    }
    return false;
  }

  // 每增长1个百分点: a rate, not an amount.
  bool FollowsEach() const {
    constexpr size_t kVerb = 2;
    return begin_ >= floor_ + kVerb + 1 && text_[begin_ - kVerb - 1] == U'每' &&
           !IsOneOf(text_[begin_ - kVerb], U"年月日天");
  }

  // 两级化, 三年制, 500亿级: a numeral inside a word.
  bool MakesWord() const {
    const char32_t after = text_[q_.span.end + 1];
    if (next_ == U'级') return after != U'别';
    if (unit_ == "年" && (next_ == U'期' || after == U'划')) {
      return true;  // 三年规划
    }
    if (unit_ == "次" &&
        (before_ == U'届' ||
         StartsWithOneOf(Behind(), {U"会", U"全", U"党代", U"人代", U"大会",
                                    U"代表", U"常委", U"党组", U"理事"}))) {
      return true;  // 五届四次党代会
    }
    return !q_.cardinal.arabic && IsOneOf(next_, U"化制型式") &&
           !IsOneOf(after, U"度造定剂品解工学肥号样");
  }

  // 壹方城, 三一重工: digits that spell a name.
  bool IsHanName() const {
    constexpr std::u32string_view kFormal = U"壹贰叁肆伍陆柒捌玖拾佰仟";
    if (q_.cardinal.arabic || q_.unit.dimension != Dimension::kCount) {
      return false;
    }
    if (q_.number.size() == 1) {
      return IsOneOf(text_[q_.number.begin], kFormal);
    }
    return q_.cardinal.digits && q_.cardinal.digit_count > 1 && !q_.value_to;
  }

  // 3亿多农村人口, 超过一半, 指数为102.3; but not 6部门.
  bool CountsWithoutUnit() const {
    if (q_.multiplied) return true;
    if (q_.writing == NumeralWriting::kFraction) {
      return !q_.cardinal.arabic || IsShare();
    }
    if (q_.cardinal.top_scale >= 4) {
      return !q_.cardinal.bare || q_.bounded_span.begin != begin_;
    }
    return q_.cardinal.arabic && !q_.cardinal.masked && next_ != U':' &&
           next_ != U'∶' && (q_.cardinal.point ? IsIndex() : IsTotal());
  }

  // 占全国1/5, 1/3以上
  bool IsShare() const {
    constexpr size_t kReach = 12;
    return q_.relation != qiusuo::v1::RELATION_EXACT ||
           Front(kReach).find(U'占') != std::u32string_view::npos;
  }

  // 指数为102.3, 死亡率降至1.2, 满意度从84.7提升至89.6
  bool IsIndex() const {
    static constexpr std::u32string_view kNouns[] = {
        U"指数", U"系数", U"比值", U"得分", U"评分", U"满意度",
        U"倍差", U"强度", U"PMI",  U"率",   U"比"};
    constexpr std::u32string_view kVerbs =
        U"为是达到至由从控降升提下上保约超高低不缩扩(";
    constexpr size_t kReach = 16;
    const std::u32string_view words = Front(kReach);
    return std::any_of(std::begin(kNouns), std::end(kNouns),
                       [&](std::u32string_view noun) {
                         const size_t at = words.rfind(noun);
                         if (at == std::u32string_view::npos) return false;
                         const size_t end = at + noun.size();
                         return noun.size() > 1 || end == words.size() ||
                                IsOneOf(words[end], kVerbs);
                       });
  }

  // 重污染天数为0
  bool IsTotal() const {
    if (!q_.cardinal.digits || (!IsClauseEnd(next_) && next_ != 0))
      return false;
    constexpr size_t kReach = 4;
    std::u32string_view words = Front(kReach);
    for (const std::u32string_view verb :
         {U"达到", U"为", U"是", U"达", U"到", U"至"}) {
      if (!words.ends_with(verb)) continue;
      words.remove_suffix(verb.size());
      return !words.empty() && IsOneOf(words.back(), U"数率分");
    }
    return false;
  }

  // Words that are units only behind digits, and times of day.
  bool IsWeakCount() const {
    const bool short_han = !q_.cardinal.arabic && q_.value < Ten();
    if (q_.unit.use == UnitUse::kBehindDigits && short_han) return true;
    if (q_.unit.id == "doubling") return true;  // 一番
    if (unit_ == "分" && IsOneOf(before_, U"时点")) return true;
    if (unit_ == "日" || unit_ == "时") {
      return q_.relation != qiusuo::v1::RELATION_AT_MOST;
    }
    return false;
  }

  // 一 in front of a measure word is an article: 一支队伍.
  bool IsArticle() const {
    if (q_.unit.dimension != Dimension::kCount &&
        q_.unit.dimension != Dimension::kTime &&
        q_.unit.dimension != Dimension::kMeasure) {
      return false;
    }
    return !q_.cardinal.arabic && q_.cardinal.digits && !q_.masked &&
           !q_.value_to && q_.value == *Decimal::Parse("1") &&
           q_.writing == NumeralWriting::kCardinal;
  }

  // 万丈高楼, 百折不挠, 几千年: round numbers of literature.
  bool IsLiterary() const {
    if (unit_ == "年") {
      return !q_.cardinal.arabic && q_.cardinal.top_scale > 1 &&
             (q_.cardinal.bare || q_.cardinal.top_scale > 2);
    }
    return q_.cardinal.bare && q_.bounded_span.begin == begin_ &&
           IsAnyOf(unit_, {"丈", "里", "尺", "寸", "遍", "折", "回", "孔", "卷",
                           "重"});
  }

  // Years that say when and not how long: 2024年, 极不平凡的五年, 头三年,
  // 第二个百年, 五年累计, 三年任务.
  bool IsTimeGone() const {
    if (q_.unit.dimension != Dimension::kTime) return false;
    if (IsOneOf(before_, U"头前这") && Front(2) != U"提前") return true;
    if (unit_ != "年") return false;
    constexpr size_t kYearDigits = 4;
    if (q_.cardinal.digits && q_.cardinal.digit_count == kYearDigits) {
      return true;
    }
    if (before_ == U'的' && !q_.cardinal.point && IsClauseEnd(next_)) {
      return true;
    }
    constexpr size_t kReach = 4;
    if (before_ == U'个' &&
        Front(kReach).find(U'第') != std::u32string_view::npos) {
      return true;
    }
    return StartsWithOneOf(
        Behind(), {U"累计", U"合计", U"总计", U"共", U"行动", U"任务", U"目标",
                   U"攻坚", U"大变样", U"年均", U"增长", U"下降", U"新增"});
  }

  // 三名工程：名医、名院、名诊所
  bool LeadsList() const {
    constexpr size_t kReach = 8;
    if (q_.cardinal.arabic || Ten() + Ten() < q_.value) return false;
    for (size_t i = q_.span.end; i <= q_.span.end + kReach; ++i) {
      if (text_[i] == U':') return true;
      if (text_[i] == 0 || text_[i] == U'、' || IsClauseEnd(text_[i]))
        return false;
    }
    return false;
  }

  // 三个方面, 四个坚持, 五件事
  bool Announces() const {
    if (LeadsList()) return true;
    if (unit_ == "件") {
      return !q_.cardinal.arabic &&
             StartsWithOneOf(Behind(), {U"事", U"大事"}) &&
             !StartsWithOneOf(Behind(), {U"事业", U"事故"});
    }
    if (!IsAnyOf(unit_, {"个", "项", "种", "类", "条", "方面", "大", "环节"})) {
      return false;
    }
    if (unit_ == "方面" || Behind().starts_with(U"方面")) return true;
    if (q_.cardinal.arabic || Ten() + Ten() < q_.value) return false;
    if (q_.span.end != q_.unit_span.end) return false;
    return Announced().LongestAt(text_.folded(), q_.span.end) != nullptr;
  }

  // 横琴、前海两个合作区: as many as were named just before.
  bool SumsUpList() const {
    if (q_.cardinal.arabic || !q_.cardinal.digits || q_.value_to ||
        q_.unit.dimension != Dimension::kCount || IsClauseEnd(next_) ||
        next_ == U'、' || IsOneOf(before_, U"共各计达")) {
      return false;
    }
    constexpr size_t kReach = 80;
    const std::u32string_view words = Front(kReach);
    int members = 1;
    for (size_t i = 1; i + 1 < words.size(); ++i) {
      const bool quotes = words[i] == U'“' && words[i - 1] == U'”';
      if (quotes || IsOneOf(words[i], U"、和与及")) ++members;
    }
    return members > 1 && q_.value == Decimal::FromInteger(members);
  }

  // 前两款, 上述三项
  bool IsReference() const {
    if (!IsAnyOf(unit_, {"款", "项", "条", "章", "节"})) return false;
    return before_ == U'前' || Front(2) == U"上述" || Front(2) == U"下列";
  }

  // 亿元以上企业, 500亿级: a class of things, not their amount.
  bool IsClass() const {
    if (!q_.cardinal.bare || q_.relation != qiusuo::v1::RELATION_AT_LEAST ||
        q_.unit.dimension != Dimension::kMoney) {
      return false;
    }
    return !IsClauseEnd(next_) && next_ != U'、' && next_ != 0;
  }

  // 万元产值能耗: per 10000 yuan.
  bool IsPerAmount() const {
    if (!q_.cardinal.bare || q_.unit.dimension != Dimension::kMoney ||
        q_.bounded_span.begin != begin_) {
      return false;
    }
    const char32_t before = before_ == 0 ? U',' : before_;
    return (IsClauseEnd(before) || before == U'、') && next_ != 0 &&
           !IsClauseEnd(next_);
  }

  const Text& text_;
  const size_t floor_;
  const FoundQuantity& q_;
  const size_t begin_;
  const char32_t before_;
  const char32_t next_;
  const std::string_view unit_;  // as written
};

// 2014卷, 2201班: a year or a code in front of what it names.
bool IsYearOf(const FoundQuantity& q) {
  constexpr size_t kYearDigits = 4;
  return q.cardinal.arabic && q.cardinal.digits && !q.cardinal.grouped &&
         q.cardinal.digit_count == kYearDigits &&
         IsAnyOf(q.unit_text, {"卷", "回", "班", "款", "期", "集"});
}

}  // namespace

bool Measures(const Text& text, size_t floor, const FoundQuantity& q) {
  return Judge(text, floor, q).Measures();
}

bool IsRank(const Text& text, size_t floor, const FoundQuantity& q) {
  return Judge(text, floor, q).IsRank();
}

bool NamesThing(const Text& text, const FoundQuantity& q) {
  // With decimals 级 and 点 measure: 6.2级地震, 指数为130.2点.
  const bool scale = q.cardinal.point && IsAnyOf(q.unit_text, {"级", "点"});
  if (q.unit.use == UnitUse::kLabel && !scale) return true;
  if (!q.cardinal.arabic || !q.cardinal.digits) return false;
  const size_t i = q.number.begin;
  if (q.cardinal.digit_count > 1 && text[i] == U'0') return true;
  // 专栏5, 附件3
  const bool follows_label =
      i > 1 && IsOneOf(text[i - 1], U"栏件表料图") &&
      StartsWithOneOf(text.Folded({i - 2, i}),
                      {U"专栏", U"附件", U"附表", U"资料", U"附图"});
  if (follows_label) return true;
  const bool joined = i > 1 && (text[i - 1] == U'-' || text[i - 1] == U':') &&
                      IsDigit(text[i - 2]);
  return joined || IsYearOf(q);
}

}  // namespace qiusuo::parser
