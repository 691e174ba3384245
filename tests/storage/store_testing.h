// File: tests/storage/store_testing.h
//
// What the tests of the store share: engines by name, folders that go away, and
// documents made of a few words.
//
//   class MyTest : public ::testing::TestWithParam<std::string> {};
//   INSTANTIATE_TEST_SUITE_P(Engines, MyTest, EngineNames());

#ifndef QIUSUO_TESTS_STORAGE_STORE_TESTING_H_
#define QIUSUO_TESTS_STORAGE_STORE_TESTING_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "proto/names.h"
#include "qiusuo/v1/document.pb.h"
#include "storage/document_store.h"
#include "storage/engine.h"

namespace qiusuo::storage {

// A folder of its own that is deleted in the end.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The engines that every suite runs on: `rocksdb`, `memory`.
inline auto EngineNames() { return ::testing::Values("rocksdb", "memory"); }

// OpenEngine opens an engine; RocksDB keeps its data in `folder`.
std::unique_ptr<Engine> OpenEngine(std::string_view name,
                                   const TempFolder& folder);

// ReadAll answers every row of the snapshot, in pages of `page_rows`.
std::vector<Row> ReadAll(const Snapshot& snapshot, const KeyRange& range = {},
                         bool reverse = false, size_t page_rows = 1000);

// TestSeed answers the seed of a random test: the environment's QIUSUO_TEST_SEED, or
// another one every time. Show it with SCOPED_TRACE.
uint64_t TestSeed();

// A metric such as `结案率 90 %`.
qiusuo::v1::Metric MakeMetric(std::string_view indicator,
                              std::string_view value, std::string_view unit);

// A document with this text, a section, a diagnostic and these metrics.
qiusuo::v1::Document MakeDocument(
    std::string_view text, const std::vector<qiusuo::v1::Metric>& metrics);

// MakePut makes the request that stores `document` with its text as the original.
PutRequest MakePut(const DocumentName& name, qiusuo::v1::Document document);

// Reads a status's reason; `OK` where there is none to give.
std::string ReasonOf(const absl::Status& status);

// A value or a failure of the running test with its status.
template <typename T>
T ValueOf(absl::StatusOr<T> result) {
  EXPECT_TRUE(result.ok()) << result.status();
  if (!result.ok()) return T();
  return *std::move(result);
}

inline constexpr PageLimits kNoLimits{1000000, size_t{1} << 30};

}  // namespace qiusuo::storage

#endif  // QIUSUO_TESTS_STORAGE_STORE_TESTING_H_
