#include "bench/corpus.h"

#include <unicode/ustring.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "service/parser/parse_report.h"

namespace qiusuo::bench {

std::vector<std::string> ReadFolder(const std::string& folder,
                                    std::string_view ending) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().string().ends_with(ending))
      paths.push_back(entry.path());
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

std::vector<std::string> ReadTexts(const Settings& settings) {
  const bool samples = settings.corpus.empty();
  std::vector<std::string> corpus;
  size_t bytes = 0;
  for (const std::string& report : ReadFolder(
           samples ? QIUSUO_SOURCE_DIR "/scripts/samples" : settings.corpus,
           "")) {
    auto document = parser::ParseDocument({.data = report}, {});
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

size_t ReadWithIcu(const std::string& utf8) {
  std::u16string units(utf8.size(), 0);
  int32_t size = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strFromUTF8(units.data(), static_cast<int32_t>(units.size()), &size,
                utf8.data(), static_cast<int32_t>(utf8.size()), &status);
  return static_cast<size_t>(size);
}

}  // namespace qiusuo::bench
