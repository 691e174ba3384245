#include "service/parser/glossaries.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/ordinals.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxTerm = 40;

// Ends a sentence, and so a paragraph.
bool IsStop(char32_t c) { return IsOneOf(c, U"。;!?"); }

// 六大行业分别为：… lists things, it explains no term.
bool NamesTerm(const Text& text, CharSpan span) {
  constexpr std::array<std::u32string_view, 7> kVerbs = {
      U"别为", U"范围为", U"包括", U"包含", U"含", U"是", U"如下"};
  const std::u32string_view words = text.Folded(span);
  return !words.empty() &&
         std::none_of(kVerbs.begin(), kVerbs.end(),
                      [words](auto verb) { return words.ends_with(verb); });
}

// Whether quotation marks or parentheses open or close here.
int OpensOrCloses(char32_t c) {
  return IsOneOf(c, U"“(") ? 1 : IsOneOf(c, U"”)") ? -1 : 0;
}

// Where the colon stands that ends the term of an entry; entry.end if none does.
size_t FindTermColon(const Text& text, CharSpan entry) {
  const size_t limit = std::min(entry.end, entry.begin + kMaxTerm);
  int open = 0;
  for (size_t i = entry.begin; i < limit; ++i) {
    open += OpensOrCloses(text[i]);
    if (open > 0) continue;
    if (text[i] == U':')
      return NamesTerm(text, {entry.begin, i}) ? i : entry.end;
    if (IsStop(text[i]) || text[i] == U',') break;
  }
  return entry.end;
}

// Where 是指, 指 or 即 begin that explain what stands before them; entry.begin if none do.
size_t FindExplaining(const Text& text, CharSpan entry) {
  const size_t limit = std::min(entry.end, entry.begin + kMaxTerm);
  const std::u32string_view words = text.Folded({entry.begin, limit});
  for (const std::u32string_view verb : {U"是指", U",指", U",即", U"系指"}) {
    const size_t at = words.find(verb);
    const size_t sign = words.find_first_of(U"。;!?,");
    if (at != words.npos && at >= 2 && at <= sign) return entry.begin + at;
  }
  return entry.begin;
}

// Where the 。 stands that ends the term of an entry, as in 三保。指保基本民生… and 三保。三保是指…;
// entry.begin if none does.
size_t FindTermStop(const Text& text, CharSpan entry) {
  const size_t limit = std::min(entry.end, entry.begin + kMaxTerm);
  const size_t stop = text.Folded({entry.begin, limit}).find(U'。');
  if (stop == std::u32string_view::npos || stop < 2) return entry.begin;
  const size_t next = entry.begin + stop + 1;
  const std::u32string_view rest = text.Folded({next, entry.end});
  const bool is_explained =
      rest.starts_with(U"指") || rest.starts_with(U"是指") ||
      rest.starts_with(text.Folded({entry.begin, next - 1}));
  return is_explained ? next - 1 : entry.begin;
}

// ［3］ at the beginning of a line.
std::optional<Mark> ReadBracketMark(const Text& text, const Line& line) {
  const size_t at = line.ink.begin;
  if (text[at] != U'[') return std::nullopt;
  const std::optional<Ordinal> number = ReadArabicOrdinal(text, at + 1);
  if (!number || number->value == 0 || text[number->end] != U']')
    return std::nullopt;
  Mark mark;
  mark.scheme = qiusuo::v1::SECTION_SCHEME_ARABIC_PAREN;
  mark.variant = U'[';
  mark.ordinal = number->value;
  mark.marker = {at, number->end + 1};
  mark.text_begin = number->end + 1;
  while (text[mark.text_begin] == U' ') ++mark.text_begin;
  mark.at_line_start = true;
  return mark;
}

std::optional<Mark> ReadTermMark(const Text& text, const Line& line) {
  const size_t colon = FindTermColon(text, line.ink);
  if (colon + 1 >= line.ink.end || colon < line.ink.begin + 2)
    return std::nullopt;
  Mark mark;
  mark.scheme = qiusuo::v1::SECTION_SCHEME_UNNUMBERED;
  mark.variant = kTerm;
  mark.marker = {line.ink.begin, line.ink.begin};
  mark.text_begin = line.ink.begin;
  mark.at_line_start = true;
  return mark;
}

// How the entries of a glossary begin: with what its first one begins with.
enum class Writing { kUnknown, kNumber, kBracket, kTerm };

Writing WritingOf(const Text& text, const Line& line) {
  if (ReadMark(text, line.ink.begin)) return Writing::kNumber;
  if (ReadBracketMark(text, line)) return Writing::kBracket;
  return ReadTermMark(text, line) ? Writing::kTerm : Writing::kUnknown;
}

}  // namespace

CharSpan FindTerm(const Text& text, CharSpan entry) {
  const size_t colon = FindTermColon(text, entry);
  if (colon < entry.end) return Ink(text, {entry.begin, colon});
  const size_t stop = FindTermStop(text, entry);
  if (stop > entry.begin) return Ink(text, {entry.begin, stop});
  return Ink(text, {entry.begin, FindExplaining(text, entry)});
}

std::vector<Mark> FindEntries(const Text& text, const std::vector<Line>& lines,
                              const std::vector<bool>& is_body,
                              const std::vector<Part>& parts) {
  std::vector<Mark> entries;
  for (size_t p = 0; p < parts.size(); ++p) {
    if (!parts[p].is_glossary) continue;
    const size_t end = p + 1 < parts.size() ? parts[p + 1].line : lines.size();
    Writing writing = Writing::kUnknown;
    bool begins_paragraph = true;
    for (size_t i = parts[p].end_line; i < end; ++i) {
      if (lines[i].blank() || !is_body[i]) continue;
      if (writing == Writing::kUnknown) writing = WritingOf(text, lines[i]);
      if (writing == Writing::kNumber) break;
      std::optional<Mark> mark;
      if (writing == Writing::kBracket) mark = ReadBracketMark(text, lines[i]);
      if (writing == Writing::kTerm && begins_paragraph)
        mark = ReadTermMark(text, lines[i]);
      if (mark) {
        mark->line = i;
        entries.push_back(*mark);
      }
      begins_paragraph = IsStop(text[lines[i].ink.end - 1]);
    }
  }
  return entries;
}

}  // namespace qiusuo::parser
