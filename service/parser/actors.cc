#include "service/parser/actors.h"

#include <algorithm>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/name_words.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxActor = 24;
// Of words in front of a 的 and the name behind it.
constexpr size_t kMaxModified = 40;

bool IsClass(std::string_view role) {
  return role == "suffix" || role == "owner" || role == "actor";
}

// What stands in no actor's name: 提请(人大常委会), 在, quotation marks. By its first
// character and the role of the word.
bool IsForeign(char32_t first, std::string_view role) {
  static constexpr CharacterSet kWords{U"“”的了在将把被从占是"};
  return kWords.Has(first) || role == "other";
}

bool HoldsForeign(const Text& text, CharSpan words) {
  for (size_t i = words.begin; i < words.end; ++i) {
    if (IsForeign(text[i], RoleOfBodyAt(text, i))) return true;
  }
  return false;
}

// Whether the words at i tell what somebody did, rather than go on with a noun or only say
// that there is something: 企业(减免租金), but not 企业(贷款余额), 企业(实现利润).
bool Acts(const Text& text, size_t i) {
  constexpr std::u32string_view kPhrases = U"将把";
  if (IsOneOf(text[i], kPhrases) || RoleOfBodyAt(text, i) == "other")
    return true;
  const Lexicon::Entry* word = HeadWords().LongestAt(text.folded(), i);
  if (word != nullptr) {
    const std::string_view role = word->fields[1];
    const size_t end = i + word->word.size();
    return role == "adverb" && IsAction(text, end);
  }
  const Lexicon::Entry* verb = Verbs().LongestAt(text.folded(), i);
  if (verb == nullptr || verb->fields[1] != "verb" || verb->word.size() < 2) {
    return false;
  }
  const CharSpan span = {i, i + verb->word.size()};
  // 接待费, 覆盖率
  constexpr std::u32string_view kNouns =
      U"费率额量值数款人业者站点员处类式度物区";
  return !IsNounToo(text, span) && !IsOneOf(text[span.end], kNouns);
}

// The place behind an aside at i: 班列(东线)(累计).
size_t SkipAside(const Text& text, size_t i) {
  constexpr size_t kMaxAside = 10;
  if (text[i] != U'(') return i;
  for (size_t k = i + 1; k < i + kMaxAside; ++k) {
    if (text[k] == U')') return k + 1;
  }
  return i;
}

class ActorFinder {
 public:
  ActorFinder(const Text& text, CharSpan words)
      : text_(text),
        first_(words.begin),
        end_(std::min(words.end, words.begin + kMaxModified)) {}

  CharSpan Find() {
    Begin(first_);
    if (RoleOfBodyAt(text_, first_) == "none")
      blocked_ = true;  // 优质学校(覆盖)
    for (size_t i = begin_; i < end_; ++i) {
      if (text_[i] == U'的') {
        Begin(i + 1);
        continue;
      }
      if (const size_t close = CloseOfQuote(text_, i, end_); close > 0) {
        if (!blocked_ && NamesVenture(i, close)) return {begin_, close + 1};
        i = close;
        continue;
      }
      if (blocked_) continue;  // no word of the table holds a 的
      const Lexicon::Entry* word = Bodies().LongestAt(text_.folded(), i);
      const std::string_view role = word == nullptr ? "" : word->fields[1];
      if (IsForeign(text_[i], role)) blocked_ = true;
      if (word == nullptr) continue;
      const size_t end = i + word->word.size();
      // 货运机场某某(机场): the class in front of the name is no part of it.
      if (role == "region" && i == class_end_) begin_ = i;
      if (!blocked_ && Ends(role, i, end)) {
        const size_t behind = SkipAside(text_, end);
        if (!IsAttribute(behind)) return {begin_, behind};
      }
      class_end_ = IsClass(role) ? end : 0;
      i = end - 1;
    }
    return {first_, first_};
  }

