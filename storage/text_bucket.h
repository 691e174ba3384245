// File: storage/text_bucket.h
//
// Finds the documents of one bucket of the text index that a query asks for: those that have all
// terms first, from the rarest on, and positions only of these.
//
//   BucketSearch search(snapshot, "courts", 0, query, superseded);
//   ASSIGN_OR_RETURN(const BucketMatches found, search.Run(rows_left));

#ifndef QIUSUO_STORAGE_TEXT_BUCKET_H_
#define QIUSUO_STORAGE_TEXT_BUCKET_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/engine.h"
#include "storage/text_postings.h"
#include "storage/text_query.h"

namespace qiusuo::storage {

struct TextMatch {
  uint32_t ordinal = 0;  // in the collection
  uint32_t text_bytes = 0;
  uint64_t name_hash = 0;
  PhraseCounts counts = {};
};

struct BucketMatches {
  std::vector<TextMatch> matches;  // by ordinal
  // In how many documents of the bucket each ranked phrase may be, as far as its terms tell.
  std::vector<size_t> document_counts;
  size_t rows_read = 0;
};

// Used once, by one thread. What it is made of must outlive it.
class BucketSearch {
 public:
  BucketSearch(const Snapshot& snapshot, const std::string& collection,
               uint32_t bucket, const TextQuery& query,
               const std::unordered_set<uint32_t>& superseded);

  // Run answers what it finds. A single character stands for many terms; of their rows it reads
  // `max_rows`. Errors: DATA_LOSS (CORRUPT_RECORD), UNAVAILABLE (ENGINE_IO).
  absl::StatusOr<BucketMatches> Run(size_t max_rows);

 private:
  // A phrase with the rows of its terms, the shortest first.
  struct Leaf {
    struct Term {
      PostingList* list = nullptr;
      uint32_t offset = 0;
      std::string term;
      bool is_prefix = false;
    };
    const Phrase* phrase = nullptr;
    std::vector<Term> terms;         // empty: some term is nowhere
    std::vector<uint32_t> ordinals;  // of the bucket, that have all terms
  };
  // Positions where something begins, and behind its last token.
  struct Stretch {
    uint32_t begin = 0;
    uint32_t end = 0;
  };

  absl::Status ReadRows(size_t max_rows);
  absl::StatusOr<PostingList> ReadPrefix(const std::string& prefix,
                                         size_t max_rows);
  // The leaf of a phrase, with its ordinals.
  Leaf MakeLeaf(const Phrase& phrase);
  bool Lives(uint32_t ordinal) const;
  // The documents that may be found.
  std::vector<uint32_t> Candidates(const std::vector<Leaf>& leaves,
                                   const std::optional<Leaf>& title) const;
  // Makes positions of the leaf's terms known.
  absl::Status Locate(Leaf& leaf);
  // Where the phrase begins in the document.
  static std::vector<uint32_t> Places(const Leaf& leaf, uint32_t ordinal);
  // How often the document has the phrase, within the stretches if there are such.
  static uint32_t Count(const Leaf& leaf, uint32_t ordinal,
                        const std::optional<std::vector<Stretch>>& within);
  absl::StatusOr<std::map<uint32_t, std::vector<Stretch>>> ReadSections(
      const Leaf& title, const std::vector<uint32_t>& ordinals);

  const Snapshot& snapshot_;
  const std::string& collection_;
  const uint32_t bucket_;
  const TextQuery& query_;
  const std::unordered_set<uint32_t>& superseded_;
  std::string sizes_;
  std::map<std::pair<std::string, bool>, PostingList> lists_;
  size_t rows_read_ = 0;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_TEXT_BUCKET_H_
