// File: client/connection.h
//
// What a Client talks through: one call per rpc. Programs hold a Client; this
// interface is there to be mocked (client/mocks/mock_connection.h), and
// MakeConnection makes the one that talks to a server.
//
//   qiusuo::client::Client client(qiusuo::client::MakeConnection(
//       {.endpoint = "reports.internal:7070"}));

#ifndef QIUSUO_CLIENT_CONNECTION_H_
#define QIUSUO_CLIENT_CONNECTION_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "qiusuo/v1/admin_service.pb.h"
#include "qiusuo/v1/document_service.pb.h"
#include "qiusuo/v1/metric_service.pb.h"

namespace qiusuo::client {

// How to reach a server, and how long to wait for it.
struct ClientOptions {
  // `HOST:PORT`. Plain text, without TLS; never through an HTTP proxy.
  std::string endpoint = "127.0.0.1:7070";

  // Longest time for one call, a page of a list being one call.
  absl::Duration timeout = absl::Seconds(10);

  // Longest time for one call that sends or fetches a whole report: Parse, Import and
  // ReadOriginal. Those that bring many have no limit.
  absl::Duration import_timeout = absl::Seconds(60);

  // Added to `qiusuo-client/VERSION` in the user agent: `case-portal/2.3`.
  std::string user_agent_suffix = {};
};

// A stream of imports: requests go up, and for each of them one response comes down, in order. One
// thread may write while another reads.
class ImportCall {
 public:
  virtual ~ImportCall() = default;

  // Write sends a request; blocks while the server takes no more. False: the stream is
  // broken, Finish says why.
  virtual bool Write(const v1::ImportDocumentsRequest& request) = 0;

  // WritesDone says that no more requests come.
  virtual void WritesDone() = 0;

  // Read answers the next response; nullopt when there are no more, or the stream broke.
  virtual std::optional<v1::ImportDocumentsResponse> Read() = 0;

  // Finish waits for the end and answers how the stream ended. Once, when Read answered
  // nullopt.
  virtual absl::Status Finish() = 0;

  // Cancel breaks the stream; from any thread.
  virtual void Cancel() = 0;
};

// The responses to one request, one after the other. One thread at a time, but for Cancel.
template <typename Response>
class ResponseReader {
 public:
  virtual ~ResponseReader() = default;

  // Read answers the next response; nullopt when there are no more, or the stream broke.
  virtual std::optional<Response> Read() = 0;

  // Finish answers how the stream ended. Once, when Read answered nullopt.
  virtual absl::Status Finish() = 0;

  // Cancel breaks the stream; from any thread.
  virtual void Cancel() = 0;
};

using OriginalReader = ResponseReader<v1::ReadOriginalResponse>;
using ExportReader = ResponseReader<v1::ExportDocumentsResponse>;
using ReparseReader = ResponseReader<v1::ReparseDocumentsResponse>;

// A Connection carries requests to a server.
//
// Every call blocks until the server answers, the call fails or `deadline`
// passes. A failed call is an error with the server's code and message, and
// with the details that proto/error_details.h reads: ErrorReason(status),
// GetBadRequest(status). Of its own the connection adds UNAVAILABLE (no server,
// connection lost) and DEADLINE_EXCEEDED. It does not retry.
//
// Thread safety: all members may be called from several threads at once.
class Connection {
 public:
  virtual ~Connection() = default;

  virtual absl::StatusOr<v1::ParseDocumentResponse> ParseDocument(
      const v1::ParseDocumentRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::ImportDocumentResponse> ImportDocument(
      const v1::ImportDocumentRequest& request, absl::Time deadline) = 0;
  virtual std::unique_ptr<ImportCall> ImportDocuments(absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::GetDocumentResponse> GetDocument(
      const v1::GetDocumentRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::BatchGetDocumentsResponse> BatchGetDocuments(
      const v1::BatchGetDocumentsRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::ListDocumentsResponse> ListDocuments(
      const v1::ListDocumentsRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::ListSectionsResponse> ListSections(
      const v1::ListSectionsRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::GetSectionResponse> GetSection(
      const v1::GetSectionRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::UpdateDocumentResponse> UpdateDocument(
      const v1::UpdateDocumentRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::UndeleteDocumentResponse> UndeleteDocument(
      const v1::UndeleteDocumentRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::DeleteDocumentResponse> DeleteDocument(
      const v1::DeleteDocumentRequest& request, absl::Time deadline) = 0;
  virtual std::unique_ptr<OriginalReader> ReadOriginal(
      const v1::ReadOriginalRequest& request, absl::Time deadline) = 0;
  virtual std::unique_ptr<ExportReader> ExportDocuments(
      const v1::ExportDocumentsRequest& request, absl::Time deadline) = 0;
  virtual std::unique_ptr<ReparseReader> ReparseDocuments(
      const v1::ReparseDocumentsRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::SearchTextResponse> SearchText(
      const v1::SearchTextRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::QueryMetricsResponse> QueryMetrics(
      const v1::QueryMetricsRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::AggregateMetricsResponse> AggregateMetrics(
      const v1::AggregateMetricsRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::ListIndicatorsResponse> ListIndicators(
      const v1::ListIndicatorsRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::GetMetricResponse> GetMetric(
      const v1::GetMetricRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::ExplainMetricsResponse> ExplainMetrics(
      const v1::ExplainMetricsRequest& request, absl::Time deadline) = 0;
  virtual absl::StatusOr<v1::GetServerStatusResponse> GetServerStatus(
      const v1::GetServerStatusRequest& request, absl::Time deadline) = 0;

  // WaitReady waits until the server answers GetServerStatus, connecting as
  // often as it takes. DEADLINE_EXCEEDED if it did not by `deadline`; any error
  // of the server but UNAVAILABLE is answered at once.
  virtual absl::Status WaitReady(absl::Time deadline) = 0;
};

// MakeConnection makes a connection to `options.endpoint`. It answers at once;
// the first call connects, and a lost connection is made again by later calls.
// Messages of up to 64 MiB are received, so that the FULL view of the longest
// report fits.
std::shared_ptr<Connection> MakeConnection(const ClientOptions& options);

}  // namespace qiusuo::client

#endif  // QIUSUO_CLIENT_CONNECTION_H_
