// The lists of documents, and reads of many.

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "base/status_macros.h"
#include "proto/error_details.h"
#include "storage/collection_list.h"
#include "storage/document_filter.h"
#include "storage/document_records.h"
#include "storage/document_store.h"
#include "storage/keys.h"
#include "storage/records.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::HeadRecord;
using qiusuo::v1::Document;

constexpr size_t kBatchRows = 1024;
constexpr size_t kBatchBytes = 1 << 20;

absl::StatusOr<KeyRange> HeadsAfter(std::string_view collection,
                                    std::string_view resume) {
  KeyRange range = HeadKeys(collection);
  if (resume.empty()) return range;
  const std::optional<DocumentName> name = ParseHeadKey(resume);
  if (!name.has_value() ||
      (collection != kAnyCollection && name->collection != collection)) {
    return InvalidArgument("INVALID_PAGE_TOKEN", "page_token",
                           "is not one that this list answered");
  }
  range.begin = std::string(resume) + '\0';
  return range;
}

}  // namespace

absl::StatusOr<std::vector<std::optional<Document>>> DocumentStore::BatchGet(
    const std::vector<DocumentName>& names) const {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  std::vector<std::string> keys;
  keys.reserve(names.size());
  for (const DocumentName& name : names) keys.push_back(HeadKey(name));
  ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                   snapshot->MultiGet(keys));
  std::vector<std::optional<Document>> documents(names.size());
  for (size_t i = 0; i < names.size(); ++i) {
    if (!values[i].has_value()) continue;
    ASSIGN_OR_RETURN(HeadRecord head,
                     ParseRecord<HeadRecord>(*values[i], keys[i]));
    if (head.document().has_delete_time()) continue;
    documents[i] = std::move(*head.mutable_document());
  }
  return documents;
}

absl::StatusOr<Page<Document>> DocumentStore::List(
    const DocumentQuery& query, const PageLimits& limits,
    std::string_view resume) const {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  RETURN_IF_ERROR(ResolveCollections(*snapshot, query.collection).status());
  ASSIGN_OR_RETURN(const KeyRange range, HeadsAfter(query.collection, resume));
  const std::unique_ptr<Cursor> cursor =
      snapshot->Scan(range, /*reverse=*/false);
  Page<Document> page;
  size_t bytes = 0;
  std::string last_key;
  for (size_t rows_read = 0;;) {
    ASSIGN_OR_RETURN(const std::vector<Row> rows,
                     cursor->Next(kBatchRows, kBatchBytes));
    if (rows.empty()) return page;
    for (const Row& row : rows) {
      ASSIGN_OR_RETURN(HeadRecord head,
                       ParseRecord<HeadRecord>(row.value, row.key));
      const size_t size = head.document().ByteSizeLong();
      const bool is_shown =
          (query.show_deleted || !head.document().has_delete_time()) &&
          Passes(query.filter, head.document());
      const bool is_full = page.items.size() >= limits.max_items ||
                           bytes + size > limits.max_bytes;
      if ((is_shown && is_full && !page.items.empty()) ||
          rows_read == kMaxRowsPerPage) {
        page.resume = last_key;
        return page;
      }
      ++rows_read;
      last_key = row.key;
      if (!is_shown) continue;
      bytes += size;
      page.items.push_back(std::move(*head.mutable_document()));
    }
  }
}

}  // namespace qiusuo::storage
