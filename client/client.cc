#include "client/client.h"

#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/status_macros.h"
#include "proto/names.h"

namespace qiusuo::client {
namespace {

constexpr int kNamesPerCall = 500;

v1::ReportContent MakeContent(std::string bytes, const std::string& media_type,
                              const std::string& charset,
                              const std::string& uri) {
  v1::ReportContent content;
  content.set_data(std::move(bytes));
  content.set_media_type(media_type);
  content.set_charset(charset);
  content.set_uri(uri);
  return content;
}

// Pages is the range of one rpc's items: `call` fetches a page, `items` takes
// the items out of its response.
template <typename T, typename Request, typename Response>
PageRange<T> Pages(
    std::shared_ptr<Connection> connection, absl::Duration timeout,
    Request request,
    absl::StatusOr<Response> (Connection::*call)(const Request&, absl::Time),
    google::protobuf::RepeatedPtrField<T>* (Response::*items)()) {
  return PageRange<T>(
      [=](const std::string& page_token) mutable -> absl::StatusOr<Page<T>> {
        if (!page_token.empty()) request.set_page_token(page_token);
        ASSIGN_OR_RETURN(Response response,
                         ((*connection).*call)(request, absl::Now() + timeout));
        google::protobuf::RepeatedPtrField<T>& page = *(response.*items)();
        return Page<T>{
            .items = {std::make_move_iterator(page.begin()),
                      std::make_move_iterator(page.end())},
            .next_page_token = std::move(*response.mutable_next_page_token())};
      });
}

}  // namespace

Client::Client(const ClientOptions& options)
    : Client(MakeConnection(options), options) {}

Client::Client(std::shared_ptr<Connection> connection,
               const ClientOptions& options)
    : connection_(std::move(connection)),
      timeout_(options.timeout),
      import_timeout_(options.import_timeout) {}

absl::StatusOr<v1::Document> Client::Parse(std::string content,
                                           const ParseOptions& options) const {
  v1::ParseDocumentRequest request;
  *request.mutable_content() = MakeContent(
      std::move(content), options.media_type, options.charset, options.uri);
  ASSIGN_OR_RETURN(
      v1::ParseDocumentResponse response,
      connection_->ParseDocument(request, absl::Now() + import_timeout_));
  return std::move(*response.mutable_document());
}

v1::ImportDocumentRequest MakeImportRequest(std::string content,
                                            const ImportOptions& options) {
  v1::ImportDocumentRequest request;
  request.set_parent(CollectionName(options.collection));
  request.set_document_id(options.document_id);
  request.set_validate_only(options.validate_only);
  *request.mutable_content() = MakeContent(
      std::move(content), options.media_type, options.charset, options.uri);
  request.mutable_labels()->insert(options.labels.begin(),
                                   options.labels.end());
  return request;
}

absl::StatusOr<v1::ImportDocumentResponse> Client::Import(
    std::string content, const ImportOptions& options) const {
  return connection_->ImportDocument(
      MakeImportRequest(std::move(content), options),
      absl::Now() + import_timeout_);
}

absl::StatusOr<v1::Document> Client::GetDocument(std::string_view name,
                                                 v1::DocumentView view) const {
  v1::GetDocumentRequest request;
  request.set_name(std::string(name));
  request.set_view(view);
  ASSIGN_OR_RETURN(v1::GetDocumentResponse response,
                   connection_->GetDocument(request, absl::Now() + timeout_));
  return std::move(*response.mutable_document());
}

PageRange<v1::Document> Client::GetDocuments(
    std::vector<std::string> names) const {
  return PageRange<v1::Document>(
      [connection = connection_, timeout = timeout_, names = std::move(names),
       next = size_t{0}](
          const std::string&) mutable -> absl::StatusOr<Page<v1::Document>> {
        v1::BatchGetDocumentsRequest request;
        request.set_parent(CollectionName(kAnyCollection));
        for (; next < names.size() && request.names_size() < kNamesPerCall;
             ++next) {
          request.add_names(std::move(names[next]));
        }
        Page<v1::Document> page;
        if (request.names().empty()) return page;
        ASSIGN_OR_RETURN(
            v1::BatchGetDocumentsResponse response,
            connection->BatchGetDocuments(request, absl::Now() + timeout));
        auto& documents = *response.mutable_documents();
        page.items = {std::make_move_iterator(documents.begin()),
                      std::make_move_iterator(documents.end())};
        if (next < names.size()) page.next_page_token = absl::StrCat(next);
        return page;
      });
}

PageRange<v1::Document> Client::ListDocuments(
    const v1::ListDocumentsRequest& request) const {
  return Pages(connection_, timeout_, request, &Connection::ListDocuments,
               &v1::ListDocumentsResponse::mutable_documents);
}

PageRange<v1::Document> Client::ListDocuments(std::string_view parent,
                                              int32_t page_size) const {
  v1::ListDocumentsRequest request;
  request.set_parent(std::string(parent));
  request.set_page_size(page_size);
  return ListDocuments(request);
}

absl::StatusOr<v1::GetSectionResponse> Client::GetSection(
    std::string_view document_name, std::string_view path) const {
  v1::GetSectionRequest request;
  request.set_parent(std::string(document_name));
  request.set_path(std::string(path));
  return connection_->GetSection(request, absl::Now() + timeout_);
}

absl::StatusOr<v1::Document> Client::SetLabels(
    std::string_view name, const std::map<std::string, std::string>& labels,
    std::string_view etag) const {
  v1::UpdateDocumentRequest request;
  request.mutable_document()->set_name(std::string(name));
  request.mutable_document()->set_etag(std::string(etag));
  request.mutable_document()->mutable_labels()->insert(labels.begin(),
                                                       labels.end());
  request.mutable_update_mask()->add_paths("labels");
  ASSIGN_OR_RETURN(
      v1::UpdateDocumentResponse response,
      connection_->UpdateDocument(request, absl::Now() + timeout_));
  return std::move(*response.mutable_document());
}

absl::StatusOr<v1::Document> Client::UndeleteDocument(
    std::string_view name, std::string_view etag) const {
  v1::UndeleteDocumentRequest request;
  request.set_name(std::string(name));
  request.set_etag(std::string(etag));
  ASSIGN_OR_RETURN(
      v1::UndeleteDocumentResponse response,
      connection_->UndeleteDocument(request, absl::Now() + timeout_));
  return std::move(*response.mutable_document());
}

PageRange<v1::Section> Client::ListSections(std::string_view document_name,
                                            int32_t page_size) const {
  v1::ListSectionsRequest request;
  request.set_parent(std::string(document_name));
  request.set_page_size(page_size);
  return Pages(connection_, timeout_, request, &Connection::ListSections,
               &v1::ListSectionsResponse::mutable_sections);
}

absl::StatusOr<v1::Document> Client::DeleteDocument(
    std::string_view name, std::string_view etag) const {
  v1::DeleteDocumentRequest request;
  request.set_name(std::string(name));
  request.set_etag(std::string(etag));
  ASSIGN_OR_RETURN(
      v1::DeleteDocumentResponse response,
      connection_->DeleteDocument(request, absl::Now() + timeout_));
  return std::move(*response.mutable_document());
}

PageRange<v1::TextHit> Client::SearchText(
    const v1::SearchTextRequest& request) const {
  return Pages(connection_, timeout_, request, &Connection::SearchText,
               &v1::SearchTextResponse::mutable_hits);
}

PageRange<v1::MetricResult> Client::QueryMetrics(
    const v1::QueryMetricsRequest& request) const {
  return Pages(connection_, timeout_, request, &Connection::QueryMetrics,
               &v1::QueryMetricsResponse::mutable_results);
}

PageRange<v1::MetricGroup> Client::AggregateMetrics(
    const v1::AggregateMetricsRequest& request) const {
  return Pages(connection_, timeout_, request, &Connection::AggregateMetrics,
               &v1::AggregateMetricsResponse::mutable_groups);
}

PageRange<v1::Indicator> Client::ListIndicators(std::string_view parent,
                                                std::string_view prefix,
                                                int32_t page_size) const {
  v1::ListIndicatorsRequest request;
  request.set_parent(std::string(parent));
  request.set_prefix(std::string(prefix));
  request.set_page_size(page_size);
  return Pages(connection_, timeout_, request, &Connection::ListIndicators,
               &v1::ListIndicatorsResponse::mutable_indicators);
}

absl::StatusOr<v1::MetricResult> Client::GetMetric(
    std::string_view name) const {
  v1::GetMetricRequest request;
  request.set_name(std::string(name));
  ASSIGN_OR_RETURN(v1::GetMetricResponse response,
                   connection_->GetMetric(request, absl::Now() + timeout_));
  return std::move(*response.mutable_result());
}

absl::StatusOr<v1::ExplainMetricsResponse> Client::ExplainMetrics(
    const v1::ExplainMetricsRequest& request) const {
  return connection_->ExplainMetrics(request, absl::Now() + timeout_);
}

absl::StatusOr<v1::GetServerStatusResponse> Client::GetServerStatus() const {
  return connection_->GetServerStatus(v1::GetServerStatusRequest(),
                                      absl::Now() + timeout_);
}

absl::Status Client::WaitReady(absl::Duration timeout) const {
  return connection_->WaitReady(absl::Now() + timeout);
}

std::string_view ClientVersion() { return QIUSUO_VERSION; }

}  // namespace qiusuo::client