 private:
  // 走访企业, 为企业: what follows is no actor, up to a 的.
  void Begin(size_t i) {
    begin_ = i;
    constexpr std::u32string_view kPrepositions =
        U"同与对向为给由按占是以后至到经";
    const CharSpan verb = LeadingVerb(text_, {i, end_});
    // Behind a 的 it is part of a name: 帮教(团队).
    blocked_ = IsOneOf(text_[i], kPrepositions) ||
               (i == first_ && verb.size() > 1 && !IsNounToo(text_, verb));
    caused_ = false;
    for (const std::u32string_view cause :
         {U"引导", U"支持", U"推动", U"鼓励", U"指导", U"督促", U"动员"}) {
      if (!text_.StandsAt(i, cause)) continue;
      begin_ = i + cause.size();
      blocked_ = false;
      caused_ = true;
    }
  }

  // Whether the word [i, end) ends an actor's name.
  bool Ends(std::string_view role, size_t i, size_t end) const {
    constexpr size_t kNameAlone = 4;  // 合作机构
    if (end >= end_) return false;
    const size_t behind = SkipAside(text_, end);
    if (role == "actor") {
      const bool is_name = i > begin_ || end - i >= kNameAlone;
      return is_name && (caused_ ? IsTold(behind) : Acts(text_, behind));
    }
    if (caused_) return false;
    return (IsClass(role) || role == "body") &&
           (Acts(text_, behind) || IsOneOf(text_[behind], U"在以从"));
  }

  // 引导某某机构(逐步将): an adverb says that the actor is told of, not only the cause.
  bool IsTold(size_t i) const {
    const Lexicon::Entry* word = HeadWords().LongestAt(text_.folded(), i);
    return word != nullptr && word->fields[1] == "adverb" &&
           Acts(text_, i + word->word.size());
  }

  // 幼儿园覆盖的(乡镇占比): all of it is measured; but 企业参与的(30个项目) ends there.
  bool IsAttribute(size_t i) const {
    const std::u32string_view words = text_.Folded({i, end_});
    const size_t of = words.find(U'的');
    return of != words.npos && of + 1 < words.size();
  }

  // “某某组合港”(已累计开通): a name, by the adverb behind it.
  bool NamesVenture(size_t open, size_t close) const {
    constexpr size_t kLeastName = 3;
    if (close < open + 1 + kLeastName || close + 1 >= end_) return false;
    const Lexicon::Entry* word =
        HeadWords().LongestAt(text_.folded(), close + 1);
    return word != nullptr && word->fields[1] == "adverb";
  }

  const Text& text_;
  const size_t first_;
  const size_t end_;
  size_t begin_ = 0;      // of the name that is read
  size_t class_end_ = 0;  // of the word before, if it names a class of bodies
  bool blocked_ = false;  // no actor is named before the next 的
  bool caused_ = false;   // a verb in front says who makes the actor act
};

// 全国重点企业的(质量指标): the class of bodies that what is measured belongs to.
CharSpan FindOwner(const Text& text, CharSpan words) {
  constexpr size_t kMaxOwner = 12;
  const CharSpan none = {words.begin, words.begin};
  constexpr std::u32string_view kUnits = U"国省市县区州校系";
  if (text[words.begin] != U'全' || !IsOneOf(text[words.begin + 1], kUnits)) {
    return none;
  }
  const size_t most = std::min(words.end, words.begin + kMaxOwner);
  for (size_t i = words.begin + 2; i < most; ++i) {
    if (text[i] != U'的') continue;
    const Lexicon::Entry* word =
        Bodies().LongestBefore(text.folded(), words.begin + 2, i);
    const bool is_class = word != nullptr && IsClass(word->fields[1]);
    return is_class ? CharSpan{words.begin, i} : none;
  }
  return none;
}

