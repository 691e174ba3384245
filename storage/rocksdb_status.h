// File: storage/rocksdb_status.h
//
// The one place where errors of RocksDB become ours.

#ifndef QIUSUO_STORAGE_ROCKSDB_STATUS_H_
#define QIUSUO_STORAGE_ROCKSDB_STATUS_H_

#include <string_view>

#include "absl/status/status.h"

namespace rocksdb {
class Status;
}  // namespace rocksdb

namespace qiusuo::storage {

// FromRocksDb answers OK for OK; else RESOURCE_EXHAUSTED (DISK_FULL), DATA_LOSS
// (CORRUPT_RECORD), FAILED_PRECONDITION (STORE_LOCKED: another process has the
// folder open), UNAVAILABLE (ENGINE_IO), or INTERNAL (ENGINE) for what is a bug of
// ours. `action` begins the message: `write`.
absl::Status FromRocksDb(const rocksdb::Status& status,
                         std::string_view action);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_ROCKSDB_STATUS_H_
