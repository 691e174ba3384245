#include "tests/storage/memory_engine.h"

#include <utility>

#include "base/status_macros.h"
#include "proto/error_details.h"
#include "storage/big_endian.h"

namespace qiusuo::storage {
namespace {

using Rows = MemoryEngine::Rows;

class MemoryCursor : public Cursor {
 public:
  MemoryCursor(std::shared_ptr<const Rows> rows, const KeyRange& range,
               bool reverse)
      : rows_(std::move(rows)), reverse_(reverse) {
    if (!range.end.empty() && range.end <= range.begin) return;
    begin_ = rows_->lower_bound(range.begin);
    end_ = range.end.empty() ? rows_->end() : rows_->lower_bound(range.end);
  }

  absl::StatusOr<std::vector<Row>> Next(size_t max_rows,
                                        size_t max_bytes) override {
    std::vector<Row> page;
    size_t bytes = 0;
    while (begin_ != end_ && page.size() < max_rows &&
           (page.empty() || bytes < max_bytes)) {
      const Rows::const_iterator row = reverse_ ? --end_ : begin_++;
      page.push_back({row->first, row->second});
      bytes += row->first.size() + row->second.size();
    }
    return page;
  }

 private:
  const std::shared_ptr<const Rows> rows_;
  const bool reverse_;
  Rows::const_iterator begin_ = rows_->end();
  Rows::const_iterator end_ = rows_->end();
};

class MemorySnapshot : public Snapshot {
 public:
  MemorySnapshot(std::shared_ptr<const Rows> rows, Version version)
      : rows_(std::move(rows)), version_(version) {}

  Version version() const override { return version_; }

  absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      const std::vector<std::string>& keys) const override {
    std::vector<std::optional<std::string>> values;
    for (const std::string& key : keys) {
      const Rows::const_iterator row = rows_->find(key);
      values.push_back(row == rows_->end() ? std::nullopt
                                           : std::optional(row->second));
    }
    return values;
  }

  std::unique_ptr<Cursor> Scan(const KeyRange& range,
                               bool reverse) const override {
    return std::make_unique<MemoryCursor>(rows_, range, reverse);
  }

 private:
  const std::shared_ptr<const Rows> rows_;
  const Version version_;
};

absl::Status CheckExpectations(const Rows& rows, const Commit& commit) {
  for (const Commit::Expectation& expectation : commit.expectations) {
    const Rows::const_iterator row = rows.find(expectation.key);
    const bool holds = row == rows.end() ? !expectation.value.has_value()
                                         : expectation.value == row->second;
    if (!holds) {
      return MakeError(absl::StatusCode::kAborted, "CONFLICT",
                       "another commit came between");
    }
  }
  return absl::OkStatus();
}

absl::Status ApplyOp(const Commit::Op& op, Version version, Rows& rows) {
  switch (op.kind) {
    case Commit::OpKind::kPut:
      rows[op.key] = op.value;
      return absl::OkStatus();
    case Commit::OpKind::kPutAtVersion:
      rows[op.key + BigEndian64(version)] = op.value;
      return absl::OkStatus();
    case Commit::OpKind::kDelete:
      rows.erase(op.key);
      return absl::OkStatus();
    case Commit::OpKind::kAdd:
      break;
  }
  const Rows::const_iterator row = rows.find(op.key);
  const std::string before = row == rows.end() ? BigEndian64(0) : row->second;
  if (before.size() != 8) {
    return MakeError(absl::StatusCode::kDataLoss, "CORRUPT_RECORD",
                     "a counter is not one");
  }
  rows[op.key] =
      BigEndian64(ReadBigEndian(before) + static_cast<uint64_t>(op.delta));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<Snapshot>> MemoryEngine::Read() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return std::make_unique<MemorySnapshot>(rows_, last_version_);
}

absl::StatusOr<Version> MemoryEngine::Apply(Commit commit) {
  const std::lock_guard<std::mutex> lock(mutex_);
  RETURN_IF_ERROR(CheckCommit(commit));
  RETURN_IF_ERROR(CheckExpectations(*rows_, commit));
  Rows rows = *rows_;
  for (const Commit::Op& op : commit.ops) {
    RETURN_IF_ERROR(ApplyOp(op, last_version_ + 1, rows));
  }
  rows_ = std::make_shared<const Rows>(std::move(rows));
  return ++last_version_;
}

absl::Status MemoryEngine::Load(const std::vector<LoadRow>& loaded) {
  const std::lock_guard<std::mutex> lock(mutex_);
  Rows rows = *rows_;
  for (const LoadRow& row : loaded) {
    if (row.value.has_value()) {
      std::string& value = rows[std::string(row.key)];
      if (!row.appends) value.clear();
      value += *row.value;
    } else {
      rows.erase(std::string(row.key));
    }
  }
  rows_ = std::make_shared<const Rows>(std::move(rows));
  return absl::OkStatus();
}

absl::Status MemoryEngine::Drop(const std::vector<std::string>& keys) {
  const std::lock_guard<std::mutex> lock(mutex_);
  Rows rows = *rows_;
  for (const std::string& key : keys) rows.erase(key);
  rows_ = std::make_shared<const Rows>(std::move(rows));
  return absl::OkStatus();
}

Version MemoryEngine::last_version() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return last_version_;
}

absl::StatusOr<DiskUsage> MemoryEngine::GetDiskUsage() const {
  return DiskUsage();
}

}  // namespace qiusuo::storage
