#include "storage/rocksdb_engine.h"

#include <rocksdb/db.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include "absl/strings/str_cat.h"
#include "base/log.h"
#include "base/status_macros.h"
#include "proto/error_details.h"
#include "storage/big_endian.h"
#include "storage/disk_space.h"
#include "storage/group_commit.h"
#include "storage/rocksdb_cursor.h"
#include "storage/rocksdb_options.h"
#include "storage/rocksdb_status.h"

namespace qiusuo::storage {
namespace {

using DbPtr = std::unique_ptr<rocksdb::DB>;

// Where the version of the last commit is kept; one of the engine's own keys.
const std::string kVersionKey(1, '\0');
// Where Load writes a table, within the folder.
constexpr const char* kTableInTheMaking = "/load.tmp";

class RocksDbSnapshot : public Snapshot {
 public:
  static absl::StatusOr<std::unique_ptr<Snapshot>> Take(rocksdb::DB& db) {
    std::unique_ptr<RocksDbSnapshot> snapshot(new RocksDbSnapshot(db));
    ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                     snapshot->MultiGet({kVersionKey}));
    if (values[0].has_value()) snapshot->version_ = ReadBigEndian(*values[0]);
    return snapshot;
  }

  ~RocksDbSnapshot() override { db_.ReleaseSnapshot(snapshot_); }

  Version version() const override { return version_; }

  absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      const std::vector<std::string>& keys) const override {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot_;
    const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
    std::vector<rocksdb::PinnableSlice> found(keys.size());
    std::vector<rocksdb::Status> statuses(keys.size());
    db_.MultiGet(options, db_.DefaultColumnFamily(), keys.size(), slices.data(),
                 found.data(), statuses.data());
    std::vector<std::optional<std::string>> values(keys.size());
    for (size_t i = 0; i < keys.size(); ++i) {
      if (statuses[i].IsNotFound()) continue;
      RETURN_IF_ERROR(FromRocksDb(statuses[i], "read"));
      values[i] = found[i].ToString();
    }
    return values;
  }

  std::unique_ptr<Cursor> Scan(const KeyRange& range,
                               bool reverse) const override {
    return std::make_unique<RocksDbCursor>(db_, snapshot_, range, reverse);
  }

 private:
  explicit RocksDbSnapshot(rocksdb::DB& db)
      : db_(db), snapshot_(db.GetSnapshot()) {}

  rocksdb::DB& db_;
  const rocksdb::Snapshot* const snapshot_;
  Version version_ = 0;
};

// A PendingBatch is a group of commits on its way into one write. Commits see what
// the ones before them in the group wrote.
class PendingBatch {
 public:
  PendingBatch(rocksdb::DB& db, const std::vector<GroupCommit::Entry*>& group)
      : db_(db), batch_(BatchBytes(group)) {
    for (const GroupCommit::Entry* entry : group) {
      for (const auto& expectation : entry->commit.expectations) {
        watched_.insert(expectation.key);
      }
      for (const Commit::Op& op : entry->commit.ops) {
        if (op.kind == Commit::OpKind::kAdd) watched_.insert(op.key);
      }
    }
  }

  // Add puts the commit into the batch. After an error nothing of it is there.
  absl::Status Add(const Commit& commit, Version version) {
    RETURN_IF_ERROR(CheckCommit(commit));
    staged_.clear();
    RETURN_IF_ERROR(CheckExpectations(commit));
    batch_.SetSavePoint();
    for (const Commit::Op& op : commit.ops) {
      absl::Status status = AddOp(op, version);
      if (status.ok()) continue;
      batch_.RollbackToSavePoint().PermitUncheckedError();
      return status;
    }
    batch_.PopSavePoint().PermitUncheckedError();
    for (auto& [key, value] : staged_) written_[key] = std::move(value);
    return absl::OkStatus();
  }

  // Write makes the batch durable, `version` being the last of its commits.
  absl::Status Write(Version version) {
    batch_.Put(kVersionKey, BigEndian64(version)).PermitUncheckedError();
    rocksdb::WriteOptions options;
    options.sync = true;
    return FromRocksDb(db_.Write(options, &batch_), "write");
  }

 private:
  using Value = std::optional<std::string>;

