#include "service/parser/second_texts.h"

#include <string>
#include <string_view>

#include "service/parser/calendar_dates.h"
#include "service/parser/character_set.h"
#include "service/parser/head_lines.h"
#include "service/parser/marks.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxTitleLines = 3;
constexpr size_t kMinPageTitle = 8;
constexpr size_t kMaxPageTitleLine = 90;  // blanks may part its characters

using IsText = absl::FunctionRef<bool(size_t)>;

// （2025年1月9日某市第五届人民代表大会通过）, ——2025年1月8日在…会议上; its second line may
// follow, so it need not be closed.
bool IsOccasion(const Text& text, CharSpan ink) {
  constexpr size_t kMaxOccasion = 80;
  if (ink.size() > kMaxOccasion || !IsOneOf(text[ink.begin], U"(—-─–"))
    return false;
  const std::optional<CalendarDate> date = FindCalendarDate(text, ink);
  const std::u32string words = WithoutBlanks(text, ink);
  return date && date->span.begin <= ink.begin + 3 &&
         (words.find(U'会') != words.npos || words.find(U"通过") != words.npos);
}

// A title without what stands behind it in parentheses: 支出预算表（代编）.
CharSpan WithoutAside(const Text& text, CharSpan title) {
  if (text[title.end - 1] != U')') return title;
  const size_t open = text.Folded(title).rfind(U'(');
  if (open == std::u32string_view::npos || open == 0) return title;
  return Ink(text, {title.begin, title.begin + open});
}

// Besides the kinds of texts, what the sheets of a budget are called.
bool EndsPageTitle(const Text& text, CharSpan title) {
  title = WithoutAside(text, title);
  const std::u32string words = WithoutBlanks(text, title);
  return !IsOneOf(text[title.end - 1], U")》") &&
         (EndsTitle(text, title) || words.ends_with(U"草案") ||
          words.ends_with(U"情况") || words.ends_with(U"表格"));
}

bool MayBePageTitle(const Text& text, const std::vector<Line>& lines, size_t i,
                    IsText is_text) {
  if (i >= lines.size() || !is_text(i) || lines[i].blank()) return false;
  const CharSpan ink = lines[i].ink;
  const bool is_chart = text[ink.begin] == U'图' &&
                        !IsAnyHan(text[ink.begin + 1]);  // 图4 构成情况
  return ink.size() <= kMaxPageTitleLine && IsTitleLine(text, ink) &&
         !ReadMark(text, ink.begin) && !is_chart &&
         text.Folded(ink).find_first_of(U",:|") == std::u32string_view::npos;
}

// A title's upper line, which the lower one goes on with: 关于2024年计划 / 执行情况的报告.
bool GoesOnBelow(const Text& text, CharSpan upper, CharSpan lower) {
  if (!IsTitleLine(text, upper) || ReadMark(text, upper.begin)) return false;
  const std::u32string words = WithoutBlanks(text, upper);
  const bool opens = words.starts_with(U"关于") &&
                     !WithoutBlanks(text, lower).starts_with(U"关于");
  return opens || !EndsTitle(text, upper);
}

// Whether the lines below line i are text, and no copy of the report's.
bool IsAboveText(const std::vector<Line>& lines, size_t i, IsText is_text) {
  constexpr size_t kLines = 3;
  for (size_t read = 0; read < kLines; ++read) {
    i = NextInked(lines, i);
    if (i == lines.size()) return read > 0;
    if (!is_text(i)) return false;
  }
  return true;
}

}  // namespace

std::optional<Part> ReadSecondText(const Text& text,
                                   const std::vector<Line>& lines, size_t at,
                                   size_t floor, IsText is_text) {
  constexpr size_t kMaxBylines = 4;
  const CharSpan ink = lines[at].ink;
  const bool is_addressed = text[ink.end - 1] == U':' && IsAddressee(text, ink);
  if (!is_addressed && !IsOccasion(text, ink)) return std::nullopt;
  const auto before = [&](size_t i) {
    while (i > floor && (lines[i - 1].blank() || !is_text(i - 1))) --i;
    return i;  // the line behind the next one upwards
  };
  size_t end = before(at);
  for (size_t read = 0; is_addressed && read < kMaxBylines && end > floor;
       ++read) {
    const CharSpan above = lines[end - 1].ink;
    if (!IsByline(text, above) && IsTitleLine(text, above) &&
        EndsTitle(text, above))
      break;
    end = before(end - 1);
  }
  if (end <= floor || (!is_addressed && !IsAboveText(lines, at, is_text)))
    return std::nullopt;
  Part part = {.line = end - 1, .end_line = end, .label = {}, .title = {}};
  part.title = lines[end - 1].ink;
  if (!IsTitleLine(text, part.title) || !EndsTitle(text, part.title) ||
      text[part.title.begin] == U'(' || ReadMark(text, part.title.begin))
    return std::nullopt;
  for (size_t read = 1; read < kMaxTitleLines; ++read) {
    const size_t above = before(part.line);
    if (above <= floor || above != part.line ||
        !GoesOnBelow(text, lines[above - 1].ink, part.title))
      break;
    part.line = above - 1;
    part.title.begin = lines[above - 1].ink.begin;
  }
  return part;
}

std::optional<Part> ReadPageTitle(const Text& text,
                                  const std::vector<Line>& lines, size_t at,
                                  IsText is_text) {
  Part part = {.line = at, .end_line = at, .label = {}, .title = {}};
  const bool is_numbered = IsTableNumber(text, lines[at].ink);
  size_t line = is_numbered ? NextInked(lines, at) : at;
  if (!MayBePageTitle(text, lines, line, is_text)) return std::nullopt;
  part.title = WithoutPageNumber(text, lines[line].ink);
  for (size_t read = 1; !EndsPageTitle(text, part.title); ++read, ++line) {
    if (read == kMaxTitleLines ||
        !MayBePageTitle(text, lines, line + 1, is_text))
      return std::nullopt;
    part.title.end = lines[line + 1].ink.end;
  }
  part.end_line = line + 1;
  if (WithoutBlanks(text, part.title).size() < kMinPageTitle)
    return std::nullopt;
  part.is_table = text[WithoutAside(text, part.title).end - 1] == U'表';
  return part;
}

bool IsSameTitle(const Text& text, const Part& a, const Part& b) {
  const auto words = [&text](CharSpan title) {
    const CharSpan bare = WithoutAside(text, title);
    const bool goes_on = text.Folded({bare.end, title.end}).find(U'续') !=
                         std::u32string_view::npos;
    return WithoutBlanks(text, goes_on ? bare : title);
  };
  return words(a.title) == words(b.title);
}

bool BreaksOff(const Text& text, CharSpan ink) {
  const char32_t last = text[ink.end - 1];
  return (IsAnyHan(last) || IsOneOf(last, U",、“")) &&
         text.Folded(ink).find_first_of(U",。;、") != std::u32string_view::npos;
}

}  // namespace qiusuo::parser
