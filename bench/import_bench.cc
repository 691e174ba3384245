#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/sha256.h"
#include "bench/bench_server.h"
#include "bench/corpus.h"
#include "bench/require.h"
#include "bench/result.h"
#include "client/client.h"
#include "client/importer.h"
#include "service/parser/parse_report.h"
#include "service/server/pdf_reader.h"

namespace qiusuo::bench {
namespace {

constexpr const char* kControl = "the same, only parsed, on as many threads";

// The files of the corpus or, without one, the project's samples, again and again until they make
// `sample_bytes`.
std::vector<std::string> ReadReports(const Settings& settings) {
  const bool samples = settings.corpus.empty();
  std::vector<std::string> reports = ReadFolder(
      samples ? QIUSUO_SOURCE_DIR "/scripts/samples" : settings.corpus, "");
  size_t bytes = 0;
  for (const std::string& report : reports) bytes += report.size();
  for (size_t i = 0; samples && bytes < settings.sample_bytes; ++i) {
    reports.push_back(reports[i]);
    bytes += reports.back().size();
  }
  return reports;
}

// As many as the server takes of its own accord.
int Threads() {
  return std::max(2, static_cast<int>(std::thread::hardware_concurrency()));
}

// Seconds to parse all reports and to throw the documents away.
double ParseAll(const std::vector<std::string>& reports) {
  const parser::ParseOptions options = {
      .read_pdf = [reader = server::PdfReader("pdftotext")](
                      std::string_view pdf) { return reader.Read(pdf); }};
  std::atomic<size_t> next = 0;
  std::atomic<size_t> metrics = 0;
  const absl::Time start = absl::Now();
  std::vector<std::thread> threads;
  for (int i = 0; i < Threads(); ++i) {
    threads.emplace_back([&] {
      for (size_t at; (at = next++) < reports.size();) {
        const auto document =
            parser::ParseReport({.data = reports[at]}, options);
        if (document.ok()) metrics += (*document)->metrics_size();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
  if (metrics == 0) std::exit(1);  // nor can any of it be left out as unused
  return seconds;
}

// Seconds to import all reports as `qiusuo import` does.
double ImportAll(const std::vector<std::string>& reports,
                 const client::Client& client) {
  const absl::Time start = absl::Now();
  client::Importer importer(client, [](const client::Importer::Result&) {});
  for (size_t i = 0; i < reports.size(); ++i) {
    Require(importer.Add(reports[i], {.uri = absl::StrCat("file:///bench/", i)},
                         Sha256Hex(reports[i])));
  }
  Require(importer.Finish());
  return absl::ToDoubleSeconds(absl::Now() - start);
}

}  // namespace

std::vector<Result> ImportBench(const Settings& settings) {
  const std::vector<std::string> reports = ReadReports(settings);
  double megabytes = 0;
  for (const std::string& report : reports) {
    megabytes += static_cast<double>(report.size()) / 1e6;
  }
  std::vector<double> parse_rates, import_rates, again_rates;
  for (int round = 0; round < settings.rounds; ++round) {
    parse_rates.push_back(megabytes / ParseAll(reports));
    const BenchFolder folder("import");
    const BenchServer server(folder, Threads());
    const client::Client client({.endpoint = server.address()});
    import_rates.push_back(megabytes / ImportAll(reports, client));
    again_rates.push_back(megabytes / ImportAll(reports, client));
  }
  const double control = Median(parse_rates);
  return {
      {"import", Median(import_rates), "MB/s", kControl, control},
      {"import_again", Median(again_rates), "MB/s", kControl, control},
  };
}

}  // namespace qiusuo::bench
