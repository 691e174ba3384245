// Kills a process that imports, wherever it is, and looks at what is left.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <random>
#include <thread>

#include "storage/rocksdb_engine.h"
#include "tests/storage/child_process.h"
#include "tests/storage/store_check.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

// Writes of each document, as import_loop reports them: `3 <sha256>`, `3 deleted`.
using Writes = std::map<std::string, std::vector<std::string>>;

Writes ReadReported(const std::vector<std::string>& lines) {
  Writes writes;
  for (const std::string& line : lines) {
    const size_t blank = line.find(' ');
    EXPECT_NE(blank, std::string::npos) << line;
    writes[line.substr(0, blank)].push_back(line.substr(blank + 1));
  }
  return writes;
}

Writes ReadLog(const DocumentStore& store, Version after) {
  Writes writes;
  for (const auto& [version, change] : ValueOf(store.Changes(after, 1000000))) {
    const bool deleted =
        change.kind() == qiusuo::storage::v1::CHANGE_KIND_DELETED;
    writes[change.document_name()].push_back(
        std::to_string(change.revision()) + " " +
        (deleted ? "deleted" : change.content_sha256()));
  }
  return writes;
}

// Each document's log is what was reported, in that order, and at most one write more,
// stored but killed before it was reported.
void ExpectReportedIsStored(const Writes& stored, const Writes& reported) {
  for (const auto& [name, writes] : reported) {
    EXPECT_TRUE(stored.contains(name)) << name;
  }
  for (const auto& [name, writes] : stored) {
    const auto found = reported.find(name);
    const std::vector<std::string> expected =
        found == reported.end() ? std::vector<std::string>() : found->second;
    ASSERT_LE(expected.size(), writes.size()) << name;
    EXPECT_LE(writes.size(), expected.size() + 1) << name;
    EXPECT_TRUE(std::equal(expected.begin(), expected.end(), writes.begin()))
        << name;
  }
}

TEST(Crash, AcknowledgedWritesOutliveAKillAndNothingIsHalfThere) {
  const uint64_t seed = TestSeed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  const TempFolder folder;
  Version seen = 0;
  size_t reported = 0;
  for (int round = 0; round < 5; ++round) {
    ChildProcess child(
        {IMPORT_LOOP_PROGRAM, folder.path(), std::to_string(random())});
    ASSERT_EQ(child.ReadLine(), "ready");
    std::thread killer([&, delay = 20 + random() % 400] {
      std::this_thread::sleep_for(std::chrono::milliseconds(delay));
      child.Kill();
    });
    const std::vector<std::string> lines = child.ReadLines();
    killer.join();
    reported += lines.size();
    const auto store = ValueOf(
        DocumentStore::Open(OpenEngine("rocksdb", folder), SystemClock));
    ExpectConsistent(*store);
    ExpectReportedIsStored(ReadLog(*store, seen), ReadReported(lines));
    seen = store->engine().last_version();
    if (HasFailure()) return;
  }
  EXPECT_GT(reported, 10u) << "the child hardly imported anything";
}

TEST(Crash, AnotherProcessKeepsTheFolderUntilItIsGone) {
  const TempFolder folder;
  ChildProcess child({IMPORT_LOOP_PROGRAM, folder.path(), "1"});
  ASSERT_EQ(child.ReadLine(), "ready");
  const absl::Status status = OpenRocksDb({.folder = folder.path()}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(status), "STORE_LOCKED");
  child.Kill();
  EXPECT_TRUE(OpenRocksDb({.folder = folder.path()}).ok());
}

}  // namespace
}  // namespace qiusuo::storage