  // About what the batch will hold, so that it need not grow.
  static size_t BatchBytes(const std::vector<GroupCommit::Entry*>& group) {
    constexpr size_t kBytesAroundOp = 16;
    size_t bytes = 0;
    for (const GroupCommit::Entry* entry : group) {
      bytes += CommitBytes(entry->commit) +
               kBytesAroundOp * (entry->commit.ops.size() + 1);
    }
    return bytes;
  }

  absl::StatusOr<Value> Current(const std::string& key) const {
    const auto staged = staged_.find(key);
    if (staged != staged_.end()) return staged->second;
    const auto written = written_.find(key);
    if (written != written_.end()) return written->second;
    std::string value;
    const rocksdb::Status status = db_.Get(rocksdb::ReadOptions(), key, &value);
    if (status.IsNotFound()) return Value();
    RETURN_IF_ERROR(FromRocksDb(status, "read"));
    return Value(std::move(value));
  }

  absl::Status CheckExpectations(const Commit& commit) const {
    for (const Commit::Expectation& expectation : commit.expectations) {
      ASSIGN_OR_RETURN(const Value current, Current(expectation.key));
      if (current != expectation.value) {
        return MakeError(absl::StatusCode::kAborted, "CONFLICT",
                         "another commit came between");
      }
    }
    return absl::OkStatus();
  }

  absl::Status AddOp(const Commit::Op& op, Version version) {
    switch (op.kind) {
      case Commit::OpKind::kPut:
        return Put(op.key, op.value);
      case Commit::OpKind::kPutAtVersion:
        return Put(op.key + BigEndian64(version), op.value);
      case Commit::OpKind::kDelete:
        if (watched_.contains(op.key)) staged_[op.key] = std::nullopt;
        return FromRocksDb(batch_.Delete(op.key), "delete");
      case Commit::OpKind::kAdd:
        return AddToCounter(op);
    }
    return absl::InternalError("unknown kind of operation");
  }

  absl::Status Put(const std::string& key, const std::string& value) {
    if (watched_.contains(key)) staged_[key] = value;
    return FromRocksDb(batch_.Put(key, value), "put");
  }

  absl::Status AddToCounter(const Commit::Op& op) {
    ASSIGN_OR_RETURN(const Value current, Current(op.key));
    if (current.has_value() && current->size() != 8) {
      return MakeError(
          absl::StatusCode::kDataLoss, "CORRUPT_RECORD",
          absl::StrCat("a counter of ", current->size(), " bytes"));
    }
    const uint64_t sum =
        ReadBigEndian(current.value_or("")) + static_cast<uint64_t>(op.delta);
    return Put(op.key, BigEndian64(sum));
  }

  rocksdb::DB& db_;
  rocksdb::WriteBatch batch_;
  // Keys that some commit of the group expects or adds to; only for these it
  // matters what the batch holds.
  std::unordered_set<std::string> watched_;
  std::unordered_map<std::string, Value> written_;
  // The same for the commit that is being added.
  std::unordered_map<std::string, Value> staged_;
};

rocksdb::Status AddRow(const LoadRow& row, rocksdb::SstFileWriter& table) {
  const rocksdb::Slice key(row.key.data(), row.key.size());
  if (!row.value.has_value()) return table.Delete(key);
  const rocksdb::Slice value(row.value->data(), row.value->size());
  return row.appends ? table.Merge(key, value) : table.Put(key, value);
}

// Writes the rows into a table of their own and gives it to the database: past the log and
// the memtable, in which every row would have to find its place.
absl::Status LoadTable(rocksdb::DB& db, const std::string& path,
                       const std::vector<LoadRow>& rows) {
  if (rows.empty()) return absl::OkStatus();
  rocksdb::SstFileWriter table(rocksdb::EnvOptions(),
                               MakeLoadOptions(db.GetOptions()));
  RETURN_IF_ERROR(FromRocksDb(table.Open(path), "load"));
  for (const LoadRow& row : rows) {
    RETURN_IF_ERROR(FromRocksDb(AddRow(row, table), "load"));
  }
  RETURN_IF_ERROR(FromRocksDb(table.Finish(), "load"));
  rocksdb::IngestExternalFileOptions ingestion;
  ingestion.move_files = true;
  ingestion.write_global_seqno = false;
  return FromRocksDb(db.IngestExternalFile({path}, ingestion), "load");
}

