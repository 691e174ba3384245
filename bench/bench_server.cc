#include "bench/bench_server.h"

#include <unistd.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "bench/require.h"

namespace qiusuo::bench {

BenchFolder::BenchFolder(std::string_view name)
    : path_(std::filesystem::temp_directory_path() /
            absl::StrCat("qiusuo-bench-", ToAbsl(name), "-", getpid())) {
  std::filesystem::remove_all(path_);
  std::filesystem::create_directories(path_);
}

BenchFolder::~BenchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::unique_ptr<storage::DocumentStore> OpenStore(
    std::unique_ptr<storage::Engine> engine) {
  return ValueOrDie(storage::DocumentStore::Open(
      std::move(engine), [] { return absl::FromUnixSeconds(1700000000); }));
}

BenchServer::BenchServer(const BenchFolder& folder, int worker_threads)
    : server_(ValueOrDie(
          server::Server::Start({.data_dir = folder.path(),
                                 .listen = "127.0.0.1:0",
                                 .worker_threads = worker_threads}))) {}

BenchServer::~BenchServer() {
  server_->Shutdown();
  server_->Wait();
}

}  // namespace qiusuo::bench
