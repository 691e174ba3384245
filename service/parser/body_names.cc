#include "service/parser/body_names.h"

#include <algorithm>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/name_words.h"

namespace qiusuo::parser {
namespace {

// Districts inside districts: 省, 市, 县, 街道, 社区.
constexpr int kMaxDistricts = 5;
// Characters of a district's own name in front of 县 or 街道.
constexpr size_t kMaxStem = 5;
// A district without those that lie in it: 白石市本级.
constexpr std::u32string_view kOwnLevel = U"本级";

// What only figures of a whole district are called by: 大通湖区(一般公共预算支出).
bool IsOfDistrict(const Text& text, size_t i) {
  constexpr std::u32string_view kMeasured[] = {
      U"一般公共预算", U"地方一般公共", U"政府性基金",   U"国有资本",
      U"社会保险",     U"地区生产总值", U"生产总值",     U"GDP",
      U"规模以上",     U"规上",         U"固定资产投资", U"社会消费品",
      U"常住人口",     U"户籍人口",     U"财政总收入",   U"税收收入",
      U"地方财政",     U"农林牧渔",     U"实际利用",     U"进出口"};
  return std::any_of(
      std::begin(kMeasured), std::end(kMeasured),
      [&](std::u32string_view word) { return text.StandsAt(i, word); });
}

// Characters that stand in no district's own name.
bool IsFunctionWord(char32_t c) {
  static constexpr CharacterSet kWords{
      U"的了在将对把被从向给与及和或等各全本我每该其这那有是为已共均都不比较"
      U"占达超近约省市县区州旗镇乡村"};
  return kWords.Has(c);
}

bool IsKindOfDistrict(const Lexicon::Entry& word) {
  return word.fields[1] == "district" || word.word.ends_with(kOwnLevel);
}

// What the words behind a district's own name begin with.
CharacterSet KindsOfDistricts() {
  CharacterSet kinds{};
  for (const Lexicon::Entry& word : Bodies().entries()) {
    if (IsKindOfDistrict(word)) kinds.Add(word.word.front());
  }
  return kinds;
}

class BodyNameReader {
 public:
  BodyNameReader(const Text& text, CharSpan words)
      : text_(text), words_(words) {}

  std::optional<BodyName> Read() const {
    std::optional<BodyName> name = ReadOne(words_.begin);
    if (!name) return std::nullopt;
    size_t end = name->span.end;
    bool is_list = false;
    while (JoinsNames(text_[end])) {
      const std::optional<BodyName> next = ReadOne(end + 1);
      if (!next) return std::nullopt;
      end = next->span.end;
      is_list = true;
    }
    if (is_list) {
      name->span = {words_.begin, end};
      name->needs_verb = name->is_proper = false;
    }
    if (text_[end] == U'等') {
      const size_t whole = EndOfOthers(end + 1);
      if (whole == 0) return std::nullopt;
      name->span.end = whole;
    }
    if (name->span.end > words_.end) return std::nullopt;
    return name;
  }

 private:
  // 等地, 等省份: that the list is of places. 0 if it is of something else.
  size_t EndOfOthers(size_t i) const {
    for (const std::u32string_view word :
         {U"地区", U"省区市", U"省份", U"省市", U"城市", U"国家", U"部门",
          U"单位", U"地", U"省", U"市"}) {
      if (text_.StandsAt(i, word)) {
        return i + word.size();
      }
    }
    return 0;
  }

  // The row of the word at i, 0 if it has none of the role.
  size_t EndOfRole(size_t i, std::string_view role) const {
    return EndIf(Bodies().LongestAt(text_.folded(), i), i, role);
  }

  static size_t EndIf(const Lexicon::Entry* word, size_t begin,
                      std::string_view role) {
    return word != nullptr && word->fields[1] == role
               ? begin + word->word.size()
               : 0;
  }

