// How a server starts and why it may not; tests/e2e has what it then does.

#include "service/server/server.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "proto/error_details.h"

namespace qiusuo::server {
namespace {

class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::path(::testing::TempDir()) /
        absl::StrCat(
            "qiusuo_server_test_", getpid(), "_",
            ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  ServerOptions Options() const {
    return {.data_dir = (folder_ / "store").string(), .listen = "127.0.0.1:0"};
  }

  static absl::Status StartError(const ServerOptions& options) {
    const auto server = Server::Start(options);
    EXPECT_FALSE(server.ok());
    return server.status();
  }

  std::filesystem::path folder_;
};

TEST_F(ServerTest, ListensOnAPortOfItsOwn) {
  const auto server = Server::Start(Options());
  ASSERT_TRUE(server.ok()) << server.status();
  EXPECT_EQ((*server)->address().rfind("127.0.0.1:", 0), 0u);
  EXPECT_NE((*server)->address(), "127.0.0.1:0");
}

TEST_F(ServerTest, RefusesAnAddressThatIsNone) {
  ServerOptions options = Options();
  options.listen = "somewhere";
  EXPECT_EQ(ErrorReason(StartError(options)), "INVALID_LISTEN_ADDRESS");
}

TEST_F(ServerTest, RefusesAPortInUse) {
  const auto first = Server::Start(Options());
  ASSERT_TRUE(first.ok()) << first.status();
  ServerOptions options = Options();
  options.data_dir = (folder_ / "other").string();
  options.listen = (*first)->address();
  const absl::Status status = StartError(options);
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ErrorReason(status), "LISTEN_FAILED");
  EXPECT_NE(status.message().find("in use"), absl::string_view::npos)
      << status.message();
}

TEST_F(ServerTest, RefusesOtherMachinesUnlessTold) {
  ServerOptions options = Options();
  options.listen = "0.0.0.0:0";
  const absl::Status status = StartError(options);
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(status), "INSECURE_REMOTE");
  EXPECT_NE(status.message().find("--insecure-remote"),
            absl::string_view::npos);
  options.allow_insecure_remote = true;
  EXPECT_TRUE(Server::Start(options).ok());
}

TEST_F(ServerTest, RefusesAFolderThatIsAFile) {
  std::ofstream(folder_ / "store") << "a file";
  const absl::Status status = StartError(Options());
  EXPECT_EQ(ErrorReason(status), "ENGINE_IO") << status;
}

TEST_F(ServerTest, RefusesAStoreThatIsOpen) {
  const auto first = Server::Start(Options());
  ASSERT_TRUE(first.ok()) << first.status();
  const absl::Status status = StartError(Options());
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(status), "STORE_LOCKED") << status;
}

TEST_F(ServerTest, RefusesTablesThatAreWrong) {
  ServerOptions options = Options();
  options.indicators_file = (folder_ / "missing.tsv").string();
  EXPECT_EQ(ErrorReason(StartError(options)), "INVALID_OPTION");
  options.indicators_file = folder_.string();
  EXPECT_EQ(ErrorReason(StartError(options)), "INVALID_OPTION");
  options = Options();
  options.units_file = (folder_ / "units.tsv").string();
  std::ofstream(options.units_file) << "# ours\n书箱\tbook_box\n";
  const absl::Status status = StartError(options);
  EXPECT_EQ(ErrorReason(status), "INVALID_TABLE");
  EXPECT_EQ(std::string(status.message()),
            options.units_file + ":2: has 2 columns parted by tabs, not 7");
  EXPECT_FALSE(std::filesystem::exists(options.data_dir));
}

TEST_F(ServerTest, RefusesOptionsOutOfRange) {
  ServerOptions options = Options();
  options.data_dir = "";
  EXPECT_EQ(ErrorReason(StartError(options)), "INVALID_OPTION");
  options = Options();
  options.max_content_bytes = 0;
  EXPECT_EQ(ErrorReason(StartError(options)), "INVALID_OPTION");
  options.max_content_bytes = kLargestContentBytes + 1;
  EXPECT_EQ(ErrorReason(StartError(options)), "INVALID_OPTION");
  options = Options();
  options.worker_threads = -1;
  EXPECT_EQ(ErrorReason(StartError(options)), "INVALID_OPTION");
}

TEST_F(ServerTest, ShutdownGivesTheFolderAndThePortBack) {
  auto server = Server::Start(Options());
  ASSERT_TRUE(server.ok()) << server.status();
  ServerOptions again = Options();
  again.listen = (*server)->address();
  std::thread waiter([&server] { (*server)->Wait(); });
  std::thread other([&server] { (*server)->Shutdown(); });
  (*server)->Shutdown();
  waiter.join();
  other.join();
  const auto second = Server::Start(again);
  EXPECT_TRUE(second.ok()) << second.status();
}

}  // namespace
}  // namespace qiusuo::server
