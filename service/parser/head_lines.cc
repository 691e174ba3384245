#include "service/parser/head_lines.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"
#include "service/parser/lines.h"
#include "service/parser/ordinals.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxNumberLine = 40;
constexpr size_t kMaxAddressee = 200;
constexpr size_t kMaxByline = 120;
constexpr size_t kMaxTitleLine = 60;
constexpr size_t kMaxOrganLine = 60;
constexpr size_t kMaxSpeaker = 30;
constexpr size_t kMaxTableNumber = 6;
// A title of one line may be longer if it has no stop of any kind.
constexpr size_t kMaxPlainTitle = 100;

bool Holds(std::u32string_view ink, std::u32string_view word) {
  return ink.find(word) != std::u32string_view::npos;
}

template <size_t N>
bool HoldsAny(std::u32string_view ink,
              const std::array<std::u32string_view, N>& words) {
  return std::any_of(
      words.begin(), words.end(),
      [ink](std::u32string_view word) { return Holds(ink, word); });
}

template <size_t N>
bool EndsWithAny(std::u32string_view ink,
                 const std::array<std::u32string_view, N>& words) {
  return std::any_of(
      words.begin(), words.end(),
      [ink](std::u32string_view word) { return ink.ends_with(word); });
}

// Where `5号` or `第05号` ends; 0 if it does not stand at `at`.
size_t ReadSerial(const Text& text, size_t at) {
  while (text[at] == U' ') ++at;
  if (text[at] == U'第') ++at;
  const std::optional<Ordinal> number = ReadOrdinal(text, at);
  return number && text[number->end] == U'号' ? number->end + 1 : 0;
}

// What parts the fields of a line.
bool IsFieldBreak(char32_t c) {
  return c == U' ' || c == U'|' || c == U':' || c == U'/';
}

}  // namespace

std::u32string WithoutBlanks(const Text& text, CharSpan span) {
  std::u32string closed;
  for (const char32_t c : text.Folded(span)) {
    if (c > U' ') closed.push_back(c);
  }
  return closed;
}

std::optional<CharSpan> FindDocumentNumber(const Text& text, CharSpan ink) {
  if (ink.size() > kMaxNumberLine) return std::nullopt;
  for (size_t i = ink.begin; i < ink.end; ++i) {
    size_t end = 0;
    if (IsOneOf(text[i], U"〔[(【﹝")) {
      const std::optional<Ordinal> year = ReadOrdinal(text, i + 1);
      if (!year || year->value < 1949 || year->value > 2099) continue;
      if (!IsOneOf(text[year->end], U"〕])】﹞")) continue;
      end = ReadSerial(text, year->end + 1);
    } else if (text[i] == U'令' && text[i + 1] == U'第') {
      end = ReadSerial(text, i + 1);
    }
    if (end == 0 || end > ink.end) continue;
    size_t begin = i;
    while (begin > ink.begin && !IsFieldBreak(text[begin - 1])) --begin;
    return CharSpan{begin, end};
  }
  return std::nullopt;
}

bool IsAddressee(const Text& text, CharSpan ink) {
  if (ink.empty() || ink.size() > kMaxAddressee) return false;
  const char32_t mark = text[ink.end - 1];
  if (mark != U':' && mark != U'!') return false;
  const std::u32string closed = WithoutBlanks(text, {ink.begin, ink.end - 1});
  const std::u32string_view words = closed;
  // Only those present are called with a !.
  if (mark == U'!' && !words.starts_with(U"各位") &&
      !words.starts_with(U"尊敬的") && words != U"同志们") {
    return false;
  }
  constexpr std::array<std::u32string_view, 4> kAnnounce = {U"如下", U"以下",
                                                            U"下列", U"下面"};
  if (words.find_first_of(U"。;:!?") != std::u32string_view::npos) return false;
  if (HoldsAny(words, kAnnounce)) return false;
  constexpr std::array<std::u32string_view, 27> kAddressed = {
      U"同志们", U"政府",   U"机构", U"单位", U"部门",   U"代表",   U"委员",
      U"同志",   U"主席",   U"院长", U"领导", U"法院",   U"检察院", U"委员会",
      U"部",     U"委",     U"厅",   U"局",   U"办公室", U"国务院", U"总部",
      U"处",     U"各科室", U"公司", U"学校", U"学院",   U"朋友们"};
  return words.starts_with(U"各") || words.starts_with(U"尊敬的") ||
         EndsWithAny(words, kAddressed);
}

