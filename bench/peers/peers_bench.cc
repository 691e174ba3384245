#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bench/bench_server.h"
#include "bench/corpus.h"
#include "bench/load.h"
#include "bench/peers/groonga.h"
#include "bench/peers/peer.h"
#include "bench/peers/postgres.h"
#include "bench/peers/sqlite.h"
#include "bench/questions.h"
#include "bench/random_metrics.h"
#include "bench/require.h"
#include "bench/result.h"
#include "bench/stored_texts.h"
#include "qiusuo/v1/document_service.grpc.pb.h"
#include "qiusuo/v1/metric_service.grpc.pb.h"
#include "qiusuo/v1/search.pb.h"
#include "storage/document_store.h"
#include "storage/rocksdb_engine.h"

namespace qiusuo::bench {
namespace {

// PostgreSQL answers fastest so on two cores: a process for each connection.
constexpr int kPostgresThreads = 4;
// The libraries work in the threads that ask.
constexpr int kLibraryThreads = 2;
// Of a question that reads all.
constexpr int kAggregates = 2;
constexpr int kRowsOfPage = 1000;
// In one metric of a hundred: long enough to page through.
constexpr char kIndicator[] = "指标10";

std::unique_ptr<storage::DocumentStore> OpenStoreIn(const BenchFolder& folder) {
  return OpenStore(ValueOrDie(storage::OpenRocksDb({.folder = folder.path()})));
}

// Runs ours and the peer in turn; answers the medians of what they answered in a second.
Result Compare(const std::string& name, const std::string& unit,
               const std::string& peer, int rounds,
               const std::function<double()>& ours,
               const std::function<double()>& theirs) {
  std::vector<double> our_rates, their_rates;
  for (int round = 0; round < rounds; ++round) {
    our_rates.push_back(ours());
    their_rates.push_back(theirs());
  }
  return {name, Median(our_rates), unit, peer, Median(their_rates)};
}

double CallsPerSecond(const Load& load) {
  return ValueOrDie(RunLoad(load)).calls_per_second;
}

// What PostgreSQL is asked instead of the question.
struct Statement {
  const char* sql;
  std::vector<std::string> values;
};

// By name of a question (questions.h).
const std::map<std::string, Statement>& Statements() {
  static const auto& statements = *new std::map<std::string, Statement>{
      {"query_page_broad",
       {"select * from metrics order by document, position limit 50", {}}},
      {"query_page_indicator",
       {"select * from metrics where indicator = $1 order by document, "
        "position limit 50",
        {"指标100"}}},
      {"query_page_by_value",
       {"select * from metrics where indicator = $1 order by value desc, "
        "document desc, position desc limit 50",
        {"指标100"}}},
      {"query_page_selective",
       {"select * from metrics where indicator = $1 and unit = $2 and "
        "first_year >= 2015 order by value desc limit 50",
        {"指标100", "件"}}}};
  return statements;
}

// All metrics of an indicator, page by page.
class AllPages final : public PeerQuestion {
 public:
  explicit AllPages(const std::string& address)
      : stub_(v1::MetricService::NewStub(grpc::CreateChannel(
            address, grpc::InsecureChannelCredentials()))) {}

