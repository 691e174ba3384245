#include "storage/rocksdb_status.h"

#include <rocksdb/status.h>

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "proto/error_details.h"

namespace qiusuo::storage {
namespace {

// RocksDB has no code for a folder that is in use, but has always said so in these
// words, for another process and for this one.
bool IsLocked(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  return status.IsIOError() && (text.find("While lock file") != text.npos ||
                                text.find("lock hold by") != text.npos);
}

}  // namespace

absl::Status FromRocksDb(const rocksdb::Status& status,
                         std::string_view action) {
  if (status.ok()) return absl::OkStatus();
  const std::string message =
      absl::StrCat(ToAbsl(action), ": ", status.ToString());
  if (status.IsNoSpace() ||
      status.subcode() == rocksdb::Status::SubCode::kSpaceLimit) {
    return MakeError(absl::StatusCode::kResourceExhausted, "DISK_FULL",
                     message);
  }
  if (status.IsCorruption()) {
    return MakeError(absl::StatusCode::kDataLoss, "CORRUPT_RECORD", message);
  }
  if (IsLocked(status)) {
    return MakeError(
        absl::StatusCode::kFailedPrecondition, "STORE_LOCKED",
        absl::StrCat("the store is open in another process; ", message));
  }
  if (status.IsInvalidArgument() || status.IsNotSupported()) {
    return MakeError(absl::StatusCode::kInternal, "ENGINE", message);
  }
  return MakeError(absl::StatusCode::kUnavailable, "ENGINE_IO", message);
}

}  // namespace qiusuo::storage
