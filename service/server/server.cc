#include "service/server/server.h"

#include <google/protobuf/message.h>
#include <grpc/grpc.h>
#include <grpc/health/v1/health.pb.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/log.h"
#include "base/status_macros.h"
#include "proto/error_details.h"
#include "service/server/admin_service.h"
#include "service/server/call_dispatcher.h"
#include "service/server/document_service.h"
#include "service/server/library_logs.h"
#include "service/server/metric_service.h"
#include "service/server/own_tables.h"
#include "service/server/pdf_reader.h"
#include "service/server/worker_pool.h"
#include "storage/document_store.h"
#include "storage/rocksdb_engine.h"

namespace qiusuo::server {
namespace {

// A client may ping this often; ours does so less often.
constexpr absl::Duration kMinClientPingInterval = absl::Seconds(10);
// A connection that is silent for so long is asked whether it lives.
constexpr absl::Duration kKeepaliveInterval = absl::Minutes(1);
constexpr absl::Duration kKeepaliveTimeout = absl::Seconds(20);
// Clients connect anew now and then, so that they find servers that came later.
constexpr absl::Duration kMaxConnectionAge = absl::Minutes(30);
constexpr absl::Duration kMaxConnectionAgeGrace = absl::Minutes(2);

absl::Status CheckOptions(const ServerOptions& options,
                          const ListenAddress& address) {
  const auto invalid = [](std::string_view why) {
    return MakeError(absl::StatusCode::kInvalidArgument, "INVALID_OPTION", why);
  };
  if (options.data_dir.empty()) return invalid("no data folder is given");
  if (options.max_content_bytes < 1 ||
      options.max_content_bytes > kLargestContentBytes) {
    return invalid(absl::StrCat("max_content_bytes must be from 1 to ",
                                kLargestContentBytes));
  }
  if (options.worker_threads < 0) {
    return invalid("worker_threads must not be negative");
  }
  if (!address.is_loopback && !options.allow_insecure_remote) {
    return MakeError(
        absl::StatusCode::kFailedPrecondition, "INSECURE_REMOTE",
        absl::StrCat("will not listen on ", address.ToString(),
                     ": other machines reach it, and there is neither TLS nor "
                     "a login, so whoever reaches the port reads and writes. "
                     "Listen on 127.0.0.1, or pass --insecure-remote where the "
                     "network itself is closed"));
  }
  return absl::OkStatus();
}

int WorkerThreads(const ServerOptions& options) {
  if (options.worker_threads > 0) return options.worker_threads;
  return std::max(2, static_cast<int>(std::thread::hardware_concurrency()));
}

// So many commits come to wait for one sync of the disk, some milliseconds, even when reports
// are small and soon read.
int MaxWaiting(const ServerOptions& options) {
  return std::max(32, 4 * WorkerThreads(options));
}

parser::ParseOptions ParseOptionsOf(
    const ServerOptions& options,
    std::shared_ptr<const parser::Catalog> catalog) {
  return {.max_content_bytes = options.max_content_bytes,
          .catalog = std::move(catalog),
          .read_pdf = [reader = PdfReader(options.pdftotext)](
                          std::string_view pdf) { return reader.Read(pdf); }};
}

int ToMillis(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

void SetConnectionLimits(grpc::ServerBuilder& builder,
                         size_t max_content_bytes) {
  // Well above the largest report, so that one that is somewhat too large gets our
  // error, which says the limit, and not gRPC's.
  builder.SetMaxReceiveMessageSize(
      static_cast<int>(2 * max_content_bytes + (size_t{1} << 20)));
  // Two servers on one port would share its connections between them.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
      ToMillis(kMinClientPingInterval));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS,
                             ToMillis(kKeepaliveInterval));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS,
                             ToMillis(kKeepaliveTimeout));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS,
                             ToMillis(kMaxConnectionAge));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS,
                             ToMillis(kMaxConnectionAgeGrace));
}

// These are switches of the process, not of one server.
void EnablePlugins() {
  static std::once_flag once;
  std::call_once(once, [] {
    SendLibraryLogsToOurs();
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    // gRPC's health service brings no descriptor, and reflection would not find it.
    google::protobuf::LinkMessageReflection<
        grpc::health::v1::HealthCheckRequest>();
  });
}

}  // namespace