  size_t Ask() override {
    v1::QueryMetricsRequest request;
    request.set_parent(kParent);
    request.set_page_size(kRowsOfPage);
    request.mutable_filter()->add_indicators(kIndicator);
    size_t rows = 0;
    do {
      grpc::ClientContext context;
      v1::QueryMetricsResponse response;
      const grpc::Status status =
          stub_->QueryMetrics(&context, request, &response);
      if (!status.ok()) Require(absl::InternalError(status.error_message()));
      rows += static_cast<size_t>(response.results_size());
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    return rows;
  }

 private:
  std::unique_ptr<v1::MetricService::Stub> stub_;
};

double RowsPerSecond(const PrepareQuestion& prepare, int threads,
                     absl::Duration run_time) {
  const auto rows = static_cast<double>(prepare()->Ask());
  return rows * AskedPerSecond(prepare, threads, run_time);
}

Result ComparePages(const std::string& address, const Settings& settings) {
  const PrepareQuestion ours = [&] {
    return std::make_unique<AllPages>(address);
  };
  const PrepareQuestion theirs =
      PostgresPages(settings.postgres,
                    "select * from metrics where indicator = $1 order by "
                    "document, position",
                    {kIndicator}, kRowsOfPage);
  return Compare(
      "query_pages_postgres", "rows/s", "PostgreSQL, pages of 1000 by a cursor",
      settings.rounds,
      [&] { return RowsPerSecond(ours, kPostgresThreads, settings.run_time); },
      [&] {
        return RowsPerSecond(theirs, kPostgresThreads, settings.run_time);
      });
}

Result CompareAggregate(const std::string& address, const Settings& settings,
                        bool with_median) {
  v1::AggregateMetricsRequest request;
  request.set_parent(kParent);
  request.set_with_median(with_median);
  const Load load{.endpoint = address,
                  .method = "/qiusuo.v1.MetricService/AggregateMetrics",
                  .request = request.SerializeAsString(),
                  .in_flight = kAggregates,
                  .run_time = settings.run_time};
  const PrepareQuestion theirs = PostgresQuestion(
      settings.postgres,
      absl::StrCat("select unit, count(*), min(value), max(value), sum(value), "
                   "avg(value)",
                   with_median
                       ? ", percentile_disc(0.5) within group (order by "
                         "value)"
                       : "",
                   " from metrics group by unit"),
      {});
  return Compare(
      with_median ? "aggregate_median_postgres" : "aggregate_postgres",
      "calls/s", "PostgreSQL, group by unit", settings.rounds,
      [&] { return CallsPerSecond(load); },
      [&] { return AskedPerSecond(theirs, kAggregates, settings.run_time); });
}

std::vector<Result> CompareWithPostgres(const Settings& settings) {
  const BenchFolder folder("postgres");
  {
    const auto store = OpenStoreIn(folder);
    StoreRandomMetrics(*store, settings.metrics);
    Require(store->IndexNow());
  }
  FillPostgres(settings.postgres, settings.metrics);
  const BenchServer server(folder);
  std::vector<Result> results;
  for (const MetricQuestion& question : MetricQuestions()) {
    const Load load = question.LoadAt(server.address(), settings.run_time);
    const Statement& statement = Statements().at(question.name);
    const PrepareQuestion theirs =
        PostgresQuestion(settings.postgres, statement.sql, statement.values);
    results.push_back(Compare(
        absl::StrCat(question.name, "_postgres"), "calls/s",
        "PostgreSQL, prepared, unix socket", settings.rounds,
        [&] { return CallsPerSecond(load); },
        [&] {
          return AskedPerSecond(theirs, kPostgresThreads, settings.run_time);
        }));
  }
  results.push_back(ComparePages(server.address(), settings));
  for (const bool with_median : {false, true}) {
    results.push_back(
        CompareAggregate(server.address(), settings, with_median));
  }
  return results;
}

int64_t OursFound(const std::string& address,
                  const v1::SearchTextRequest& request) {
  const auto stub = v1::DocumentService::NewStub(
      grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  v1::SearchTextResponse response;
  const grpc::Status status = stub->SearchText(&context, request, &response);
  if (!status.ok()) Require(absl::InternalError(status.error_message()));
  return response.found_count();
}

std::vector<Result> CompareSearch(const Settings& settings) {
  const BenchFolder folder("search-peers");
  const BenchFolder peers("peers");
  const std::string sqlite = absl::StrCat(peers.path(), "/sqlite");
  const std::string groonga = absl::StrCat(peers.path(), "/groonga");
  const std::vector<std::string> texts = ReadTexts(settings);
  {
    const auto store = OpenStoreIn(folder);
    StoreTexts(*store, texts);
    Require(store->IndexNow());
  }
  FillSqlite(sqlite, texts);
  FillGroonga(groonga, texts);
  const BenchServer server(folder);
  std::vector<Result> results;
  for (const TextQuestion& question : TextQuestions()) {
    const Load load = question.LoadAt(server.address(), settings.run_time);
    const int64_t found = OursFound(server.address(), question.request);
    const std::string& words = question.words;
    const auto compare = [&](const char* peer, int64_t theirs,
                             const PrepareQuestion& prepare) {
      results.push_back(Compare(
          absl::StrCat(question.name, "_", peer), "calls/s",
          absl::StrCat(peer, " in this process, found ", theirs, ", we ",
                       found),
          settings.rounds, [&] { return CallsPerSecond(load); },
          [&] {
            return AskedPerSecond(prepare, kLibraryThreads, settings.run_time);
          }));
    };
    compare("groonga", GroongaFound(groonga, words),
            GroongaQuestion(groonga, words));
    constexpr size_t kBytesOfThree = 9;
    if (words.size() < kBytesOfThree) continue;
    compare("sqlite", SqliteFound(sqlite, words),
            SqliteQuestion(sqlite, words));
  }
  return results;
}

}  // namespace

std::vector<Result> PeersBench(const Settings& settings) {
  std::vector<Result> results = CompareSearch(settings);
  for (Result& result : CompareWithPostgres(settings)) {
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace qiusuo::bench
