// What only a connection of ours can bring about: answers out of order, servers
// that go away, terminals.

#include "client/cli/commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "client/mocks/mock_connection.h"
#include "proto/error_details.h"

namespace qiusuo::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Return;
using ::testing::StrictMock;

class CommandsTest : public ::testing::Test {
 protected:
  CommandsTest() {
    folder_ = fs::path(::testing::TempDir()) / "qiusuo_commands_test";
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~CommandsTest() override { fs::remove_all(folder_); }

  ExitCode Run(const CommandFlags& flags,
               OutputFormat output = OutputFormat::kTable) {
    Session session{.client = client::Client(connection_),
                    .server = "server:1",
                    .output = output,
                    .in = in_,
                    .out = out_,
                    .err = err_,
                    .in_is_terminal = on_terminal_,
                    .err_is_terminal = on_terminal_};
    return std::visit(
        [&session](const auto& f) { return RunCommand(f, session); }, flags);
  }

  void WriteFiles(int count) {
    for (int i = 0; i < count; ++i) {
      std::ofstream(folder_ / absl::StrCat(i, ".txt")) << i;
    }
  }

  std::shared_ptr<StrictMock<client::MockConnection>> connection_ =
      std::make_shared<StrictMock<client::MockConnection>>();
  std::istringstream in_;
  std::ostringstream out_;
  std::ostringstream err_;
  bool on_terminal_ = false;
  fs::path folder_;
};

TEST_F(CommandsTest, ImportTellsInTheOrderOfTheFiles) {
  WriteFiles(8);
  EXPECT_CALL(*connection_, ImportDocument)
      .Times(8)
      .WillRepeatedly([](const v1::ImportDocumentRequest& request, absl::Time) {
        const std::string& data = request.content().data();
        // The first files take longest.
        absl::SleepFor(absl::Milliseconds(10 * (8 - std::stoi(data))));
        v1::ImportDocumentResponse response;
        response.mutable_document()->set_name(data);
        return response;
      });
  EXPECT_EQ(
      Run(ImportFlags{.paths = {folder_}, .jobs = 8}, OutputFormat::kJsonLines),
      ExitCode::kOk);
  std::string expected;
  for (int i = 0; i < 8; ++i) {
    absl::StrAppend(&expected, "{\"document\":{\"name\":\"", i, "\"}}\n");
  }
  EXPECT_EQ(out_.str(), expected);
}

TEST_F(CommandsTest, ImportHasAsManyOnTheirWayAsAllowed) {
  WriteFiles(12);
  std::atomic<int> now = 0;
  std::atomic<int> most = 0;
  EXPECT_CALL(*connection_, ImportDocument)
      .Times(12)
      .WillRepeatedly([&](const v1::ImportDocumentRequest&, absl::Time) {
        const int current = ++now;
        int seen = most;
        while (seen < current && !most.compare_exchange_weak(seen, current)) {
        }
        absl::SleepFor(absl::Milliseconds(20));
        --now;
        return v1::ImportDocumentResponse();
      });
  EXPECT_EQ(Run(ImportFlags{.paths = {folder_}, .jobs = 3}), ExitCode::kOk);
  EXPECT_LE(most, 3);
  EXPECT_GE(most, 2);
}

TEST_F(CommandsTest, ImportStopsWhenTheServerIsGone) {
  WriteFiles(9);
  v1::ImportDocumentResponse created;
  created.set_outcome(v1::IMPORT_OUTCOME_CREATED);
  EXPECT_CALL(*connection_, ImportDocument)
      .WillOnce(Return(created))
      .WillOnce(Return(absl::UnavailableError("connection lost")));
  EXPECT_EQ(Run(ImportFlags{.paths = {folder_}, .jobs = 1}),
            ExitCode::kUnreachable);
  EXPECT_EQ(out_.str(),
            "1 created, 0 updated, 0 unchanged, 1 failed, 7 not tried\n");
  EXPECT_EQ(err_.str(), absl::StrCat("qiusuo: ", (folder_ / "1.txt").native(),
                                     ": connection lost (UNAVAILABLE)\n"));
}

TEST_F(CommandsTest, ImportDrawsABarOnATerminalAndWipesItOff) {
  WriteFiles(2);
  on_terminal_ = true;
  EXPECT_CALL(*connection_, ImportDocument)
      .Times(2)
      .WillRepeatedly(Return(v1::ImportDocumentResponse()));
  EXPECT_EQ(Run(ImportFlags{.paths = {folder_}, .jobs = 1}), ExitCode::kOk);
  EXPECT_EQ(err_.str(), "\r\x1b[K[###############               ] 1/2\r\x1b[K");
}

TEST_F(CommandsTest, NoAnswerInTimeIsNoAnswer) {
  EXPECT_CALL(*connection_, GetServerStatus)
      .WillOnce(Return(absl::DeadlineExceededError("Deadline Exceeded")));
  EXPECT_EQ(Run(StatusFlags()), ExitCode::kUnreachable);
  EXPECT_EQ(err_.str(),
            "qiusuo: server:1: Deadline Exceeded (DEADLINE_EXCEEDED)\n");
}

TEST_F(CommandsTest, WhatCameBeforeAnErrorIsShown) {
  v1::ListDocumentsResponse page;
  page.add_documents()->set_name("collections/default/documents/a");
  page.set_next_page_token("t");
  EXPECT_CALL(*connection_, ListDocuments)
      .WillOnce(Return(page))
      .WillOnce(Return(
          MakeError(absl::StatusCode::kDataLoss, "CORRUPT_RECORD", "damaged")));
  EXPECT_EQ(Run(ListFlags(), OutputFormat::kJson), ExitCode::kFailed);
  EXPECT_EQ(out_.str(),
            "[\n{\n \"name\": \"collections/default/documents/a\"\n}\n]\n");
  EXPECT_EQ(err_.str(),
            "qiusuo: collections/default: damaged (CORRUPT_RECORD)\n");
}

TEST_F(CommandsTest, ListFetchesNoMoreThanTheLimit) {
  v1::ListDocumentsResponse page;
  for (const char* id : {"a", "b", "c"}) {
    page.add_documents()->set_name(
        absl::StrCat("collections/default/documents/", id));
  }
  page.set_next_page_token("t");
  EXPECT_CALL(*connection_, ListDocuments)
      .WillOnce([&](const v1::ListDocumentsRequest& request, absl::Time) {
        EXPECT_EQ(request.page_size(), 2);
        return page;
      });
  EXPECT_EQ(Run(ListFlags{.limit = 2}), ExitCode::kOk);
  EXPECT_THAT(out_.str(), HasSubstr("\nb "));
  EXPECT_THAT(out_.str(), Not(HasSubstr("\nc ")));
}

TEST_F(CommandsTest, DeleteAsksOnATerminal) {
  on_terminal_ = true;
  in_.str("n\n");
  const DeleteFlags flags{.names = {"a", "b"}};
  EXPECT_EQ(Run(flags), ExitCode::kFailed);
  EXPECT_EQ(err_.str(), "Delete 2 documents? [y/N] Nothing was deleted.\n");

  in_.str("y\n");
  in_.clear();
  EXPECT_CALL(*connection_, DeleteDocument)
      .Times(2)
      .WillRepeatedly(Return(v1::DeleteDocumentResponse()));
  EXPECT_EQ(Run(flags), ExitCode::kOk);
  EXPECT_EQ(out_.str(),
            "deleted  collections/default/documents/a\n"
            "deleted  collections/default/documents/b\n");
}

}  // namespace
}  // namespace qiusuo::cli
