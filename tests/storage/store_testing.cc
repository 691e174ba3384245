#include "tests/storage/store_testing.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <random>

#include "proto/error_details.h"
#include "storage/rocksdb_engine.h"
#include "tests/storage/memory_engine.h"

namespace qiusuo::storage {

TempFolder::TempFolder() {
  path_ = ::testing::TempDir() + "qiusuo-XXXXXX";
  if (mkdtemp(path_.data()) == nullptr) ADD_FAILURE() << path_;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::unique_ptr<Engine> OpenEngine(std::string_view name,
                                   const TempFolder& folder) {
  if (name == "memory") return std::make_unique<MemoryEngine>();
  return ValueOf(OpenRocksDb({.folder = folder.path()}));
}

std::vector<Row> ReadAll(const Snapshot& snapshot, const KeyRange& range,
                         bool reverse, size_t page_rows) {
  std::vector<Row> all;
  const std::unique_ptr<Cursor> cursor = snapshot.Scan(range, reverse);
  for (;;) {
    std::vector<Row> rows = ValueOf(cursor->Next(page_rows, size_t{1} << 30));
    if (rows.empty()) return all;
    EXPECT_LE(rows.size(), page_rows);
    all.insert(all.end(), rows.begin(), rows.end());
  }
}

uint64_t TestSeed() {
  const char* const chosen = std::getenv("QIUSUO_TEST_SEED");
  if (chosen != nullptr) return std::strtoull(chosen, nullptr, 10);
  return std::random_device()();
}

qiusuo::v1::Metric MakeMetric(std::string_view indicator,
                              std::string_view value, std::string_view unit) {
  qiusuo::v1::Metric metric;
  metric.set_indicator(std::string(indicator));
  metric.set_indicator_full(std::string(indicator));
  metric.set_kind(qiusuo::v1::METRIC_KIND_LEVEL);
  metric.mutable_quantity()->set_value(std::string(value));
  metric.mutable_quantity()->set_unit(std::string(unit));
  metric.mutable_quantity()->set_relation(qiusuo::v1::RELATION_EXACT);
  return metric;
}

qiusuo::v1::Document MakeDocument(
    std::string_view text, const std::vector<qiusuo::v1::Metric>& metrics) {
  qiusuo::v1::Document document;
  document.set_title("某县人民法院工作报告");
  document.set_issuer("某县人民法院");
  document.mutable_issue_date()->set_year(2024);
  document.set_text(std::string(text));
  document.add_zones()->set_kind(qiusuo::v1::ZONE_KIND_BODY);
  document.add_sections()->set_path("1");
  document.add_diagnostics()->set_code("PROMISED_COUNT_MISMATCH");
  for (const qiusuo::v1::Metric& metric : metrics) {
    *document.add_metrics() = metric;
  }
  return document;
}

PutRequest MakePut(const DocumentName& name, qiusuo::v1::Document document) {
  std::string original = document.text();
  return {name, ArenaDocument(document), std::move(original), nullptr};
}

std::string ReasonOf(const absl::Status& status) {
  return status.ok() ? "OK" : ErrorReason(status);
}

}  // namespace qiusuo::storage
