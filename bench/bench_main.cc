// qiusuo_bench: every bench in one run, as a table on standard output and as
// JSON in a file. scripts/bench.sh builds and runs it.

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "base/log.h"
#include "bench/result.h"

namespace {

using qiusuo::bench::Result;
using qiusuo::bench::Settings;

struct Bench {
  const char* name;
  std::function<std::vector<Result>(const Settings&)> run;
};

const std::vector<Bench> kBenches = {
    {"read", qiusuo::bench::ReadBench},
    {"query", qiusuo::bench::QueryBench},
    {"search", qiusuo::bench::SearchBench},
    {"parse", qiusuo::bench::ParseBench},
    {"extract", qiusuo::bench::ExtractBench},
    {"import", qiusuo::bench::ImportBench},
    {"hostile", qiusuo::bench::HostileBench},
#ifdef QIUSUO_BENCH_PEERS
    {"peers", qiusuo::bench::PeersBench},
#endif
};

std::vector<std::string> BenchNames() {
  std::vector<std::string> names;
  for (const Bench& bench : kBenches) names.emplace_back(bench.name);
  return names;
}

google::protobuf::Value ToValue(const Result& result) {
  google::protobuf::Value value;
  auto& fields = *value.mutable_struct_value()->mutable_fields();
  fields["name"].set_string_value(result.name);
  fields["value"].set_number_value(result.value);
  fields["unit"].set_string_value(result.unit);
  fields["control"].set_string_value(result.control);
  fields["control_value"].set_number_value(result.control_value);
  fields["ratio"].set_number_value(result.ratio());
  if (result.allocations) {
    fields["allocations"].set_number_value(*result.allocations);
  }
  return value;
}

void PrintHeading() {
  std::printf("%-28s %12s %-8s %12s %8s %12s  %s\n", "name", "value", "unit",
              "control", "ratio", "allocs/doc", "what the control is");
}

void Print(const Result& result) {
  std::string allocations = "-";
  if (result.allocations) {
    allocations = std::to_string(static_cast<int64_t>(*result.allocations));
  }
  std::printf("%-28s %12.1f %-8s %12.1f %8.3f %12s  %s\n", result.name.c_str(),
              result.value, result.unit.c_str(), result.control_value,
              result.ratio(), allocations.c_str(), result.control.c_str());
}

bool WriteJson(const std::vector<Result>& results, const std::string& path) {
  google::protobuf::ListValue list;
  for (const Result& result : results) *list.add_values() = ToValue(result);
  std::string json;
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  if (!google::protobuf::util::MessageToJsonString(list, &json, options).ok()) {
    return false;
  }
  std::ofstream file(path);
  file << json;
  return file.good();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Every bench in one run, each beside its control.");
  bool quick = false;
  std::string only;
  std::string output = "bench-results.json";
  app.add_flag("--quick", quick, "short runs, for a first look");
  app.add_option("--only", only, "run this bench alone")
      ->check(CLI::IsMember(BenchNames()));
  Settings settings;
  app.add_option("--corpus", settings.corpus,
                 "parse the reports in this folder, not the samples")
      ->check(CLI::ExistingDirectory);
  app.add_option("--postgres", settings.postgres,
                 "an empty database for the peers: host=/tmp/x dbname=bench");
  app.add_option("--results", output, "where the JSON goes");
  int64_t metrics = 0;
  app.add_option("--metrics", metrics, "query a store of so many metrics")
      ->check(CLI::PositiveNumber);
  CLI11_PARSE(app, argc, argv);

  qiusuo::SetLogLevel("error");
  if (quick) {
    settings.run_time = absl::Milliseconds(500);
    settings.rounds = 3;
    settings.sample_bytes = size_t{1} << 20;
    settings.hostile_bytes = size_t{1} << 18;
    settings.metrics = 50000;
  }
  if (metrics > 0) settings.metrics = metrics;
  std::vector<Result> results;
  PrintHeading();
  for (const Bench& bench : kBenches) {
    if (!only.empty() && only != bench.name) continue;
    for (Result& result : bench.run(settings)) {
      Print(result);
      results.push_back(std::move(result));
    }
  }
  return WriteJson(results, output) ? 0 : 1;
}
