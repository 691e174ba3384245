#include "service/parser/clause_head.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "service/parser/actors.h"
#include "service/parser/body_names.h"
#include "service/parser/character_set.h"
#include "service/parser/found_within.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/name_words.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxBody = 24;

class ClauseHeadReader {
 public:
  ClauseHeadReader(const Text& text, CharSpan words,
                   std::span<const FoundPeriod> periods, bool of_whole)
      : text_(text),
        periods_(periods),
        of_whole_(of_whole),
        begin_(words.begin),
        end_(words.end) {}

  void Skip() {
    while (StripOne() || StripApproval()) {
    }
  }

  void FindBody() {
    if (!head_.subject.empty()) {
      FindLongerActor();
      return;
    }
    if (begin_ == end_) return;
    // 以某某为首的(某某集团), 由专家组成的(小组): the name stands behind.
    const bool is_described = text_[begin_] == U'以' || text_[begin_] == U'由';
    if (IsPreposition(begin_) && !is_described) return;
    const size_t body = is_described ? 0 : BodyEnd(begin_);
    CharSpan actor = {begin_, std::max(begin_, body)};
    if ((actor.empty() && !head_.is_object) || head_.is_owned) {
      const CharSpan known = FindActor(text_, {begin_, end_});
      if (!known.empty()) {
        actor = known;
        head_.is_owned = false;
        is_told_by_verb_ = true;
      }
    }
    if (actor.empty() && !is_described)
      actor = FindUnknownActor(text_, {begin_, end_});
    if (actor.empty()) return;
    SetActor(actor);
  }

  ClauseHead Answer() {
    head_.end = begin_;
    head_.acts = !head_.subject.empty() && IsAction(head_.subject.end);
    head_.names_actor = !head_.subject.empty() &&
                        RoleOfBodyAt(text_, head_.subject.begin) != "place" &&
                        !is_told_by_verb_;
    return head_;
  }

 private:
  // 浙江(某某班列累计开通), 亚洲唯一的(某某机场开通): more than the place is named.
  void FindLongerActor() {
    if (begin_ != head_.subject.end || begin_ == end_ || IsAction(begin_)) {
      return;
    }
    const CharSpan actor = FindActor(text_, {head_.subject.begin, end_});
    if (actor.end <= begin_) return;
    // 全市企业(新增贷款): the figure of the whole city.
    if (RoleOfBodyAt(text_, head_.subject.begin) == "place" &&
        text_[actor.end] != U'的' && actor.begin == head_.subject.begin) {
      return;
    }
    SetActor(actor);
  }

  void SetActor(CharSpan actor) {
    begin_ = actor.end;
    head_.subject = WithoutHeading(text_, actor);
    if (const FoundPeriod* period = FoundEndingAt(periods_, actor.end);
        period != nullptr && period->span.begin > head_.subject.begin) {
      head_.subject.end = period->span.begin;
    }
    Skip();
  }

  bool StripOne() {
    if (begin_ == end_) return false;
    if (IsFiller(text_[begin_])) {
      ++begin_;
      return true;
    }
    if (StripNumbering() || StripPeriod() || StripPhrase()) return true;
    if (StripAside() || StripGift() || StripPlace()) return true;
    const Lexicon::Entry* word = HeadWords().LongestAt(text_.folded(), begin_);
    if (word == nullptr || begin_ + word->word.size() > end_) return false;
    const std::string_view role = word->fields[1];
    const size_t end = begin_ + word->word.size();
    if (role == "keep") return false;
    if (role == "plan") head_.plan = {begin_, end};
    if (role == "about") head_.about = true;
    // 完成 alone is all that the words say; 完成预算的 is no name without it.
    // 加快金创区(建设): what it does is done to the body.
    if (word->word == U"加快" || word->word == U"加大" ||
        word->word == U"探索" || word->word == U"统筹" || role == "plan") {
      if (head_.subject.empty()) head_.is_object = true;
    }
    if (role == "empty" || role == "act") {
      if (of_whole_ || end == end_) return false;
      if (head_.subject.empty()) head_.is_object = true;
      if (role == "act" || word->word == U"完成") head_.verb = {begin_, end};
    }
    begin_ = end;
    return true;
  }

  // 15.组建, 三、2024年: the number of a list item.
  bool StripNumbering() {
    size_t i = begin_;
    if (text_[i] == U'第') {  // 第十二条
      ++i;
      while (i < end_ && (HanDigit(text_[i]) >= 0 || text_[i] == U'十' ||
                          text_[i] == U'百' || IsDigit(text_[i]))) {
        ++i;
      }
      if (i == begin_ + 1 || text_[i] != U'条' || i + 1 >= end_) return false;
      begin_ = i + 1;
      return true;
    }
    while (i < end_ &&
           (IsDigit(text_[i]) || HanDigit(text_[i]) > 0 || text_[i] == U'十')) {
      ++i;
    }
    if (i == begin_ || i >= end_ ||
        (text_[i] != U'.' && text_[i] != U'、' && text_[i] != U')')) {
      return false;
    }
    begin_ = i + 1;
    return true;
  }

