// What every engine must do (storage/engine.h), run on each of them.

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <random>
#include <set>
#include <thread>

#include "storage/big_endian.h"
#include "storage/engine.h"
#include "tests/storage/memory_engine.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using Value = std::optional<std::string>;

class EngineConformanceTest : public ::testing::TestWithParam<std::string> {
 protected:
  EngineConformanceTest() { engine_ = OpenEngine(GetParam(), folder_); }

  Version Apply(Commit commit) {
    return ValueOf(engine_->Apply(std::move(commit)));
  }

  Version Put(const std::vector<Row>& rows) {
    Commit commit;
    for (const Row& row : rows) commit.Put(row.key, row.value);
    return Apply(std::move(commit));
  }

  std::unique_ptr<Snapshot> Read() { return ValueOf(engine_->Read()); }

  Value Get(const std::string& key) {
    return ValueOf(Read()->MultiGet({key}))[0];
  }

  std::vector<std::string> KeysIn(const KeyRange& range, bool reverse = false) {
    std::vector<std::string> keys;
    for (const Row& row : ReadAll(*Read(), range, reverse)) {
      keys.push_back(row.key);
    }
    return keys;
  }

  const TempFolder folder_;
  std::unique_ptr<Engine> engine_;
};

using Keys = std::vector<std::string>;

TEST_P(EngineConformanceTest, ANewStoreIsEmpty) {
  EXPECT_EQ(engine_->name(), GetParam());
  EXPECT_EQ(engine_->last_version(), 0u);
  EXPECT_EQ(Read()->version(), 0u);
  EXPECT_TRUE(KeysIn({}).empty());
  EXPECT_TRUE(KeysIn({}, /*reverse=*/true).empty());
  EXPECT_EQ(Get("a"), std::nullopt);
}

TEST_P(EngineConformanceTest, KeysOrderAsUnsignedBytes) {
  const Keys sorted = {std::string("a"),         std::string("a\0", 2),
                       std::string("a\x01"),     std::string("a\x7f"),
                       std::string("a\x80"),     std::string("a\xff"),
                       std::string("a\xff\xff"), std::string("b"),
                       std::string("\xc3\xa9"),  std::string("\xff\xff")};
  Keys shuffled = sorted;
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(1));
  Commit commit;
  for (const std::string& key : shuffled) commit.Put(key, "v");
  Apply(std::move(commit));
  EXPECT_EQ(KeysIn({}), sorted);
  EXPECT_EQ(KeysIn({}, true), Keys(sorted.rbegin(), sorted.rend()));
}

TEST_P(EngineConformanceTest, MultiGetAnswersInOrderOfTheQuestion) {
  Put({{"b", "2"}, {"a", "1"}, {"c", ""}});
  const std::vector<Value> expected = {"", std::nullopt, "1", "1", "2"};
  EXPECT_EQ(ValueOf(Read()->MultiGet({"c", "d", "a", "a", "b"})), expected);
  EXPECT_TRUE(ValueOf(Read()->MultiGet({})).empty());
}

TEST_P(EngineConformanceTest, RangesAreHalfOpen) {
  Put({{"a", ""}, {"b", ""}, {"c", ""}, {"d", ""}});
  EXPECT_EQ(KeysIn({"b", "d"}), (Keys{"b", "c"}));
  EXPECT_EQ(KeysIn({"b", "d"}, true), (Keys{"c", "b"}));
  EXPECT_EQ(KeysIn({"bb", ""}), (Keys{"c", "d"}));
  EXPECT_EQ(KeysIn({"", "b"}, true), (Keys{"a"}));
  EXPECT_TRUE(KeysIn({"c", "c"}).empty());
  EXPECT_TRUE(KeysIn({"d", "b"}).empty());
  EXPECT_TRUE(KeysIn({"d", "b"}, true).empty());
  EXPECT_TRUE(KeysIn({"x", "z"}, true).empty());
}

