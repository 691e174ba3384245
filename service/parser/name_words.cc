#include "service/parser/name_words.h"

#include "service/parser/tables.h"

namespace qiusuo::parser {

const Lexicon& Verbs() {
  static const Lexicon words(tables::kVerbs);
  return words;
}

const Lexicon& Bodies() {
  static const Lexicon words(tables::kBodies);
  return words;
}

bool IsFiller(char32_t c) {
  return c == U' ' || c == U'、' || c == U',' || c == U':' || c == U';' ||
         c == U'。' || c == U'—' || c == U'-' || c == U'\n' || c == U'\r' ||
         c == U'·' || c == U'|' || c == U'*' || c == U'#';
}

bool IsVerbs(const Text& text, CharSpan words) {
  size_t i = words.begin;
  while (i < words.end) {
    if (IsFiller(text[i])) {
      ++i;
      continue;
    }
    const Lexicon::Entry* verb = Verbs().LongestAt(text.folded(), i);
    if (verb == nullptr || i + verb->word.size() > words.end) return false;
    i += verb->word.size();
  }
  return !words.empty();
}

bool IsPlace(const Lexicon::Entry* body) {
  return body != nullptr &&
         (body->fields[1] == "place" || body->fields[1] == "region");
}

CharSpan FindPlace(const Text& text, CharSpan words) {
  for (size_t i = words.begin; i < words.end; ++i) {
    const Lexicon::Entry* place = Bodies().LongestAt(text.folded(), i);
    if (IsPlace(place) && i + place->word.size() <= words.end) {
      return {i, i + place->word.size()};
    }
  }
  return {words.begin, words.begin};
}

CharSpan LeadingVerb(const Text& text, CharSpan words) {
  const Lexicon::Entry* verb = Verbs().LongestAt(text.folded(), words.begin);
  if (verb == nullptr || verb->fields[1] != "verb" ||
      verb->word.size() > words.size()) {
    return {words.begin, words.begin};
  }
  return {words.begin, words.begin + verb->word.size()};
}

}  // namespace qiusuo::parser
