// File: storage/document_records.h
//
// What reading, importing and deleting a document have in common: its head, its
// metric blocks, and the record of a change.

#ifndef QIUSUO_STORAGE_DOCUMENT_RECORDS_H_
#define QIUSUO_STORAGE_DOCUMENT_RECORDS_H_

#include <google/protobuf/timestamp.pb.h>

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "proto/names.h"
#include "qiusuo/storage/v1/record.pb.h"
#include "qiusuo/v1/document.pb.h"
#include "storage/engine.h"
#include "storage/index_tail.h"

namespace qiusuo::storage {

// What is stored of a document, deleted or not.
struct StoredHead {
  std::string bytes;  // what a commit that builds on it expects
  qiusuo::storage::v1::HeadRecord record;

  bool is_living() const { return !record.document().has_delete_time(); }
};

struct DocumentState {
  bool collection_exists = false;
  std::optional<StoredHead> head;

  bool is_living() const { return head.has_value() && head->is_living(); }
};

// ReadState answers what the snapshot knows of the document.
// Errors: DATA_LOSS (CORRUPT_RECORD), UNAVAILABLE (ENGINE_IO).
absl::StatusOr<DocumentState> ReadState(const Snapshot& snapshot,
                                        const DocumentName& name);

// RequireLiving answers NOT_FOUND (COLLECTION_NOT_FOUND, DOCUMENT_NOT_FOUND) unless
// the document is there and not deleted.
absl::Status RequireLiving(const DocumentState& state,
                           const DocumentName& name);

// CollectionNotFound makes a NOT_FOUND (COLLECTION_NOT_FOUND).
absl::Status CollectionNotFound(std::string_view collection);

// BasicView answers the document without its text and all that points into it.
qiusuo::v1::Document BasicView(const qiusuo::v1::Document& document);

// PutMetricBlocks adds the blocks of the document's metrics, all of its revision.
void PutMetricBlocks(const DocumentName& name,
                     const qiusuo::v1::Document& document, Commit& commit);

// PutChange adds the change record, and answers what it means for the metric indexes, without
// their rows. `document` is the document after the commit; `previous_revision` lived until it,
// 0 if none did.
IndexChange PutChange(const DocumentName& name,
                      const qiusuo::v1::Document& document,
                      qiusuo::storage::v1::ChangeKind kind,
                      const google::protobuf::Timestamp& commit_time,
                      int64_t previous_revision, bool replaces, Commit& commit);

// RequireEtag answers ABORTED (ETAG_MISMATCH) unless `etag` is empty or the document's.
absl::Status RequireEtag(const qiusuo::v1::Document& document,
                         std::string_view etag);

// MakeEtag answers the etag of what `seed` tells from all else.
std::string MakeEtag(std::string_view seed);

// ChangeHead answers a commit that puts `head.record`, which has changed since it was read, in the
// place of `head.bytes`, on condition that they are still there.
Commit ChangeHead(const DocumentName& name, const StoredHead& head);

// ContainsLabels tells whether the document has these labels; HasLabels, whether it has no others.
bool ContainsLabels(
    const qiusuo::v1::Document& document,
    const google::protobuf::Map<std::string, std::string>& labels);
bool HasLabels(const qiusuo::v1::Document& document,
               const google::protobuf::Map<std::string, std::string>& labels);

google::protobuf::Timestamp ToTimestamp(absl::Time time);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_DOCUMENT_RECORDS_H_
