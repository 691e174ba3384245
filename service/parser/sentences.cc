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

std::vector<CharSpan> FindSentences(const Text& text, CharSpan span) {
  std::vector<CharSpan> sentences;
  size_t begin = span.begin;
  const auto next = [&](size_t i) {
    return kEnds.FirstIn(text.folded(), i, span.end);
  };
  for (size_t i = next(begin); i < span.end; i = next(begin)) {
    while (i + 1 < span.end &&
           (IsSentenceEnd(text[i + 1]) || IsClosing(text[i + 1]))) {
      ++i;
    }
    sentences.push_back({begin, i + 1});
    begin = i + 1;
  }
  if (begin < span.end) sentences.push_back({begin, span.end});
  return sentences;
}

}  // namespace qiusuo::parser
