// File: service/server/document_service.h
//
// qiusuo.v1.DocumentService: each handler validates, makes one call on the parser or
// the store, and fills the answer. The proto file is the contract.

#ifndef QIUSUO_SERVICE_SERVER_DOCUMENT_SERVICE_H_
#define QIUSUO_SERVICE_SERVER_DOCUMENT_SERVICE_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "qiusuo/v1/document_service.grpc.pb.h"
#include "service/parser/parse_report.h"
#include "service/server/call_dispatcher.h"
#include "storage/document_store.h"

namespace qiusuo::server {

// The generated base that hands every method its request as bytes.
using DocumentRpcs = qiusuo::v1::DocumentService;
// clang-format off
using RawDocumentService =
    DocumentRpcs::WithRawCallbackMethod_ParseDocument<
    DocumentRpcs::WithRawCallbackMethod_ImportDocument<
    DocumentRpcs::WithRawCallbackMethod_ImportDocuments<
    DocumentRpcs::WithRawCallbackMethod_GetDocument<
    DocumentRpcs::WithRawCallbackMethod_BatchGetDocuments<
    DocumentRpcs::WithRawCallbackMethod_ListDocuments<
    DocumentRpcs::WithRawCallbackMethod_ListSections<
    DocumentRpcs::WithRawCallbackMethod_GetSection<
    DocumentRpcs::WithRawCallbackMethod_UpdateDocument<
    DocumentRpcs::WithRawCallbackMethod_DeleteDocument<
    DocumentRpcs::WithRawCallbackMethod_UndeleteDocument<
    DocumentRpcs::WithRawCallbackMethod_ReadOriginal<
    DocumentRpcs::WithRawCallbackMethod_ExportDocuments<
    DocumentRpcs::WithRawCallbackMethod_SearchText<
    DocumentRpcs::Service>>>>>>>>>>>>>>;
// clang-format on

// Safe from any thread. The dispatcher and the store must outlive every call.
class DocumentService final : public RawDocumentService {
 public:
  DocumentService(CallDispatcher& calls, storage::DocumentStore& store,
                  parser::ParseOptions parse_options);

  grpc::ServerUnaryReactor* ParseDocument(grpc::CallbackServerContext* context,
                                          const grpc::ByteBuffer* request,
                                          grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ImportDocument(grpc::CallbackServerContext* context,
                                           const grpc::ByteBuffer* request,
                                           grpc::ByteBuffer* response) override;
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* ImportDocuments(
      grpc::CallbackServerContext* context) override;
  grpc::ServerUnaryReactor* GetDocument(grpc::CallbackServerContext* context,
                                        const grpc::ByteBuffer* request,
                                        grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ListDocuments(grpc::CallbackServerContext* context,
                                          const grpc::ByteBuffer* request,
                                          grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ListSections(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* DeleteDocument(grpc::CallbackServerContext* context,
                                           const grpc::ByteBuffer* request,
                                           grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* BatchGetDocuments(
      grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
      grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* GetSection(grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer* request,
                                       grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* UpdateDocument(grpc::CallbackServerContext* context,
                                           const grpc::ByteBuffer* request,
                                           grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* UndeleteDocument(
      grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
      grpc::ByteBuffer* response) override;
  grpc::ServerWriteReactor<grpc::ByteBuffer>* ReadOriginal(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request) override;
  grpc::ServerWriteReactor<grpc::ByteBuffer>* ExportDocuments(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request) override;
  grpc::ServerUnaryReactor* SearchText(grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer* request,
                                       grpc::ByteBuffer* response) override;

 private:
  // Runs the Handle that takes this Request.
  template <typename Request, typename Choose>
  grpc::ServerUnaryReactor* Run(grpc::CallbackServerContext& context,
                                const grpc::ByteBuffer& request,
                                grpc::ByteBuffer& response, Choose run_on);

  absl::StatusOr<ArenaDocument> Parse(const qiusuo::v1::ReportContent& content,
                                      std::string_view sha256) const;

  // Imports, unless another write of the document comes between: ABORTED (CONFLICT).
  absl::StatusOr<qiusuo::v1::ImportDocumentResponse> Import(
      const qiusuo::v1::ImportDocumentRequest& request,
      const CancelCheck& cancelled);

  absl::StatusOr<qiusuo::v1::ParseDocumentResponse> Handle(
      const qiusuo::v1::ParseDocumentRequest& request,
      const CancelCheck& cancelled);
  absl::StatusOr<qiusuo::v1::ImportDocumentResponse> Handle(
      const qiusuo::v1::ImportDocumentRequest& request,
      const CancelCheck& cancelled);
  absl::StatusOr<qiusuo::v1::GetDocumentResponse> Handle(
      const qiusuo::v1::GetDocumentRequest& request,
      const CancelCheck& cancelled);
  absl::StatusOr<qiusuo::v1::ListDocumentsResponse> Handle(
      const qiusuo::v1::ListDocumentsRequest& request,
      const CancelCheck& cancelled);
  absl::StatusOr<qiusuo::v1::ListSectionsResponse> Handle(
      const qiusuo::v1::ListSectionsRequest& request,
      const CancelCheck& cancelled);
  absl::StatusOr<qiusuo::v1::DeleteDocumentResponse> Handle(
      const qiusuo::v1::DeleteDocumentRequest& request,
      const CancelCheck& cancelled);
  absl::StatusOr<qiusuo::v1::BatchGetDocumentsResponse> Handle(
      const qiusuo::v1::BatchGetDocumentsRequest& request,
      const CancelCheck& cancelled);
  absl::StatusOr<qiusuo::v1::GetSectionResponse> Handle(
      const qiusuo::v1::GetSectionRequest& request,
      const CancelCheck& cancelled);
  absl::StatusOr<qiusuo::v1::UpdateDocumentResponse> Handle(
      const qiusuo::v1::UpdateDocumentRequest& request,
      const CancelCheck& cancelled);
  absl::StatusOr<qiusuo::v1::UndeleteDocumentResponse> Handle(
      const qiusuo::v1::UndeleteDocumentRequest& request,
      const CancelCheck& cancelled);

  absl::StatusOr<qiusuo::v1::SearchTextResponse> Handle(
      const qiusuo::v1::SearchTextRequest& request,
      const CancelCheck& cancelled);

  CallDispatcher& calls_;
  storage::DocumentStore& store_;
  const parser::ParseOptions parse_options_;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_DOCUMENT_SERVICE_H_
