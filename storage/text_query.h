// File: storage/text_query.h
//
// What a search asks for, and what one document has of it.

#ifndef QIUSUO_STORAGE_TEXT_QUERY_H_
#define QIUSUO_STORAGE_TEXT_QUERY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "qiusuo/v1/text.pb.h"
#include "storage/text_tail.h"
#include "storage/text_terms.h"

namespace qiusuo::storage {

// Validated. A document is found if it has all of `all_of`, one of `any_of` at least unless there
// is none, and nothing of `none_of`.
struct TextQuery {
  std::string collection;  // may be kAnyCollection
  std::vector<Phrase> all_of = {};
  std::vector<Phrase> any_of = {};
  std::vector<Phrase> none_of = {};
  // Only what stands in sections whose headings have this counts.
  std::optional<Phrase> section_title = std::nullopt;
  std::string issuer_contains = {};  // of the document; empty: any
  qiusuo::v1::DateRange issue_date_range = {};

  // The phrases that rank: all_of, then any_of.
  size_t ranked_count() const { return all_of.size() + any_of.size(); }
  const Phrase& ranked(size_t i) const {
    return i < all_of.size() ? all_of[i] : any_of[i - all_of.size()];
  }
};

// How often a document has each ranked phrase.
using PhraseCounts = absl::InlinedVector<uint32_t, 2>;

// IsFound tells whether a document with these counts has what the query asks for, none_of
// aside.
bool IsFound(const TextQuery& query, const PhraseCounts& counts);

// SectionsTitled answers the sections of the text that section_title chooses.
std::vector<SectionBytes> SectionsTitled(const Phrase& title,
                                         const SearchedText& text);

// FindIn answers the places of the phrase that count: all, or those within the sections.
std::vector<PhrasePlace> FindIn(
    const Phrase& phrase, const SearchedText& text,
    const std::optional<std::vector<SectionBytes>>& sections);

// CountIn answers the counts of a text; nullopt if it is not found.
std::optional<PhraseCounts> CountIn(const TextQuery& query,
                                    const SearchedText& text);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_TEXT_QUERY_H_
