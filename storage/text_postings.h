// File: storage/text_postings.h
//
// Posting rows: which documents of a bucket have a term, how often and where. A row is pieces, one
// behind the other, each written at once for documents behind those of the piece before:
//
//   number of documents            varint
//   bytes of positions, times two  varint; plus one if they are in the row of positions
//   for each document              varint: 2 × (ordinal in the bucket - the one before - 1), plus
//                                  one if it has the term once; else varint: how often, less two
//   positions, if they are here    for each document the first, then steps to the next: varints
//
//   postings   ASSIGN_OR_RETURN(PostingList list, PostingList::Parse(row));

#ifndef QIUSUO_STORAGE_TEXT_POSTINGS_H_
#define QIUSUO_STORAGE_TEXT_POSTINGS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "storage/engine.h"

namespace qiusuo::storage {

// More bytes of positions go into a row of their own, which is read only where they are needed.
inline constexpr size_t kInlinePositionBytes = 1024;

// Where a term stands: a document's ordinal in its bucket, and a position.
struct TermPlace {
  uint32_t ordinal = 0;
  uint32_t position = 0;
};

// A piece of a row, and what goes to the end of the row of positions.
struct PostingPiece {
  std::string postings;
  std::string positions;
};

// EncodePostings makes a piece. `places` are in order, each once, and at least one.
PostingPiece EncodePostings(const std::vector<TermPlace>& places,
                            size_t max_inline_bytes = kInlinePositionBytes);

// One row, read.
class PostingList {
 public:
  struct Posting {
    uint32_t ordinal = 0;  // in the bucket
    uint32_t count = 0;
    size_t place = 0;  // of its positions, set by LocatePositions
    bool is_here = true;
  };

  // Errors: DATA_LOSS (CORRUPT_RECORD).
  static absl::StatusOr<PostingList> Parse(std::string row);

  // In order of ordinal.
  const std::vector<Posting>& postings() const { return postings_; }

  // Find answers the posting of a document; null if it has none.
  const Posting* Find(uint32_t ordinal) const;

  // Whether LocatePositions needs the row of positions.
  bool needs_more() const { return needs_more_; }

  // LocatePositions makes Positions possible. Errors as Parse.
  absl::Status LocatePositions(std::string more);

  // Positions answers where the document has the term, in order.
  std::vector<uint32_t> Positions(const Posting& posting) const;

 private:
  struct Piece {
    size_t first = 0;  // in postings_
    size_t last = 0;   // behind them
    size_t begin = 0;  // of the positions, in `row_` or in `more_`
    size_t bytes = 0;
    bool is_here = true;
  };

  absl::Status ParsePiece(std::string_view& rest);

  std::string row_;
  std::string more_;
  std::vector<Piece> pieces_;
  std::vector<Posting> postings_;
  size_t more_bytes_ = 0;
  bool needs_more_ = false;
  bool is_located_ = false;
};

// The postings of many documents of one collection, to be written at once.
class PostingBatch {
 public:
  explicit PostingBatch(std::string collection)
      : collection_(std::move(collection)) {}

  // Add adds a document; its ordinal is greater than those before. `offsets` are bytes of the text,
  // in order: answers for each the position of the first token that begins there or behind.
  std::vector<uint32_t> Add(uint32_t ordinal, std::string_view text,
                            const std::vector<size_t>& offsets);

  struct Rows {
    std::vector<Row> postings;   // by PostingKey
    std::vector<Row> positions;  // by PositionsKey
  };

  // Finish answers rows to append, sorted. Call it once.
  Rows Finish();

 private:
  struct Event {
    uint32_t term = 0;
    uint32_t position = 0;
  };
  struct Document {
    uint32_t ordinal = 0;
    size_t events_end = 0;
  };

  uint32_t TermOf(uint64_t characters);
  void AddWord(std::string_view word, uint32_t position);
  void AddRows(std::string_view term, const std::vector<TermPlace>& places,
               uint32_t bucket, Rows& rows) const;

  const std::string collection_;
  absl::flat_hash_map<uint64_t, uint32_t> characters_;
  absl::flat_hash_map<std::string, uint32_t> words_;
  std::vector<std::string> terms_;
  std::vector<Event> events_;
  std::vector<Document> documents_;
};

// TokenPositions answers what PostingBatch::Add does, and adds nothing.
std::vector<uint32_t> TokenPositions(std::string_view text,
                                     const std::vector<size_t>& offsets);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_TEXT_POSTINGS_H_