TEST_P(EngineConformanceTest, APrefixRangeHoldsAllThatBeginsWithIt) {
  Put({{"a", ""},
       {"a\xff", ""},
       {"a\xff\xff", ""},
       {"a\xff\xff\x01", ""},
       {"b", ""},
       {"\xff", ""},
       {"\xff\xff", ""},
       {"\xff\xff\xff", ""}});
  EXPECT_EQ(KeysIn(PrefixRange("a")).size(), 4u);
  EXPECT_EQ(KeysIn(PrefixRange("a\xff")).size(), 3u);
  EXPECT_EQ(KeysIn(PrefixRange("a\xff\xff")).size(), 2u);
  EXPECT_EQ(KeysIn(PrefixRange("\xff")).size(), 3u);
  EXPECT_EQ(KeysIn(PrefixRange("\xff\xff"), true),
            (Keys{"\xff\xff\xff", "\xff\xff"}));
  EXPECT_EQ(KeysIn(PrefixRange("")).size(), 8u);
}

TEST_P(EngineConformanceTest, PagesEndAtRowsOrBytes) {
  Put({{"a", "1"}, {"b", std::string(100, 'x')}, {"c", "3"}, {"d", "4"}});
  for (const bool reverse : {false, true}) {
    const Keys all = KeysIn({}, reverse);
    for (const size_t page_rows : {1u, 2u, 3u, 4u, 5u}) {
      Keys paged;
      for (const Row& row : ReadAll(*Read(), {}, reverse, page_rows)) {
        paged.push_back(row.key);
      }
      EXPECT_EQ(paged, all);
    }
  }
  const auto snapshot = Read();
  const auto cursor = snapshot->Scan({}, false);
  // The row that reaches the limit is the last of its page.
  EXPECT_EQ(ValueOf(cursor->Next(10, 3)).size(), 2u);
  EXPECT_EQ(ValueOf(cursor->Next(10, 0)).size(), 1u);
  EXPECT_EQ(ValueOf(cursor->Next(10, 2)).size(), 1u);
  EXPECT_TRUE(ValueOf(cursor->Next(10, 2)).empty());
  EXPECT_TRUE(ValueOf(cursor->Next(10, 2)).empty()) << "the end stays";
}

TEST_P(EngineConformanceTest, ExpectationsThatDoNotHoldApplyNothing) {
  struct Row {
    const char* key;
    Value expected;
    bool holds;
  };
  Put({{"there", "1"}, {"empty", ""}});
  const Version before = engine_->last_version();
  for (const Row& row :
       {Row{"there", "1", true}, Row{"there", "2", false},
        Row{"there", "", false}, Row{"there", std::nullopt, false},
        Row{"absent", std::nullopt, true}, Row{"absent", "", false},
        Row{"empty", "", true}, Row{"empty", std::nullopt, false}}) {
    const Version version = engine_->last_version();
    Commit commit;
    commit.Expect("there", "1");
    commit.Expect(row.key, row.expected);
    commit.Put("new", std::to_string(version));
    commit.Add("count", 1);
    const absl::StatusOr<Version> result = engine_->Apply(std::move(commit));
    EXPECT_EQ(result.ok(), row.holds) << row.key;
    if (row.holds) {
      EXPECT_EQ(*result, version + 1);
      continue;
    }
    EXPECT_EQ(result.status().code(), absl::StatusCode::kAborted);
    EXPECT_EQ(ReasonOf(result.status()), "CONFLICT");
    EXPECT_EQ(engine_->last_version(), version);
    EXPECT_NE(Get("new"), std::to_string(version));
  }
  EXPECT_EQ(Get("count"), BigEndian64(engine_->last_version() - before));
}

TEST_P(EngineConformanceTest, OperationsApplyInOrder) {
  Put({{"a", "old"}, {"b", "old"}, {"c", BigEndian64(5)}});
  Commit commit;
  commit.Expect("a", "old");
  commit.Put("a", "1");
  commit.Put("a", "2");
  commit.Delete("b");
  commit.Put("b", "new");
  commit.Put("d", "gone");
  commit.Delete("d");
  commit.Delete("never there");
  commit.Delete("c");
  commit.Add("c", 3);
  commit.Put("e", BigEndian64(40));
  commit.Add("e", 1);
  commit.Add("e", 1);
  Apply(std::move(commit));
  EXPECT_EQ(Get("a"), "2");
  EXPECT_EQ(Get("b"), "new");
  EXPECT_EQ(Get("c"), BigEndian64(3));
  EXPECT_EQ(Get("d"), std::nullopt);
  EXPECT_EQ(Get("e"), BigEndian64(42));
}