// 案件(共审结), 改革(始终坚持): things do nothing.
bool IsThing(const Text& text, size_t end) {
  constexpr std::u32string_view kThings[] = {
      U"案件", U"项目", U"工程", U"资金", U"工作", U"改革",  U"建设",
      U"经济", U"产业", U"体系", U"活动", U"服务", U"政策",  U"事业",
      U"发展", U"社会", U"制度", U"机制", U"环境", U"水平",  U"能力",
      U"投资", U"收入", U"支出", U"贷款", U"债券", U"任务",  U"指标",
      U"保险", U"教育", U"卫生", U"就业", U"地震", U"风险",  U"劳动力",
      U"清单", U"设备", U"国债", U"联运", U"行动", U"农林水"};
  return std::any_of(
      std::begin(kThings), std::end(kThings), [&](std::u32string_view thing) {
        return end >= thing.size() && text.StandsAt(end - thing.size(), thing);
      });
}

}  // namespace

bool IsAction(const Text& text, size_t i) {
  if (text[i] == U'还' || text[i] == U'也' || text[i] == U'又') ++i;
  if (text[i] == U'全' && text[i + 1] == U'年') i += 2;
  const Lexicon::Entry* word = HeadWords().LongestAt(text.folded(), i);
  if (word != nullptr && word->fields[1] != "keep" &&
      word->fields[1] != "lead") {
    return true;
  }
  if (text[i] == U'对' || text[i] == U'向' || text[i] == U'给' ||
      text[i] == U'期' || RoleOfBodyAt(text, i) == "other") {
    return true;  // 强调, 本届博览会期间
  }
  const Lexicon::Entry* verb = Verbs().LongestAt(text.folded(), i);
  return verb != nullptr && verb->fields[1] == "verb";
}

size_t CloseOfOpenQuote(const Text& text, size_t i, size_t end) {
  constexpr size_t kMaxQuote = 14;
  for (size_t k = i + 1; k < std::min(end, i + kMaxQuote); ++k) {
    if (text[k] == U'”') return k;
  }
  return 0;
}

CharSpan FindActor(const Text& text, CharSpan words) {
  const CharSpan owner = FindOwner(text, words);
  return owner.empty() ? ActorFinder(text, words).Find() : owner;
}

CharSpan FindUnknownActor(const Text& text, CharSpan words) {
  constexpr std::u32string_view kAdverbs[] = {
      U"已",   U"共",   U"累计", U"先后", U"共同", U"联合", U"力争",
      U"始终", U"积极", U"率先", U"全力", U"奋力", U"大力", U"主动"};
  static constexpr CharacterSet kBegins{U"已共累先联力始积率全奋大主"};
  const CharSpan none = {words.begin, words.begin};
  const size_t most = std::min(words.end, words.begin + kMaxActor);
  const auto next = [&](size_t i) {
    return kBegins.FirstIn(text.folded(), i, most);
  };
  for (size_t i = next(words.begin + 2); i < most; i = next(i + 1)) {
    if (text[i - 1] == U'公') continue;
    for (const std::u32string_view adverb : kAdverbs) {
      const size_t end = i + adverb.size();
      if (text.StandsAt(i, adverb) && IsAction(text, end) && end < words.end) {
        const CharSpan actor = {words.begin, i};
        return IsThing(text, i) || HoldsForeign(text, actor) ? none : actor;
      }
    }
  }
  return none;
}

CharSpan WithoutHeading(const Text& text, CharSpan actor) {
  const std::u32string_view words = text.Folded(actor);
  for (const std::u32string_view time : {U"全年", U"年末"}) {
    const size_t at = words.find(time);
    if (at == words.npos || at == 0) continue;
    const size_t heading = actor.begin + at;
    const Lexicon::Entry* last = Bodies().LongestBefore(
        text.folded(), actor.begin,
        text[heading - 1] == U' ' ? heading - 1 : heading);
    if (last == nullptr || last->fields[1] == "none") {
      return {heading + time.size(), actor.end};
    }
  }
  return actor;
}

size_t EndOfApproval(const Text& text, size_t i) {
  for (const std::u32string_view word :
       {U"批准的", U"审查批准的", U"审议批准的", U"通过的", U"审议通过的",
        U"审定的"}) {
    if (text.StandsAt(i, word)) return i + word.size();
  }
  return 0;
}

}  // namespace qiusuo::parser
