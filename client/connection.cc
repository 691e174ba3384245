#include "client/connection.h"

#include <grpc/grpc.h>
#include <grpcpp/channel.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include <chrono>
#include <mutex>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/strings.h"
#include "proto/error_details.h"
#include "qiusuo/v1/admin_service.grpc.pb.h"
#include "qiusuo/v1/document_service.grpc.pb.h"
#include "qiusuo/v1/metric_service.grpc.pb.h"

namespace qiusuo::client {
namespace {

constexpr int kMaxReceiveBytes = 64 << 20;
// A server that is just starting is there within a second: gRPC's own first
// pause of a second would be all of that.
constexpr int kFirstReconnectPauseMs = 100;
constexpr int kLongestReconnectPauseMs = 5000;
// A server that hangs is noticed within these two while a call waits for it: a stream of imports
// has no deadline of its own.
constexpr int kKeepalivePauseMs = 30'000;
constexpr int kKeepaliveTimeoutMs = 20'000;
constexpr absl::Duration kReadyPause = absl::Milliseconds(20);

grpc::ChannelArguments ChannelArgumentsFor(const ClientOptions& options) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxReceiveBytes);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS,
                   kFirstReconnectPauseMs);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kFirstReconnectPauseMs);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kLongestReconnectPauseMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepalivePauseMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  // Nobody publishes a service config for us; without this every connection
  // asks the name server for one.
  arguments.SetInt(GRPC_ARG_SERVICE_CONFIG_DISABLE_RESOLUTION, 1);
  std::string user_agent = absl::StrCat("qiusuo-client/", QIUSUO_VERSION);
  if (!options.user_agent_suffix.empty()) {
    absl::StrAppend(&user_agent, " ", options.user_agent_suffix);
  }
  arguments.SetUserAgentPrefix(user_agent);
  return arguments;
}

// Keeps gRPC up for the rest of the process. It would go down with its last channel,
// and then, after a large report was sent, may wait ten seconds for a polling thread
// of its own (1.51): programs that come and go, such as our command, would hang.
void KeepGrpcUp() {
  static std::once_flag once;
  std::call_once(once, [] { grpc_init(); });
}

absl::Status ToStatus(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  return ParseStatusDetails(static_cast<absl::StatusCode>(status.error_code()),
                            status.error_message(), status.error_details());
}

// Call makes one unary call: `method` is a member of `stub`.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Call(Stub& stub,
                              grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                           const Request&,
                                                           Response*),
                              const Request& request, absl::Time deadline,
                              bool wait_for_ready = false) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(deadline));
  context.set_wait_for_ready(wait_for_ready);
  Response response;
  const absl::Status status =
      ToStatus((stub.*method)(&context, request, &response));
  if (!status.ok()) return status;
  return response;
}

class GrpcImportCall final : public ImportCall {
 public:
  GrpcImportCall(v1::DocumentService::Stub& stub, absl::Time deadline) {
    context_.set_deadline(absl::ToChronoTime(deadline));
    stream_ = stub.ImportDocuments(&context_);
  }

  bool Write(const v1::ImportDocumentsRequest& request) override {
    return stream_->Write(request);
  }
  void WritesDone() override { stream_->WritesDone(); }
  std::optional<v1::ImportDocumentsResponse> Read() override {
    v1::ImportDocumentsResponse response;
    if (!stream_->Read(&response)) return std::nullopt;
    return response;
  }
  absl::Status Finish() override { return ToStatus(stream_->Finish()); }
  void Cancel() override { context_.TryCancel(); }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<v1::ImportDocumentsRequest,
                                           v1::ImportDocumentsResponse>>
      stream_;
};

template <typename Response>
class GrpcResponseReader final : public ResponseReader<Response> {
 public:
  // `method` is a member of `stub`.
  template <typename Stub, typename Request>
  GrpcResponseReader(Stub& stub,
                     std::unique_ptr<grpc::ClientReader<Response>> (
                         Stub::*method)(grpc::ClientContext*, const Request&),
                     const Request& request, absl::Time deadline) {
    context_.set_deadline(absl::ToChronoTime(deadline));
    stream_ = (stub.*method)(&context_, request);
  }
  // A stream must be read to its end or be broken.
  ~GrpcResponseReader() override {
    if (!finished_) {
      context_.TryCancel();
      static_cast<void>(stream_->Finish());
    }
  }

  std::optional<Response> Read() override {
    Response response;
    if (!stream_->Read(&response)) return std::nullopt;
    return response;
  }
  absl::Status Finish() override {
    finished_ = true;
    return ToStatus(stream_->Finish());
  }
  void Cancel() override { context_.TryCancel(); }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<Response>> stream_;
  bool finished_ = false;
};

class GrpcConnection final : public Connection {
 public:
  explicit GrpcConnection(const ClientOptions& options)
      : channel_(grpc::CreateCustomChannel(options.endpoint,
                                           grpc::InsecureChannelCredentials(),
                                           ChannelArgumentsFor(options))),
        documents_(channel_),
        metrics_(channel_),
        admin_(channel_) {}

  absl::StatusOr<v1::ParseDocumentResponse> ParseDocument(
      const v1::ParseDocumentRequest& request, absl::Time deadline) override {
    return Call(documents_, &Documents::ParseDocument, request, deadline);
  }

  absl::StatusOr<v1::ImportDocumentResponse> ImportDocument(
      const v1::ImportDocumentRequest& request, absl::Time deadline) override {
    return Call(documents_, &Documents::ImportDocument, request, deadline);
  }

