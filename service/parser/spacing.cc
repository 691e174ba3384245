#include "service/parser/spacing.h"

#include <algorithm>
#include <string_view>

#include "service/parser/han_digits.h"
#include "service/parser/lines.h"

namespace qiusuo::parser {
namespace {

bool IsLineEnd(char32_t c) { return c >= U'\n' && c <= U'\r'; }

bool IsSign(char32_t c) {
  constexpr std::u32string_view kSigns = U",、:;。!?“”《》()";
  return kSigns.find(c) != kSigns.npos;
}

// What stands on both sides of blanks that begin at i; NULs if none do.
struct Sides {
  char32_t before = U'\0';
  char32_t after = U'\0';
  size_t width = 0;  // of the blanks
};
Sides SidesOf(const Text& text, CharSpan span, size_t i) {
  if (i == span.begin || i >= span.end || text[i] != U' ') return {};
  const size_t next = SkipBlanks(text, i, span.end);
  if (next == span.end) return {};
  return {text[i - 1], text[next], next - i};
}

// Whether blanks begin at i between two Han characters.
bool PartsHan(const Text& text, CharSpan span, size_t i) {
  const Sides sides = SidesOf(text, span, i);
  return IsAnyHan(sides.before) && IsAnyHan(sides.after);
}

// Whether blanks begin at i that a program left beside a sign (重点  ，  落实) or, in twos or in
// words set apart, beside a figure (做好  2026  年). A single one there is how some people write.
bool IsStray(const Text& text, CharSpan span, size_t i, bool is_spaced) {
  const Sides sides = SidesOf(text, span, i);
  const auto is_native = [](char32_t c) { return IsAnyHan(c) || IsSign(c); };
  if (IsSign(sides.before) || IsSign(sides.after)) {
    return (is_native(sides.before) || IsDigit(sides.before)) &&
           (is_native(sides.after) || IsDigit(sides.after));
  }
  return (is_spaced || sides.width == 2) &&
         ((IsAnyHan(sides.before) && IsDigit(sides.after)) ||
          (IsDigit(sides.before) && IsAnyHan(sides.after)));
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
  const bool has_blank = words.find(U' ') != words.npos;
  if (!has_blank && !is_wrapped) return std::string(text.Utf8(span));
  std::string closed;
  for (size_t i = span.begin; i < span.end; ++i) {
    if ((is_spaced && PartsHan(text, span, i)) ||
        IsStray(text, span, i, is_spaced)) {
      i = SkipBlanks(text, i, span.end);
    }
    if (is_wrapped) i = SkipLineEnd(text, i, span.end);
    if (i == span.end) break;
    closed.append(text.Utf8({i, i + 1}));
  }
  return closed;
}

}  // namespace qiusuo::parser
