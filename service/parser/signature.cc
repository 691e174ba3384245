#include "service/parser/signature.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "service/parser/calendar_dates.h"
#include "service/parser/head_lines.h"
#include "service/parser/marks.h"
#include "service/parser/spacing.h"

namespace qiusuo::parser {
namespace {

// Joint documents are signed by several organs, a line each.
constexpr size_t kMaxOrgans = 6;
constexpr size_t kMaxNote = 60;

// The line's date if the line is nothing but a date.
std::optional<CalendarDate> ReadDateLine(const Text& text, const Line& line) {
  if (line.blank()) return std::nullopt;
  std::optional<CalendarDate> date = ReadCalendarDate(text, line.ink.begin);
  if (!date || date->span.end != line.ink.end) return std::nullopt;
  return date;
}

// （此件公开发布）; cut off in the middle where it is the text's last line.
bool IsNote(const Text& text, const Line& line) {
  return !line.blank() && line.ink.size() <= kMaxNote &&
         text[line.ink.begin] == U'(' &&
         (text[line.ink.end - 1] == U')' || line.span.end == text.size()) &&
         !ReadMark(text, line.ink.begin);
}

// The organ's name without the mark-up that broken pages leave behind it; several on a
// line, parted by blanks, are parted by 、.
std::string OrganNames(const Text& text, CharSpan ink) {
  const size_t mark_up = text.Folded(ink).find(U'&');
  if (mark_up != std::u32string_view::npos)
    ink = Ink(text, {ink.begin, ink.begin + mark_up});
  const Text closed(CloseUp(text, ink));
  std::string names;
  CharSpan name = {0, 0};
  for (size_t i = 0; i <= closed.size(); ++i) {
    if (i < closed.size() && closed[i] != U' ') continue;
    name.end = i;
    if (IsOrgan(closed, name)) {
      if (!names.empty()) names.append("、");
      names.append(closed.Utf8(name));
      name.begin = i + 1;
    }
  }
  return name.begin > closed.size() ? names : closed.utf8();
}

}  // namespace

std::vector<Signature> FindSignatures(const Text& text,
                                      const std::vector<Line>& lines,
                                      size_t first_line, size_t end_line) {
  std::vector<size_t> inked;
  for (size_t i = first_line; i < end_line; ++i) {
    if (!lines[i].blank()) inked.push_back(i);
  }
  std::vector<Signature> signatures;
  size_t taken = 0;  // the first entry of `inked` that no signature holds
  for (size_t at = 0; at < inked.size(); ++at) {
    const std::optional<CalendarDate> date =
        ReadDateLine(text, lines[inked[at]]);
    if (!date) continue;
    size_t first = at;
    while (first > taken && at - first < kMaxOrgans &&
           IsOrgan(text, lines[inked[first - 1]].ink)) {
      --first;
    }
    if (first == at && at + 1 < inked.size()) continue;
    Signature signature = {.first_line = inked[first],
                           .note_line = 0,
                           .end_line = 0,
                           .issuer = {},
                           .date = {}};
    signature.date = date->date;
    for (size_t k = first; k < at; ++k) {
      if (k > first) signature.issuer.append("、");
      signature.issuer.append(OrganNames(text, lines[inked[k]].ink));
    }
    size_t last = at;
    while (last + 1 < inked.size() && IsNote(text, lines[inked[last + 1]]))
      ++last;
    signature.end_line = inked[last] + 1;
    signature.note_line = last > at ? inked[at + 1] : signature.end_line;
    taken = last + 1;
    at = last;
    signatures.push_back(std::move(signature));
  }
  return signatures;
}

namespace {

// Whether the names end as those of bodies that issue reports do; 部署 and 大会 end like organs.
bool IsIssuing(std::string_view names) {
  constexpr std::array<std::string_view, 13> kEnds = {
      "局",   "厅",     "政府",   "法院",   "检察院", "委员会", "调查队",
      "总队", "办公室", "办公厅", "研究室", "党委",   "党组"};
  return std::any_of(kEnds.begin(), kEnds.end(),
                     [names](auto end) { return names.ends_with(end); });
}

// （2026年6月）, 2026年6月8日
bool IsDay(const Text& text, CharSpan ink) {
  constexpr size_t kMaxDay = 16;
  if (ink.size() > kMaxDay) return false;
  if (text[ink.begin] == U'(' && text[ink.end - 1] == U')')
    ink = {ink.begin + 1, ink.end - 1};
  const std::optional<CalendarDate> date = ReadCalendarDate(text, ink.begin);
  if (date) return date->span.end == ink.end;
  const size_t year = text.Folded(ink).find(U'年');
  return year == 4 && text[ink.end - 1] == U'月';
}

}  // namespace

std::optional<HeadSignature> ReadHeadSignature(const Text& text,
                                               const std::vector<Line>& lines,
                                               size_t first, bool is_sure) {
  HeadSignature signature;
  size_t organs = 0;
  size_t i = first;
  for (; i < lines.size() && organs < kMaxOrgans; ++i) {
    if (lines[i].blank()) continue;
    if (!IsOrgan(text, lines[i].ink)) break;
    const std::string names = OrganNames(text, lines[i].ink);
    if (!IsIssuing(names)) break;
    is_sure |= names.find("、") != names.npos;
    if (organs++ > 0) signature.issuer.append("、");
    signature.issuer.append(names);
    signature.end_line = i + 1;
  }
  if (organs == 0) return std::nullopt;
  if (i == lines.size()) return signature;
  const CharSpan next = lines[i].ink;
  if (IsDay(text, next)) {
    if (const auto date = FindCalendarDate(text, next)) {
      signature.date = date->date;
    }
    signature.end_line = i + 1;
    return signature;
  }
  const bool is_title = IsTitleLine(text, next) && !ReadMark(text, next.begin);
  if (!is_title) return signature;
  // 某省财政厅 某省教育厅 / 关于…的通知 is a title.
  const bool goes_on = text.Folded(next).starts_with(U"关于");
  return is_sure && !goes_on ? std::optional(signature) : std::nullopt;
}

}  // namespace qiusuo::parser