  bool StripPeriod() {
    const FoundPeriod* period = FoundBeginningAt(periods_, begin_);
    if (period == nullptr || period->span.end > end_) return false;
    begin_ = period->span.end;
    return true;
  }

  // 通过多种方式(筹集), 按规定(上缴), 在六个大区中(排名): how or where, not what.
  bool StripPhrase() {
    constexpr std::u32string_view kOpens = U"在通经以按根从";
    constexpr size_t kMaxPhrase = 24;
    if (kOpens.find(text_[begin_]) == kOpens.npos) return StripGround();
    const bool is_place = text_[begin_] == U'在';
    const size_t most = std::min(end_, begin_ + kMaxPhrase);
    static constexpr CharacterSet kEnds{U"方途渠形规要基过工领期措"};
    for (size_t i = begin_ + 1; i < most; ++i) {
      if (kEnds.Has(text_[i])) {
        for (const std::u32string_view word :
             {U"方式", U"途径", U"渠道", U"形式", U"规定", U"要求", U"基础上",
              U"过程中", U"工作中", U"方面", U"领域", U"期间", U"措施"}) {
          if (!text_.StandsAt(i, word)) continue;
          if (i + word.size() > end_) return false;
          begin_ = i + word.size();
          return true;
        }
      }
      const bool ends = text_[i] == U'中' || text_[i] == U'上' ||
                        text_[i] == U'下' || text_[i] == U'里';
      if (is_place && ends && i > begin_ + 2 &&
          (i + 1 == end_ || IsAction(i + 1) ||
           ReadBodyName(text_, {i + 1, end_}))) {
        begin_ = i + 1;
        return true;
      }
    }
    return false;
  }

  // (完成13个)事项基础上又(推出10个)
  bool StripGround() {
    constexpr std::u32string_view kGround = U"基础上";
    constexpr size_t kMaxGround = 10;
    for (size_t i = begin_; i < std::min(end_, begin_ + kMaxGround); ++i) {
      if (!text_.StandsAt(i, kGround)) continue;
      if (i + kGround.size() > end_) return false;
      begin_ = i + kGround.size();
      return true;
    }
    return false;
  }

  bool StripApproval() {
    if (head_.subject.empty() || head_.subject.end != begin_) return false;
    const size_t end = EndOfApproval(text_, begin_);
    if (end == 0 || end >= end_) return false;
    begin_ = end;
    head_.subject = {end, end};
    return true;
  }

  // (含税)、税收收入: an aside to the figure before.
  bool StripAside() {
    if (text_[begin_] != U'(') return false;
    for (size_t i = begin_; i + 1 < end_; ++i) {
      if (text_[i] != U')') continue;
      begin_ = i + 1;
      return true;
    }
    return false;
  }

  // 省财政厅下达我市(专项债券): what a place is given is its own.
  bool StripGift() {
    constexpr std::u32string_view kGives[] = {U"下达", U"拨付", U"补助",
                                              U"转贷", U"拨给", U"核定"};
    const size_t most = std::min(end_, begin_ + kMaxBody);
    static constexpr CharacterSet kBegins{U"下拨补转核"};
    for (size_t i = begin_; i + 2 < most; ++i) {
      i = kBegins.FirstIn(text_.folded(), i, most);
      if (i + 2 >= most) break;
      for (const std::u32string_view word : kGives) {
        if (!text_.StandsAt(i, word)) continue;
        const std::optional<BodyName> name =
            ReadBodyName(text_, {i + word.size(), end_});
        if (!name || name->needs_verb || name->span.end == end_) return false;
        if (text_.StandsAt(name->span.end, U"支出"))
          return false;  // 补助区级支出
        head_.subject = name->span;
        begin_ = name->span.end;
        return true;
      }
    }
    return false;
  }

  // 全市, 我院, X县: whose figure it is.
  bool StripPlace() {
    const std::optional<BodyName> name = ReadBodyName(text_, {begin_, end_});
    if (!name) return StripActingBody();
    if (StripLongerBody(*name)) return true;
    const size_t end = name->span.end;
    if (text_[end] == U'至') return false;  // 重庆至武汉段
    if (name->needs_verb && (end == end_ || !IsAction(end))) return false;
    if (head_.subject.empty()) head_.subject = name->span;
    begin_ = end;
    return true;
  }

  // 某某市中级人民法院, 全市教育部门(投入): the place is a part of the name.
  bool StripLongerBody(const BodyName& place) {
    if (!place.is_proper && IsAction(place.span.end)) return false;
    const size_t body = BodyEnd(place.span.end);
    if (body <= place.span.end || (head_.is_owned && !place.is_proper)) {
      head_.is_owned = false;
      return false;
    }
    if (head_.subject.empty()) head_.subject = {begin_, body};
    begin_ = body;
    return true;
  }