  std::optional<BodyName> ReadOne(size_t begin) const {
    if (const size_t end = EndOfEvent(begin); end > 0) {
      return BodyName{{begin, end}, false};
    }
    if (HasBudget(begin)) return BodyName{{begin, begin + 2}, false};
    const Lexicon::Entry* first = Bodies().LongestAt(text_.folded(), begin);
    // 开发区, 自治区: no proper name, but one of its kind.
    constexpr size_t kLeastAlone = 3;
    size_t district = EndIf(first, begin, "district");
    if (district == begin + 1) {  // 市高新区
      const size_t inner = EndOfRole(district, "district");
      if (inner > district + 1) district = inner;
    }
    if (district > begin + 1) {
      const bool is_new_area = text_[begin] == U'新';  // 新区(满意率)
      return BodyName{{begin, district},
                      district < begin + kLeastAlone && !is_new_area};
    }
    if (const size_t end = EndIf(first, begin, "place"); end > 0) {
      const size_t body = EndOfRole(end, "body");
      return BodyName{{begin, std::max(end, body)}, false};
    }
    size_t owner = begin;
    size_t end = begin;
    for (size_t next = EndIf(first, begin, "region"); next > 0;
         next = EndOfRole(end, "region")) {
      owner = end;
      end = next;
    }
    // 拉萨市, 义乌市: not 市场
    if (end > begin && EndOfRole(end, "district") == end + 1) ++end;
    const size_t regions = end;
    bool needs_verb = regions == begin;
    for (int k = 0; k < kMaxDistricts; ++k) {
      const size_t next = EndOfDistrict(end);
      if (next == 0) break;
      if (k == 0) owner = begin;
      needs_verb = needs_verb && !IsSafe(next);
      end = next;
    }
    if (end == begin) return std::nullopt;
    if (const size_t body = EndOfRole(end, "body"); body > 0) {
      return BodyName{{begin, body}, false};
    }
    for (const std::u32string_view kind : {U"企业", U"高校", U"警方"}) {
      if (text_.StandsAt(end, kind)) {
        return BodyName{{begin, end + kind.size()}, true};  // 深圳企业(获得)
      }
    }
    return BodyName{{owner, end}, needs_verb, true};
  }

  // 县 and 市 end few other words.
  bool IsSafe(size_t end) const {
    return text_[end - 1] == U'县' || text_[end - 1] == U'市' ||
           text_[end - 1] == U'道' ||
           (text_[end - 1] == U'区' && IsOfDistrict(text_, end));
  }

  // 房山区, 东城区: two characters and one more in front of them make a name.
  bool EndsShortName(size_t begin, size_t i) const {
    constexpr std::u32string_view kKinds = U"老主新旧中内外沿边林高";
    return i == begin + 1 && !IsOneOf(text_[begin], kKinds) &&
           (text_.StandsAt(i, U"山区") || text_.StandsAt(i, U"城区"));
  }

  // 伊州区: a district whose own name ends in 州; not 某某州市县.
  size_t EndOfNamedByState(size_t end) const {
    constexpr std::u32string_view kKinds = U"区市县";
    const bool is_longer = text_[end - 1] == U'州' &&
                           IsOneOf(text_[end], kKinds) &&
                           !IsOneOf(text_[end + 1], U"区市县级");
    return is_longer ? end + 1 : end;
  }

  // 临颍县, X市, 新城街道
  size_t EndOfDistrict(size_t begin) const {
    if (IsMask(text_[begin])) {
      size_t end = begin;
      while (IsMask(text_[end]) && end < begin + kMaxStem) ++end;
      return EndOfRole(end, "district");
    }
    static const CharacterSet kinds = KindsOfDistricts();
    const size_t most = std::min(words_.end, begin + kMaxStem + 1);
    if (kinds.FirstIn(text_.folded(), begin + 1, most) >= most ||
        LeadingVerb(text_, {begin, words_.end}).size() > 1 ||
        EndOfRole(begin, "district") > 0) {
      return 0;
    }
    for (size_t i = begin; i < most; ++i) {
      const Lexicon::Entry* word = Bodies().LongestAt(text_.folded(), i);
      if (word != nullptr &&
          (word->fields[1] == "none" || word->fields[1] == "other")) {
        return EndsShortName(begin, i) ? i + 2 : 0;
      }
      if (i > begin && word != nullptr && IsKindOfDistrict(*word)) {
        const size_t end = EndOfNamedByState(i + word->word.size());
        return text_.StandsAt(end, kOwnLevel) ? end + kOwnLevel.size() : end;
      }
      if (!IsHan(text_[i]) || IsFunctionWord(text_[i])) return 0;
    }
    return 0;
  }

  // 中央(财政赤字), 地方(财政收入): 财政 is of what is measured.
  bool HasBudget(size_t i) const {
    constexpr std::u32string_view kMeasured = U"收支赤";
    return (text_.StandsAt(i, U"中央财政") || text_.StandsAt(i, U"地方财政")) &&
           IsOneOf(text_[i + 4], kMeasured);
  }

  // 本届博览会, 第20届某某博览会
  size_t EndOfEvent(size_t begin) const {
    constexpr size_t kMaxEvent = 18;
    if (text_[begin] != U'本' && text_[begin] != U'第') return 0;
    const size_t most = std::min(words_.end, begin + kMaxEvent);
    size_t i = begin + 1;
    while (i < most && text_[i] != U'届') ++i;
    for (++i; i < most; ++i) {
      if (text_[i] == U',' || text_[i] == U'的') return 0;
      if (const size_t end = EndOfRole(i, "event"); end > 0) return end;
    }
    return 0;
  }

  const Text& text_;
  const CharSpan words_;
};

}  // namespace

std::optional<BodyName> ReadBodyName(const Text& text, CharSpan words) {
  if (words.empty()) return std::nullopt;
  return BodyNameReader(text, words).Read();
}

}  // namespace qiusuo::parser
