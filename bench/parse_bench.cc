#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/time/clock.h"
#include "bench/result.h"
#include "service/parser/parse_report.h"
#include "service/parser/text.h"

namespace qiusuo::bench {
namespace {

constexpr size_t kCorpusBytes = size_t{4} << 20;

// The samples as UTF-8 texts, repeated until they make kCorpusBytes.
std::vector<std::string> Corpus() {
  std::vector<std::string> samples;
  for (const auto& entry : std::filesystem::directory_iterator(
           QIUSUO_SOURCE_DIR "/scripts/samples")) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const auto document = parser::ParseReport({.data = bytes}, {});
    if (document.ok()) samples.push_back(document->text());
  }
  if (samples.empty()) {
    std::fprintf(stderr, "bench: no samples\n");
    std::exit(1);
  }
  std::vector<std::string> corpus;
  for (size_t bytes = 0, i = 0; bytes < kCorpusBytes; ++i) {
    corpus.push_back(samples[i % samples.size()]);
    bytes += corpus.back().size();
  }
  return corpus;
}

// MB/s of `work` over the corpus.
template <typename Work>
double Rate(const std::vector<std::string>& corpus, Work work) {
  size_t bytes = 0;
  const absl::Time start = absl::Now();
  for (const std::string& text : corpus) {
    work(text);
    bytes += text.size();
  }
  return static_cast<double>(bytes) /
         absl::ToDoubleMicroseconds(absl::Now() - start);
}

}  // namespace

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::vector<Result> ParseBench(const Settings& settings) {
  const std::vector<std::string> corpus = Corpus();
  size_t kept = 0;  // so that no work can be left out as unused
  std::vector<double> parse_rates, fold_rates;
  for (int round = 0; round < settings.rounds; ++round) {
    parse_rates.push_back(Rate(corpus, [&kept](const std::string& text) {
      kept += parser::ParseReport({.data = text}, {})->ByteSizeLong();
    }));
    fold_rates.push_back(Rate(corpus, [&kept](const std::string& text) {
      kept += parser::Text(text).size();
    }));
  }
  if (kept == 0) std::exit(1);
  return {{"parse_report", Median(parse_rates), "MB/s", "decode and fold alone",
           Median(fold_rates)}};
}

}  // namespace qiusuo::bench
