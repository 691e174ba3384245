#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "bench/bench_server.h"
#include "bench/corpus.h"
#include "bench/empty_rpc.h"
#include "bench/load.h"
#include "bench/questions.h"
#include "bench/require.h"
#include "bench/result.h"
#include "bench/stored_texts.h"
#include "storage/document_store.h"
#include "storage/rocksdb_engine.h"

namespace qiusuo::bench {
namespace {

struct Filled {
  double megabytes = 0;
  double index_seconds = 0;
};

// Stores the reports, and takes the time that their indexes need.
Filled Fill(const std::string& folder, const Settings& settings) {
  const auto store =
      OpenStore(ValueOrDie(storage::OpenRocksDb({.folder = folder})));
  const std::vector<std::string> texts = ReadTexts(settings);
  Filled filled;
  for (const std::string& text : texts)
    filled.megabytes += static_cast<double>(text.size()) / 1e6;
  StoreTexts(*store, texts);
  const absl::Time start = absl::Now();
  Require(store->IndexNow());
  filled.index_seconds = absl::ToDoubleSeconds(absl::Now() - start);
  return filled;
}

double MegabytesIn(const std::string& folder) {
  double bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    bytes += static_cast<double>(file.file_size());
  }
  return bytes / 1e6;
}

}  // namespace

std::vector<Result> SearchBench(const Settings& settings) {
  const BenchFolder folder("search");
  const Filled filled = Fill(folder.path(), settings);
  std::vector<Result> results;
  results.push_back({"search_store", MegabytesIn(folder.path()), "MB",
                     "the reports in it", filled.megabytes});
  results.push_back({"search_index", filled.index_seconds, "s",
                     "MB of reports, of which the last were not indexed yet",
                     filled.megabytes});
  const BenchServer server(folder);
  const EmptyRpc empty;
  for (const TextQuestion& query : TextQuestions()) {
    const Load load = query.LoadAt(server.address(), settings.run_time);
    for (Result& result : empty.CompareWith(load, settings.rounds, query.name,
                                            absl::StrCat(query.name, "_p99"))) {
      results.push_back(std::move(result));
    }
  }
  return results;
}

}  // namespace qiusuo::bench
