#include "service/server/document_service.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/sha256.h"
#include "base/status_macros.h"
#include "proto/error_details.h"
#include "service/parser/parse_report.h"
#include "service/server/document_source.h"
#include "service/server/import_stream.h"
#include "service/server/page_token.h"
#include "service/server/section_page.h"
#include "service/server/validate.h"

namespace qiusuo::server {

namespace v1 = qiusuo::v1;

namespace {

// BASIC is one point read; the other views unpack a whole revision.
RunOn RunGetOn(const v1::GetDocumentRequest& request) {
  return request.view() == v1::DOCUMENT_VIEW_UNSPECIFIED ||
                 request.view() == v1::DOCUMENT_VIEW_BASIC
             ? RunOn::kCaller
             : RunOn::kPool;
}

// How often a write is tried that meets others of the same document: an import need not fail
// because the document is being read anew (ReparseDocuments).
constexpr int kMaxAttempts = 4;

template <typename Write>
auto TryOften(Write write) {
  for (int attempt = 1;; ++attempt) {
    auto result = write();
    if (attempt == kMaxAttempts || ErrorReason(result.status()) != "CONFLICT") {
      return result;
    }
  }
}

}  // namespace

DocumentService::DocumentService(CallDispatcher& calls,
                                 storage::DocumentStore& store,
                                 parser::ParseOptions parse_options)
    : calls_(calls), store_(store), parse_options_(std::move(parse_options)) {}

absl::StatusOr<ArenaDocument> DocumentService::Parse(
    const v1::ReportContent& content, std::string_view sha256) const {
  absl::StatusOr<ArenaDocument> document =
      parser::ParseReport({.data = content.data(),
                           .media_type = content.media_type(),
                           .charset = content.charset(),
                           .uri = content.uri(),
                           .sha256 = sha256},
                          parse_options_);
  if (!document.ok()) return WithField(document.status(), "content.data");
  return document;
}

absl::StatusOr<v1::ParseDocumentResponse> DocumentService::Handle(
    const v1::ParseDocumentRequest& request, const CancelCheck& /*cancelled*/) {
  RETURN_IF_ERROR(ValidateParseDocument(request));
  v1::ParseDocumentResponse response;
  ASSIGN_OR_RETURN(const ArenaDocument document,
                   Parse(request.content(), /*sha256=*/""));
  *response.mutable_document() = *document;
  return response;
}

absl::StatusOr<v1::ImportDocumentResponse> DocumentService::Handle(
    const v1::ImportDocumentRequest& request, const CancelCheck& cancelled) {
  return TryOften([&] { return Import(request, cancelled); });
}

absl::StatusOr<v1::ImportDocumentResponse> DocumentService::Import(
    const v1::ImportDocumentRequest& request, const CancelCheck& cancelled) {
  const v1::ReportContent& content = request.content();
  storage::PutRequest put;
  ASSIGN_OR_RETURN(put.name, ValidateImportDocument(request));
  const bool has_bytes = content.sha256().empty();
  put.sha256 = has_bytes ? Sha256Hex(content.data()) : content.sha256();
  // What is stored already is not parsed again. Trouble in the store shows when it is written.
  if (auto same = store_.FindSame(put.name, put.sha256, request.labels());
      same.ok() && *same) {
    v1::ImportDocumentResponse response;
    *response.mutable_document() = **std::move(same);
    response.set_outcome(v1::IMPORT_OUTCOME_UNCHANGED);
    return response;
  }
  if (!has_bytes) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "CONTENT_NEEDED",
                     "these bytes are not stored under this name; send them");
  }
  ASSIGN_OR_RETURN(put.document, Parse(content, put.sha256));
  *put.document->mutable_labels() = request.labels();
  put.original = content.data();
  put.stated_media_type = content.media_type();
  put.stated_charset = content.charset();
  put.cancelled = cancelled;
  put.validate_only = request.validate_only();
  absl::StatusOr<storage::PutResult> result;
  calls_.pool().RunWaiting([&] { result = store_.Put(std::move(put)); });
  if (absl::IsInvalidArgument(result.status())) {
    return WithField(result.status(), "content.data");
  }
  RETURN_IF_ERROR(result.status());
  v1::ImportDocumentResponse response;
  *response.mutable_document() = std::move(result->document);
  response.set_outcome(result->outcome);
  return response;
}

