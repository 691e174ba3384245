// What RocksDB does beyond the conformance suite: it outlives its process, guards its
// folder, and agrees with the model on any sequence of operations.

#include "storage/rocksdb_engine.h"

#include <gtest/gtest.h>
#include <rocksdb/db.h>
#include <rocksdb/iostats_context.h>
#include <rocksdb/perf_level.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "storage/big_endian.h"
#include "tests/storage/memory_engine.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using Random = std::mt19937_64;

TEST(RocksDbEngine, EverythingIsThereAfterReopening) {
  const TempFolder folder;
  for (int round = 0; round < 3; ++round) {
    const auto engine = OpenEngine("rocksdb", folder);
    EXPECT_EQ(engine->last_version(), static_cast<Version>(round * 10));
    for (int i = 0; i < 10; ++i) {
      Commit commit;
      commit.PutAtVersion("v", "x");
      commit.Add("n", 2);
      ASSERT_TRUE(engine->Apply(std::move(commit)).ok());
    }
    const auto snapshot = ValueOf(engine->Read());
    const size_t commits = static_cast<size_t>(round + 1) * 10;
    EXPECT_EQ(ReadAll(*snapshot, PrefixRange("v")).size(), commits);
    EXPECT_EQ(ValueOf(snapshot->MultiGet({"n"}))[0], BigEndian64(2 * commits));
  }
}

// docs/storage_format.md: the version of the last commit is at the key 00.
TEST(RocksDbEngine, KeepsItsVersionWhereTheFormatSays) {
  const TempFolder folder;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(OpenEngine("rocksdb", folder)->Apply({}).ok());
  }
  rocksdb::DB* opened = nullptr;
  ASSERT_TRUE(rocksdb::DB::OpenForReadOnly({}, folder.path(), &opened).ok());
  const std::unique_ptr<rocksdb::DB> db(opened);
  std::string value;
  ASSERT_TRUE(db->Get({}, std::string(1, '\0'), &value).ok());
  EXPECT_EQ(value, BigEndian64(3));
}

// A kill does not show whether a commit would outlive the machine; the time spent in
// syncs by the thread that commits does.
TEST(RocksDbEngine, EveryCommitIsSynced) {
  const TempFolder folder;
  const auto engine = OpenEngine("rocksdb", folder);
  rocksdb::SetPerfLevel(rocksdb::PerfLevel::kEnableTime);
  for (int i = 0; i < 3; ++i) {
    rocksdb::get_iostats_context()->Reset();
    ASSERT_TRUE(engine->Apply({}).ok());
    EXPECT_GT(rocksdb::get_iostats_context()->fsync_nanos, 0u);
  }
  rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable);
}

TEST(RocksDbEngine, AFolderIsForOneEngine) {
  const TempFolder folder;
  const auto engine = OpenEngine("rocksdb", folder);
  const absl::Status status = OpenRocksDb({.folder = folder.path()}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(status), "STORE_LOCKED");
}

TEST(RocksDbEngine, MakesItsFolderAndMeasuresIt) {
  const TempFolder folder;
  const auto engine = ValueOf(OpenRocksDb({.folder = folder.path() + "/a/b"}));
  Commit commit;
  commit.Put("a", std::string(100000, 'x'));
  ASSERT_TRUE(engine->Apply(std::move(commit)).ok());
  const DiskUsage usage = ValueOf(engine->GetDiskUsage());
  EXPECT_GT(usage.used_bytes, 100000);
  EXPECT_GT(usage.free_bytes, 0);
}

TEST(RocksDbEngine, AFolderThatCannotBeMadeIsUnavailable) {
  const absl::Status status =
      OpenRocksDb({.folder = "/proc/none/here"}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(status), "ENGINE_IO");
}

TEST(RocksDbEngine, KeepsNoLogBesideTheData) {
  const TempFolder folder;
  const auto engine = OpenEngine("rocksdb", folder);
  EXPECT_FALSE(std::filesystem::exists(folder.path() + "/LOG"));
}

// A process that dies right behind a Load may leave a second name of the table.
TEST(RocksDbEngine, ALoadLeavesTheTableOfTheLoadBeforeAlone) {
  const TempFolder folder;
  const std::string path = folder.path() + "/load.tmp";
  auto engine = OpenEngine("rocksdb", folder);
  ASSERT_TRUE(engine->Load({{"L1", "first"}}).ok());
  EXPECT_FALSE(std::filesystem::exists(path));
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    if (entry.path().extension() != ".sst") continue;
    std::filesystem::create_hard_link(entry.path(), path);
    break;
  }
  ASSERT_TRUE(std::filesystem::exists(path));
  ASSERT_TRUE(engine->Load({{"L2", "second"}}).ok());
  EXPECT_FALSE(std::filesystem::exists(path));
  std::ofstream(path) << "half a table";
  engine.reset();
  engine = OpenEngine("rocksdb", folder);
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_EQ(ReadAll(*ValueOf(engine->Read())),
            (std::vector<Row>{{"L1", "first"}, {"L2", "second"}}));
}

