#include "service/parser/spacing.h"

#include <algorithm>
#include <string_view>

namespace qiusuo::parser {
namespace {

bool IsLineEnd(char32_t c) { return c >= U'\n' && c <= U'\r'; }

// The first character at or behind i that is no blank.
size_t SkipBlanks(const Text& text, size_t i, size_t end) {
  while (i < end && text[i] == U' ') ++i;
  return i;
}

// Whether blanks begin at i between two Han characters.
bool PartsHan(const Text& text, CharSpan span, size_t i) {
  if (i == span.begin || text[i] != U' ' || !IsAnyHan(text[i - 1]))
    return false;
  const size_t next = SkipBlanks(text, i, span.end);
  return next < span.end && IsAnyHan(text[next]);
}

// The first character behind the line end that begins at i, blanks before it included; i if
// none does.
size_t SkipLineEnd(const Text& text, size_t i, size_t end) {
  const size_t line_end = SkipBlanks(text, i, end);
  if (line_end == end || !IsLineEnd(text[line_end])) return i;
  for (i = line_end; i < end && (IsLineEnd(text[i]) || text[i] == U' ');) ++i;
  return i;
}

}  // namespace

std::string CloseUp(const Text& text, CharSpan span) {
  size_t parted = 0;
  size_t joined = 0;
  for (size_t i = span.begin; i + 1 < span.end; ++i) {
    if (IsAnyHan(text[i]) && IsAnyHan(text[i + 1])) ++joined;
    if (PartsHan(text, span, i + 1)) ++parted;
  }
  const bool is_spaced = parted > joined;
  const std::u32string_view words = text.Folded(span);
  const bool is_wrapped = std::any_of(words.begin(), words.end(), &IsLineEnd);
  if (!is_spaced && !is_wrapped) return std::string(text.Utf8(span));
  std::string closed;
  for (size_t i = span.begin; i < span.end; ++i) {
    if (is_spaced && PartsHan(text, span, i)) i = SkipBlanks(text, i, span.end);
    if (is_wrapped) i = SkipLineEnd(text, i, span.end);
    if (i == span.end) break;
    closed.append(text.Utf8({i, i + 1}));
  }
  return closed;
}

}  // namespace qiusuo::parser