namespace {

// A dash before the occasion of a speech: ——, --, and a single one before its day.
bool OpensWithDash(const Text& text, CharSpan ink) {
  size_t at = ink.begin;
  while (at < ink.end && IsOneOf(text[at], U"—-─–")) ++at;
  const size_t width = at - ink.begin;
  if (width == 0 || at == ink.end) return false;
  while (text[at] == U' ') ++at;
  return (width >= 2 && text[ink.begin] == U'—') ||
         ReadCalendarDate(text, at).has_value();
}

}  // namespace

bool IsByline(const Text& text, CharSpan ink) {
  if (ink.empty() || ink.size() > kMaxByline) return false;
  std::u32string_view words = text.Folded(ink);
  if (OpensWithDash(text, ink) && !Holds(words, U"。")) return true;
  if (words.front() == U'(' && words.back() == U')') {
    return FindCalendarDate(text, ink).has_value() || Holds(words, U"通过") ||
           Holds(words, U"会议");
  }
  constexpr std::array<std::u32string_view, 12> kHistory = {
      U"通过", U"公布", U"施行", U"修正",   U"修订", U"修改",
      U"批准", U"发布", U"实施", U"会议上", U"印发", U"根据"};
  const std::optional<CalendarDate> date = FindCalendarDate(text, ink);
  if (date && date->span.begin <= ink.begin + 2) {
    while (!words.empty() && IsOneOf(words.back(), U")。"))
      words.remove_suffix(1);
    return EndsWithAny(words, kHistory);
  }
  // 区长　杜某某: an office, a blank, and a name of two to four characters.
  constexpr std::array<std::u32string_view, 16> kOffices = {
      U"长",   U"主席", U"总理", U"主任", U"书记", U"代表", U"委员", U"作者",
      U"记者", U"经理", U"市长", U"县长", U"省长", U"区长", U"院长", U"检察长"};
  const size_t blank = words.find(U' ');
  if (blank == std::u32string_view::npos || words.size() > 40) return false;
  std::u32string_view name = words.substr(blank + 1);
  const auto characters = static_cast<size_t>(std::count_if(
      name.begin(), name.end(), [](char32_t c) { return c != U' '; }));
  return EndsWithAny(words.substr(0, blank), kOffices) && characters >= 2 &&
         characters <= 12 &&
         name.find_first_of(U",。;:、!?") == std::u32string_view::npos;
}

bool IsSpeaker(const Text& text, CharSpan ink) {
  if (ink.size() > kMaxByline) return false;
  const std::u32string words = WithoutBlanks(text, ink);
  const auto is_name_part = [](char32_t c) {
    return IsHan(c) || c == U'·' || c == U'?';
  };
  if (words.size() > kMaxSpeaker ||
      !std::all_of(words.begin(), words.end(), is_name_part)) {
    return false;
  }
  constexpr std::array<std::u32string_view, 12> kOffices = {
      U"总理", U"主席", U"长",   U"主任", U"书记",   U"委员",
      U"代表", U"院长", U"组长", U"顾问", U"检察官", U"法官"};
  size_t name = 0;
  for (const std::u32string_view office : kOffices) {
    const size_t at = words.rfind(office);
    if (at != std::u32string::npos) name = std::max(name, at + office.size());
  }
  const size_t characters = words.size() - name;
  return characters >= 2 && characters <= 4;
}

