#include "service/parser/spacing.h"

namespace qiusuo::parser {
namespace {

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

}  // namespace

std::string CloseUp(const Text& text, CharSpan span) {
  size_t parted = 0;
  size_t joined = 0;
  for (size_t i = span.begin; i + 1 < span.end; ++i) {
    if (IsAnyHan(text[i]) && IsAnyHan(text[i + 1])) ++joined;
    if (PartsHan(text, span, i + 1)) ++parted;
  }
  if (parted <= joined) return std::string(text.Utf8(span));
  std::string closed;
  for (size_t i = span.begin; i < span.end; ++i) {
    if (PartsHan(text, span, i)) i = SkipBlanks(text, i, span.end);
    closed.append(text.Utf8({i, i + 1}));
  }
  return closed;
}

}  // namespace qiusuo::parser
