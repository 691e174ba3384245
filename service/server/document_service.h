// File: service/server/document_service.h
//
// qiusuo.v1.DocumentService: each handler validates, makes one call on the parser or
// the store, and fills the answer. The proto file is the contract.

#ifndef QIUSUO_SERVICE_SERVER_DOCUMENT_SERVICE_H_
#define QIUSUO_SERVICE_SERVER_DOCUMENT_SERVICE_H_

#include <cstddef>

#include "absl/status/statusor.h"
#include "qiusuo/v1/document_service.grpc.pb.h"
#include "service/server/call_dispatcher.h"
#include "storage/document_store.h"

namespace qiusuo::server {

// Safe from any thread. The dispatcher and the store must outlive every call.
class DocumentService final
    : public qiusuo::v1::DocumentService::CallbackService {
 public:
  DocumentService(CallDispatcher& calls, storage::DocumentStore& store,
                  size_t max_content_bytes);

  grpc::ServerUnaryReactor* ParseDocument(
      grpc::CallbackServerContext* context,
      const qiusuo::v1::ParseDocumentRequest* request,
      qiusuo::v1::ParseDocumentResponse* response) override;
  grpc::ServerUnaryReactor* ImportDocument(
      grpc::CallbackServerContext* context,
      const qiusuo::v1::ImportDocumentRequest* request,
      qiusuo::v1::ImportDocumentResponse* response) override;
  grpc::ServerUnaryReactor* GetDocument(
      grpc::CallbackServerContext* context,
      const qiusuo::v1::GetDocumentRequest* request,
      qiusuo::v1::GetDocumentResponse* response) override;
  grpc::ServerUnaryReactor* ListDocuments(
      grpc::CallbackServerContext* context,
      const qiusuo::v1::ListDocumentsRequest* request,
      qiusuo::v1::ListDocumentsResponse* response) override;
  grpc::ServerUnaryReactor* ListSections(
      grpc::CallbackServerContext* context,
      const qiusuo::v1::ListSectionsRequest* request,
      qiusuo::v1::ListSectionsResponse* response) override;
  grpc::ServerUnaryReactor* DeleteDocument(
      grpc::CallbackServerContext* context,
      const qiusuo::v1::DeleteDocumentRequest* request,
      qiusuo::v1::DeleteDocumentResponse* response) override;

 private:
  absl::StatusOr<qiusuo::v1::Document> Parse(
      const qiusuo::v1::ReportContent& content) const;
  absl::StatusOr<qiusuo::v1::ParseDocumentResponse> Handle(
      const qiusuo::v1::ParseDocumentRequest& request) const;
  absl::StatusOr<qiusuo::v1::ImportDocumentResponse> Handle(
      const qiusuo::v1::ImportDocumentRequest& request,
      const CancelCheck& cancelled);
  absl::StatusOr<qiusuo::v1::GetDocumentResponse> Handle(
      const qiusuo::v1::GetDocumentRequest& request) const;
  absl::StatusOr<qiusuo::v1::ListDocumentsResponse> Handle(
      const qiusuo::v1::ListDocumentsRequest& request) const;
  absl::StatusOr<qiusuo::v1::ListSectionsResponse> Handle(
      const qiusuo::v1::ListSectionsRequest& request) const;
  absl::StatusOr<qiusuo::v1::DeleteDocumentResponse> Handle(
      const qiusuo::v1::DeleteDocumentRequest& request);

  CallDispatcher& calls_;
  storage::DocumentStore& store_;
  const size_t max_content_bytes_;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_DOCUMENT_SERVICE_H_
