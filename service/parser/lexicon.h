// File: service/parser/lexicon.h
//
// The words of one table (tables/*.tsv), found at a place of a text.
//
//   # comment lines begin with #; columns are parted by tabs; the word comes first
//   增长<TAB>up<TAB>同比增长8.5%
//
//   static const Lexicon cues(tables::kCues);
//   const Lexicon::Entry* cue = cues.LongestAt(text.folded(), i);
//
// Immutable, so safe from any thread.

#ifndef QIUSUO_SERVICE_PARSER_LEXICON_H_
#define QIUSUO_SERVICE_PARSER_LEXICON_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "service/parser/character_set.h"

namespace qiusuo::parser {

class Lexicon {
 public:
  static constexpr size_t kMaxFields = 8;

  struct Entry {
    std::u32string word;  // folded, as Text folds
    // All columns, the word included; what several rows say stands in one place. Null
    // where the row has no such column.
    std::array<std::string_view, kMaxFields> fields;
  };

  // Views into `tsv` are kept: it must outlive the lexicon, as the compiled-in
  // tables do. A word that stands twice keeps its first row. No row may have more than
  // kMaxFields columns.
  explicit Lexicon(std::string_view tsv);
  Lexicon(const Lexicon&) = delete;
  Lexicon& operator=(const Lexicon&) = delete;

  const std::vector<Entry>& entries() const { return entries_; }

  // All that its words are made of. For tables without characters beyond the basic plane.
  CharacterSet Characters() const;

  // Whether a word may begin with this character.
  bool MayBegin(char32_t c) const { return by_first_.Has(c); }

  // The longest word that begins at i. nullptr if none does.
  const Entry* LongestAt(std::u32string_view text, size_t i) const {
    if (i >= text.size() || !by_first_.Has(text[i])) return nullptr;
    const Group& group = by_first_.Of(text[i]);
    const char32_t next = i + 1 < text.size() ? text[i + 1] : U'\0';
    if (!group.MayHave(next)) return group.single;
    return by_first_.Longest(group, next, [&](const Entry& entry) {
      return text.substr(i).starts_with(entry.word);
    });
  }

  // The longest word that ends before `end` and begins at or behind `floor`. nullptr
  // if none does.
  const Entry* LongestBefore(std::u32string_view text, size_t floor,
                             size_t end) const {
    if (end <= floor || end > text.size() || !by_last_.Has(text[end - 1])) {
      return nullptr;
    }
    const Group& group = by_last_.Of(text[end - 1]);
    const std::u32string_view words = text.substr(floor, end - floor);
    const char32_t before = words.size() > 1 ? text[end - 2] : U'\0';
    if (!group.MayHave(before)) return group.single;
    return by_last_.Longest(group, before, [&](const Entry& entry) {
      return words.ends_with(entry.word);
    });
  }

 private:
  // The words with one character at their edge. Most look-ups end here.
  struct Group {
    char32_t edge = 0;
    uint32_t begin = 0;  // of its words of more than one character
    uint32_t end = 0;
    const Entry* single = nullptr;  // the word of one character
    uint64_t besides = 0;  // some bit for each character beside the edge

    static uint64_t Bit(char32_t beside) {
      return uint64_t{1} << ((beside * 0x9e3779b1U) >> 26);
    }
    // False for most characters that stand beside the edge in no word.
    bool MayHave(char32_t beside) const { return (besides & Bit(beside)) != 0; }
  };

  // The words by their first or by their last character.
  class Index {
   public:
    enum class Edge { kFirst, kLast };

    void Build(const std::vector<Entry>& entries, Edge edge);

    // Whether there may be words with this character at their edge.
    bool Has(char32_t c) const {
      return (marks_[c % kPlane / 64] >> (c % 64) & 1) != 0;
    }

    // Its words; an empty group if it has none.
    const Group& Of(char32_t edge) const {
      size_t i = PlaceOf(edge);
      while (groups_[i].edge != edge && groups_[i].edge != 0) {
        i = (i + 1) & (groups_.size() - 1);
      }
      return groups_[i];
    }

    // The longest word of `group` with `beside` next to its edge that `stands`; failing that,
    // the word of one character.
    template <typename Stands>
    const Entry* Longest(const Group& group, char32_t beside,
                         Stands stands) const {
      for (uint32_t k = group.begin; k < group.end; ++k) {
        if (besides_[k] == beside && stands(*words_[k])) return words_[k];
      }
      return group.single;
    }

   private:
    static constexpr size_t kPlane = 65536;

    size_t PlaceOf(char32_t edge) const {
      return (edge * 0x9e3779b1U) >> (32 - hash_bits_);
    }

    // A bit for each edge; characters beyond the basic plane share one with some inside.
    std::array<uint64_t, kPlane / 64> marks_ = {};
    std::vector<Group> groups_;  // a hash table, a power of two
    uint32_t hash_bits_ = 0;
    // Those of a group, longest first, and the character beside the edge of each.
    std::vector<const Entry*> words_;
    std::vector<char32_t> besides_;
  };

  std::vector<Entry> entries_;
  Index by_first_;
  Index by_last_;
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_LEXICON_H_