TEST_P(EngineConformanceTest, CountersTakeDeltasOfBothSigns) {
  int64_t sum = 0;
  for (const int64_t delta :
       {int64_t{1}, int64_t{300}, int64_t{-2}, int64_t{0}, int64_t{-1000},
        int64_t{1} << 40, -(int64_t{1} << 40) - 7}) {
    Commit commit;
    commit.Add("n", delta);
    Apply(std::move(commit));
    sum += delta;
    EXPECT_EQ(static_cast<int64_t>(ReadBigEndian(Get("n").value_or(""))), sum);
  }
}

TEST_P(EngineConformanceTest, AddingToWhatIsNoCounterAppliesNothing) {
  Put({{"n", "seven bytes"}});
  Commit commit;
  commit.Put("a", "1");
  commit.Add("n", 1);
  const absl::Status status = engine_->Apply(std::move(commit)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_EQ(Get("a"), std::nullopt);
  EXPECT_EQ(Get("n"), "seven bytes");
  EXPECT_EQ(engine_->last_version(), 1u);
}

TEST_P(EngineConformanceTest, PutAtVersionKeysByTheCommit) {
  for (Version version = 1; version <= 3; ++version) {
    Commit commit;
    commit.PutAtVersion("log", "entry");
    EXPECT_EQ(Apply(std::move(commit)), version);
  }
  EXPECT_EQ(KeysIn({}), (Keys{"log" + BigEndian64(1), "log" + BigEndian64(2),
                              "log" + BigEndian64(3)}));
}

TEST_P(EngineConformanceTest, AnEmptyCommitIsAVersionToo) {
  EXPECT_EQ(Apply({}), 1u);
  EXPECT_EQ(Apply({}), 2u);
  EXPECT_EQ(Read()->version(), 2u);
}

TEST_P(EngineConformanceTest, TheEnginesOwnKeysAreOutOfReach) {
  Put({{"a", "1"}});
  for (const std::string& key :
       {std::string(), std::string(1, '\0'), std::string("\0a", 2)}) {
    Commit commit;
    commit.Put("b", "2");
    commit.Put(key, "x");
    EXPECT_EQ(ReasonOf(engine_->Apply(std::move(commit)).status()),
              "INVALID_KEY");
  }
  EXPECT_EQ(KeysIn({"", "b"}), Keys{"a"});
  EXPECT_EQ(KeysIn({}, true), Keys{"a"});
}

TEST_P(EngineConformanceTest, ASnapshotStaysAsItWas) {
  Put({{"a", "1"}, {"b", "1"}});
  const auto snapshot = Read();
  const auto cursor = snapshot->Scan({}, false);
  EXPECT_EQ(ValueOf(cursor->Next(1, 100))[0].key, "a");
  Commit commit;
  commit.Put("a", "2");
  commit.Delete("b");
  commit.Put("c", "2");
  Apply(std::move(commit));
  EXPECT_EQ(snapshot->version(), 1u);
  EXPECT_EQ(ReadAll(*snapshot), (std::vector<Row>{{"a", "1"}, {"b", "1"}}));
  EXPECT_EQ(ValueOf(snapshot->MultiGet({"a", "b", "c"})),
            (std::vector<Value>{"1", "1", std::nullopt}));
  EXPECT_EQ(ValueOf(cursor->Next(9, 100)), (std::vector<Row>{{"b", "1"}}));
  EXPECT_EQ(ReadAll(*Read()), (std::vector<Row>{{"a", "2"}, {"c", "2"}}));
}

// Every commit writes the same number to two keys, far apart: a reader must never see
// them differ, nor differ from the version that it is told.
TEST_P(EngineConformanceTest, SnapshotsAreConsistentWhileOthersWrite) {
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 0; i < 200; ++i) {
      Commit commit;
      commit.PutAtVersion("v", "");
      commit.Put("a", std::to_string(i));
      commit.Put("z", std::to_string(i));
      EXPECT_TRUE(engine_->Apply(std::move(commit)).ok());
    }
    done = true;
  });
  while (!done) {
    const auto snapshot = Read();
    const auto values = ValueOf(snapshot->MultiGet({"z", "a"}));
    EXPECT_EQ(values[0], values[1]);
    EXPECT_EQ(ReadAll(*snapshot, PrefixRange("v")).size(), snapshot->version());
  }
  writer.join();
}