class RocksDbEngine : public Engine {
 public:
  RocksDbEngine(DbPtr db, const RocksDbOptions& options, Version last_version)
      : db_(std::move(db)),
        folder_(options.folder),
        reserve_bytes_(ReserveBytes(options)),
        last_version_(last_version),
        commits_([this](const std::vector<GroupCommit::Entry*>& group) {
          WriteGroup(group);
        }) {}

  ~RocksDbEngine() override {
    const absl::Status status = FromRocksDb(db_->Close(), "close");
    if (!status.ok()) LogError("close", {{"error", status.ToString()}});
  }

  std::string_view name() const override { return "rocksdb"; }

  absl::StatusOr<std::unique_ptr<Snapshot>> Read() const override {
    return RocksDbSnapshot::Take(*db_);
  }

  absl::StatusOr<Version> Apply(Commit commit) override {
    // RocksDB finds the place of a key fastest from that of the key before it, and while it
    // does all other commits wait. What is done to one key stays in its order.
    std::stable_sort(
        commit.ops.begin(), commit.ops.end(),
        [](const Commit::Op& a, const Commit::Op& b) { return a.key < b.key; });
    return commits_.Apply(std::move(commit));
  }

  absl::Status Load(const std::vector<LoadRow>& rows) override {
    RETURN_IF_ERROR(CheckSpace());
    const std::lock_guard<std::mutex> lock(load_mutex_);
    const std::string path = folder_ + kTableInTheMaking;
    // The process before may have died when the database had taken its table over and this was
    // another name of it still: writing there would overwrite the table.
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    absl::Status status = LoadTable(*db_, path, rows);
    std::filesystem::remove(path, ignored);
    return status;
  }

  absl::Status Drop(const std::vector<std::string>& keys) override {
    RETURN_IF_ERROR(CheckSpace());
    rocksdb::WriteBatch batch;
    for (const std::string& key : keys) {
      RETURN_IF_ERROR(FromRocksDb(batch.Delete(key), "delete"));
    }
    return FromRocksDb(db_->Write(rocksdb::WriteOptions(), &batch), "write");
  }

  Version last_version() const override { return last_version_.load(); }

  absl::StatusOr<DiskUsage> GetDiskUsage() const override {
    return MeasureDiskUsage(folder_);
  }

 private:
  absl::Status CheckSpace() const {
    return CheckReserve(folder_, reserve_bytes_);
  }

  void WriteGroup(const std::vector<GroupCommit::Entry*>& group) {
    const absl::Status space = CheckSpace();
    if (!space.ok()) {
      for (GroupCommit::Entry* entry : group) entry->result = space;
      return;
    }
    PendingBatch batch(*db_, group);
    const Version last = last_version_.load();
    Version next = last;
    for (GroupCommit::Entry* entry : group) {
      // The batch has its own copy; a large commit is not kept twice.
      const Commit commit = std::move(entry->commit);
      const absl::Status status = batch.Add(commit, next + 1);
      if (status.ok()) {
        entry->result = ++next;
      } else {
        entry->result = status;
      }
    }
    if (next == last) return;
    const absl::Status status = batch.Write(next);
    if (status.ok()) {
      last_version_.store(next);
      return;
    }
    // A conflict may have been with a commit that now is not written: the true
    // answer to all of them is that the write failed.
    for (GroupCommit::Entry* entry : group) entry->result = status;
  }

  const DbPtr db_;
  const std::string folder_;
  const int64_t reserve_bytes_;
  std::mutex load_mutex_;  // one table is loaded at a time
  std::atomic<Version> last_version_;
  GroupCommit commits_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Engine>> OpenRocksDb(
    const RocksDbOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(options.folder, error);
  if (error) {
    return MakeError(absl::StatusCode::kUnavailable, "ENGINE_IO",
                     absl::StrCat(options.folder, ": ", error.message()));
  }
  rocksdb::DB* opened = nullptr;
  RETURN_IF_ERROR(FromRocksDb(
      rocksdb::DB::Open(MakeRocksDbOptions(options), options.folder, &opened),
      absl::StrCat("open ", options.folder)));
  DbPtr db(opened);
  std::filesystem::remove(options.folder + kTableInTheMaking, error);
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot,
                   RocksDbSnapshot::Take(*db));
  return std::make_unique<RocksDbEngine>(std::move(db), options,
                                         snapshot->version());
}

}  // namespace qiusuo::storage
