// File: storage/engine.h
//
// What the store needs of a database: ordered keys, consistent reads, and one
// atomic, durable, conditional commit. Shaped so that embedded RocksDB and an
// existing distributed engine can both stand behind it: no interactive
// transactions, no snapshot kept across calls, reads in batches and pages.
//
//   ASSIGN_OR_RETURN(auto snapshot, engine.Read());
//   ASSIGN_OR_RETURN(auto values, snapshot->MultiGet({"head/a"}));
//   Commit commit;
//   commit.Expect("head/a", values[0]);
//   commit.Put("head/a", "new");
//   ASSIGN_OR_RETURN(Version version, engine.Apply(std::move(commit)));
//
// Keys order as unsigned bytes. Keys that are empty or begin with byte 0 are the
// engine's own: a commit must not name them, and no read shows them. Engines are
// safe from any thread.

#ifndef QIUSUO_STORAGE_ENGINE_H_
#define QIUSUO_STORAGE_ENGINE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace qiusuo::storage {

// A Version numbers commits: the first is 1, each later one is greater by one.
// 0 is the empty store. A version is never used again.
using Version = uint64_t;

// Most bytes of keys and values in one commit.
inline constexpr size_t kMaxCommitBytes = size_t{1} << 30;

struct Row {
  std::string key;
  std::string value;
  friend bool operator==(const Row&, const Row&) = default;
};

// A RowBatch is rows one behind the other in one piece of memory.
class RowBatch {
 public:
  void Add(std::string_view key, std::string_view value) {
    bytes_ += key;
    bytes_ += value;
    rows_.push_back({bytes_.size() - key.size() - value.size(),
                     bytes_.size() - value.size(), bytes_.size()});
  }

  size_t size() const { return rows_.size(); }
  size_t bytes() const { return bytes_.size(); }
  std::string_view key(size_t i) const {
    return std::string_view(bytes_).substr(rows_[i].key,
                                           rows_[i].value - rows_[i].key);
  }
  std::string_view value(size_t i) const {
    return std::string_view(bytes_).substr(rows_[i].value,
                                           rows_[i].end - rows_[i].value);
  }

 private:
  // Where the row begins in bytes_, its value begins, and both end.
  struct Places {
    size_t key;
    size_t value;
    size_t end;
  };

  std::string bytes_;
  std::vector<Places> rows_;
};

// A half-open range of keys; an empty `end` means no upper end.
struct KeyRange {
  std::string begin;
  std::string end;
};

// PrefixRange answers the range of all keys that begin with `prefix`.
KeyRange PrefixRange(std::string_view prefix);

// A Cursor walks over a range of one snapshot, page by page. One thread at a
// time; it must not outlive its snapshot.
class Cursor {
 public:
  virtual ~Cursor() = default;

  // Next answers the next rows, at least one and at most `max_rows`, stopping
  // early after the row that reaches `max_bytes` of keys and values; none at
  // the end. Errors: DATA_LOSS (CORRUPT_RECORD), UNAVAILABLE (ENGINE_IO).
  virtual absl::StatusOr<std::vector<Row>> Next(size_t max_rows,
                                                size_t max_bytes) = 0;

  // NextBatch answers the same, for scans of so many rows that a string for each of them would
  // cost more than the scan.
  virtual absl::StatusOr<RowBatch> NextBatch(size_t max_rows, size_t max_bytes);
};

// A Snapshot is the store as of one version. Keep it for the length of a call
// at most: it holds resources of the engine, which must outlive it. Safe from any
// thread.
class Snapshot {
 public:
  virtual ~Snapshot() = default;

  // The last commit that the snapshot holds.
  virtual Version version() const = 0;

  // MultiGet answers the value of each key, nullopt where there is none.
  // Errors as Cursor::Next.
  virtual absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      const std::vector<std::string>& keys) const = 0;

  // Scan opens a cursor over `range`, from its last key down if `reverse`.
  virtual std::unique_ptr<Cursor> Scan(const KeyRange& range,
                                       bool reverse) const = 0;
};

