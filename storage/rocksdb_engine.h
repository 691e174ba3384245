// File: storage/rocksdb_engine.h
//
// The default engine: RocksDB, embedded, in one folder.
//
//   ASSIGN_OR_RETURN(std::unique_ptr<Engine> engine,
//                    OpenRocksDb({.folder = "/var/lib/qiusuo"}));

#ifndef QIUSUO_STORAGE_ROCKSDB_ENGINE_H_
#define QIUSUO_STORAGE_ROCKSDB_ENGINE_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "storage/engine.h"

namespace qiusuo::storage {

struct RocksDbOptions {
  // Made with its parents if it is missing.
  std::string folder;
  // Memory for blocks read from disk.
  size_t block_cache_bytes = size_t{64} << 20;
  // Memory for writes that are not in a table yet; at most twice this is used. Twelve times
  // this is kept free on the disk: with less, commits are refused (DISK_FULL) until there
  // is room again, and reads go on.
  size_t write_buffer_bytes = size_t{32} << 20;
};

// OpenRocksDb opens the store in the folder, or makes one. Every acknowledged
// commit is there. The engine closes the store in its destructor.
// Errors: FAILED_PRECONDITION (STORE_LOCKED) while another engine has the folder
// open; DATA_LOSS (CORRUPT_RECORD); UNAVAILABLE (ENGINE_IO); RESOURCE_EXHAUSTED
// (DISK_FULL).
absl::StatusOr<std::unique_ptr<Engine>> OpenRocksDb(
    const RocksDbOptions& options);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_ROCKSDB_ENGINE_H_
