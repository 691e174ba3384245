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
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace qiusuo::parser {

class Lexicon {
 public:
  struct Entry {
    std::u32string word;                   // folded, as Text folds
    std::vector<std::string_view> fields;  // all columns, the word included
  };

  // Views into `tsv` are kept: it must outlive the lexicon, as the compiled-in
  // tables do. A word that stands twice keeps its first row.
  explicit Lexicon(std::string_view tsv);

  const std::vector<Entry>& entries() const { return entries_; }

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
  // The words by their first or by their last character.
  class Index {
   public:
    enum class Edge { kFirst, kLast };

    void Build(const std::vector<Entry>& entries, Edge edge);

    // A word of the index: where it stands, the character at its edge, and the one beside
    // that, which tells most words apart.
    struct Word {
      uint32_t entry = 0;
      uint32_t size = 0;
      char32_t edge = 0;
      char32_t beside = 0;  // 0 for a word of one character

      // Whether it may stand where these characters do; it does if it is no longer.
      bool MayBe(char32_t at_edge, char32_t beside_it) const {
        return edge == at_edge && (size == 1 || beside == beside_it);
      }
      bool IsTold() const { return size <= 2; }
    };

    // Whether there are words with this character at their edge.
    bool Has(char32_t c) const {
      return (marks_[c % kPlane / 64] >> (c % 64) & 1) != 0;
    }

    // These words, longest first.
    std::span<const Word> With(char32_t c) const {
      const uint64_t marks = marks_[c % kPlane / 64];
      const uint64_t mark = uint64_t{1} << (c % 64);
      if ((marks & mark) == 0) return {};
      const size_t group =
          groups_before_[c % kPlane / 64] +
          static_cast<size_t>(std::popcount(marks & (mark - 1)));
      return {words_.data() + group_begins_[group],
              words_.data() + group_begins_[group + 1]};
    }

   private:
    // Characters beyond the basic plane share a place with one inside; comparing the
    // words tells them apart.
    static constexpr size_t kPlane = 65536;

    // A bit for each character that has words, and how many have them before each 64.
    std::array<uint64_t, kPlane / 64> marks_ = {};
    std::array<uint16_t, kPlane / 64> groups_before_ = {};
    std::vector<uint32_t> group_begins_;  // in words_, and its size
    std::vector<Word> words_;
  };

  const Entry* FindAt(std::u32string_view text, size_t i) const;

  std::vector<Entry> entries_;
  Index by_first_;
  Index by_last_;
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_LEXICON_H_
