#include "storage/engine.h"

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "proto/error_details.h"

namespace qiusuo::storage {
namespace {

bool IsEnginesOwn(std::string_view key) {
  return key.empty() || key[0] == '\0';
}

}  // namespace

KeyRange PrefixRange(std::string_view prefix) {
  KeyRange range{std::string(prefix), std::string(prefix)};
  while (!range.end.empty() && range.end.back() == '\xff') range.end.pop_back();
  if (!range.end.empty()) ++range.end.back();
  return range;
}

absl::StatusOr<RowBatch> Cursor::NextBatch(size_t max_rows, size_t max_bytes) {
  ASSIGN_OR_RETURN(const std::vector<Row> rows, Next(max_rows, max_bytes));
  RowBatch batch;
  for (const Row& row : rows) batch.Add(row.key, row.value);
  return batch;
}

size_t CommitBytes(const Commit& commit) {
  size_t bytes = 0;
  for (const Commit::Op& op : commit.ops) {
    bytes += op.key.size() + op.value.size();
  }
  return bytes;
}

absl::Status CheckCommit(const Commit& commit, size_t max_bytes) {
  const size_t bytes = CommitBytes(commit);
  if (bytes > max_bytes) {
    return MakeError(absl::StatusCode::kInvalidArgument, "COMMIT_TOO_LARGE",
                     absl::StrCat("a commit of ", bytes, " bytes; at most ",
                                  max_bytes, " fit"),
                     {{"max_bytes", std::to_string(max_bytes)}});
  }
  for (const Commit::Op& op : commit.ops) {
    if (IsEnginesOwn(op.key)) {
      return MakeError(absl::StatusCode::kInvalidArgument, "INVALID_KEY",
                       "a commit names a key of the engine's own");
    }
  }
  return absl::OkStatus();
}

}  // namespace qiusuo::storage
