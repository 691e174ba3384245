#include "storage/text_terms.h"

#include <string.h>

#include <algorithm>

namespace qiusuo::storage {
namespace {

size_t FindBytes(std::string_view text, std::string_view bytes, size_t from) {
  if (from > text.size()) return std::string_view::npos;
  const void* const found = memmem(text.data() + from, text.size() - from,
                                   bytes.data(), bytes.size());
  if (found == nullptr) return std::string_view::npos;
  return static_cast<size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace

std::optional<Phrase> Phrase::Parse(std::string_view text) {
  Phrase phrase;
  TokenReader reader(text);
  std::string run;
  while (const std::optional<TextToken> token = reader.Next()) {
    Token added{.touches = token->touches,
                .is_word = token->is_word,
                .text = {},
                .position = token->position};
    if (token->is_word) {
      added.text =
          FoldWord(text.substr(token->begin, token->end - token->begin));
      phrase.is_one_run_ = false;
      run.clear();
    } else {
      AppendUtf8(token->character, added.text);
      if (!token->touches) run.clear();
      if (!token->touches && !phrase.tokens_.empty())
        phrase.is_one_run_ = false;
      run += added.text;
      if (run.size() > phrase.run_.size()) phrase.run_ = run;
    }
    phrase.tokens_.push_back(std::move(added));
  }
  if (phrase.tokens_.empty()) return std::nullopt;
  phrase.length_ = phrase.tokens_.back().position;
  phrase.AddTerms();
  return phrase;
}

void Phrase::AddTerms() {
  for (size_t i = 0; i < tokens_.size();) {
    const Token& token = tokens_[i];
    if (token.is_word) {
      terms_.push_back({token.text, token.position, false});
      ++i;
      continue;
    }
    size_t end = i + 1;
    while (end < tokens_.size() && !tokens_[end].is_word &&
           tokens_[end].touches) {
      ++end;
    }
    const auto add_pair = [&](size_t at) {
      terms_.push_back({tokens_[at].text + tokens_[at + 1].text,
                        tokens_[at].position, false});
    };
    for (size_t at = i; at + 1 < end; at += 2) add_pair(at);
    // The last pair of an odd number overlaps with the one before.
    if (end - i > 1 && (end - i) % 2 == 1) add_pair(end - 2);
    if (end == i + 1) {
      // Before anything else of the phrase it is the last of its stretch.
      const bool after_word = i > 0 && token.touches;
      if (end < tokens_.size()) {
        terms_.push_back({token.text, token.position, false});
      } else if (after_word) {
        terms_.push_back({kAfterWord + token.text, token.position, false});
      } else {
        terms_.push_back({token.text, token.position, true});
      }
    }
    i = end;
  }
}

std::vector<PhrasePlace> Phrase::Find(std::string_view text) const {
  std::vector<PhrasePlace> places;
  if (!run_.empty()) {
    // Han characters are what they are: no folding, so most texts are done with here.
    size_t at = FindBytes(text, run_, 0);
    if (at == std::string_view::npos) return places;
    if (is_one_run_) {
      const size_t last = run_.size() - tokens_.back().text.size();
      for (; at != std::string_view::npos; at = FindBytes(text, run_, at + 1)) {
        places.push_back({at, at + run_.size(), at + last});
      }
      return places;
    }
  }
  return FindTokens(text);
}

std::vector<PhrasePlace> Phrase::FindTokens(std::string_view text) const {
  std::vector<PhrasePlace> places;
  std::vector<TextToken> read;
  TokenReader reader(text);
  while (const std::optional<TextToken> token = reader.Next()) {
    read.push_back(*token);
  }
  const auto is_at = [&](size_t first) {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      const TextToken& token = read[first + i];
      const Token& wanted = tokens_[i];
      if (token.is_word != wanted.is_word ||
          (i > 0 && token.touches != wanted.touches)) {
        return false;
      }
      const std::string_view bytes =
          text.substr(token.begin, token.end - token.begin);
      if (token.is_word ? FoldWord(bytes) != wanted.text
                        : bytes != wanted.text) {
        return false;
      }
    }
    return true;
  };
  for (size_t i = 0; i + tokens_.size() <= read.size(); ++i) {
    if (!is_at(i)) continue;
    const TextToken& last = read[i + tokens_.size() - 1];
    places.push_back({read[i].begin, last.end, last.begin});
  }
  return places;
}

}  // namespace qiusuo::storage
