// File: storage/disk_space.h
//
// How much room there is for a store, and the reserve that commits leave alone.

#ifndef QIUSUO_STORAGE_DISK_SPACE_H_
#define QIUSUO_STORAGE_DISK_SPACE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/engine.h"

namespace qiusuo::storage {

// MeasureDiskUsage answers the bytes of the files in the folder and the bytes that its file
// system has left for this process. Errors: UNAVAILABLE (ENGINE_IO).
absl::StatusOr<DiskUsage> MeasureDiskUsage(const std::string& folder);

// CheckReserve answers OK when the file system of the folder has `reserve_bytes` left.
// Errors: RESOURCE_EXHAUSTED (DISK_FULL); UNAVAILABLE (ENGINE_IO).
absl::Status CheckReserve(const std::string& folder, int64_t reserve_bytes);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_DISK_SPACE_H_