// A flipped byte in a table is found, not answered.
TEST(RocksDbEngine, DamagedTablesAreDataLoss) {
  const TempFolder folder;
  {
    // A small write buffer, so that tables are written at all.
    const auto engine = ValueOf(
        OpenRocksDb({.folder = folder.path(), .write_buffer_bytes = 1 << 16}));
    Random random(3);
    for (int i = 0; i < 50; ++i) {
      std::string value;
      while (value.size() < 10000) AppendBigEndian64(value, random());
      Commit commit;
      commit.Put("k" + std::to_string(i), value);
      ASSERT_TRUE(engine->Apply(std::move(commit)).ok());
    }
  }
  int damaged = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    if (entry.path().extension() != ".sst") continue;
    std::fstream file(entry.path(),
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(entry.file_size() / 3));
    file.write("damaged!", 8);
    ++damaged;
  }
  ASSERT_GT(damaged, 0);
  const auto engine = ValueOf(OpenRocksDb({.folder = folder.path()}));
  const auto snapshot = ValueOf(engine->Read());
  const auto cursor = snapshot->Scan({}, false);
  absl::Status status;
  for (bool more = true; more && status.ok();) {
    const auto rows = cursor->Next(10, 1 << 20);
    status = rows.status();
    more = rows.ok() && !rows->empty();
  }
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
  EXPECT_EQ(ReasonOf(status), "CORRUPT_RECORD");
}

std::string RandomKey(Random& random) {
  static constexpr char kBytes[] = {'\x01', 'a', 'b', '\x80', '\xff'};
  std::string key;
  for (size_t length = 1 + random() % 3; key.size() < length;) {
    key.push_back(kBytes[random() % sizeof(kBytes)]);
  }
  return key;
}

Commit RandomCommit(Random& random, const MemoryEngine& model) {
  Commit commit;
  const auto snapshot = ValueOf(model.Read());
  for (size_t i = random() % 3; i > 0; --i) {
    const std::string key = RandomKey(random);
    // Most expectations hold.
    commit.Expect(key, random() % 4 == 0
                           ? std::optional<std::string>("x")
                           : ValueOf(snapshot->MultiGet({key}))[0]);
  }
  for (size_t i = random() % 8; i > 0; --i) {
    const std::string key = RandomKey(random);
    switch (random() % 5) {
      case 0:
        commit.Delete(key);
        break;
      case 1:
        commit.Add("n" + key, static_cast<int64_t>(random() % 2001) - 1000);
        break;
      case 2:
        commit.PutAtVersion(key, "at version");
        break;
      default:
        commit.Put(key, std::string(random() % 40, 'v'));
    }
  }
  return commit;
}

TEST(RocksDbEngine, AgreesWithTheModelOnRandomOperations) {
  const uint64_t seed = TestSeed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  const TempFolder folder;
  const RocksDbOptions options{.folder = folder.path(),
                               .write_buffer_bytes = 1 << 16};
  auto engine = ValueOf(OpenRocksDb(options));
  MemoryEngine model;
  for (int step = 0; step < 400; ++step) {
    const Commit commit = RandomCommit(random, model);
    const absl::StatusOr<Version> expected = model.Apply(commit);
    const absl::StatusOr<Version> actual = engine->Apply(commit);
    ASSERT_EQ(actual.status().code(), expected.status().code());
    if (expected.ok()) {
      ASSERT_EQ(*actual, *expected);
    }
    if (random() % 60 == 0) {
      engine.reset();
      engine = ValueOf(OpenRocksDb(options));
      ASSERT_EQ(engine->last_version(), model.last_version());
    }
    if (random() % 8 != 0) continue;
    const auto snapshot = ValueOf(engine->Read());
    const auto model_snapshot = ValueOf(model.Read());
    const KeyRange range{RandomKey(random), RandomKey(random)};
    const bool reverse = random() % 2 == 0;
    ASSERT_EQ(ReadAll(*snapshot, range, reverse, 1 + random() % 9),
              ReadAll(*model_snapshot, range, reverse));
    ASSERT_EQ(ReadAll(*snapshot), ReadAll(*model_snapshot));
    const std::vector<std::string> keys = {RandomKey(random),
                                           RandomKey(random)};
    ASSERT_EQ(ValueOf(snapshot->MultiGet(keys)),
              ValueOf(model_snapshot->MultiGet(keys)));
  }
}

}  // namespace
}  // namespace qiusuo::storage
