// File: bench/result.h
//
// What a bench answers: a figure and, from the same run, what it is compared
// with.

#ifndef QIUSUO_BENCH_RESULT_H_
#define QIUSUO_BENCH_RESULT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace qiusuo::bench {

struct Result {
  std::string name;
  double value = 0;
  std::string unit;
  std::string control;  // what `control_value` measures
  double control_value = 0;
  std::optional<double> allocations = std::nullopt;  // per document

  double ratio() const {
    return control_value == 0 ? 0 : value / control_value;
  }
};

struct Settings {
  absl::Duration run_time = absl::Seconds(2);  // of one measurement
  int rounds = 5;  // value and control in turn; medians count
  size_t sample_bytes = size_t{4} << 20;    // of the samples, repeated
  size_t hostile_bytes = size_t{16} << 20;  // of one hostile text
  int64_t metrics = 1000000;                // in the store that is queried
  std::string postgres = {};  // database for the peers, as libpq takes it
  std::string corpus = {};    // folder of reports; empty: the project's samples
};

// Median of `values`, which must not be empty.
double Median(std::vector<double> values);

// ReadBench: GetDocument(BASIC) against an empty RPC, by rate and by p99.
std::vector<Result> ReadBench(const Settings& settings);

// QueryBench: first pages of 50 out of many metrics against an empty RPC, by rate and by p99, and
// the rows that are read for each.
std::vector<Result> QueryBench(const Settings& settings);

// SearchBench: first pages of 10 out of the corpus against an empty RPC, by rate and by p99; the
// bytes of the store against those of the reports, and the time to index what was not yet.
std::vector<Result> SearchBench(const Settings& settings);

// PeersBench: the same questions to PostgreSQL, and the same searches to SQLite and Groonga,
// each with the same data. Only built with QIUSUO_BENCH_PEERS.
std::vector<Result> PeersBench(const Settings& settings);

// ParseBench: each stage of the parser and all of them, over the corpus, against
// ICU's reading of the same text.
std::vector<Result> ParseBench(const Settings& settings);

// ExtractBench: for each format the way from a file to its text, and the whole parse, by bytes of
// the file per second, against ICU's reading of the text.
std::vector<Result> ExtractBench(const Settings& settings);

// ImportBench: a folder through the real server, stored, and once more, by bytes per second,
// against parsing alone.
std::vector<Result> ImportBench(const Settings& settings);

// HostileBench: ParseReport over long texts of one piece, by bytes per second and by
// bytes of memory per byte of text, against a quarter of the same text.
std::vector<Result> HostileBench(const Settings& settings);

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_RESULT_H_
