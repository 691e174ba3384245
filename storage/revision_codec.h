// File: storage/revision_codec.h
//
// A revision as chunks of bytes: the RevisionRecord is serialised, compressed into
// one zstd frame with a checksum, and cut.
//
//   ASSIGN_OR_RETURN(std::vector<std::string> chunks, EncodeRevision(record));
//   ASSIGN_OR_RETURN(RevisionRecord same, DecodeRevision(chunks, bytes, name));

#ifndef QIUSUO_STORAGE_REVISION_CODEC_H_
#define QIUSUO_STORAGE_REVISION_CODEC_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "qiusuo/storage/v1/record.pb.h"

namespace qiusuo::storage {

// Bytes of every chunk but the last, which has 1 to this many.
inline constexpr size_t kChunkBytes = 64 << 10;

// EncodeRevision answers the chunks of a revision; one at least.
// Errors: INVALID_ARGUMENT (COMMIT_TOO_LARGE) for a record above 1 GiB.
absl::StatusOr<std::vector<std::string>> EncodeRevision(
    const qiusuo::storage::v1::RevisionRecord& record);

// DecodeRevision answers the revision that the chunks, `revision_bytes` in all, were
// made of. Errors: DATA_LOSS (CORRUPT_RECORD) naming `owner` if one is missing or
// damaged.
absl::StatusOr<qiusuo::storage::v1::RevisionRecord> DecodeRevision(
    const std::vector<std::optional<std::string>>& chunks,
    int64_t revision_bytes, std::string_view owner);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_REVISION_CODEC_H_
