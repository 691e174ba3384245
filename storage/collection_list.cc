#include "storage/collection_list.h"

#include <memory>
#include <optional>

#include "base/status_macros.h"
#include "proto/names.h"
#include "storage/document_records.h"
#include "storage/keys.h"
#include "storage/records.h"

namespace qiusuo::storage {
namespace {

constexpr size_t kBatchRows = 1024;
constexpr size_t kBatchBytes = 1 << 20;

}  // namespace

absl::StatusOr<std::vector<std::string>> ReadCollections(
    const Snapshot& snapshot) {
  std::vector<std::string> collections;
  const std::unique_ptr<Cursor> cursor =
      snapshot.Scan(CollectionKeys(), /*reverse=*/false);
  for (;;) {
    ASSIGN_OR_RETURN(const std::vector<Row> rows,
                     cursor->Next(kBatchRows, kBatchBytes));
    if (rows.empty()) return collections;
    for (const Row& row : rows) {
      const std::optional<std::string> id = ParseCollectionKey(row.key);
      if (!id.has_value())
        return CorruptRecord("the store", "a collection key");
      collections.push_back(*id);
    }
  }
}

absl::StatusOr<std::vector<std::string>> ResolveCollections(
    const Snapshot& snapshot, const std::string& collection) {
  if (collection == kAnyCollection) return ReadCollections(snapshot);
  ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                   snapshot.MultiGet({CollectionKey(collection)}));
  if (!values[0].has_value()) return CollectionNotFound(collection);
  return std::vector<std::string>{collection};
}

}  // namespace qiusuo::storage
