#include <unicode/ustring.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "base/sha256.h"
#include "bench/allocations.h"
#include "bench/result.h"
#include "service/parser/decode.h"
#include "service/parser/lines.h"
#include "service/parser/metric_checks.h"
#include "service/parser/metrics.h"
#include "service/parser/outline_checks.h"
#include "service/parser/parse_report.h"
#include "service/parser/periods.h"
#include "service/parser/quantities.h"
#include "service/parser/sections.h"
#include "service/parser/text.h"
#include "service/parser/text_checks.h"
#include "service/parser/zones.h"

namespace qiusuo::bench {
namespace {

constexpr const char* kControl = "ICU, UTF-8 to UTF-16";

std::vector<std::string> ReadFolder(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> reports;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    reports.emplace_back(std::istreambuf_iterator<char>(file),
                         std::istreambuf_iterator<char>());
  }
  return reports;
}

// The readable reports as UTF-8; the project's samples again and again until they
// make `sample_bytes`.
std::vector<std::string> ReadCorpus(const Settings& settings) {
  const bool samples = settings.corpus.empty();
  std::vector<std::string> corpus;
  size_t bytes = 0;
  for (const std::string& report : ReadFolder(
           samples ? QIUSUO_SOURCE_DIR "/scripts/samples" : settings.corpus)) {
    auto document = parser::ParseReport({.data = report}, {});
    if (!document.ok()) continue;
    corpus.push_back(std::move(*document->mutable_text()));
    bytes += corpus.back().size();
  }
  if (corpus.empty()) {
    std::fprintf(stderr, "bench: no reports\n");
    std::exit(1);
  }
  for (size_t i = 0; samples && bytes < settings.sample_bytes; ++i) {
    corpus.push_back(corpus[i]);
    bytes += corpus.back().size();
  }
  return corpus;
}

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
  template <typename Work>
  auto Measure(const std::string& stage, Work work) {
    const size_t allocations = CurrentHeapUse().allocations;
    const absl::Time start = absl::Now();
    auto result = work();
    const absl::Time end = absl::Now();
    const double us = absl::ToDoubleMicroseconds(end - start);
    const auto [cost, is_new] = costs_.try_emplace(stage);
    if (is_new || us < cost->second.us) cost->second.us = us;
    cost->second.allocations = CurrentHeapUse().allocations - allocations;
    return result;
  }

  const Costs& costs() const { return costs_; }

 private:
  Costs costs_;
};

// A report with what its stages answered: what the next stages read.
struct Parsed {
  qiusuo::v1::Document document;
  parser::Text text;
  std::vector<parser::Line> lines;
  parser::Layout layout;
};

// Does once more, stage by stage, what ParseReport does. The sums that it and
// MeasureMetrics answer keep the compiler from leaving the work out.
size_t MeasureOutline(const std::string& report, Meter& meter) {
  parser::DecodedReport decoded = meter.Measure(
      "1_decode", [&] { return *parser::Decode({.data = report}); });
  const parser::Text text = meter.Measure(
      "2_fold", [&] { return parser::Text(std::move(decoded.utf8)); });
  const auto lines =
      meter.Measure("3_lines", [&] { return parser::FindLines(text); });
  const auto layout =
      meter.Measure("4_zones", [&] { return parser::ReadLayout(text, lines); });
  const auto sections = meter.Measure("5_outline", [&] {
    return parser::FindSections(text, lines, layout.is_body, layout.part_lines);
  });
  return sections.size();
}

size_t MeasureMetrics(const Parsed& parsed, Meter& meter) {
  const auto& [document, text, lines, layout] = parsed;
  size_t found = 0;
  found += meter
               .Measure("6_quantities",
                        [&] {
                          return parser::FindQuantities(text, {0, text.size()},
                                                        parser::kMaxFigures);
                        })
               .size();
  found += meter
               .Measure("6_periods",
                        [&] {
                          return parser::FindPeriods(text, {0, text.size()},
                                                     document.issue_date());
                        })
               .size();
  found += meter
               .Measure("7_metrics",
                        [&] { return parser::FindMetrics(text, document); })
               .metrics.size();
  found += meter
               .Measure("8_text_checks",
                        [&] { return parser::CheckText(text, document); })
               .size();
  std::vector<size_t> part_begins;
  for (const size_t line : layout.part_lines) {
    part_begins.push_back(lines[line].span.begin);
  }
  found +=
      meter
          .Measure(
              "8_outline_checks",
              [&] { return parser::CheckOutline(text, document, part_begins); })
          .size();
  return found +
         meter
             .Measure("8_metric_checks",
                      [&] { return parser::CheckMetrics(text, document); })
             .size();
}

size_t MeasureReport(const std::string& report, Meter& meter) {
  size_t kept = meter.Measure("control", [&] {
    std::u16string units(report.size(), 0);
    int32_t size = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(units.data(), static_cast<int32_t>(units.size()), &size,
                  report.data(), static_cast<int32_t>(report.size()), &status);
    return static_cast<size_t>(size);
  });
  qiusuo::v1::Document document = meter.Measure(
      "whole", [&] { return *parser::ParseReport({.data = report}, {}); });
  kept += meter.Measure("sha256", [&] { return Sha256Hex(report); }).size();
  Parsed parsed = {std::move(document), parser::Text(report), {}, {}};
  parsed.lines = parser::FindLines(parsed.text);
  parsed.layout = parser::ReadLayout(parsed.text, parsed.lines);
  return kept + MeasureOutline(report, meter) + MeasureMetrics(parsed, meter);
}

// From bytes to sections: what a caller who wants no metric waits for.
Cost OutlineAlone(const Costs& costs) {
  Cost sum;
  for (const char* stage :
       {"1_decode", "2_fold", "3_lines", "4_zones", "5_outline"}) {
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
  const std::vector<std::string> corpus = ReadCorpus(settings);
  double bytes = 0;
  for (const std::string& report : corpus) {
    bytes += static_cast<double>(report.size());
  }
  size_t kept = 0;
  std::vector<Meter> meters(corpus.size());
  for (int round = 0; round < settings.rounds; ++round) {
    for (size_t i = 0; i < corpus.size(); ++i) {
      kept += MeasureReport(corpus[i], meters[i]);
    }
  }
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
  for (const auto& [stage, cost] : sums) {
    if (stage == "control") continue;
    results.push_back({"parse_" + stage, bytes / cost.us, "MB/s", kControl,
                       bytes / sums["control"].us,
                       static_cast<double>(cost.allocations) /
                           static_cast<double>(corpus.size())});
  }
  return results;
}

}  // namespace qiusuo::bench
