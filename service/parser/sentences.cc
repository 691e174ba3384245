#include "service/parser/sentences.h"

#include "service/parser/character_set.h"

namespace qiusuo::parser {
namespace {

constexpr CharacterSet kEnds{U"。!?\n\r"};

bool IsSentenceEnd(char32_t c) { return kEnds.Has(c); }

bool IsClosing(char32_t c) {
  return c == U'”' || c == U'’' || c == U')' || c == U'》';
}

}  // namespace

CharSpan FirstSentence(const Text& text, CharSpan span) {
  size_t i = kEnds.FirstIn(text.folded(), span.begin, span.end);
  if (i == span.end) return span;
  while (i + 1 < span.end &&
         (IsSentenceEnd(text[i + 1]) || IsClosing(text[i + 1]))) {
    ++i;
  }
  return {span.begin, i + 1};
}

}  // namespace qiusuo::parser
