// File: storage/text_tail.h
//
// Documents that have changed since the text index was brought up to date (as storage/index_tail.h
// has them for metrics). A search looks at the index and at the texts of those; what the index says
// of a document in the tail does not count.
//
// The tail follows from the store alone: from the TextIndexRecord, the change log behind it, the
// heads and the revisions. Keeping texts in memory saves reading them again.
//
//   tail.Add(version, name, ToSearchedText(document));
//   ASSIGN_OR_RETURN(auto view, tail.View(snapshot));
//   for (const auto& document : view->documents()) …

#ifndef QIUSUO_STORAGE_TEXT_TAIL_H_
#define QIUSUO_STORAGE_TEXT_TAIL_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "proto/names.h"
#include "qiusuo/storage/v1/record.pb.h"
#include "qiusuo/v1/document.pb.h"
#include "storage/engine.h"

namespace qiusuo::storage {

// Where a section is, in bytes of the text.
struct SectionBytes {
  size_t begin = 0;
  size_t end = 0;
  size_t title_begin = 0;
  size_t title_end = 0;
};

// What a search needs of a revision.
struct SearchedText {
  int64_t revision = 0;
  std::string text;
  std::vector<SectionBytes> sections;
};

using SearchedTextPtr = std::shared_ptr<const SearchedText>;

// ToSearchedText takes what a search needs out of a document in FULL view.
SearchedTextPtr ToSearchedText(const qiusuo::v1::Document& document);

// ReadTextIndexRecord answers how far the text index is, as the snapshot shows it.
// Errors: DATA_LOSS (CORRUPT_RECORD), UNAVAILABLE (ENGINE_IO).
absl::StatusOr<qiusuo::storage::v1::TextIndexRecord> ReadTextIndexRecord(
    const Snapshot& snapshot);

// The tail as one snapshot shows it. Not changed once it is made.
class TextTailView {
 public:
  struct Document {
    DocumentName name;
    SearchedTextPtr text;  // null: it does not live
    // Where the index has it, if it does.
    std::optional<qiusuo::storage::v1::TextPlaceRecord> indexed;
  };
  using DocumentPtr = std::shared_ptr<const Document>;

  const std::map<DocumentName, DocumentPtr>& documents() const {
    return documents_;
  }

  // Superseded answers the ordinals of the collection that count for nothing.
  const std::unordered_set<uint32_t>& Superseded(
      const std::string& collection) const;

  // The tail is what changed behind `from`, up to and including `to`.
  Version from() const { return from_; }
  Version to() const { return to_; }

 private:
  friend class TextTail;

  Version from_ = 0;
  Version to_ = 0;
  std::map<DocumentName, DocumentPtr> documents_;
  std::map<std::string, std::unordered_set<uint32_t>> superseded_;
};

using TextTailPtr = std::shared_ptr<const TextTailView>;

// Safe from any thread.
class TextTail {
 public:
  // Add keeps the text of a revision that the commit `version` brought.
  void Add(Version version, const DocumentName& name, SearchedTextPtr text);

  // View answers the tail of the snapshot. Errors as ReadTextIndexRecord.
  absl::StatusOr<TextTailPtr> View(const Snapshot& snapshot);

  // Front answers the older end of the tail: so much that the texts in it have `max_bytes` or
  // little more. Errors as View.
  absl::StatusOr<TextTailPtr> Front(const Snapshot& snapshot, size_t max_bytes);

  // Forget tells that the index shows the version and those before it.
  void Forget(Version version);

  // About the bytes of memory that the texts take.
  size_t bytes() const;

 private:
  // Adds the changes behind view.to_, up to `to`, or fewer once their texts have `max_bytes`.
  absl::Status Extend(const Snapshot& snapshot, Version to, size_t max_bytes,
                      TextTailView& view);
  // Adds the documents as the snapshot shows them, and answers the bytes of their texts.
  absl::StatusOr<size_t> AddDocuments(const Snapshot& snapshot,
                                      const std::vector<DocumentName>& names,
                                      TextTailView& view);
  absl::StatusOr<SearchedTextPtr> TextOf(
      const Snapshot& snapshot, const DocumentName& name,
      const qiusuo::storage::v1::HeadRecord& head);

  struct Kept {
    Version version = 0;  // needed until the index shows it
    SearchedTextPtr text;
  };

  mutable std::mutex mutex_;
  std::map<DocumentName, Kept> texts_;  // guarded by mutex_
  size_t bytes_ = 0;                    // guarded by mutex_
  Version forgotten_ = 0;               // guarded by mutex_
  TextTailPtr latest_;                  // guarded by mutex_
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_TEXT_TAIL_H_
