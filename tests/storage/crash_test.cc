// Kills a process that imports, wherever it is, and looks at what is left.

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <random>
#include <sstream>
#include <thread>

#include "base/sha256.h"
#include "storage/rocksdb_engine.h"
#include "tests/storage/child_process.h"
#include "tests/storage/store_check.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

// The last write of a document that was acknowledged.
struct Acknowledged {
  int64_t revision = 0;
  std::string outcome;  // the content's sha256, or `deleted`
};

using AcknowledgedWrites = std::map<std::string, Acknowledged>;

void ReadAcknowledged(const std::vector<std::string>& lines,
                      AcknowledgedWrites& acknowledged) {
  for (const std::string& line : lines) {
    std::istringstream words(line);
    std::string name;
    Acknowledged write;
    words >> name >> write.revision >> write.outcome;
    ASSERT_FALSE(write.outcome.empty()) << line;
    acknowledged[name] = write;
  }
}

// A write may be stored without having been acknowledged, but one at most for each
// document, and none that was acknowledged may be missing.
void ExpectAcknowledgedWrites(const DocumentStore& store,
                              const AcknowledgedWrites& acknowledged) {
  for (const auto& [name, write] : acknowledged) {
    const auto document =
        store.Get(*ParseDocumentName(name), qiusuo::v1::DOCUMENT_VIEW_FULL);
    if (!document.ok()) {
      EXPECT_EQ(ReasonOf(document.status()), "DOCUMENT_NOT_FOUND") << name;
      // Deleted, and acknowledged so unless that was the write that was cut off;
      // the change log says which, and the check of the store looks at that.
      continue;
    }
    EXPECT_EQ(Sha256Hex(document->text()), document->source().sha256());
    EXPECT_GE(document->revision(), write.revision) << name;
    EXPECT_LE(document->revision(), write.revision + 1) << name;
    if (document->revision() == write.revision) {
      EXPECT_EQ(document->source().sha256(), write.outcome) << name;
    }
  }
}

// The changes that the log holds of each document, the newest last.
void ExpectLogHolds(const DocumentStore& store,
                    const AcknowledgedWrites& acknowledged) {
  std::map<std::string, std::vector<std::string>> log;
  for (const auto& [version, change] : ValueOf(store.Changes(0, 1000000))) {
    const bool deleted =
        change.kind() == qiusuo::storage::v1::CHANGE_KIND_DELETED;
    log[change.document_name()].push_back(
        std::to_string(change.revision()) + " " +
        (deleted ? "deleted" : change.content_sha256()));
  }
  for (const auto& [name, write] : acknowledged) {
    const std::vector<std::string>& entries = log[name];
    const std::string entry =
        std::to_string(write.revision) + " " + write.outcome;
    ASSERT_FALSE(entries.empty()) << name;
    const bool is_last = entries.back() == entry;
    const bool is_last_but_one =
        entries.size() > 1 && entries[entries.size() - 2] == entry;
    EXPECT_TRUE(is_last || is_last_but_one) << name << " " << entry;
  }
}

TEST(Crash, AcknowledgedWritesOutliveAKillAndNothingIsHalfThere) {
  const uint64_t seed = TestSeed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  const TempFolder folder;
  AcknowledgedWrites acknowledged;
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
    ReadAcknowledged(lines, acknowledged);
    RecordProperty("writes_in_round_" + std::to_string(round),
                   static_cast<int>(lines.size()));

    const auto store = ValueOf(
        DocumentStore::Open(OpenEngine("rocksdb", folder), SystemClock));
    ExpectConsistent(*store);
    ExpectAcknowledgedWrites(*store, acknowledged);
    ExpectLogHolds(*store, acknowledged);
    if (HasFailure()) return;
  }
  EXPECT_GT(acknowledged.size(), 10u) << "the child hardly imported anything";
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
