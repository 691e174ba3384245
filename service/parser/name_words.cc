#include "service/parser/name_words.h"

#include "service/parser/character_set.h"
#include "service/parser/few_words.h"

namespace qiusuo::parser {

std::string_view RoleOfBodyAt(const Text& text, size_t i) {
  const Lexicon::Entry* word = Bodies().LongestAt(text.folded(), i);
  return word == nullptr ? "" : word->fields[1];
}

bool IsFiller(char32_t c) {
  static constexpr CharacterSet kFillers{U" 、,:;。—-\n\r·|*#"};
  return kFillers.Has(c);
}

bool IsVerbs(const Text& text, CharSpan words) {
  size_t i = words.begin;
  while (i < words.end) {
    if (IsFiller(text[i])) {
      ++i;
      continue;
    }
    const Lexicon::Entry* verb = Verbs().LongestAt(text.folded(), i);
    if (verb == nullptr || i + verb->word.size() > words.end) return false;
    i += verb->word.size();
  }
  return !words.empty();
}

bool IsPlace(const Lexicon::Entry* body) {
  return body != nullptr &&
         (body->fields[1] == "place" || body->fields[1] == "region");
}

CharSpan FindPlace(const Text& text, CharSpan words) {
  for (size_t i = words.begin; i < words.end; ++i) {
    const Lexicon::Entry* place = Bodies().LongestAt(text.folded(), i);
    if (IsPlace(place) && i + place->word.size() <= words.end) {
      return {i, i + place->word.size()};
    }
  }
  return {words.begin, words.begin};
}

bool IsNounToo(const Text& text, CharSpan verb) {
  static constexpr FewWords kNouns{
      U"收入", U"支出", U"贷款", U"投资", U"融资", U"出口", U"进口", U"销售",
      U"生产", U"产出", U"损失", U"服务", U"建设", U"管理", U"经营", U"保护",
      U"劳务", U"结余", U"结转", U"供应", U"交易", U"应用", U"消耗", U"运营",
      U"运输", U"储备", U"养殖", U"种植", U"治理", U"公开", U"创新", U"奖励",
      U"补助", U"资助", U"检测", U"监测", U"开发", U"研发"};
  return kNouns.Have(text.Folded(verb));
}

qiusuo::v1::Direction MovementOf(std::string_view name) {
  for (const std::string_view noun :
       {"增速", "增幅", "涨幅", "升幅", "增长率", "增长速度", "增长",
        "增长目标", "增长预期目标", "增长的预期目标"}) {
    if (name.ends_with(noun)) return qiusuo::v1::DIRECTION_UP;
  }
  for (const std::string_view noun :
       {"降幅", "跌幅", "减幅", "下降率", "下降"}) {
    if (name.ends_with(noun)) return qiusuo::v1::DIRECTION_DOWN;
  }
  return qiusuo::v1::DIRECTION_UNSPECIFIED;
}

CharSpan LeadingVerb(const Text& text, CharSpan words) {
  const Lexicon::Entry* verb = Verbs().LongestAt(text.folded(), words.begin);
  if (verb == nullptr || verb->fields[1] != "verb" ||
      verb->word.size() > words.size() ||
      verb->word.size() + 1 == words.size()) {  // 服务费, 收入额
    return {words.begin, words.begin};
  }
  return {words.begin, words.begin + verb->word.size()};
}

}  // namespace qiusuo::parser
