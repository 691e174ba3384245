// File: storage/collection_list.h
//
// Which collections there are.

#ifndef QIUSUO_STORAGE_COLLECTION_LIST_H_
#define QIUSUO_STORAGE_COLLECTION_LIST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/engine.h"

namespace qiusuo::storage {

// ReadCollections answers the ids of all collections, in order. Errors as Cursor::Next.
absl::StatusOr<std::vector<std::string>> ReadCollections(
    const Snapshot& snapshot);

// ResolveCollections answers those that `collection` stands for, all for kAnyCollection.
// Errors: NOT_FOUND (COLLECTION_NOT_FOUND) if it is not there.
absl::StatusOr<std::vector<std::string>> ResolveCollections(
    const Snapshot& snapshot, const std::string& collection);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_COLLECTION_LIST_H_
