#include "service/parser/lines.h"

#include <array>
#include <string_view>

namespace qiusuo::parser {
namespace {

bool IsLineEnd(char32_t c) {
  return (c >= U'\n' && c <= U'\r') || c == U'\u2028' || c == U'\u2029';
}

// Length of a blank that stands spelled out in a text exported from a page; 0 if none
// begins the span.
size_t WrittenBlank(const Text& text, CharSpan span) {
  constexpr std::array<std::u32string_view, 3> kWrittenBlanks = {
      U"<U+00A0>", U"&nbsp;", U"&emsp;"};
  if (text[span.begin] != U'<' && text[span.begin] != U'&') return 0;
  for (const std::u32string_view blank : kWrittenBlanks) {
    if (text.Folded(span).starts_with(blank)) return blank.size();
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
  while (span.end > span.begin && is_blank(span.end - 1)) --span.end;
  return span;
}

std::vector<Line> FindLines(const Text& text) {
  std::vector<Line> lines;
  size_t begin = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!IsLineEnd(text[i])) continue;
    if (text[i] == U'\r' && text[i + 1] == U'\n') continue;
    const CharSpan span = {begin, i + 1};
    lines.push_back({span, Ink(text, span)});
    begin = i + 1;
  }
  if (begin < text.size()) {
    const CharSpan span = {begin, text.size()};
    lines.push_back({span, Ink(text, span)});
  }
  return lines;
}

}  // namespace qiusuo::parser
