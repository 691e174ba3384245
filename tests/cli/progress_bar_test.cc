#include "client/cli/progress_bar.h"

#include <gtest/gtest.h>

#include <sstream>

namespace qiusuo::cli {
namespace {

constexpr Progress kTotal = {.files = 1700, .bytes = 61'000'000};

TEST(ProgressText, SaysFilesBytesRateFailuresAndTimeLeft) {
  EXPECT_EQ(ProgressText({.files = 850, .bytes = 30'500'000, .failures = 2},
                         kTotal, absl::Seconds(10)),
            "850/1700 files, 30.5/61.0 MB, 3.0 MB/s, 2 failed, 0:10 left");
  EXPECT_EQ(
      ProgressText({.files = 17, .bytes = 610'000}, kTotal, absl::Minutes(2)),
      "17/1700 files, 0.6/61.0 MB, 0.0 MB/s, 3:18:00 left");
}

TEST(ProgressText, KnowsNoRateAtFirst) {
  EXPECT_EQ(ProgressText({.files = 1, .bytes = 100'000}, kTotal,
                         absl::Milliseconds(50)),
            "1/1700 files, 0.1/61.0 MB");
  EXPECT_EQ(ProgressText({}, kTotal, absl::Hours(1)),
            "0/1700 files, 0.0/61.0 MB");
}

// Files grow while they are read.
TEST(ProgressText, NothingIsLeftOfMoreThanAll) {
  EXPECT_EQ(ProgressText({.files = 1, .bytes = 2'000'000},
                         {.files = 1, .bytes = 1'000'000}, absl::Seconds(2)),
            "1/1 files, 2.0/1.0 MB, 1.0 MB/s, 0:00 left");
}

class ProgressBarTest : public ::testing::Test {
 protected:
  // What is shown when everything is half done, at these times after the start.
  std::string Show(ProgressBar::Style style,
                   const std::vector<absl::Duration>& times) {
    const absl::Time start = absl::UnixEpoch();
    ProgressBar bar(out_, style, kTotal, start);
    for (const absl::Duration time : times) {
      bar.Update({.files = 850, .bytes = 30'500'000}, start + time);
    }
    bar.Clear();
    return out_.str();
  }
  std::ostringstream out_;
};

TEST_F(ProgressBarTest, IsRedrawnOnATerminalAndWipedOff) {
  EXPECT_EQ(Show(ProgressBar::Style::kTerminal,
                 {absl::Milliseconds(1), absl::Milliseconds(50),
                  absl::Milliseconds(150)}),
            "\r\x1b[K[########        ] 850/1700 files, 30.5/61.0 MB"
            "\r\x1b[K[########        ] 850/1700 files, 30.5/61.0 MB"
            "\r\x1b[K");
}

TEST_F(ProgressBarTest, WritesALineNowAndThenElsewhere) {
  EXPECT_EQ(
      Show(ProgressBar::Style::kLines, {absl::Seconds(1), absl::Seconds(10),
                                        absl::Seconds(15), absl::Seconds(20)}),
      "qiusuo: 850/1700 files, 30.5/61.0 MB, 3.0 MB/s, 0:10 left\n"
      "qiusuo: 850/1700 files, 30.5/61.0 MB, 1.5 MB/s, 0:20 left\n");
}

TEST_F(ProgressBarTest, MayBeSilent) {
  EXPECT_EQ(Show(ProgressBar::Style::kNone, {absl::Seconds(20)}), "");
}

TEST_F(ProgressBarTest, IsNoWiderThanATerminal) {
  ProgressBar bar(out_, ProgressBar::Style::kTerminal,
                  {.files = 123'456'789, .bytes = 987'654'321'000},
                  absl::UnixEpoch());
  bar.Update(
      {.files = 123'456'788, .bytes = 987'654'320'000, .failures = 123456},
      absl::UnixEpoch() + absl::Hours(3));
  EXPECT_EQ(out_.str().size(), 4u + 79u);
}

}  // namespace
}  // namespace qiusuo::cli
