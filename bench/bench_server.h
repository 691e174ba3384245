// File: bench/bench_server.h
//
// A server for a bench, and the folder that its store lies in.

#ifndef QIUSUO_BENCH_BENCH_SERVER_H_
#define QIUSUO_BENCH_BENCH_SERVER_H_

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "service/server/server.h"
#include "storage/document_store.h"
#include "storage/engine.h"

namespace qiusuo::bench {

// An empty folder among the temporary ones, of this process and this name. It goes with the object.
class BenchFolder {
 public:
  explicit BenchFolder(std::string_view name);
  ~BenchFolder();
  BenchFolder(const BenchFolder&) = delete;
  BenchFolder& operator=(const BenchFolder&) = delete;

  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

// OpenStore opens a store over the engine, with a clock that stands still. Ends the bench if it
// cannot.
std::unique_ptr<storage::DocumentStore> OpenStore(
    std::unique_ptr<storage::Engine> engine);

// A server over the folder, on a loopback port of its own, until the object goes. Ends the bench
// if it cannot be started. `worker_threads` as in ServerOptions.
class BenchServer {
 public:
  explicit BenchServer(const BenchFolder& folder, int worker_threads = 0);
  ~BenchServer();
  BenchServer(const BenchServer&) = delete;
  BenchServer& operator=(const BenchServer&) = delete;

  std::string address() const { return server_->address(); }

 private:
  std::unique_ptr<server::Server> server_;
};

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_BENCH_SERVER_H_
