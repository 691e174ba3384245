// File: service/server/server.h
//
// The server's front door: the store in a folder, behind three services on a port,
// with health and reflection. qiusuod is this and its flags.
//
//   ASSIGN_OR_RETURN(std::unique_ptr<Server> server,
//                    Server::Start({.data_dir = "/var/lib/qiusuo"}));
//   std::cout << server->address();
//   server->Wait();
//
// A request goes one way: call_dispatcher -> *_service -> validate -> one call on the
// parser or the store -> the answer.

#ifndef QIUSUO_SERVICE_SERVER_SERVER_H_
#define QIUSUO_SERVICE_SERVER_SERVER_H_

#include <cstddef>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/clock.h"
#include "service/server/listen_address.h"

namespace grpc {
class Server;
}
namespace qiusuo::parser {
class Catalog;
}
namespace qiusuo::storage {
class DocumentStore;
}

namespace qiusuo::server {

struct ServerOptions {
  // Folder of the store; made if it is missing. Required.
  std::string data_dir;
  // `HOST:PORT`; port 0 picks a free one.
  std::string listen = "127.0.0.1:7070";
  // Allows a host that other machines reach. There is no TLS: anybody who reaches
  // the port reads and writes.
  bool allow_insecure_remote = false;
  // Largest report that is taken. Range: 1 to kLargestContentBytes.
  size_t max_content_bytes = size_t{16} << 20;
  // Program that reads the words of PDF files: a path, or a name on PATH. Without it PDF files
  // are refused.
  std::string pdftotext = "pdftotext";
  // Files with rows to add to the catalogue of indicators and of units (own_tables.h). Empty: none.
  std::string indicators_file = {};
  std::string units_file = {};
  // Threads that parse, scan and write. 0: one per core, at least 2.
  int worker_threads = 0;
  // Memory for blocks read from disk.
  size_t block_cache_bytes = size_t{64} << 20;
  // How long Shutdown waits for calls that are under way.
  absl::Duration shutdown_grace = absl::Seconds(10);
  Clock clock = SystemClock;
};

inline constexpr size_t kLargestContentBytes = size_t{512} << 20;

// ServerVersion answers the version of the server: `0.1.0`.
std::string_view ServerVersion();

class AdminService;
class CallDispatcher;
class DocumentService;
class MetricService;
class WorkerPool;

// Safe from any thread.
class Server {
 public:
  // Start answers a server that serves. Errors, each with a message for the operator:
  // INVALID_ARGUMENT (INVALID_LISTEN_ADDRESS, INVALID_OPTION, INVALID_TABLE), FAILED_PRECONDITION
  // (INSECURE_REMOTE; STORE_LOCKED; FORMAT_VERSION), UNAVAILABLE (LISTEN_FAILED,
  // ENGINE_IO), DATA_LOSS (CORRUPT_RECORD), RESOURCE_EXHAUSTED (DISK_FULL).
  static absl::StatusOr<std::unique_ptr<Server>> Start(
      const ServerOptions& options);

  // Shuts down.
  ~Server();

  // Where it listens, with the real port: `127.0.0.1:40123`.
  const std::string& address() const { return address_; }

  // Shutdown stops gracefully: health says NOT_SERVING, new calls are refused, calls
  // under way have shutdown_grace to end and are cancelled then (a report that is being
  // parsed is parsed to its end, and not stored), the store closes.
  // Returns when all of that is done, which an idle client of gRPC's blocking C++ API
  // may delay by 5 s: it looks at its connection no more often. Never call it from a
  // signal handler.
  void Shutdown();

  // CancelCalls ends the grace of a Shutdown that is under way.
  void CancelCalls();

  // Wait returns when Shutdown has ended.
  void Wait() const { stopped_.wait(); }

 private:
  Server(const ServerOptions& options,
         std::shared_ptr<const parser::Catalog> catalog,
         std::unique_ptr<storage::DocumentStore> store);

  absl::Status Listen(const ServerOptions& options, ListenAddress address);
  void SetServing(bool serving);

  const absl::Duration shutdown_grace_;
  std::string address_;
  std::unique_ptr<storage::DocumentStore> store_;
  std::unique_ptr<WorkerPool> pool_;
  std::unique_ptr<CallDispatcher> calls_;
  std::unique_ptr<DocumentService> document_service_;
  std::unique_ptr<MetricService> metric_service_;
  std::unique_ptr<AdminService> admin_service_;
  std::unique_ptr<grpc::Server> grpc_;
  std::once_flag shutdown_once_;
  std::promise<void> stopping_;
  std::shared_future<void> stopped_ = stopping_.get_future().share();
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_SERVER_H_
