// `qiusuo import` as a process, when somebody presses Ctrl-C and when the server goes away.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/cli/qiusuod_process.h"
#include "tests/testing/child_process.h"

namespace qiusuo::cli {
namespace {

namespace fs = std::filesystem;
using testing::ChildProcess;

constexpr int kFiles = 200;
// Of the report, when something happens: the import is in its middle then.
constexpr size_t kLinesBefore = 20;

class ImportProcessTest : public ::testing::Test {
 protected:
  ImportProcessTest() : base_(MakeFolder()) {
    fs::create_directories(base_ / "reports");
    for (int i = 0; i < kFiles; ++i) {
      std::ofstream file(base_ / "reports" / absl::StrCat(1000 + i, ".txt"));
      for (int line = 0; line < 50; ++line) {
        file << "（" << i << "）全年审结各类案件" << line << "件，结案率达到9"
             << line % 10 << "%。\n";
      }
    }
    server_ = std::make_unique<QiusuodProcess>(base_.native());
    address_ = server_->address();
  }
  ~ImportProcessTest() override {
    server_.reset();
    fs::remove_all(base_);
  }

  ChildProcess Import(const std::string& report,
                      const std::vector<std::string>& more = {}) {
    std::vector<std::string> command = {QIUSUO_PROGRAM_DIR "/qiusuo",
                                        "import",
                                        base_ / "reports",
                                        "--jobs=2",
                                        "--report",
                                        base_ / report};
    command.insert(command.end(), more.begin(), more.end());
    return ChildProcess(command, {"QIUSUO_SERVER=" + address_});
  }

  std::vector<std::string> Lines(const std::string& report) const {
    std::ifstream file(base_ / report);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
  }

  void WaitForLines(const std::string& report) const {
    const absl::Time end = absl::Now() + absl::Seconds(60);
    while (Lines(report).size() < kLinesBefore && absl::Now() < end) {
      absl::SleepFor(absl::Milliseconds(2));
    }
  }

  size_t Count(const std::string& report, std::string_view outcome) const {
    size_t count = 0;
    for (const std::string& line : Lines(report)) {
      if (line.find(absl::StrCat("\"outcome\":\"", std::string(outcome),
                                 "\"")) != std::string::npos) {
        ++count;
      }
    }
    return count;
  }

  static fs::path MakeFolder() {
    std::string path = ::testing::TempDir() + "/qiusuo_import_XXXXXX";
    EXPECT_NE(mkdtemp(path.data()), nullptr);
    return fs::canonical(path);
  }

  fs::path base_;
  std::unique_ptr<QiusuodProcess> server_;
  std::string address_;
};

TEST_F(ImportProcessTest, GoesOnAfterAnInterruption) {
  ChildProcess first = Import("first.jsonl");
  WaitForLines("first.jsonl");
  first.Send(SIGINT);
  EXPECT_EQ(first.Wait(), 130) << first.errors();
  const size_t created = Count("first.jsonl", "CREATED");
  EXPECT_GE(created, kLinesBefore);
  EXPECT_LT(created, size_t{kFiles});
  EXPECT_EQ(Count("first.jsonl", "FAILED"), kFiles - created);
  EXPECT_TRUE(absl::StrContains(Lines("first.jsonl").back(),
                                "\"reason\":\"INTERRUPTED\""));
  EXPECT_TRUE(absl::StrContains(first.output(),
                                absl::StrCat(kFiles - created, " not tried")))
      << first.output();

  ChildProcess second = Import("second.jsonl");
  EXPECT_EQ(second.Wait(), 0) << second.errors();
  // What was under way was waited for, so nothing was done without being told.
  EXPECT_EQ(Count("second.jsonl", "UNCHANGED"), created);
  EXPECT_EQ(Count("second.jsonl", "CREATED"), kFiles - created);
}

TEST_F(ImportProcessTest, GoesOnWhenTheServerCrashesAndComesBack) {
  ChildProcess import = Import("report.jsonl");
  WaitForLines("report.jsonl");
  server_->Kill();
  server_ = std::make_unique<QiusuodProcess>(base_.native(), address_);
  EXPECT_EQ(import.Wait(), 0) << import.errors();
  EXPECT_TRUE(absl::StrContains(import.errors(), "; trying again\n"))
      << import.errors();
  EXPECT_EQ(Lines("report.jsonl").size(), size_t{kFiles});
  // What the first server stored without being able to say so is there already.
  const size_t unchanged = Count("report.jsonl", "UNCHANGED");
  EXPECT_LE(unchanged, 2u);
  EXPECT_EQ(Count("report.jsonl", "CREATED"), kFiles - unchanged);
}

TEST_F(ImportProcessTest, GivesUpOnAServerThatStaysAway) {
  ChildProcess import = Import("report.jsonl", {"--timeout=1s"});
  WaitForLines("report.jsonl");
  server_->Kill();
  EXPECT_EQ(import.Wait(), 3) << import.errors();
  EXPECT_EQ(Lines("report.jsonl").size(), size_t{kFiles});
  EXPECT_TRUE(absl::StrContains(Lines("report.jsonl").back(),
                                "\"outcome\":\"FAILED\",\"name\":\"\","
                                "\"reason\":\"UNAVAILABLE\""));
  EXPECT_TRUE(absl::StrContains(import.errors(), "qiusuo: " + address_ + ": "))
      << import.errors();
}

// Nobody answers, so there is nothing to wait for but the second Ctrl-C.
TEST_F(ImportProcessTest, ASecondInterruptionEndsItAtOnce) {
  ChildProcess import = Import("report.jsonl");
  WaitForLines("report.jsonl");
  server_->Kill();
  const absl::Time start = absl::Now();
  import.Send(SIGINT);
  absl::SleepFor(absl::Milliseconds(200));
  import.Send(SIGINT);
  EXPECT_EQ(import.Wait(), 130) << import.errors();
  EXPECT_LT(absl::Now() - start, absl::Seconds(8));
}

}  // namespace
}  // namespace qiusuo::cli
