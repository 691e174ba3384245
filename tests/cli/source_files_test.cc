#include "client/cli/source_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "proto/error_details.h"

namespace qiusuo::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

class SourceFilesTest : public ::testing::Test {
 protected:
  SourceFilesTest() {
    const ::testing::TestInfo* test =
        ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(::testing::TempDir()) /
              std::string("qiusuo_source_files_").append(test->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~SourceFilesTest() override { fs::remove_all(folder_); }

  void Write(const std::string& name, std::string_view bytes = "x") {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
  }

  // Paths below the folder, `!` before those that cannot be read.
  std::vector<std::string> List(const std::vector<std::string>& names) {
    std::vector<std::string> paths;
    for (const std::string& name : names) paths.push_back(folder_ / name);
    std::vector<std::string> listed;
    for (const SourceFile& file : ListFiles(paths)) {
      listed.push_back(
          (file.status.ok() ? "" : "!") +
          fs::path(file.path).lexically_relative(folder_).native());
    }
    return listed;
  }

  fs::path folder_;
};

TEST_F(SourceFilesTest, FoldersAreReadInOrderOfThePath) {
  Write("r/b.txt");
  Write("r/a/2.txt");
  Write("r/a/1.txt");
  Write("r/c/报告.md");
  EXPECT_THAT(List({"r"}),
              ElementsAre("r/a/1.txt", "r/a/2.txt", "r/b.txt", "r/c/报告.md"));
}

TEST_F(SourceFilesTest, PathsKeepTheirOrder) {
  Write("b.txt");
  Write("a/1.txt");
  EXPECT_THAT(List({"b.txt", "a", "b.txt"}),
              ElementsAre("b.txt", "a/1.txt", "b.txt"));
}

TEST_F(SourceFilesTest, HiddenNamesAreLeftOutBelowFoldersOnly) {
  Write("r/.git/config");
  Write("r/.hidden.txt");
  Write("r/seen.txt");
  Write(".named.txt");
  EXPECT_THAT(List({"r", ".named.txt"}),
              ElementsAre("r/seen.txt", ".named.txt"));
}

TEST_F(SourceFilesTest, LinksToFoldersAndPipesAreNotFollowed) {
  Write("r/seen.txt");
  fs::create_directory_symlink(folder_ / "r", folder_ / "r/circle");
  fs::create_symlink(folder_ / "r/seen.txt", folder_ / "r/link.txt");
  fs::create_symlink(folder_ / "nowhere", folder_ / "r/broken.txt");
  ASSERT_EQ(mkfifo((folder_ / "r/pipe").c_str(), 0600), 0);
  EXPECT_THAT(List({"r"}), ElementsAre("r/link.txt", "r/seen.txt"));
}

TEST_F(SourceFilesTest, APathThatIsNotThereIsListedWithItsError) {
  EXPECT_THAT(List({"missing"}), ElementsAre("!missing"));
}

TEST_F(SourceFilesTest, ReadFileAnswersTheBytes) {
  const std::string bytes("\0\xFF二\r\n", 7);
  Write("a", bytes);
  EXPECT_EQ(*ReadFile(folder_ / "a"), bytes);
  const std::string long_text(1 << 20, 'x');
  Write("b", long_text);
  EXPECT_EQ(*ReadFile(folder_ / "b"), long_text);
  const absl::Status missing = ReadFile(folder_ / "c").status();
  EXPECT_TRUE(absl::IsNotFound(missing));
  EXPECT_EQ(ErrorReason(missing), "LOCAL_FILE");
}

TEST_F(SourceFilesTest, ReadStreamTakesTheRest) {
  std::istringstream stream("第一条");
  EXPECT_EQ(*ReadStream(stream), "第一条");
  std::istringstream empty("");
  EXPECT_EQ(*ReadStream(empty), "");
}

TEST_F(SourceFilesTest, FileUriKeepsHanAndEncodesTheRest) {
  EXPECT_EQ(FileUri("/a/工作报告.txt"), "file:///a/工作报告.txt");
  EXPECT_EQ(FileUri("/a/../b/c"), "file:///b/c");
  EXPECT_EQ(FileUri("/a b#c?d%"), "file:///a%20b%23c%3Fd%25");
  EXPECT_EQ(FileUri("/\xFF\n"), "file:///%FF%0A");
  EXPECT_EQ(FileUri("x"), "file://" + (fs::current_path() / "x").native());
}

}  // namespace
}  // namespace qiusuo::cli
