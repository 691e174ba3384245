#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bench/bench_server.h"
#include "bench/counting_engine.h"
#include "bench/empty_rpc.h"
#include "bench/load.h"
#include "bench/questions.h"
#include "bench/random_metrics.h"
#include "bench/require.h"
#include "bench/result.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/document_store.h"
#include "storage/rocksdb_engine.h"

namespace qiusuo::bench {
namespace {

// Rows that the store reads for each metric of a first page.
double RowsPerResult(storage::DocumentStore& store,
                     const CountingEngine& engine,
                     const MetricQuestion& query) {
  storage::MetricQuery question{.collection = "default",
                                .filter = query.request.filter(),
                                .order = query.request.order(),
                                .descending = query.request.descending()};
  const int64_t before = engine.rows_read();
  const auto page = ValueOrDie(
      store.Query(question, {kPageSize, size_t{1} << 20}, /*resume=*/""));
  return static_cast<double>(engine.rows_read() - before) /
         static_cast<double>(std::max<size_t>(page.items.size(), 1));
}

std::vector<Result> CountRows(const std::string& folder, int64_t metrics) {
  auto counting = std::make_unique<CountingEngine>(
      ValueOrDie(storage::OpenRocksDb({.folder = folder})));
  const CountingEngine& engine = *counting;
  const auto store = OpenStore(std::move(counting));
  StoreRandomMetrics(*store, metrics);
  std::vector<Result> results;
  for (const MetricQuestion& query : MetricQuestions()) {
    results.push_back({query.name + "_rows",
                       RowsPerResult(*store, engine, query), "rows",
                       "one row for each metric", 1});
  }
  return results;
}

}  // namespace

std::vector<Result> QueryBench(const Settings& settings) {
  const BenchFolder folder("query");
  std::vector<Result> results = CountRows(folder.path(), settings.metrics);

  const BenchServer server(folder);
  const EmptyRpc empty;
  for (const MetricQuestion& query : MetricQuestions()) {
    const Load load = query.LoadAt(server.address(), settings.run_time);
    for (Result& result : empty.CompareWith(load, settings.rounds, query.name,
                                            query.name + "_p99")) {
      results.push_back(std::move(result));
    }
  }
  return results;
}

}  // namespace qiusuo::bench
