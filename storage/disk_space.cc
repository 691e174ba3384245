#include "storage/disk_space.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "proto/error_details.h"

namespace qiusuo::storage {
namespace {

absl::StatusOr<int64_t> FreeBytes(const std::string& folder) {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  if (error) {
    return MakeError(absl::StatusCode::kUnavailable, "ENGINE_IO",
                     absl::StrCat(folder, ": ", error.message()));
  }
  return static_cast<int64_t>(space.available);
}

}  // namespace

absl::StatusOr<DiskUsage> MeasureDiskUsage(const std::string& folder) {
  DiskUsage usage;
  ASSIGN_OR_RETURN(usage.free_bytes, FreeBytes(folder));
  std::error_code error;
  for (std::filesystem::directory_iterator file(folder, error), end;
       !error && file != end; file.increment(error)) {
    // A file may go between the listing and the question for its size.
    std::error_code gone;
    const uintmax_t bytes = file->file_size(gone);
    if (!gone) usage.used_bytes += static_cast<int64_t>(bytes);
  }
  return usage;
}

absl::Status CheckReserve(const std::string& folder, int64_t reserve_bytes) {
  ASSIGN_OR_RETURN(const int64_t free_bytes, FreeBytes(folder));
  if (free_bytes >= reserve_bytes) return absl::OkStatus();
  return MakeError(
      absl::StatusCode::kResourceExhausted, "DISK_FULL",
      absl::StrCat("the disk has ", free_bytes, " bytes left; the store keeps ",
                   reserve_bytes, " free"));
}

}  // namespace qiusuo::storage
