#include "service/server/document_source.h"

#include <optional>
#include <utility>

#include "base/status_macros.h"

namespace qiusuo::server {

namespace v1 = qiusuo::v1;
using google::protobuf::Message;

std::string Original::NextChunk() {
  std::string chunk = bytes_.substr(begin_, kMaxChunkBytes);
  begin_ += chunk.size();
  return chunk;
}

OriginalSource::OriginalSource(const storage::DocumentStore& store,
                               DocumentName name)
    : store_(store), name_(std::move(name)) {}

absl::StatusOr<std::unique_ptr<Message>> OriginalSource::Next(
    const CancelCheck& /*cancelled*/) {
  auto response = std::make_unique<v1::ReadOriginalResponse>();
  if (!is_read_) {
    ASSIGN_OR_RETURN(storage::StoredDocument stored, store_.GetWhole(name_));
    is_read_ = true;
    original_ = Original(std::move(stored.original));
    storage::ReduceToView(v1::DOCUMENT_VIEW_BASIC, stored.document);
    *response->mutable_document() = std::move(stored.document);
  } else if (original_.at_end()) {
    return nullptr;
  }
  response->set_data(original_.NextChunk());
  return response;
}

ExportSource::ExportSource(std::unique_ptr<storage::DocumentWalk> walk,
                           const ExportQuery& query)
    : walk_(std::move(walk)),
      view_(query.view),
      with_originals_(query.with_originals) {}

absl::StatusOr<std::unique_ptr<Message>> ExportSource::Next(
    const CancelCheck& /*cancelled*/) {
  auto response = std::make_unique<v1::ExportDocumentsResponse>();
  response->set_store_version(static_cast<int64_t>(walk_->version()));
  if (!original_.at_end()) {
    response->set_original(original_.NextChunk());
    return response;
  }
  ASSIGN_OR_RETURN(std::optional<v1::Document> document, walk_->Next());
  if (!document.has_value()) return nullptr;
  if (with_originals_ || view_ != v1::DOCUMENT_VIEW_BASIC) {
    ASSIGN_OR_RETURN(storage::StoredDocument stored, walk_->Whole());
    storage::ReduceToView(view_, stored.document);
    document = std::move(stored.document);
    if (with_originals_) original_ = Original(std::move(stored.original));
  }
  *response->mutable_document() = *std::move(document);
  return response;
}

}  // namespace qiusuo::server
