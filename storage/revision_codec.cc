#include "storage/revision_codec.h"

#include <zstd.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "proto/error_details.h"
#include "storage/engine.h"
#include "storage/records.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::RevisionRecord;

// The lowest: half the time of the usual 3 for a twentieth more bytes, and an import spends much of
// its own time here.
constexpr int kCompressionLevel = 1;

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};

absl::StatusOr<std::string> Compress(const std::string& bytes) {
  // A new one for each document would cost as much as the compression of a short one.
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(
      ZSTD_createCCtx());
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel,
                         kCompressionLevel);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  const size_t size = ZSTD_compress2(context.get(), frame.data(), frame.size(),
                                     bytes.data(), bytes.size());
  if (ZSTD_isError(size)) return absl::InternalError(ZSTD_getErrorName(size));
  frame.resize(size);
  return frame;
}

absl::StatusOr<std::string> Decompress(const std::string& frame,
                                       std::string_view owner) {
  const unsigned long long size =
      ZSTD_getFrameContentSize(frame.data(), frame.size());
  // The two error values are above the limit as well.
  if (size > kMaxCommitBytes) {
    return CorruptRecord(owner, "a revision does not begin with a frame");
  }
  std::string bytes(size, '\0');
  const size_t read =
      ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(read) || read != size) {
    return CorruptRecord(owner, absl::StrCat("a revision cannot be expanded: ",
                                             ZSTD_getErrorName(read)));
  }
  return bytes;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> EncodeRevision(
    const RevisionRecord& record) {
  if (record.ByteSizeLong() > kMaxCommitBytes) {
    return MakeError(absl::StatusCode::kInvalidArgument, "COMMIT_TOO_LARGE",
                     absl::StrCat("a document of ", record.ByteSizeLong(),
                                  " bytes; at most ", kMaxCommitBytes, " fit"),
                     {{"max_bytes", std::to_string(kMaxCommitBytes)}});
  }
  ASSIGN_OR_RETURN(const std::string frame,
                   Compress(record.SerializeAsString()));
  std::vector<std::string> chunks;
  for (size_t begin = 0; begin < frame.size(); begin += kChunkBytes) {
    chunks.push_back(frame.substr(begin, kChunkBytes));
  }
  return chunks;
}

absl::StatusOr<RevisionRecord> DecodeRevision(
    const std::vector<std::optional<std::string>>& chunks,
    int64_t revision_bytes, std::string_view owner) {
  std::string frame;
  for (size_t i = 0; i < chunks.size(); ++i) {
    if (!chunks[i].has_value()) {
      return CorruptRecord(owner, absl::StrCat("chunk ", i, " is missing"));
    }
    frame += *chunks[i];
  }
  if (static_cast<int64_t>(frame.size()) != revision_bytes) {
    return CorruptRecord(owner,
                         absl::StrCat("a revision has ", frame.size(),
                                      " bytes instead of ", revision_bytes));
  }
  ASSIGN_OR_RETURN(const std::string bytes, Decompress(frame, owner));
  return ParseRecord<RevisionRecord>(bytes, owner);
}

}  // namespace qiusuo::storage
