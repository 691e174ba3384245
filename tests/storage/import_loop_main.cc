// import_loop FOLDER SEED: imports, replaces and deletes documents in the store of the
// folder, by four threads, until it is killed. Prints a line when a write is acknowledged:
//
//   collections/c1/documents/d7 3 <sha256>     revision 3 is stored
//   collections/c1/documents/d7 3 deleted
//
// Each thread has documents of its own.

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "storage/document_store.h"
#include "storage/rocksdb_engine.h"

namespace qiusuo::storage {
namespace {

constexpr int kThreads = 4;
constexpr int kDocumentsPerThread = 12;

using Random = std::mt19937_64;

qiusuo::v1::Document RandomDocument(Random& random) {
  qiusuo::v1::Document document;
  document.set_title("报告");
  std::string text;
  // Digits in disorder: they do not compress, so that some revisions have chunks.
  for (size_t length = random() % 12000; length > 0; --length) {
    text += std::to_string(random());
  }
  document.set_text(text);
  for (size_t i = random() % 20; i > 0; --i) {
    qiusuo::v1::Metric& metric = *document.add_metrics();
    metric.set_indicator("指标" + std::to_string(random() % 5));
    metric.set_indicator_full("全市指标" + std::to_string(random() % 5));
    metric.mutable_quantity()->set_value(std::to_string(random() % 1000));
  }
  return document;
}

// One write, so that the lines of threads do not mix.
void Report(const std::string& line) {
  if (write(STDOUT_FILENO, line.data(), line.size()) < 0) std::abort();
}

void ImportForEver(DocumentStore& store, uint64_t seed, int thread) {
  Random random(seed * kThreads + static_cast<uint64_t>(thread));
  for (;;) {
    const DocumentName name{"c" + std::to_string(random() % 2),
                            "d" + std::to_string(thread) + "-" +
                                std::to_string(random() % kDocumentsPerThread)};
    if (random() % 5 == 0) {
      const auto deleted = store.Delete(name, "");
      if (deleted.ok()) {
        Report(name.ToString() + " " + std::to_string(deleted->revision()) +
               " deleted\n");
      }
      continue;
    }
    PutRequest request{name, ArenaDocument(RandomDocument(random)), "",
                       nullptr};
    request.original = request.document->text();
    const auto put = store.Put(std::move(request));
    if (!put.ok()) {
      std::cerr << put.status() << "\n";
      std::abort();
    }
    Report(name.ToString() + " " + std::to_string(put->document.revision()) +
           " " + put->document.source().sha256() + "\n");
  }
}

int Main(const std::string& folder, uint64_t seed) {
  // Small buffers, so that the kill also hits flushes and compactions.
  auto engine =
      OpenRocksDb({.folder = folder, .write_buffer_bytes = size_t{1} << 19});
  if (!engine.ok()) {
    std::cerr << engine.status() << "\n";
    return 1;
  }
  auto store = DocumentStore::Open(*std::move(engine), SystemClock);
  if (!store.ok()) {
    std::cerr << store.status() << "\n";
    return 1;
  }
  Report("ready\n");
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] { ImportForEver(**store, seed, thread); });
  }
  // All the time, so that the kill also hits half a table of index rows.
  threads.emplace_back([&] {
    while ((*store)->IndexNow().ok()) {
    }
    std::abort();
  });
  for (std::thread& thread : threads) thread.join();
  return 0;
}

}  // namespace
}  // namespace qiusuo::storage

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  return qiusuo::storage::Main(argv[1], std::strtoull(argv[2], nullptr, 10));
}