  std::unique_ptr<ImportCall> ImportDocuments(absl::Time deadline) override {
    return std::make_unique<GrpcImportCall>(documents_, deadline);
  }

  absl::StatusOr<v1::GetDocumentResponse> GetDocument(
      const v1::GetDocumentRequest& request, absl::Time deadline) override {
    return Call(documents_, &Documents::GetDocument, request, deadline);
  }

  absl::StatusOr<v1::ListDocumentsResponse> ListDocuments(
      const v1::ListDocumentsRequest& request, absl::Time deadline) override {
    return Call(documents_, &Documents::ListDocuments, request, deadline);
  }

  absl::StatusOr<v1::ListSectionsResponse> ListSections(
      const v1::ListSectionsRequest& request, absl::Time deadline) override {
    return Call(documents_, &Documents::ListSections, request, deadline);
  }

  absl::StatusOr<v1::BatchGetDocumentsResponse> BatchGetDocuments(
      const v1::BatchGetDocumentsRequest& request,
      absl::Time deadline) override {
    return Call(documents_, &Documents::BatchGetDocuments, request, deadline);
  }

  absl::StatusOr<v1::GetSectionResponse> GetSection(
      const v1::GetSectionRequest& request, absl::Time deadline) override {
    return Call(documents_, &Documents::GetSection, request, deadline);
  }

  absl::StatusOr<v1::UpdateDocumentResponse> UpdateDocument(
      const v1::UpdateDocumentRequest& request, absl::Time deadline) override {
    return Call(documents_, &Documents::UpdateDocument, request, deadline);
  }

  absl::StatusOr<v1::UndeleteDocumentResponse> UndeleteDocument(
      const v1::UndeleteDocumentRequest& request,
      absl::Time deadline) override {
    return Call(documents_, &Documents::UndeleteDocument, request, deadline);
  }

  absl::StatusOr<v1::DeleteDocumentResponse> DeleteDocument(
      const v1::DeleteDocumentRequest& request, absl::Time deadline) override {
    return Call(documents_, &Documents::DeleteDocument, request, deadline);
  }

  std::unique_ptr<OriginalReader> ReadOriginal(
      const v1::ReadOriginalRequest& request, absl::Time deadline) override {
    return std::make_unique<GrpcResponseReader<v1::ReadOriginalResponse>>(
        documents_, &Documents::ReadOriginal, request, deadline);
  }

  std::unique_ptr<ExportReader> ExportDocuments(
      const v1::ExportDocumentsRequest& request, absl::Time deadline) override {
    return std::make_unique<GrpcResponseReader<v1::ExportDocumentsResponse>>(
        documents_, &Documents::ExportDocuments, request, deadline);
  }

  std::unique_ptr<ReparseReader> ReparseDocuments(
      const v1::ReparseDocumentsRequest& request,
      absl::Time deadline) override {
    return std::make_unique<GrpcResponseReader<v1::ReparseDocumentsResponse>>(
        admin_, &Admin::ReparseDocuments, request, deadline);
  }

  absl::StatusOr<v1::SearchTextResponse> SearchText(
      const v1::SearchTextRequest& request, absl::Time deadline) override {
    return Call(documents_, &Documents::SearchText, request, deadline);
  }

  absl::StatusOr<v1::QueryMetricsResponse> QueryMetrics(
      const v1::QueryMetricsRequest& request, absl::Time deadline) override {
    return Call(metrics_, &Metrics::QueryMetrics, request, deadline);
  }

  absl::StatusOr<v1::AggregateMetricsResponse> AggregateMetrics(
      const v1::AggregateMetricsRequest& request,
      absl::Time deadline) override {
    return Call(metrics_, &Metrics::AggregateMetrics, request, deadline);
  }

  absl::StatusOr<v1::ListIndicatorsResponse> ListIndicators(
      const v1::ListIndicatorsRequest& request, absl::Time deadline) override {
    return Call(metrics_, &Metrics::ListIndicators, request, deadline);
  }

  absl::StatusOr<v1::GetMetricResponse> GetMetric(
      const v1::GetMetricRequest& request, absl::Time deadline) override {
    return Call(metrics_, &Metrics::GetMetric, request, deadline);
  }

  absl::StatusOr<v1::ExplainMetricsResponse> ExplainMetrics(
      const v1::ExplainMetricsRequest& request, absl::Time deadline) override {
    return Call(metrics_, &Metrics::ExplainMetrics, request, deadline);
  }

  absl::StatusOr<v1::GetServerStatusResponse> GetServerStatus(
      const v1::GetServerStatusRequest& request, absl::Time deadline) override {
    return Call(admin_, &Admin::GetServerStatus, request, deadline);
  }

  absl::Status WaitReady(absl::Time deadline) override {
    for (;;) {
      absl::Status status = Call(admin_, &Admin::GetServerStatus,
                                 v1::GetServerStatusRequest(), deadline,
                                 /*wait_for_ready=*/true)
                                .status();
      if (!absl::IsUnavailable(status)) return status;
      absl::SleepFor(kReadyPause);
    }
  }

 private:
  using Documents = v1::DocumentService::Stub;
  using Metrics = v1::MetricService::Stub;
  using Admin = v1::AdminService::Stub;

  std::shared_ptr<grpc::Channel> channel_;
  Documents documents_;
  Metrics metrics_;
  Admin admin_;
};

}  // namespace

std::shared_ptr<Connection> MakeConnection(const ClientOptions& options) {
  KeepGrpcUp();
  return std::make_shared<GrpcConnection>(options);
}

}  // namespace qiusuo::client
