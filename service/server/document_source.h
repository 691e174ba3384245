// File: service/server/document_source.h
//
// The streams of DocumentService that answer what is stored: an original, and all documents of a
// collection. Each holds one document at a time.

#ifndef QIUSUO_SERVICE_SERVER_DOCUMENT_SOURCE_H_
#define QIUSUO_SERVICE_SERVER_DOCUMENT_SOURCE_H_

#include <cstddef>
#include <memory>
#include <string>

#include "proto/names.h"
#include "service/server/call_dispatcher.h"
#include "service/server/validate.h"
#include "storage/document_store.h"

namespace qiusuo::server {

// Bytes of an original that one response brings at most.
inline constexpr size_t kMaxChunkBytes = size_t{1} << 20;

// An Original is cut into what responses bring.
class Original {
 public:
  Original() = default;
  explicit Original(std::string bytes) : bytes_(std::move(bytes)) {}

  bool at_end() const { return begin_ == bytes_.size(); }
  std::string NextChunk();

 private:
  std::string bytes_;
  size_t begin_ = 0;
};

// The responses of ReadOriginal. Errors as DocumentStore::Get.
class OriginalSource final : public ResponseSource {
 public:
  // The store must outlive it.
  OriginalSource(const storage::DocumentStore& store, DocumentName name);

  absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Next(
      const CancelCheck& cancelled) override;

 private:
  const storage::DocumentStore& store_;
  const DocumentName name_;
  bool is_read_ = false;
  Original original_;
};

// The responses of ExportDocuments. Errors as DocumentWalk.
class ExportSource final : public ResponseSource {
 public:
  ExportSource(std::unique_ptr<storage::DocumentWalk> walk,
               const ExportQuery& query);

  absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Next(
      const CancelCheck& cancelled) override;

 private:
  const std::unique_ptr<storage::DocumentWalk> walk_;
  const qiusuo::v1::DocumentView view_;
  const bool with_originals_;
  Original original_;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_DOCUMENT_SOURCE_H_
