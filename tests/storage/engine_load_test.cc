// What is written past the commits, on every engine.

#include <gtest/gtest.h>

#include "storage/engine.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using Value = std::optional<std::string>;

class EngineLoadTest : public ::testing::TestWithParam<std::string> {
 protected:
  EngineLoadTest() { engine_ = OpenEngine(GetParam(), folder_); }

  Version Put(const std::vector<Row>& rows) {
    Commit commit;
    for (const Row& row : rows) commit.Put(row.key, row.value);
    return ValueOf(engine_->Apply(std::move(commit)));
  }

  std::unique_ptr<Snapshot> Read() { return ValueOf(engine_->Read()); }

  Value Get(const std::string& key) {
    return ValueOf(Read()->MultiGet({key}))[0];
  }

  const TempFolder folder_;
  std::unique_ptr<Engine> engine_;
};

TEST_P(EngineLoadTest, LoadedRowsAreReadAsOthersAre) {
  Put({{"a", "1"}, {"z", "2"}});
  const auto before = Read();
  const Version version = engine_->last_version();
  ASSERT_TRUE(engine_->Load({}).ok());
  ASSERT_TRUE(engine_->Load({{"L1", "x"}, {"L2", "y"}, {"L3", "z"}}).ok());
  EXPECT_EQ(engine_->last_version(), version);
  EXPECT_EQ(ReadAll(*before), (std::vector<Row>{{"a", "1"}, {"z", "2"}}));
  EXPECT_EQ(ReadAll(*Read(), {"L", "M"}),
            (std::vector<Row>{{"L1", "x"}, {"L2", "y"}, {"L3", "z"}}));
  const auto between = Read();
  ASSERT_TRUE(
      engine_->Load({{"L1", std::nullopt}, {"L2", "new"}, {"L4", ""}}).ok());
  EXPECT_EQ(ReadAll(*Read(), {"L", "M"}),
            (std::vector<Row>{{"L2", "new"}, {"L3", "z"}, {"L4", ""}}));
  EXPECT_EQ(Get("L1"), std::nullopt);
  EXPECT_EQ(ValueOf(between->MultiGet({"L1", "L4"})),
            (std::vector<Value>{"x", std::nullopt}));
  EXPECT_EQ(Put({{"b", "3"}}), version + 1);
  EXPECT_EQ(Get("a"), "1");
}

TEST_P(EngineLoadTest, AppendedValuesFollowOneAnother) {
  ASSERT_TRUE(engine_->Load({{"t1", "a", true}, {"t2", "x"}}).ok());
  const auto before = Read();
  ASSERT_TRUE(
      engine_->Load({{"t1", "b", true}, {"t2", "y", true}, {"t3", "z", true}})
          .ok());
  ASSERT_TRUE(engine_->Load({{"t1", "c", true}}).ok());
  EXPECT_EQ(ReadAll(*Read()),
            (std::vector<Row>{{"t1", "abc"}, {"t2", "xy"}, {"t3", "z"}}));
  EXPECT_EQ(Get("t1"), "abc");
  EXPECT_EQ(ReadAll(*before), (std::vector<Row>{{"t1", "a"}, {"t2", "x"}}));
  ASSERT_TRUE(engine_->Load({{"t1", "new"}, {"t2", std::nullopt}}).ok());
  ASSERT_TRUE(engine_->Load({{"t1", "er", true}, {"t2", "again", true}}).ok());
  EXPECT_EQ(Get("t1"), "newer");
  EXPECT_EQ(Get("t2"), "again");
}

TEST_P(EngineLoadTest, DroppedRowsAreGone) {
  Put({{"a", "1"}, {"b", "2"}, {"c", "3"}});
  const auto before = Read();
  const Version version = engine_->last_version();
  ASSERT_TRUE(engine_->Drop({"a", "c", "none"}).ok());
  EXPECT_EQ(engine_->last_version(), version);
  EXPECT_EQ(ReadAll(*Read()), (std::vector<Row>{{"b", "2"}}));
  EXPECT_EQ(ReadAll(*before).size(), 3u);
}

INSTANTIATE_TEST_SUITE_P(Engines, EngineLoadTest, EngineNames(),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace qiusuo::storage
