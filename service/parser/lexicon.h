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
#include <span>
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

  const std::vector<Entry>& entries() const { return entries_; }

  // All that its words are made of. For tables without characters beyond the basic plane.
  CharacterSet Characters() const;

  // Whether a word may begin with this character.
  bool MayBegin(char32_t c) const { return by_first_.Has(c); }

  // The longest word that begins at i. nullptr if none does.
  const Entry* LongestAt(std::u32string_view text, size_t i) const {
    const bool may = i < text.size() && by_first_.Has(text[i]);
    return may ? FindAt(text, i) : nullptr;
  }

  // The longest word that ends before `end` and begins at or behind `floor`. nullptr
  // if none does.
  const Entry* LongestBefore(std::u32string_view text, size_t floor,
                             size_t end) const;

 private:
  // The words by their first two or by their last two characters, which tell most of them.
  class Index {
   public:
    enum class Edge { kFirst, kLast };

    void Build(const std::vector<Entry>& entries, Edge edge);

    // Whether there are words with this character at their edge.
    bool Has(char32_t c) const {
      return (marks_[c % kPlane / 64] >> (c % 64) & 1) != 0;
    }

    // The entries of the words with `edge` at their edge and `beside` next to it, longest
    // first; of words of one character, 0 is beside it.
    std::span<const uint32_t> With(char32_t edge, char32_t beside) const {
      const uint32_t hash = Hash(edge, beside);
      if (!MayHave(hash)) return {};
      for (size_t i = PlaceOf(hash);; i = Next(i)) {
        const Group& group = groups_[i];
        if (group.edge == edge && group.beside == beside) {
          return {entries_.data() + group.begin, entries_.data() + group.end};
        }
        if (group.begin == group.end) return {};
      }
    }

   private:
    static constexpr size_t kPlane = 65536;

    struct Group {
      char32_t edge = 0;
      char32_t beside = 0;
      uint32_t begin = 0;  // in entries_
      uint32_t end = 0;
    };

    // The filter has four bits for each place of the hash table.
    static constexpr uint32_t kMoreFilterBits = 2;

    static uint32_t Hash(char32_t edge, char32_t beside) {
      return edge * 0x9e3779b1U ^ beside * 0x85ebca77U;
    }
    size_t PlaceOf(uint32_t hash) const { return hash >> (32 - hash_bits_); }
    // False for most characters without a group: the filter is always at hand, which the
    // groups are not.
    bool MayHave(uint32_t hash) const {
      const size_t bit = FilterBit(hash);
      return (filter_[bit / 64] >> (bit % 64) & 1) != 0;
    }
    size_t FilterBit(uint32_t hash) const {
      return hash >> (32 - hash_bits_ - kMoreFilterBits);
    }
    size_t Next(size_t place) const {
      return (place + 1) & (groups_.size() - 1);
    }

    // A bit for each edge; characters beyond the basic plane share one with some inside.
    std::array<uint64_t, kPlane / 64> marks_ = {};
    std::vector<Group> groups_;  // a hash table, a power of two
    std::vector<uint64_t> filter_;
    uint32_t hash_bits_ = 0;
    std::vector<uint32_t> entries_;
  };

  const Entry* FindAt(std::u32string_view text, size_t i) const;

  std::vector<Entry> entries_;
  Index by_first_;
  Index by_last_;
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_LEXICON_H_
