// File: storage/text_index_rows.h
//
// Makes the rows that bring the text index over a part of its tail.
//
//   ASSIGN_OR_RETURN(std::vector<OwnedRow> rows, MakeTextIndexRows(snapshot, *tail));
//   engine.Load(…);

#ifndef QIUSUO_STORAGE_TEXT_INDEX_ROWS_H_
#define QIUSUO_STORAGE_TEXT_INDEX_ROWS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/engine.h"
#include "storage/text_tail.h"

namespace qiusuo::storage {

// A LoadRow with bytes of its own.
struct OwnedRow {
  std::string key;
  std::optional<std::string> value;
  bool appends = false;
};

// MakeTextIndexRows answers the rows, sorted, with the TextIndexRecord.
// Errors: DATA_LOSS (CORRUPT_RECORD), UNAVAILABLE (ENGINE_IO).
absl::StatusOr<std::vector<OwnedRow>> MakeTextIndexRows(
    const Snapshot& snapshot, const TextTailView& tail);

// What a BucketKey row says of a document.
struct TextSize {
  uint32_t bytes = 0;  // of the text, at least 1; 0: there is no such document
  uint64_t name_hash = 0;
};

// Bytes of a TextSize in the row: bytes (4) and hash (8), big-endian.
inline constexpr size_t kTextSizeBytes = 12;

// TextSizeAt answers what the row says of the ordinal, which may lie behind its end.
TextSize TextSizeAt(std::string_view row, uint32_t ordinal_in_bucket);

// HashOfName answers the hash that breaks ties between documents.
uint64_t HashOfName(std::string_view collection, std::string_view document);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_TEXT_INDEX_ROWS_H_