TEST_P(EngineConformanceTest, ConcurrentWritersGetConsecutiveVersions) {
  constexpr int kWriters = 8;
  constexpr int kCommits = 40;
  std::vector<std::vector<Version>> versions(kWriters);
  std::vector<std::thread> writers;
  for (int writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < kCommits; ++i) {
        Commit commit;
        commit.Put("w" + std::to_string(writer), std::to_string(i));
        commit.Add("sum", 1);
        versions[writer].push_back(ValueOf(engine_->Apply(std::move(commit))));
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  std::set<Version> all;
  for (const std::vector<Version>& own : versions) {
    EXPECT_TRUE(std::is_sorted(own.begin(), own.end()));
    all.insert(own.begin(), own.end());
  }
  EXPECT_EQ(all.size(), size_t{kWriters * kCommits});
  EXPECT_EQ(*all.begin(), 1u);
  EXPECT_EQ(*all.rbegin(), Version{kWriters * kCommits});
  EXPECT_EQ(engine_->last_version(), Version{kWriters * kCommits});
  EXPECT_EQ(Get("sum"), BigEndian64(kWriters * kCommits));
}

// Commits that are refused share their way with others that are not.
TEST_P(EngineConformanceTest, ARefusedCommitLeavesNothingAmongOthers) {
  Put({{"no counter", "seven"}});
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 8; ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; i < 25; ++i) {
        const std::string id = std::to_string(writer) + "-" + std::to_string(i);
        Commit commit;
        commit.Put("key" + id, "");
        commit.Add("sum", 1);
        if ((writer + i) % 2 == 0) commit.Add("no counter", 1);
        EXPECT_EQ(engine_->Apply(std::move(commit)).ok(),
                  (writer + i) % 2 != 0);
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(KeysIn(PrefixRange("key")).size(), 100u);
  EXPECT_EQ(Get("sum"), BigEndian64(100));
  EXPECT_EQ(engine_->last_version(), 101u);
}

// Each writer reads a number and commits the next one on condition that it is still
// there, so every success must have been on top of the one before.
TEST_P(EngineConformanceTest, OfConcurrentConditionalCommitsOneWins) {
  constexpr int kGoal = 100;
  std::atomic<int> successes = 0;
  std::atomic<int> conflicts = 0;
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 8; ++writer) {
    writers.emplace_back([&] {
      for (;;) {
        const Value before = Get("n");
        const int number = std::stoi(before.value_or("0"));
        if (number >= kGoal) return;
        Commit commit;
        commit.Expect("n", before);
        commit.Put("n", std::to_string(number + 1));
        const absl::Status status = engine_->Apply(std::move(commit)).status();
        EXPECT_TRUE(status.ok() || ReasonOf(status) == "CONFLICT") << status;
        ++(status.ok() ? successes : conflicts);
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(successes, kGoal);
  EXPECT_EQ(Get("n"), std::to_string(kGoal));
  EXPECT_EQ(engine_->last_version(), Version{kGoal});
}

TEST(CheckCommit, CountsKeysAndValues) {
  Commit commit;
  commit.Expect("expectations do not count", "at all");
  commit.Put("key", "value");
  commit.PutAtVersion("k", "v");
  commit.Delete("key");
  commit.Add("n", 1);
  EXPECT_EQ(CommitBytes(commit), 14u);
  EXPECT_TRUE(CheckCommit(commit, 14).ok());
  EXPECT_EQ(ReasonOf(CheckCommit(commit, 13)), "COMMIT_TOO_LARGE");
  EXPECT_TRUE(CheckCommit(commit).ok());
}

INSTANTIATE_TEST_SUITE_P(Engines, EngineConformanceTest, EngineNames(),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace qiusuo::storage
