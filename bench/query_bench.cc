#include <atomic>
#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bench/bench_server.h"
#include "bench/counting_engine.h"
#include "bench/empty_rpc.h"
#include "bench/load.h"
#include "bench/require.h"
#include "bench/result.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/document_store.h"
#include "storage/rocksdb_engine.h"

namespace qiusuo::bench {
namespace {

constexpr int kMetricsPerDocument = 100;
constexpr int kIndicators = 20000;
constexpr int kWriters = 8;
constexpr int kPageSize = 50;
const char* const kUnits[] = {"元", "%", "件", "人", "个百分点"};

// A few indicators are in many documents, and most in few.
std::string Indicator(std::mt19937_64& random) {
  const double even = std::uniform_real_distribution<double>(0, 1)(random);
  return absl::StrCat("指标", static_cast<int>(std::pow(kIndicators, even)));
}

v1::Metric RandomMetric(std::mt19937_64& random) {
  v1::Metric metric;
  metric.set_section_path("2.1");
  metric.set_indicator(Indicator(random));
  metric.set_indicator_full(random() % 3 == 0
                                ? absl::StrCat("全市", metric.indicator())
                                : metric.indicator());
  metric.set_kind(v1::METRIC_KIND_LEVEL);
  v1::Quantity& quantity = *metric.mutable_quantity();
  quantity.set_value(std::to_string(random() % 1000000));
  quantity.set_unit(kUnits[random() % std::size(kUnits)]);
  quantity.set_relation(v1::RELATION_EXACT);
  quantity.set_text(absl::StrCat(quantity.value(), quantity.unit()));
  const int year = static_cast<int>(2005 + random() % 20);
  v1::Period& period = *metric.mutable_period();
  period.set_text(absl::StrCat(year, "年"));
  period.set_label(std::to_string(year));
  period.mutable_first_date()->set_year(year);
  period.mutable_last_date()->set_year(year);
  metric.set_subject("全市");
  metric.mutable_span()->set_start_byte(static_cast<int>(random() % 60000));
  metric.mutable_span()->set_end_byte(metric.span().start_byte() + 60);
  return metric;
}

// Stores documents until they have so many metrics.
void Fill(storage::DocumentStore& store, int64_t metrics) {
  std::atomic<int64_t> next = 0;
  const int64_t documents = metrics / kMetricsPerDocument;
  std::vector<std::thread> writers;
  for (int i = 0; i < kWriters; ++i) {
    writers.emplace_back([&] {
      for (int64_t at; (at = next++) < documents;) {
        std::mt19937_64 random(static_cast<uint64_t>(at));
        storage::PutRequest put;
        put.name = {"default", absl::StrCat("d", random())};
        put.document->set_title("某市2024年国民经济和社会发展统计公报");
        put.document->set_issuer("某市统计局");
        put.document->set_text(absl::StrCat("报告", at));
        for (int m = 0; m < kMetricsPerDocument; ++m) {
          *put.document->add_metrics() = RandomMetric(random);
        }
        put.original = put.document->text();
        ValueOrDie(store.Put(std::move(put)));
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
}

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
  Fill(*store, metrics);
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
