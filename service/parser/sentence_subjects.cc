#include "service/parser/sentence_subjects.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>

#include "service/parser/body_names.h"
#include "service/parser/character_set.h"
#include "service/parser/clause_head.h"
#include "service/parser/lexicon.h"
#include "service/parser/name_words.h"
#include "service/parser/sentences.h"

namespace qiusuo::parser {
namespace {

constexpr std::u32string_view kReports[] = {
    U"公布", U"发布", U"通报", U"披露", U"介绍", U"表示",
    U"指出", U"消息", U"显示", U"获悉", U"宣布", U"报道",
    U"预测", U"数据", U"提出", U"要求", U"规定", U"明确"};

bool IsPlaceAt(const Text& text, size_t i) {
  return IsPlace(Bodies().LongestAt(text.folded(), i));
}

// 统计局(今天公布),(产值增长6%): who makes a figure known has no part in it. Nor has who
// is named for the sake of what was done: 政府(提出的)草案.
bool Reports(const Text& text, CharSpan words) {
  constexpr size_t kMaxVerb = 6;
  const std::u32string_view clause = text.Folded(words);
  if (clause.substr(0, kMaxVerb).find(U'的') != clause.npos) return true;
  return std::any_of(
      std::begin(kReports), std::end(kReports),
      [&](std::u32string_view word) { return clause.ends_with(word); });
}

// The last of 甲县、乙县两县 without the count: 乙县.
CharSpan WithoutCount(const Text& text, CharSpan member) {
  constexpr std::u32string_view kCounts = U"两二三四五六七八九";
  constexpr std::u32string_view kKinds = U"省市县区州地国家";
  if (member.size() > 3 && kKinds.find(text[member.end - 1]) != kKinds.npos &&
      kCounts.find(text[member.end - 2]) != kCounts.npos) {
    member.end -= 2;
  }
  return member;
}

}  // namespace

void SubjectReader::Approach(size_t k) {
  const size_t end =
      k < figures_.size() ? figures_[k].left.begin : sentence_.end;
  size_t begin = k == 0 ? sentence_.begin : figures_[k - 1].quantity.span.end;
  while (begin < end && !IsClauseEnd(text_[begin]) && k > 0) ++begin;
  while (begin < end) {
    size_t clause_end = begin;
    while (clause_end < end && !IsClauseEnd(text_[clause_end])) ++clause_end;
    if (text_[clause_end] == U':') ReadLabel({begin, clause_end});
    if (text_[begin] == U'在') ReadScene({begin + 1, clause_end});
    constexpr size_t kMaxHead = 40;
    const ClauseHead head =
        ReadClauseHead(text_, {begin, std::min(clause_end, begin + kMaxHead)},
                       periods_, false);
    // 全国工业生产平稳增长,(营业收入): what is told of a place goes on.
    const bool is_place = !head.names_actor && memory_.subject.empty() &&
                          IsPlaceAt(text_, head.subject.begin);
    if ((head.acts || is_place) && !head.is_object &&
        !Reports(text_, {head.subject.end, clause_end})) {
      SetSubject(head.subject, head.acts && head.names_actor);
    }
    if (text_[clause_end] == U':') ReadOwner({begin, clause_end});
    begin = clause_end + 1;
  }
}

// 城东区:(新增企业300家): the name alone, in front of what is told of it.
void SubjectReader::ReadLabel(CharSpan label) {
  const std::optional<BodyName> name = ReadBodyName(text_, label);
  if (name && name->span.end == label.end) SetSubject(name->span, false);
}

// 在临水村,(建成厂房3000平方米): where it was is whose it is, if nobody acts.
void SubjectReader::ReadScene(CharSpan scene) {
  if (!memory_.subject.empty()) return;
  const std::optional<BodyName> name = ReadBodyName(text_, scene);
  if (name && name->is_proper && name->span.end == scene.end) {
    SetSubject(name->span, false);
  }
}

// 建议今年我市的主要目标定为:(产值8亿元): the place that a list is introduced for.
void SubjectReader::ReadOwner(CharSpan label) {
  if (!memory_.subject.empty()) return;
  for (size_t i = label.begin; i < label.end; ++i) {
    if (!IsOneOf(text_[i], U"全我本") || !IsPlaceAt(text_, i)) continue;
    const Lexicon::Entry* place = Bodies().LongestAt(text_.folded(), i);
    SetSubject({i, i + place->word.size()}, false);
    return;
  }
}

void SubjectReader::SetSubject(CharSpan subject, bool names_actor) {
  if (subject.empty()) return;
  const bool is_first = memory_.first_subject.empty() || BeginsList(subject);
  memory_.names_actor = memory_.names_actor || names_actor;
  memory_.subject = text_.Utf8(subject);
  memory_.subject_words = subject;
  if (is_first) memory_.first_subject = memory_.subject;
}

// 我市目标是:全市产值8亿元;税收2亿元: behind the colon it is the place named there that
// the members of the list come back to.
bool SubjectReader::BeginsList(CharSpan subject) const {
  const char32_t first = text_[subject.begin];
  if ((first != U'全' && first != U'我' && first != U'本') ||
      memory_.subject_words.end > subject.begin) {
    return false;
  }
  const std::u32string_view between =
      text_.Folded({memory_.subject_words.end, subject.begin});
  return between.find(U':') != between.npos;
}

std::string_view SubjectReader::SubjectOf(size_t k, const LeftWords& left,
                                          size_t run_position) {
  // 全省公路2万公里,民航机场(吞吐能力): airports of the province.
  const bool is_part = left.is_owned && !memory_.subject.empty() &&
                       !IsPlaceAt(text_, left.subject.begin);
  if (!is_part) SetSubject(left.subject, left.names_actor);
  if (left.subject.empty() && run_position == 0) {
    const CharSpan place = PlaceBefore(figures_[k].left);
    if (!place.empty()) {
      const char32_t before = text_[place.begin - 1];
      // 占全国(1600个)县的一成: the 1600 alone are those of the country.
      const bool is_share =
          figures_[k].quantity.unit.dimension == Dimension::kShare;
      if (before == U'占' && !is_share) return text_.Utf8(place);
      if (memory_.subject.empty()) {
        // 在全省(30个)县中: so is what follows; 覆盖全省(30个)县 says nothing of it.
        if (before != U'在') return text_.Utf8(place);
        SetSubject(place, false);
      }
    }
  }
  const CharSpan share = ShareOf(k, run_position);
  return share.empty() ? memory_.subject : text_.Utf8(share);
}

// That of figure k in 甲县、乙县产量分别为3吨、5吨: the members of both lists are as many.
CharSpan SubjectReader::ShareOf(size_t k, size_t run_position) const {
  const CharSpan list = memory_.subject_words;
  const CharSpan none = {list.begin, list.begin};
  const size_t first = k - run_position;
  size_t count = run_position + 1;
  while (first + count < figures_.size() &&
         figures_[first + count].follows_in_list) {
    ++count;
  }
  if (count < 2 || list.empty()) return none;
  const CharSpan words = {figures_[first].left.begin,
                          figures_[first].quantity.span.begin};
  const std::u32string_view left = text_.Folded(words);
  if (left.find(U"分别") == left.npos && left.find(U"各为") == left.npos) {
    return none;
  }
  size_t members = 1;
  CharSpan share = none;
  size_t begin = list.begin;
  for (size_t i = list.begin; i <= list.end; ++i) {
    if (i < list.end && !JoinsNames(text_[i])) continue;
    if (members == run_position + 1) share = {begin, i};
    if (i < list.end) ++members;
    begin = i + 1;
  }
  return members == count ? WithoutCount(text_, share) : none;
}

// 为全省(8万名学生), 对管委会(30项事项), 覆盖全区(一半): the place or body whose things are
// counted, behind a verb or a preposition.
CharSpan SubjectReader::PlaceBefore(CharSpan words) const {
  constexpr std::u32string_view kOwned[] = {U"现有", U"共有", U"现存"};
  const CharSpan none = {words.begin, words.begin};
  for (const std::u32string_view word : kOwned) {
    if (text_.Folded(words).ends_with(word)) words.end -= word.size();
  }
  const Lexicon::Entry* word =
      Bodies().LongestBefore(text_.folded(), words.begin, words.end);
  if (word == nullptr || word->word.size() >= words.size()) return none;
  const std::string_view role = word->fields[1];
  if (role != "place" && role != "region" && role != "suffix") return none;
  const CharSpan place = {words.end - word->word.size(), words.end};
  constexpr std::u32string_view kPrepositions = U"对为与向给同占在";
  if (kPrepositions.find(text_[place.begin - 1]) != kPrepositions.npos) {
    return place;
  }
  const Lexicon::Entry* verb =
      Verbs().LongestBefore(text_.folded(), words.begin, place.begin);
  if (verb != nullptr && (verb->word == U"出口" || verb->word == U"进口")) {
    return none;  // 出口美国(2亿元)
  }
  return role != "suffix" && verb != nullptr && verb->word.size() > 1 ? place
                                                                      : none;
}

}  // namespace qiusuo::parser
