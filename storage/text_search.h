// File: storage/text_search.h
//
// Answers a text search from one snapshot: what the text index has, bucket by bucket, and the texts
// of the tail; ranked by BM25. Of so many buckets that reading them would take too long it ranks
// some at a time, and says so; a `resume` says which, and the numbers by which the first page
// ranked.

#ifndef QIUSUO_STORAGE_TEXT_SEARCH_H_
#define QIUSUO_STORAGE_TEXT_SEARCH_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "qiusuo/v1/search.pb.h"
#include "storage/engine.h"
#include "storage/text_query.h"
#include "storage/text_tail.h"

namespace qiusuo::storage {

struct TextPage {
  std::vector<qiusuo::v1::TextHit> hits;
  std::string resume;       // empty: the last page
  int64_t found_count = 0;  // before what is asked of documents
  bool is_partial = false;
};

// Rows that one page reads at most, or those of one bucket.
inline constexpr size_t kMaxSearchRows = 20000;

// SearchText answers a page of at most `max_hits`. `tail` is that of the snapshot, and
// `collections` are those to look in, sorted, all of which exist. Errors: INVALID_ARGUMENT
// (INVALID_PAGE_TOKEN) for a `resume` that no call answered, DATA_LOSS (CORRUPT_RECORD),
// UNAVAILABLE (ENGINE_IO).
absl::StatusOr<TextPage> SearchText(const Snapshot& snapshot,
                                    const TextTailView& tail,
                                    const TextQuery& query,
                                    const std::vector<std::string>& collections,
                                    size_t max_hits, std::string_view resume,
                                    size_t max_rows = kMaxSearchRows);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_TEXT_SEARCH_H_