// A Commit is what is to be changed, together or not at all, and what must hold
// for it. Operations apply in the order they were added; expectations see the
// store as it was before.
struct Commit {
  struct Expectation {
    std::string key;
    std::optional<std::string> value;  // nullopt: the key must be absent
  };
  enum class OpKind {
    kPut,           // key = value
    kPutAtVersion,  // key + the commit's version as 8 bytes, big-endian = value
    kDelete,        // key is absent; deleting an absent key is no error
    kAdd,           // the 8-byte big-endian counter at key grows by `delta`
  };
  struct Op {
    OpKind kind;
    std::string key;
    std::string value;
    int64_t delta = 0;
  };

  std::vector<Expectation> expectations;
  std::vector<Op> ops;

  void Expect(std::string key, std::optional<std::string> value) {
    expectations.push_back({std::move(key), std::move(value)});
  }
  void Put(std::string key, std::string value) {
    ops.push_back({OpKind::kPut, std::move(key), std::move(value)});
  }
  void PutAtVersion(std::string key, std::string value) {
    ops.push_back({OpKind::kPutAtVersion, std::move(key), std::move(value)});
  }
  void Delete(std::string key) {
    ops.push_back({OpKind::kDelete, std::move(key), {}});
  }
  void Add(std::string key, int64_t delta) {
    ops.push_back({OpKind::kAdd, std::move(key), {}, delta});
  }
};

// CommitBytes answers the number of bytes of the commit's keys and values.
size_t CommitBytes(const Commit& commit);

// CheckCommit answers INVALID_ARGUMENT (COMMIT_TOO_LARGE, INVALID_KEY) for a commit
// that no engine takes.
absl::Status CheckCommit(const Commit& commit,
                         size_t max_bytes = kMaxCommitBytes);

// Rows that Engine::Load sets (or removes: nullopt) at keys that no commit names.
struct LoadRow {
  std::string_view key;
  std::optional<std::string_view> value;
  // The value goes behind that which the key has already, if it has one.
  bool appends = false;
};

struct DiskUsage {
  int64_t used_bytes = 0;
  int64_t free_bytes = 0;
};

class Engine {
 public:
  virtual ~Engine() = default;

  // `rocksdb`, `memory`.
  virtual std::string_view name() const = 0;

  // Read answers the store as of the last commit.
  virtual absl::StatusOr<std::unique_ptr<Snapshot>> Read() const = 0;

  // Apply makes the commit durable and answers its version. When it returns OK
  // the commit outlives a crash of the process and of the machine; when it
  // returns an error nothing of it is visible, then or later. One case is open, as
  // with any log: if the disk failed during the write (DISK_FULL, ENGINE_IO) and
  // the machine dies before the engine has recovered, the commit may come to
  // light when the store is opened again, whole.
  // Errors: ABORTED (CONFLICT) an expectation does not hold; RESOURCE_EXHAUSTED
  // (DISK_FULL); UNAVAILABLE (ENGINE_IO); DATA_LOSS (CORRUPT_RECORD) a counter is
  // not one; INVALID_ARGUMENT (COMMIT_TOO_LARGE, INVALID_KEY).
  virtual absl::StatusOr<Version> Apply(Commit commit) = 0;

  // Load sets many rows at once, cheaper than a commit does, and durably: all of them or,
  // after an error, none. `rows` are sorted by key, each key once. It makes no version; a
  // snapshot taken before does not show them. No commit may ever name a key between the first
  // and the last of them. Errors as Apply.
  virtual absl::Status Load(const std::vector<LoadRow>& rows) = 0;

  // Drop removes rows that nobody reads any more. It makes no version and is not durable
  // before the next commit is. Errors as Apply.
  virtual absl::Status Drop(const std::vector<std::string>& keys) = 0;

  // Version of the last commit.
  virtual Version last_version() const = 0;

  virtual absl::StatusOr<DiskUsage> GetDiskUsage() const = 0;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_ENGINE_H_
