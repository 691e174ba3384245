#include "base/log.h"

#include <gtest/gtest.h>

namespace qiusuo {
namespace {

TEST(Log, LevelsHideWhatIsBelowThem) {
  EXPECT_FALSE(ShowsDebug()) << "the level is info at first";
  EXPECT_TRUE(SetLogLevel("debug"));
  EXPECT_TRUE(ShowsDebug());
  EXPECT_FALSE(SetLogLevel("loud"));
  EXPECT_TRUE(ShowsDebug()) << "a level that is none changes nothing";
  EXPECT_TRUE(SetLogLevel("off"));
  EXPECT_FALSE(ShowsDebug());
  EXPECT_TRUE(SetLogLevel("info"));
}

}  // namespace
}  // namespace qiusuo
