// File: storage/document_walk.h
//
// Every living document of a collection, by name, as of one version of the store.
//
//   ASSIGN_OR_RETURN(std::unique_ptr<DocumentWalk> walk, store.Walk("courts", std::nullopt));
//   for (;;) {
//     ASSIGN_OR_RETURN(std::optional<Document> document, walk->Next());
//     if (!document) break;
//     ASSIGN_OR_RETURN(StoredDocument whole, walk->Whole());
//   }

#ifndef QIUSUO_STORAGE_DOCUMENT_WALK_H_
#define QIUSUO_STORAGE_DOCUMENT_WALK_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "qiusuo/storage/v1/record.pb.h"
#include "qiusuo/v1/document.pb.h"
#include "storage/engine.h"
#include "storage/stored_document.h"

namespace qiusuo::storage {

// Holds a snapshot, and so resources of the engine: keep it for the length of a call at most. One
// thread at a time; the store must outlive it. Errors as Cursor::Next.
class DocumentWalk {
 public:
  // Walks over the heads in `range`.
  DocumentWalk(std::unique_ptr<Snapshot> snapshot, const KeyRange& range);

  // The last commit that it shows.
  Version version() const { return snapshot_->version(); }

  // Next answers the next document in BASIC view; nullopt at the end.
  absl::StatusOr<std::optional<qiusuo::v1::Document>> Next();

  // Whole answers all of the document that Next answered last. Documents behind one that cannot
  // be read can be: Next goes on.
  absl::StatusOr<StoredDocument> Whole() const;

 private:
  const std::unique_ptr<Snapshot> snapshot_;
  const std::unique_ptr<Cursor> cursor_;
  std::vector<Row> rows_;
  size_t next_row_ = 0;
  qiusuo::storage::v1::HeadRecord head_;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_DOCUMENT_WALK_H_
