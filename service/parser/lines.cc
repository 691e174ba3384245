#include "service/parser/lines.h"

namespace qiusuo::parser {
namespace {

bool IsLineEnd(char32_t c) {
  return (c >= U'\n' && c <= U'\r') || c == U'\u2028' || c == U'\u2029';
}

}  // namespace

CharSpan Ink(const Text& text, CharSpan span) {
  const auto is_blank = [&text](size_t i) {
    return text[i] == U' ' || IsLineEnd(text[i]);
  };
  while (span.begin < span.end && is_blank(span.begin)) ++span.begin;
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
