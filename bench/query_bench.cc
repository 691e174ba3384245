#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bench/bench_server.h"
#include "bench/counting_engine.h"
#include "bench/empty_rpc.h"
#include "bench/load.h"
#include "bench/random_metrics.h"
#include "bench/require.h"
#include "bench/result.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/document_store.h"
#include "storage/rocksdb_engine.h"

namespace qiusuo::bench {
namespace {

constexpr int kPageSize = 50;

struct Query {
  std::string name;
  v1::QueryMetricsRequest request;
};

std::vector<Query> Queries() {
  v1::QueryMetricsRequest request;
  request.set_parent("collections/default");
  request.set_page_size(kPageSize);
  std::vector<Query> queries;
  queries.push_back({"query_page_broad", request});
  request.mutable_filter()->add_indicators("指标100");
  queries.push_back({"query_page_indicator", request});
  request.set_order(v1::METRIC_ORDER_VALUE);
  request.set_descending(true);
  queries.push_back({"query_page_by_value", request});
  request.mutable_filter()->add_units("件");
  request.mutable_filter()
      ->mutable_period_range()
      ->mutable_first_date()
      ->set_year(2015);
  queries.push_back({"query_page_selective", request});
  return queries;
}

// Rows that the store reads for each metric of a first page.
double RowsPerResult(storage::DocumentStore& store,
                     const CountingEngine& engine, const Query& query) {
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
  const auto store = ValueOrDie(storage::DocumentStore::Open(
      std::move(counting), [] { return absl::FromUnixSeconds(1700000000); }));
  StoreRandomMetrics(*store, metrics);
  std::vector<Result> results;
  for (const Query& query : Queries()) {
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
  for (const Query& query : Queries()) {
    const Load load{.endpoint = server.address(),
                    .method = "/qiusuo.v1.MetricService/QueryMetrics",
                    .request = query.request.SerializeAsString(),
                    .run_time = settings.run_time};
    for (Result& result : empty.CompareWith(load, settings.rounds, query.name,
                                            query.name + "_p99")) {
      results.push_back(std::move(result));
    }
  }
  return results;
}

}  // namespace qiusuo::bench