bool IsSessionPaper(const Text& text, CharSpan ink) {
  constexpr std::u32string_view kPaper = U"文件";
  constexpr size_t kMaxNumber = 6;  // (二十一)
  const std::u32string words = WithoutBlanks(text, ink);
  const size_t at = words.rfind(kPaper);
  if (at == std::u32string::npos || at == 0) return false;
  const bool of_session = words[at - 1] == U'议' || words[at - 1] == U'会';
  const std::u32string_view number =
      std::u32string_view(words).substr(at + kPaper.size());
  return of_session && !number.empty() && number.size() <= kMaxNumber &&
         std::all_of(number.begin(), number.end(), [](char32_t c) {
           return IsDigit(c) || HanDigit(c) >= 0 || c == U'十' || c == U'(' ||
                  c == U')' || c == U'之';
         });
}

size_t ReadDateline(const Text& text, CharSpan ink) {
  constexpr std::array<std::u32string_view, 6> kAgencies = {
      U"新华社", U"中新社", U"中新网", U"新华网", U"人民网", U"本报"};
  constexpr size_t kMaxDateline = 40;
  const std::u32string_view words =
      text.Folded({ink.begin, std::min(ink.end, ink.begin + kMaxDateline)});
  const bool is_agency =
      std::any_of(kAgencies.begin(), kAgencies.end(),
                  [words](auto agency) { return words.starts_with(agency); });
  if (!is_agency) return 0;
  const size_t wire = words.find(U"日电");
  const size_t stop = words.find_first_of(U",。;:!?《“");
  return wire == std::u32string_view::npos || stop < wire
             ? 0
             : ink.begin + wire + 2;
}

namespace {

// A table's row: a label, a blank and a number that is no year (教育支出 152,346).
bool IsRow(std::u32string_view words) {
  for (size_t i = 1; i < words.size(); ++i) {
    if (words[i - 1] != U' ' || !IsDigit(words[i])) continue;
    size_t end = i;
    while (end < words.size() &&
           (IsDigit(words[end]) || words[end] == U',' || words[end] == U'.')) {
      ++end;
    }
    const bool stands_alone = end == words.size() || words[end] == U' ';
    const bool is_year = end - i == 4 && (words[i] == U'1' || words[i] == U'2');
    if (stands_alone && !is_year && end - i >= 3) return true;
  }
  return false;
}

}  // namespace

bool IsTitleLine(const Text& text, CharSpan ink) {
  if (ink.size() < 2 || ink.size() > kMaxPlainTitle) return false;
  const std::u32string_view words = text.Folded(ink);
  // 单位：亿元 stands above a table, and three blanks part its columns.
  if (Holds(words, U"单位:")) return false;
  if (ink.size() > kMaxTitleLine &&
      (Holds(words, U",") || Holds(words, U"   ")))
    return false;
  if (IsRow(words)) return false;
  if (words.find_first_of(U"。;") != std::u32string_view::npos) return false;
  if (IsOneOf(words.back(), U":,、!?")) return false;
  const auto han = std::count_if(words.begin(), words.end(), [](char32_t c) {
    return c >= 0x4e00 && c < 0xa000;
  });
  return han >= 2;
}

bool EndsTitle(const Text& text, CharSpan span) {
  constexpr std::array<std::u32string_view, 40> kTexts = {
      U"方案", U"办法", U"意见", U"规划", U"计划", U"细则", U"规定", U"规则",
      U"制度", U"条例", U"清单", U"名单", U"目录", U"要点", U"指南", U"规程",
      U"标准", U"规范", U"报告", U"通知", U"公告", U"通报", U"决定", U"决议",
      U"说明", U"解释", U"注释", U"释义", U"名词", U"总结", U"纲要", U"分工",
      U"安排", U"措施", U"预案", U"章程", U"请示", U"实事", U"任务", U"目标"};
  if (IsOneOf(text[span.end - 1], U"表图书函》)")) return true;
  std::u32string last;  // the last two characters but blanks
  for (size_t i = span.end; i > span.begin && last.size() < 2; --i) {
    if (text[i - 1] != U' ') last.insert(last.begin(), text[i - 1]);
  }
  return EndsWithAny(std::u32string_view(last), kTexts);
}