  // 法院(共受理): a body's name in front of what it did.
  bool StripActingBody() {
    const Lexicon::Entry* body = Bodies().LongestAt(text_.folded(), begin_);
    if (body == nullptr || body->fields[1] != "body") return false;
    const size_t end = begin_ + body->word.size();
    const size_t longer = IsAction(end) ? 0 : BodyEnd(end);
    if (longer > end && !head_.is_owned) {
      if (head_.subject.empty()) head_.subject = {begin_, longer};
      begin_ = longer;
      return true;
    }
    head_.is_owned = false;
    if (end > end_ || text_[end] == U'、' || text_[end] == U'等') return false;
    if (end < end_ && !IsAction(end)) return false;
    if (head_.subject.empty()) head_.subject = {begin_, end};
    begin_ = end;
    return true;
  }

  bool IsAction(size_t i) const { return parser::IsAction(text_, i); }

  // 指导组在走访中, 委员会将…: how a body went about it.
  bool IsPhrase(size_t i) const {
    constexpr std::u32string_view kWords = U"在以从将把";
    return kWords.find(text_[i]) != kWords.npos;
  }

  bool IsPreposition(size_t i) const {
    constexpr std::u32string_view kWords =
        U"同与对向为给把将在从由按占据是以后至到";
    // 经市人大常委会(批准), but 经济, 经开区
    if (text_[i] == U'经') return !IsOneOf(text_[i + 1], U"济开贸信发营");
    return kWords.find(text_[i]) != std::u32string_view::npos;
  }

  // The end of the longer name that the words begin with, known by its last word:
  // X市中级人民法院(共受理). 0 if there is none.
  // Its last word begins at or behind `from`.
  size_t BodyEnd(size_t from) {
    const size_t most = std::min(end_, begin_ + kMaxBody);
    if (RoleOfBodyAt(text_, begin_) == "none" || BeginsWithVerb()) return 0;
    for (size_t i = from; i < most; ++i) {
      if (const size_t close = CloseOfQuote(text_, i, end_)) i = close + 1;
      const Lexicon::Entry* word = Bodies().LongestAt(text_.folded(), i);
      if (IsForeign(text_[i], word)) return 0;
      if (word != nullptr && word->fields[1] == "none") {  // 局 of 格局
        i += word->word.size() - 1;
        continue;
      }
      const size_t end = BodyEndAt(i, word);
      if (end != 0 && end < end_) {
        head_.is_owned = false;
        return end;
      }
    }
    return owned_end_;
  }

  // 新增大学(学位), 走访企业: no body's name begins so; but 开发银行, 交易中心 do.
  bool BeginsWithVerb() const {
    const CharSpan verb = LeadingVerb(text_, {begin_, end_});
    return verb.size() > 1 && !IsNounToo(text_, verb) &&
           BodyAt(verb.end).empty();
  }

  // The role of the word at i, if it ends a body's name.
  std::string_view BodyAt(size_t i) const {
    const std::string_view role = RoleOfBodyAt(text_, i);
    return role == "suffix" ? role : "";
  }

  // What stands in no body's name: 提请(人大常委会), 在, quotation marks. `word` is the one
  // that begins with c; nullptr if none does.
  static bool IsForeign(char32_t c, const Lexicon::Entry* word) {
    static constexpr CharacterSet kWords{U"“”的了在将把被从占是"};
    return kWords.Has(c) || (word != nullptr && word->fields[1] == "other");
  }

  // The end of the acting body's name if one ends where `body`, the word at i, does; 0 if
  // none. X市中级人民法院(共受理), 重灾区(已完成), 某某机场(进出港旅客).
  size_t BodyEndAt(size_t i, const Lexicon::Entry* body) {
    if (body != nullptr) {
      const size_t end = i + body->word.size();
      const std::string_view role = body->fields[1];
      constexpr size_t kMaxOwner = 10;
      if ((role == "owner" || role == "body" || role == "suffix") &&
          (IsAction(end) || IsPhrase(end) ||
           FoundBeginningAt(periods_, end) != nullptr)) {
        return end;
      }
      if (role == "owner" && end + 2 <= end_ && i > begin_ &&
          end - begin_ <= kMaxOwner && owned_end_ == 0) {
        head_.is_owned = true;
        owned_end_ = end;
      }
    }
    static constexpr CharacterSet kPlaces{U"市县省州旗区"};
    if (i == begin_ || i + 1 >= end_ || !kPlaces.Has(text_[i])) return 0;
    if (IsMask(text_[begin_]) && i == begin_ + 1) return i + 1;  // X市
    return text_[i] != U'区' && text_[i - 1] != U'城' && IsAction(i + 1) ? i + 1
                                                                         : 0;
  }

  const Text& text_;
  const std::span<const FoundPeriod> periods_;
  const bool of_whole_;
  size_t begin_;
  const size_t end_;
  bool is_told_by_verb_ = false;  // 某某企业(减免), in aims and in results
  size_t owned_end_ = 0;          // 某某机场(旅客吞吐量)
  ClauseHead head_;
};

}  // namespace

ClauseHead ReadClauseHead(const Text& text, CharSpan words,
                          std::span<const FoundPeriod> periods, bool of_whole) {
  ClauseHeadReader reader(text, words, periods, of_whole);
  reader.Skip();
  reader.FindBody();
  return reader.Answer();
}

}  // namespace qiusuo::parser
