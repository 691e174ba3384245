// File: storage/rocksdb_options.h
//
// How RocksDB is set up: what keeps acknowledged writes, what it may use of memory and
// descriptors, and where its log goes. Facts are those of 7.8.3 as Debian builds it.

#ifndef QIUSUO_STORAGE_ROCKSDB_OPTIONS_H_
#define QIUSUO_STORAGE_ROCKSDB_OPTIONS_H_

#include <cstdint>

#include "storage/rocksdb_engine.h"

namespace rocksdb {
struct Options;
}  // namespace rocksdb

namespace qiusuo::storage {

// MakeRocksDbOptions answers what to open the folder with.
rocksdb::Options MakeRocksDbOptions(const RocksDbOptions& options);

// ReserveBytes answers the room on the disk that commits leave alone: enough for the log, the
// tables of what is in memory and a merge of young tables. A log or table that breaks off
// because the disk is full stops RocksDB until it has recovered, and as Debian builds it (with
// assertions) the next write may abort the process.
int64_t ReserveBytes(const RocksDbOptions& options);

// MakeLoadOptions answers what to write a table of index rows with, for a database of these
// options.
rocksdb::Options MakeLoadOptions(rocksdb::Options db);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_ROCKSDB_OPTIONS_H_
