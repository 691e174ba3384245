#include "storage/document_walk.h"

#include <utility>

#include "base/status_macros.h"
#include "proto/names.h"
#include "storage/records.h"

namespace qiusuo::storage {
namespace {

constexpr size_t kBatchRows = 256;
constexpr size_t kBatchBytes = 1 << 20;

}  // namespace

DocumentWalk::DocumentWalk(std::unique_ptr<Snapshot> snapshot,
                           const KeyRange& range)
    : snapshot_(std::move(snapshot)),
      cursor_(snapshot_->Scan(range, /*reverse=*/false)) {}

absl::StatusOr<std::optional<qiusuo::v1::Document>> DocumentWalk::Next() {
  for (;;) {
    if (next_row_ == rows_.size()) {
      ASSIGN_OR_RETURN(rows_, cursor_->Next(kBatchRows, kBatchBytes));
      next_row_ = 0;
      if (rows_.empty()) return std::nullopt;
    }
    const Row& row = rows_[next_row_++];
    ASSIGN_OR_RETURN(head_, ParseRecord<qiusuo::storage::v1::HeadRecord>(
                                row.value, row.key));
    if (!head_.document().has_delete_time()) return head_.document();
  }
}

absl::StatusOr<StoredDocument> DocumentWalk::Whole() const {
  const std::optional<DocumentName> name =
      ParseDocumentName(head_.document().name());
  if (!name.has_value()) {
    return CorruptRecord(head_.document().name(), "a head without a name");
  }
  return ReadStored(*snapshot_, *name, head_);
}

}  // namespace qiusuo::storage