std::string_view ServerVersion() { return QIUSUO_VERSION; }

absl::StatusOr<std::unique_ptr<Server>> Server::Start(
    const ServerOptions& options) {
  ASSIGN_OR_RETURN(ListenAddress address, ParseListenAddress(options.listen));
  RETURN_IF_ERROR(CheckOptions(options, address));
  RETURN_IF_ERROR(CheckCanListen(address));
  ASSIGN_OR_RETURN(std::shared_ptr<const parser::Catalog> catalog,
                   ReadCatalog(options.indicators_file, options.units_file));
  ASSIGN_OR_RETURN(
      std::unique_ptr<storage::Engine> engine,
      storage::OpenRocksDb({.folder = options.data_dir,
                            .block_cache_bytes = options.block_cache_bytes}));
  ASSIGN_OR_RETURN(
      std::unique_ptr<storage::DocumentStore> store,
      storage::DocumentStore::Open(std::move(engine), options.clock));
  std::unique_ptr<Server> server(
      new Server(options, std::move(catalog), std::move(store)));
  RETURN_IF_ERROR(server->Listen(options, std::move(address)));
  LogInfo("start", {{"address", server->address()},
                    {"data_dir", options.data_dir},
                    {"version", std::string(ServerVersion())},
                    {"worker_threads", absl::StrCat(WorkerThreads(options))}});
  return server;
}

Server::Server(const ServerOptions& options,
               std::shared_ptr<const parser::Catalog> catalog,
               std::unique_ptr<storage::DocumentStore> store)
    : shutdown_grace_(options.shutdown_grace),
      store_(std::move(store)),
      pool_(std::make_unique<WorkerPool>(
          WorkerPool::Options{.threads = WorkerThreads(options),
                              .max_waiting = MaxWaiting(options)})),
      calls_(std::make_unique<CallDispatcher>(*pool_)),
      document_service_(std::make_unique<DocumentService>(
          *calls_, *store_, ParseOptionsOf(options, catalog))),
      metric_service_(std::make_unique<MetricService>(*calls_, *store_)),
      admin_service_(std::make_unique<AdminService>(
          *calls_, *store_, options.clock, ParseOptionsOf(options, catalog))) {}

Server::~Server() { Shutdown(); }

absl::Status Server::Listen(const ServerOptions& options,
                            ListenAddress address) {
  EnablePlugins();
  grpc::ServerBuilder builder;
  SetConnectionLimits(builder, options.max_content_bytes);
  int port = 0;
  builder.AddListeningPort(address.ToString(),
                           grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(document_service_.get());
  builder.RegisterService(metric_service_.get());
  builder.RegisterService(admin_service_.get());
  grpc_ = builder.BuildAndStart();
  if (grpc_ == nullptr) {
    return MakeError(absl::StatusCode::kUnavailable, "LISTEN_FAILED",
                     absl::StrCat("cannot listen on ", address.ToString()));
  }
  address.port = port;
  address_ = address.ToString();
  SetServing(true);
  return absl::OkStatus();
}

void Server::SetServing(bool serving) {
  grpc::HealthCheckServiceInterface& health = *grpc_->GetHealthCheckService();
  for (const char* service :
       {"", qiusuo::v1::DocumentService::service_full_name(),
        qiusuo::v1::MetricService::service_full_name(),
        qiusuo::v1::AdminService::service_full_name()}) {
    health.SetServingStatus(service, serving);
  }
}

void Server::Shutdown() {
  std::call_once(shutdown_once_, [this] {
    if (grpc_ != nullptr) {
      SetServing(false);
      grpc_->Shutdown(std::chrono::system_clock::now() +
                      absl::ToChronoMilliseconds(shutdown_grace_));
    }
    pool_.reset();
    store_.reset();
    if (grpc_ != nullptr) LogInfo("stop", {{"address", address_}});
    stopping_.set_value();
  });
}

void Server::CancelCalls() {
  if (grpc_ != nullptr) grpc_server_cancel_all_calls(grpc_->c_server());
}

}  // namespace qiusuo::server
