#include "storage/rocksdb_options.h"

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/merge_operator.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>

#include <cstdarg>
#include <cstdio>
#include <deque>
#include <memory>
#include <string>

#include "base/log.h"

namespace qiusuo::storage {
namespace {

// 16 shards: each is large enough for any block, and so many threads seldom meet.
constexpr int kCacheShardBits = 4;

// Young tables are merged when there are this many of them.
constexpr int kYoungTables = 8;

// Two buffers are in memory, each once in the log and soon in a table; merging young tables
// writes what they hold once more before they go.
constexpr int64_t kReservedBuffers = 4 + kYoungTables;

// With its default log, which lies beside the data, Debian's RocksDB (built with
// assertions) aborts the process when the disk is full.
class LogBridge : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;

  void Logv(const char* format, va_list arguments) override {
    Logv(rocksdb::InfoLogLevel::INFO_LEVEL, format, arguments);
  }

  void Logv(const rocksdb::InfoLogLevel level, const char* format,
            va_list arguments) override {
    char text[1024];
    if (std::vsnprintf(text, sizeof(text), format, arguments) < 0) return;
    switch (level) {
      case rocksdb::InfoLogLevel::WARN_LEVEL:
        return LogWarning("rocksdb", {{"text", text}});
      case rocksdb::InfoLogLevel::ERROR_LEVEL:
      case rocksdb::InfoLogLevel::FATAL_LEVEL:
        return LogError("rocksdb", {{"text", text}});
      default:
        return LogDebug("rocksdb", {{"text", text}});
    }
  }
};

// What LoadRow::appends asks for. Its name is in every database.
class AppendOperator : public rocksdb::MergeOperator {
 public:
  const char* Name() const override { return "qiusuo.Append"; }

  bool FullMergeV2(const MergeOperationInput& in,
                   MergeOperationOutput* out) const override {
    // What an earlier merge left may be in it.
    out->new_value.clear();
    if (in.existing_value != nullptr) {
      out->new_value.assign(in.existing_value->data(),
                            in.existing_value->size());
    }
    for (const rocksdb::Slice& appended : in.operand_list) {
      out->new_value.append(appended.data(), appended.size());
    }
    return true;
  }

  bool PartialMergeMulti(const rocksdb::Slice& /*key*/,
                         const std::deque<rocksdb::Slice>& operands,
                         std::string* value,
                         rocksdb::Logger* /*logger*/) const override {
    value->clear();
    for (const rocksdb::Slice& appended : operands) {
      value->append(appended.data(), appended.size());
    }
    return true;
  }
};

}  // namespace

rocksdb::Options MakeRocksDbOptions(const RocksDbOptions& options) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache =
      rocksdb::NewLRUCache(options.block_cache_bytes, kCacheShardBits);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  // Filters and indexes grow with the store; inside the cache they cannot outgrow
  // the memory that was asked for. In parts, because the filter of a whole table
  // can be larger than a shard of the cache, and then is read again for every key.
  table.cache_index_and_filter_blocks = true;
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  table.block_size = 16 << 10;
  table.format_version = 5;
  table.checksum = rocksdb::ChecksumType::kXXH3;

  rocksdb::Options db;
  db.create_if_missing = true;
  db.info_log = std::make_shared<LogBridge>();
  db.paranoid_checks = true;
  db.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  db.write_buffer_size = options.write_buffer_bytes;
  db.max_write_buffer_number = 2;
  db.max_total_wal_size = 4 * options.write_buffer_bytes;
  db.max_background_jobs = 2;
  // Large imports rewrite less; a read may look into twice as many young tables.
  db.level0_file_num_compaction_trigger = kYoungTables;
  // Most keys that are asked for are there; the last level, nearly all of the store,
  // needs no filter.
  db.optimize_filters_for_hits = true;
  db.level_compaction_dynamic_level_bytes = true;
  db.compression = rocksdb::CompressionType::kLZ4Compression;
  db.bottommost_compression = rocksdb::CompressionType::kZSTD;
  db.bytes_per_sync = 1 << 20;
  // Fewer than the 1024 descriptors that a process has by default.
  db.max_open_files = 512;
  // Opening reads one block of every table for statistics otherwise.
  db.skip_stats_update_on_db_open = true;
  db.stats_dump_period_sec = 0;
  db.stats_persist_period_sec = 0;
  db.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  db.merge_operator = std::make_shared<AppendOperator>();
  return db;
}

int64_t ReserveBytes(const RocksDbOptions& options) {
  return kReservedBuffers * static_cast<int64_t>(options.write_buffer_bytes);
}

rocksdb::Options MakeLoadOptions(rocksdb::Options db) {
  // As for any young table: it will be merged with others, and then compressed well.
  db.bottommost_compression =
      rocksdb::CompressionType::kDisableCompressionOption;
  rocksdb::BlockBasedTableOptions table =
      *db.table_factory->GetOptions<rocksdb::BlockBasedTableOptions>();
  // Rows of the indexes are scanned; no key of theirs is asked for alone.
  table.filter_policy = nullptr;
  table.partition_filters = false;
  db.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return db;
}

}  // namespace qiusuo::storage
