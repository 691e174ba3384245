// File: storage/index_tail.h
//
// Documents that have changed since the metric indexes were brought up to date. Index rows are
// cheap only when very many of them are written at once, so they lag behind the commits by some
// hundred documents; a query looks at the indexes and at those. What an index says of a document
// in the tail does not count.
//
// The tail follows from the store alone: from the IndexRecord, the change log behind it and the
// metric blocks. Keeping it in memory saves reading them again.
//
//   tail.Add(version, {.name = name, .revision = 1, .rows = rows});
//   ASSIGN_OR_RETURN(auto view, tail.View(snapshot));
//   view->RowsIn(range);

#ifndef QIUSUO_STORAGE_INDEX_TAIL_H_
#define QIUSUO_STORAGE_INDEX_TAIL_H_

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "proto/names.h"
#include "qiusuo/storage/v1/record.pb.h"
#include "storage/engine.h"
#include "storage/index_rows.h"

namespace qiusuo::storage {

using IndexRowsPtr = std::shared_ptr<const DocumentIndexRows>;

// What a commit did to the metrics of a document.
struct IndexChange {
  DocumentName name;
  int64_t revision = 0;           // that lives since; 0: none does
  int64_t previous_revision = 0;  // that lived before; 0: none did
  bool replaces = false;          // the previous revision went with the commit
  IndexRowsPtr rows = nullptr;    // of `revision`; may be null if there is none
};

// ReadIndexRecord answers how far the indexes are, as the snapshot shows them.
// Errors: DATA_LOSS (CORRUPT_RECORD), UNAVAILABLE (ENGINE_IO).
absl::StatusOr<qiusuo::storage::v1::IndexRecord> ReadIndexRecord(
    const Snapshot& snapshot);

// ReadIndexRows makes the rows of a revision out of its metric blocks. Errors as above.
absl::StatusOr<IndexRowsPtr> ReadIndexRows(const Snapshot& snapshot,
                                           const DocumentName& name,
                                           int64_t revision);

// The tail as one snapshot shows it. Not changed once it is made.
class TailView {
 public:
  // A document of the tail.
  struct Document {
    DocumentName name;
    int64_t indexed_revision = 0;  // that the indexes show; 0: none
    IndexRowsPtr rows;             // null: it has no living revision
  };

  // Whether `document`, as collection/id, is in the tail.
  bool Holds(std::string_view document) const;

  // RowsIn answers the rows that the documents of the tail have in the range, sorted.
  std::vector<Row> RowsIn(const KeyRange& range) const;

  const std::vector<Document>& documents() const { return documents_; }
  // Revisions that went.
  const std::vector<std::pair<DocumentName, int64_t>>& dropped() const {
    return dropped_;
  }
  // The tail is what changed behind `from`, up to and including `to`.
  Version from() const { return from_; }
  Version to() const { return to_; }

 private:
  friend class IndexTail;

  Version from_ = 0;
  Version to_ = 0;
  std::vector<Document> documents_;
  absl::flat_hash_map<std::string, size_t> places_;  // in documents_
  std::vector<std::pair<DocumentName, int64_t>> dropped_;
};

// Safe from any thread.
class IndexTail {
 public:
  // Add tells of the change in the commit `version`.
  void Add(Version version, IndexChange change);

  // AddNothing tells that the commit `version` changed no metric.
  void AddNothing(Version version);

  // View answers the tail of the snapshot. Errors as ReadIndexRecord.
  absl::StatusOr<std::shared_ptr<const TailView>> View(
      const Snapshot& snapshot);

  // Forget tells that the indexes show the version and those before it.
  void Forget(Version version);

  // About the bytes of memory that what was added and is not in the indexes takes.
  size_t bytes() const;

 private:
  using Changes = std::map<Version, std::shared_ptr<IndexChange>>;

  // The changes behind `from`, up to `to`; versions that changed no metric have null.
  absl::StatusOr<Changes> ChangesBetween(const Snapshot& snapshot, Version from,
                                         Version to);

  // The rows of the revision that lives since the change; null if none does.
  absl::StatusOr<IndexRowsPtr> RowsOf(const Snapshot& snapshot, Version version,
                                      IndexChange& change);

  mutable std::mutex mutex_;
  Changes changes_;                         // guarded by mutex_
  size_t bytes_ = 0;                        // guarded by mutex_
  std::shared_ptr<const TailView> latest_;  // guarded by mutex_
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_INDEX_TAIL_H_
