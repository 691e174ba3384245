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

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
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

  // The longest word that begins at i. nullptr if none does.
  const Entry* LongestAt(std::u32string_view text, size_t i) const;

  // The longest word that ends before `end` and begins at or behind `floor`. nullptr
  // if none does.
  const Entry* LongestBefore(std::u32string_view text, size_t floor,
                             size_t end) const;

 private:
  // A quick no for most characters; those beyond the basic plane pass.
  static constexpr size_t kPlane = 65536;
  using Marks = std::bitset<kPlane>;
  static bool MayHold(const Marks& marks, char32_t c) {
    return c >= kPlane || marks[c];
  }

  std::vector<Entry> entries_;
  Marks first_marks_;
  Marks last_marks_;
  // Entries by first and by last character, longest word first.
  std::unordered_map<char32_t, std::vector<size_t>> by_first_;
  std::unordered_map<char32_t, std::vector<size_t>> by_last_;
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_LEXICON_H_