bool IsTableNumber(const Text& text, CharSpan ink) {
  size_t at = ink.begin + (text[ink.begin] == U'附' ? 1 : 0);
  if (text[at] != U'表') return false;
  while (text[++at] == U' ') {
  }
  return at < ink.end && ink.end - at <= kMaxTableNumber &&
         text.Folded({at, ink.end})
                 .find_first_not_of(U"0123456789-—.:一二三四五六七八九十百") ==
             std::u32string_view::npos;
}

CharSpan WithoutPageNumber(const Text& text, CharSpan ink) {
  constexpr size_t kMaxPageDigits = 3;
  size_t at = ink.begin;
  while (IsDigit(text[at])) ++at;
  const size_t digits = at - ink.begin;
  if (digits == 0 || digits > kMaxPageDigits || text[ink.begin] == U'0' ||
      text[at] != U' ') {
    return ink;
  }
  while (text[at] == U' ') ++at;
  if (!IsHan(text[at]) || IsOneOf(text[at], U"年月日天周条个项件大家名位类批"))
    return ink;
  return {at, ink.end};
}

bool IsOrgan(const Text& text, CharSpan ink) {
  if (ink.size() < 2 || ink.size() > kMaxOrganLine) return false;
  std::u32string_view words = text.Folded(ink);
  const size_t mark_up = words.find(U'&');
  if (mark_up != std::u32string_view::npos) words = words.substr(0, mark_up);
  while (!words.empty() && words.back() == U' ') words.remove_suffix(1);
  if (words.empty() ||
      words.find_first_of(U"。;:,!?(") != std::u32string_view::npos)
    return false;
  constexpr std::array<std::u32string_view, 3> kOrgans = {U"军区", U"警备区",
                                                          U"公司"};
  return EndsWithAny(words, kOrgans) ||
         IsOneOf(words.back(),
                 U"院厅部委局会府署办室司组队行社校所协盟心军联处团大");
}

bool IsDecreeHead(const Text& text, CharSpan ink, CharSpan next) {
  return ink.size() >= 4 && ink.size() <= kMaxNumberLine &&
         text[ink.end - 1] == U'令' && text[next.begin] == U'第' &&
         ReadSerial(text, next.begin) == next.end;
}

bool IsTitleVariant(std::u32string_view a, std::u32string_view b) {
  constexpr size_t kMinWords = 4;
  if (a.size() < b.size()) std::swap(a, b);
  if (b.size() < kMinWords) return false;
  if (a.ends_with(b)) return true;
  size_t found = 0;
  for (const char32_t c : a) {
    if (found < b.size() && c == b[found]) ++found;
  }
  return found == b.size() && b.size() * 2 >= a.size();
}

std::string IssuerOfTitle(std::string_view title) {
  constexpr std::array<std::string_view, 6> kVerbs = {
      "关于", "印发", "转发", "批转", "对", "工作报告"};
  size_t cut = std::string_view::npos;
  for (const std::string_view verb : kVerbs)
    cut = std::min(cut, title.find(verb));
  if (cut == std::string_view::npos || cut == 0) return std::string();
  title = title.substr(0, cut);
  // 2021年某市政府工作报告, 2021政府工作报告: the year is the report's.
  constexpr std::string_view kYear = "年";
  if (title.size() > 4 && title.find_first_not_of("0123456789") == 4) {
    title.remove_prefix(4);
    if (title.starts_with(kYear)) title.remove_prefix(kYear.size());
  }
  std::string issuer(title);
  while (!issuer.empty() && issuer.back() == ' ') issuer.pop_back();
  // 政府工作报告 says what kind of body reports, not which.
  if (issuer == "政府") return std::string();
  if (issuer == "国务院政府") return "国务院";
  const Text words{issuer};
  return IsOrgan(words, {0, words.size()}) ? issuer : std::string();
}

}  // namespace qiusuo::parser