absl::StatusOr<v1::GetDocumentResponse> DocumentService::Handle(
    const v1::GetDocumentRequest& request, const CancelCheck& /*cancelled*/) {
  ASSIGN_OR_RETURN(const GetQuery query, ValidateGetDocument(request));
  v1::GetDocumentResponse response;
  ASSIGN_OR_RETURN(*response.mutable_document(),
                   store_.Get(query.name, query.view));
  return response;
}

absl::StatusOr<v1::ListDocumentsResponse> DocumentService::Handle(
    const v1::ListDocumentsRequest& request, const CancelCheck& /*cancelled*/) {
  ASSIGN_OR_RETURN(const ListQuery query, ValidateListDocuments(request));
  ASSIGN_OR_RETURN(storage::Page<v1::Document> page,
                   store_.List(query.documents, query.limits, query.resume));
  v1::ListDocumentsResponse response;
  for (v1::Document& document : page.items) {
    *response.add_documents() = std::move(document);
  }
  response.set_next_page_token(SealPageToken(request, page.resume));
  return response;
}

absl::StatusOr<v1::ListSectionsResponse> DocumentService::Handle(
    const v1::ListSectionsRequest& request, const CancelCheck& /*cancelled*/) {
  ASSIGN_OR_RETURN(const SectionsQuery query, ValidateListSections(request));
  ASSIGN_OR_RETURN(v1::Document document,
                   store_.Get(query.name, v1::DOCUMENT_VIEW_OUTLINE));
  ASSIGN_OR_RETURN(
      storage::Page<v1::Section> page,
      TakeSections(std::move(document), query.limits, query.resume));
  v1::ListSectionsResponse response;
  for (v1::Section& section : page.items) {
    *response.add_sections() = std::move(section);
  }
  response.set_next_page_token(SealPageToken(request, page.resume));
  return response;
}

absl::StatusOr<v1::DeleteDocumentResponse> DocumentService::Handle(
    const v1::DeleteDocumentRequest& request,
    const CancelCheck& /*cancelled*/) {
  ASSIGN_OR_RETURN(const DocumentName name, ValidateDeleteDocument(request));
  v1::DeleteDocumentResponse response;
  ASSIGN_OR_RETURN(*response.mutable_document(), TryOften([&] {
    return store_.Delete(name, request.etag());
  }));
  return response;
}

absl::StatusOr<v1::SearchTextResponse> DocumentService::Handle(
    const v1::SearchTextRequest& request, const CancelCheck& /*cancelled*/) {
  ASSIGN_OR_RETURN(const TextPageQuery query, ValidateSearchText(request));
  ASSIGN_OR_RETURN(storage::TextPage page,
                   store_.Search(query.query, query.max_hits, query.resume));
  v1::SearchTextResponse response;
  for (v1::TextHit& hit : page.hits) *response.add_hits() = std::move(hit);
  response.set_next_page_token(SealPageToken(request, page.resume));
  response.set_found_count(page.found_count);
  response.set_partial(page.is_partial);
  return response;
}

absl::StatusOr<v1::BatchGetDocumentsResponse> DocumentService::Handle(
    const v1::BatchGetDocumentsRequest& request,
    const CancelCheck& /*cancelled*/) {
  ASSIGN_OR_RETURN(const std::vector<DocumentName> names,
                   ValidateBatchGetDocuments(request));
  ASSIGN_OR_RETURN(std::vector<std::optional<v1::Document>> documents,
                   store_.BatchGet(names));
  v1::BatchGetDocumentsResponse response;
  for (size_t i = 0; i < names.size(); ++i) {
    if (documents[i].has_value()) {
      *response.add_documents() = *std::move(documents[i]);
    } else {
      response.add_missing(request.names(static_cast<int>(i)));
    }
  }
  return response;
}

absl::StatusOr<v1::GetSectionResponse> DocumentService::Handle(
    const v1::GetSectionRequest& request, const CancelCheck& /*cancelled*/) {
  ASSIGN_OR_RETURN(const DocumentName name, ValidateGetSection(request));
  ASSIGN_OR_RETURN(v1::Document document,
                   store_.Get(name, v1::DOCUMENT_VIEW_FULL));
  return TakeSection(std::move(document), request.path());
}

