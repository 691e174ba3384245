// File: client/mocks/mock_connection.h
//
// A Connection for the tests of programs that use the client library:
//
//   auto connection = std::make_shared<qiusuo::client::MockConnection>();
//   EXPECT_CALL(*connection, GetServerStatus)
//       .WillOnce(Return(absl::UnavailableError("down")));
//   RunMyProgram(qiusuo::client::Client(connection));
//
// Needs GoogleMock, which the library itself does not.

#ifndef QIUSUO_CLIENT_MOCKS_MOCK_CONNECTION_H_
#define QIUSUO_CLIENT_MOCKS_MOCK_CONNECTION_H_

#include <gmock/gmock.h>

#include <deque>
#include <memory>
#include <optional>
#include <utility>

#include "client/connection.h"

namespace qiusuo::client {

// A stream of these responses that ends with `status`.
template <typename Response>
class FakeReader : public ResponseReader<Response> {
 public:
  explicit FakeReader(std::deque<Response> responses, absl::Status status = {})
      : responses_(std::move(responses)), status_(std::move(status)) {}

  std::optional<Response> Read() override {
    if (responses_.empty()) return std::nullopt;
    Response response = std::move(responses_.front());
    responses_.pop_front();
    return response;
  }
  absl::Status Finish() override { return status_; }
  void Cancel() override { responses_.clear(); }

 private:
  std::deque<Response> responses_;
  const absl::Status status_;
};

class MockConnection : public Connection {
 public:
  MOCK_METHOD(absl::StatusOr<v1::ParseDocumentResponse>, ParseDocument,
              (const v1::ParseDocumentRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::ImportDocumentResponse>, ImportDocument,
              (const v1::ImportDocumentRequest&, absl::Time), (override));
  MOCK_METHOD(std::unique_ptr<ImportCall>, ImportDocuments, (absl::Time),
              (override));
  MOCK_METHOD(absl::StatusOr<v1::GetDocumentResponse>, GetDocument,
              (const v1::GetDocumentRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::ListDocumentsResponse>, ListDocuments,
              (const v1::ListDocumentsRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::ListSectionsResponse>, ListSections,
              (const v1::ListSectionsRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::BatchGetDocumentsResponse>, BatchGetDocuments,
              (const v1::BatchGetDocumentsRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::GetSectionResponse>, GetSection,
              (const v1::GetSectionRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::UpdateDocumentResponse>, UpdateDocument,
              (const v1::UpdateDocumentRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::UndeleteDocumentResponse>, UndeleteDocument,
              (const v1::UndeleteDocumentRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::DeleteDocumentResponse>, DeleteDocument,
              (const v1::DeleteDocumentRequest&, absl::Time), (override));
  MOCK_METHOD(std::unique_ptr<OriginalReader>, ReadOriginal,
              (const v1::ReadOriginalRequest&, absl::Time), (override));
  MOCK_METHOD(std::unique_ptr<ExportReader>, ExportDocuments,
              (const v1::ExportDocumentsRequest&, absl::Time), (override));
  MOCK_METHOD(std::unique_ptr<ReparseReader>, ReparseDocuments,
              (const v1::ReparseDocumentsRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::SearchTextResponse>, SearchText,
              (const v1::SearchTextRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::QueryMetricsResponse>, QueryMetrics,
              (const v1::QueryMetricsRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::AggregateMetricsResponse>, AggregateMetrics,
              (const v1::AggregateMetricsRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::ListIndicatorsResponse>, ListIndicators,
              (const v1::ListIndicatorsRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::GetMetricResponse>, GetMetric,
              (const v1::GetMetricRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::ExplainMetricsResponse>, ExplainMetrics,
              (const v1::ExplainMetricsRequest&, absl::Time), (override));
  MOCK_METHOD(absl::StatusOr<v1::GetServerStatusResponse>, GetServerStatus,
              (const v1::GetServerStatusRequest&, absl::Time), (override));
  MOCK_METHOD(absl::Status, WaitReady, (absl::Time), (override));
};

}  // namespace qiusuo::client

#endif  // QIUSUO_CLIENT_MOCKS_MOCK_CONNECTION_H_
