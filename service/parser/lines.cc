#include "service/parser/lines.h"

#include <array>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/scan.h"

namespace qiusuo::parser {
namespace {

// A line of more characters than this holds several paragraphs.
constexpr size_t kMaxPlainLine = 1000;

// What a paragraph ends with; its stop may be a damaged byte.
constexpr CharacterSet kParagraphEnds{U"。!?:;”\ufffd"};

bool IsLineEnd(char32_t c) {
  return ((c >= U'\n') & (c <= U'\r')) | (c == U'\u2028') | (c == U'\u2029');
}

// The first line end at or behind i; size() if there is none.
size_t FindLineEnd(std::u32string_view folded, size_t i) {
  return FirstWhere(folded, i, folded.size(), IsLineEnd);
}

// Blanks that stand spelled out in a text exported from a page.
constexpr std::array<std::u32string_view, 3> kWrittenBlanks = {
    U"<U+00A0>", U"&nbsp;", U"&emsp;"};

// Length of a written blank that begins the span; 0 if none does.
size_t WrittenBlank(const Text& text, CharSpan span) {
  if (text[span.begin] != U'<' && text[span.begin] != U'&') return 0;
  for (const std::u32string_view blank : kWrittenBlanks) {
    if (text.Folded(span).starts_with(blank)) return blank.size();
  }
  return 0;
}

// Length of a written blank that ends the span; 0 if none does.
size_t WrittenBlankAtEnd(const Text& text, CharSpan span) {
  if (text[span.end - 1] != U'>' && text[span.end - 1] != U';') return 0;
  for (const std::u32string_view blank : kWrittenBlanks) {
    if (text.Folded(span).ends_with(blank)) return blank.size();
  }
  return 0;
}

}  // namespace

CharSpan Ink(const Text& text, CharSpan span) {
  const auto is_blank = [&text](size_t i) {
    return text[i] == U' ' || IsLineEnd(text[i]);
  };
  while (span.begin < span.end) {
    const size_t blank = is_blank(span.begin) ? 1 : WrittenBlank(text, span);
    if (blank == 0) break;
    span.begin += blank;
  }
  while (span.end > span.begin) {
    const size_t blank =
        is_blank(span.end - 1) ? 1 : WrittenBlankAtEnd(text, span);
    if (blank == 0) break;
    span.end -= blank;
  }
  return span;
}

namespace {

// Whether blanks of the width of Han characters are among those of `span`.
bool HasWideBlank(const Text& text, CharSpan span) {
  constexpr std::string_view kWideBlank = "\u3000";
  return text.Utf8(span).find(kWideBlank) != std::string_view::npos;
}

// Adds a line, or the paragraphs of one that has lost its line ends: there, two
// blanks indent the next paragraph. Where some are as wide as Han characters, narrow ones
// behind a word are left from mark-up. Blank lines in a row are one.
void AddLines(const Text& text, CharSpan span, std::vector<Line>& lines) {
  if (span.size() > kMaxPlainLine) {
    const bool is_indented = HasWideBlank(text, span);
    for (size_t i = span.begin + 1; i + 2 < span.end; ++i) {
      if (text[i] != U' ' || text[i + 1] != U' ' || text[i - 1] == U' ') {
        continue;
      }
      size_t end = i + 2;
      while (end < span.end && text[end] == U' ') ++end;
      const bool may_end = kParagraphEnds.Has(text[i - 1]);
      if (is_indented && !may_end && !HasWideBlank(text, {i, end})) continue;
      lines.push_back({{span.begin, i}, Ink(text, {span.begin, i})});
      span.begin = i;
    }
  }
  const Line line = {span, Ink(text, span)};
  if (line.blank() && !lines.empty() && lines.back().blank()) {
    lines.back().span.end = span.end;
  } else {
    lines.push_back(line);
  }
}

}  // namespace

std::vector<Line> FindLines(const Text& text) {
  constexpr size_t kUsualLine = 64;
  const std::u32string_view folded = text.folded();
  std::vector<Line> lines;
  lines.reserve(folded.size() / kUsualLine + 8);
  size_t begin = 0;
  for (size_t i = FindLineEnd(folded, 0); i < folded.size();
       i = FindLineEnd(folded, i + 1)) {
    if (folded[i] == U'\r' && text[i + 1] == U'\n') continue;
    AddLines(text, {begin, i + 1}, lines);
    begin = i + 1;
  }
  if (begin < folded.size()) AddLines(text, {begin, folded.size()}, lines);
  return lines;
}

std::vector<Line> SplitLines(const Text& text, std::vector<Line> lines,
                             const std::vector<size_t>& cuts) {
  if (cuts.empty()) return lines;
  std::vector<Line> split;
  split.reserve(lines.size() + cuts.size());
  size_t next = 0;
  for (const Line& line : lines) {
    size_t begin = line.span.begin;
    for (; next < cuts.size() && cuts[next] < line.ink.end; ++next) {
      if (cuts[next] <= line.ink.begin || cuts[next] <= begin) continue;
      split.push_back({{begin, cuts[next]}, Ink(text, {begin, cuts[next]})});
      begin = cuts[next];
    }
    split.push_back(line);
    if (begin == line.span.begin) continue;
    split.back().span.begin = begin;
    split.back().ink = Ink(text, split.back().span);
  }
  return split;
}

size_t NextInked(const std::vector<Line>& lines, size_t i) {
  ++i;
  while (i < lines.size() && lines[i].blank()) ++i;
  return i;
}

size_t SkipBlanks(const Text& text, size_t i, size_t end) {
  while (i < end && text[i] == U' ') ++i;
  return i;
}

}  // namespace qiusuo::parser
