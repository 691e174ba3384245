#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "absl/time/clock.h"
#include "base/sha256.h"
#include "bench/allocations.h"
#include "bench/corpus.h"
#include "bench/result.h"
#include "service/parser/limits.h"
#include "service/parser/parse_report.h"
#include "service/parser/periods.h"
#include "service/parser/quantities.h"
#include "service/parser/text.h"

namespace qiusuo::bench {
namespace {

// In the order of the pipeline; sums last.
constexpr const char* kStages[] = {
    "sha256",  "decode",     "fold",    "lines",  "zones",         "outline",
    "metrics", "quantities", "periods", "checks", "outline_alone", "whole"};
constexpr const char* kControl = "ICU, UTF-8 to UTF-16";

// Time and allocations of the stages.
struct Cost {
  double us = 0;
  size_t allocations = 0;
};
using Costs = std::map<std::string, Cost>;

// Of one report; of several rounds the fastest counts, stage by stage, for what else the
// machine does only ever adds.
class Meter {
 public:
  void Start() {
    allocations_ = CurrentHeapUse().allocations;
    start_ = absl::Now();
  }

  // Ends a stage, and starts the next.
  void Stop(const std::string& stage) {
    const double us = absl::ToDoubleMicroseconds(absl::Now() - start_);
    const size_t allocations = CurrentHeapUse().allocations - allocations_;
    const auto [cost, is_new] = costs_.try_emplace(stage);
    if (is_new || us < cost->second.us) cost->second.us = us;
    cost->second.allocations = std::max(cost->second.allocations, allocations);
    Start();
  }

  const Costs& costs() const { return costs_; }

 private:
  Costs costs_;
  size_t allocations_ = 0;
  absl::Time start_;
};

size_t MeasureControl(const std::string& report, Meter& meter) {
  meter.Start();
  const size_t size = ReadWithIcu(report);
  meter.Stop("control");
  return size;
}

// Two parts of the stage `metrics`.
size_t MeasureFinders(const std::string& report, Meter& meter) {
  const parser::Text text(report);
  const parser::CharSpan all = {0, text.size()};
  meter.Start();
  size_t found = parser::FindQuantities(text, all, parser::kMaxFigures).size();
  meter.Stop("quantities");
  google::protobuf::Arena arena;
  found += parser::FindPeriods(text, all, {}, arena).size();
  meter.Stop("periods");
  return found;
}

// Answers a sum over what was found, so that no work can be left out as unused.
size_t MeasureReport(const std::string& report, Meter& meter) {
  size_t found = MeasureControl(report, meter);
  found += Sha256Hex(report).size();
  meter.Stop("sha256");
  parser::ParseOptions options;
  found +=
      parser::ParseReport({.data = report}, options).value()->metrics_size();
  meter.Stop("whole");
  options.after_stage = [&](std::string_view stage) {
    meter.Stop(std::string(stage));
  };
  meter.Start();
  found +=
      parser::ParseReport({.data = report}, options).value()->metrics_size();
  return found + MeasureFinders(report, meter);
}

// From bytes to sections: what a caller who wants no metric waits for.
Cost OutlineAlone(const Costs& costs) {
  Cost sum;
  for (const char* stage : {"decode", "fold", "lines", "zones", "outline"}) {
    sum.us += costs.at(stage).us;
    sum.allocations += costs.at(stage).allocations;
  }
  return sum;
}

}  // namespace

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::vector<Result> ParseBench(const Settings& settings) {
  const std::vector<std::string> corpus = ReadTexts(settings);
  double bytes = 0;
  for (const std::string& report : corpus) {
    bytes += static_cast<double>(report.size());
  }
  size_t kept = 0;
  std::vector<Meter> meters(corpus.size());
  for (int round = 0; round <= settings.rounds; ++round) {
    CountHeapUse(round == 0);
    for (size_t i = 0; i < corpus.size(); ++i) {
      kept += MeasureReport(corpus[i], meters[i]);
    }
  }
  CountHeapUse(true);
  if (kept == 0) std::exit(1);
  Costs sums;
  for (const Meter& meter : meters) {
    for (const auto& [stage, cost] : meter.costs()) {
      sums[stage].us += cost.us;
      sums[stage].allocations += cost.allocations;
    }
  }
  sums["outline_alone"] = OutlineAlone(sums);
  std::vector<Result> results;
  for (const char* stage : kStages) {
    const Cost& cost = sums[stage];
    results.push_back({std::string("parse_") + stage, bytes / cost.us, "MB/s",
                       kControl, bytes / sums["control"].us,
                       static_cast<double>(cost.allocations) /
                           static_cast<double>(corpus.size())});
  }
  return results;
}

}  // namespace qiusuo::bench
