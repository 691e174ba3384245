#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "absl/time/clock.h"
#include "bench/allocations.h"
#include "bench/result.h"
#include "service/parser/parse_report.h"

namespace qiusuo::bench {
namespace {

struct Hostile {
  const char* name;
  std::string_view piece;
};

constexpr Hostile kHostile[] = {
    {"brackets", "（（（"},
    {"markers", "一、"},
    {"marker_lines", "一、\n"},
    {"digits", "7"},
    {"han_digits", "七"},
    {"years", "2024年"},
    {"shares", "1%"},
    {"commas", "1,"},
    {"quotes", "“"},
    {"one_line", "全县生产总值稳步增长，"},
    {"one_sentence", "全县生产总值增长5.2%，"},
};

std::string Repeat(std::string_view piece, size_t bytes) {
  std::string text;
  text.reserve(bytes + piece.size());
  while (text.size() < bytes) text += piece;
  return text;
}

struct Cost {
  double bytes_per_us = 0;
  double memory_per_byte = 0;
};

Cost Parse(const std::string& text) {
  ResetPeak();
  const absl::Time start = absl::Now();
  const auto document =
      parser::ParseReport({.data = text}, {.max_content_bytes = text.size()});
  const double us = absl::ToDoubleMicroseconds(absl::Now() - start);
  if (!document.ok()) std::exit(1);
  const auto bytes = static_cast<double>(text.size());
  return {bytes / us, static_cast<double>(CurrentHeapUse().peak_bytes) / bytes};
}

}  // namespace

std::vector<Result> HostileBench(const Settings& settings) {
  std::vector<Result> results;
  for (const Hostile& hostile : kHostile) {
    const std::string name = std::string("hostile_") + hostile.name;
    const Cost whole = Parse(Repeat(hostile.piece, settings.hostile_bytes));
    const Cost quarter =
        Parse(Repeat(hostile.piece, settings.hostile_bytes / 4));
    results.push_back({name, whole.bytes_per_us, "MB/s",
                       "a quarter of the text", quarter.bytes_per_us});
    results.push_back({name + "_memory", whole.memory_per_byte, "B/B",
                       "a quarter of the text", quarter.memory_per_byte});
  }
  return results;
}

}  // namespace qiusuo::bench