absl::StatusOr<v1::UpdateDocumentResponse> DocumentService::Handle(
    const v1::UpdateDocumentRequest& request,
    const CancelCheck& /*cancelled*/) {
  ASSIGN_OR_RETURN(const DocumentName name, ValidateUpdateDocument(request));
  const v1::Document& document = request.document();
  v1::UpdateDocumentResponse response;
  ASSIGN_OR_RETURN(*response.mutable_document(), TryOften([&] {
    return store_.SetLabels(name, document.labels(), document.etag());
  }));
  return response;
}

absl::StatusOr<v1::UndeleteDocumentResponse> DocumentService::Handle(
    const v1::UndeleteDocumentRequest& request,
    const CancelCheck& /*cancelled*/) {
  ASSIGN_OR_RETURN(const DocumentName name, ValidateUndeleteDocument(request));
  v1::UndeleteDocumentResponse response;
  ASSIGN_OR_RETURN(*response.mutable_document(), TryOften([&] {
    return store_.Undelete(name, request.etag());
  }));
  return response;
}

template <typename Request, typename Choose>
grpc::ServerUnaryReactor* DocumentService::Run(
    grpc::CallbackServerContext& context, const grpc::ByteBuffer& request,
    grpc::ByteBuffer& response, Choose run_on) {
  return calls_.Run<Request>(
      context, request, response, run_on,
      [this](const Request& message, const CancelCheck& cancelled) {
        return Handle(message, cancelled);
      });
}

grpc::ServerUnaryReactor* DocumentService::ParseDocument(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::ParseDocumentRequest>(*context, *request, *response, kOnPool);
}

grpc::ServerUnaryReactor* DocumentService::ImportDocument(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::ImportDocumentRequest>(*context, *request, *response, kOnPool);
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>*
DocumentService::ImportDocuments(grpc::CallbackServerContext* context) {
  return new ImportStream(*context, calls_.pool(),
                          [this](const v1::ImportDocumentRequest& request,
                                 const CancelCheck& cancelled) {
                            return Handle(request, cancelled);
                          });
}

grpc::ServerUnaryReactor* DocumentService::GetDocument(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::GetDocumentRequest>(*context, *request, *response, RunGetOn);
}

grpc::ServerUnaryReactor* DocumentService::ListDocuments(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::ListDocumentsRequest>(*context, *request, *response, kOnPool);
}

grpc::ServerUnaryReactor* DocumentService::ListSections(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::ListSectionsRequest>(*context, *request, *response, kOnPool);
}

grpc::ServerUnaryReactor* DocumentService::DeleteDocument(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::DeleteDocumentRequest>(*context, *request, *response, kOnPool);
}

grpc::ServerUnaryReactor* DocumentService::SearchText(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::SearchTextRequest>(*context, *request, *response, kOnPool);
}

grpc::ServerUnaryReactor* DocumentService::BatchGetDocuments(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::BatchGetDocumentsRequest>(*context, *request, *response,
                                           kOnPool);
}

grpc::ServerUnaryReactor* DocumentService::GetSection(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::GetSectionRequest>(*context, *request, *response, kOnPool);
}

grpc::ServerUnaryReactor* DocumentService::UpdateDocument(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::UpdateDocumentRequest>(*context, *request, *response, kOnPool);
}

grpc::ServerUnaryReactor* DocumentService::UndeleteDocument(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::UndeleteDocumentRequest>(*context, *request, *response,
                                          kOnPool);
}

grpc::ServerWriteReactor<grpc::ByteBuffer>* DocumentService::ReadOriginal(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request) {
  return calls_.Stream<v1::ReadOriginalRequest>(
      *context, *request,
      [this](const v1::ReadOriginalRequest& message)
          -> absl::StatusOr<std::unique_ptr<ResponseSource>> {
        ASSIGN_OR_RETURN(DocumentName name, ValidateReadOriginal(message));
        return std::make_unique<OriginalSource>(store_, std::move(name));
      });
}

grpc::ServerWriteReactor<grpc::ByteBuffer>* DocumentService::ExportDocuments(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request) {
  return calls_.Stream<v1::ExportDocumentsRequest>(
      *context, *request,
      [this](const v1::ExportDocumentsRequest& message)
          -> absl::StatusOr<std::unique_ptr<ResponseSource>> {
        ASSIGN_OR_RETURN(const ExportQuery query,
                         ValidateExportDocuments(message));
        ASSIGN_OR_RETURN(std::unique_ptr<storage::DocumentWalk> walk,
                         store_.Walk(query.collection, query.after));
        return std::make_unique<ExportSource>(std::move(walk), query);
      });
}

}  // namespace qiusuo::server
