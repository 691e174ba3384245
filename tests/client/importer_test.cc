// Lost connections, busy servers and hashes, which a real server shows only by chance; what it
// does show is in tests/e2e/import_stream_test.cc.

#include "client/importer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "client/mocks/mock_connection.h"
#include "proto/error_details.h"

namespace qiusuo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::Gt;
using ::testing::SizeIs;

// Stands for a SHA-256 here.
std::string HashOf(const std::string& content) {
  return absl::StrCat("#", content.substr(0, 8), content.size());
}

// A store in memory behind streams that break when they are told to.
struct FakeServer {
  std::map<std::string, std::string> stored;  // id -> content
  // Answers that the streams give before they break, one after the other; later ones do
  // not break.
  std::deque<int> breaks = {};
  bool is_gone = false;  // every further stream fails at once
  // For the id: this error, so many times.
  std::map<std::string, std::pair<std::string, int>> refusals;
  std::vector<std::string> log;  // `ID`, `ID?` for a question, `|` for a stream
};

class FakeCall final : public ImportCall {
 public:
  explicit FakeCall(FakeServer& server) : server_(server) {
    server_.log.emplace_back("|");
    if (!server_.breaks.empty()) {
      answers_left_ = server_.breaks.front();
      server_.breaks.pop_front();
    }
    if (server_.is_gone) answers_left_ = 0;
  }

  bool Write(const v1::ImportDocumentsRequest& request) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (IsOver()) return false;
    const v1::ImportDocumentRequest& import = request.import();
    server_.log.push_back(import.document_id() +
                          (import.content().sha256().empty() ? "" : "?"));
    answers_.push_back(Answer(import));
    changed_.notify_all();
    return true;
  }
  void WritesDone() override {
    const std::lock_guard<std::mutex> lock(mutex_);
    writes_done_ = true;
    changed_.notify_all();
  }
  std::optional<v1::ImportDocumentsResponse> Read() override {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(
        lock, [this] { return IsOver() || !answers_.empty() || writes_done_; });
    if (IsOver() || answers_.empty()) return std::nullopt;
    --answers_left_;
    v1::ImportDocumentsResponse answer = answers_.front();
    answers_.pop_front();
    return answer;
  }
  absl::Status Finish() override {
    if (cancelled_) return absl::CancelledError("cancelled");
    return answers_left_ <= 0 ? absl::UnavailableError("connection lost")
                              : absl::OkStatus();
  }
  void Cancel() override {
    const std::lock_guard<std::mutex> lock(mutex_);
    cancelled_ = true;
    changed_.notify_all();
  }

 private:
  bool IsOver() const { return cancelled_ || answers_left_ <= 0; }

  v1::ImportDocumentsResponse Answer(const v1::ImportDocumentRequest& import) {
    v1::ImportDocumentsResponse response;
    const std::string& id = import.document_id();
    auto& [reason, times] = server_.refusals[id];
    if (times > 0) {
      --times;
      *response.mutable_error() = ToRpcStatus(
          MakeError(absl::StatusCode::kResourceExhausted, reason, "no"));
      return response;
    }
    const bool is_question = !import.content().sha256().empty();
    const auto stored = server_.stored.find(id);
    const bool is_same =
        stored != server_.stored.end() &&
        (is_question ? HashOf(stored->second) == import.content().sha256()
                     : stored->second == import.content().data());
    if (is_question && !is_same) {
      *response.mutable_error() = ToRpcStatus(MakeError(
          absl::StatusCode::kFailedPrecondition, "CONTENT_NEEDED", "send"));
      return response;
    }
    response.mutable_imported()->mutable_document()->set_name(id);
    response.mutable_imported()->set_outcome(
        is_same ? v1::IMPORT_OUTCOME_UNCHANGED : v1::IMPORT_OUTCOME_CREATED);
    if (!is_same) server_.stored[id] = import.content().data();
    return response;
  }

  FakeServer& server_;
  int answers_left_ = 1 << 30;
  bool cancelled_ = false;
  bool writes_done_ = false;
  std::deque<v1::ImportDocumentsResponse> answers_;
  std::mutex mutex_;
  std::condition_variable changed_;
};

class ImporterTest : public ::testing::Test {
 protected:
  ImporterTest() {
    EXPECT_CALL(*connection_, ImportDocuments)
        .WillRepeatedly(
            [this](absl::Time) { return std::make_unique<FakeCall>(server_); });
  }

  // `ID OUTCOME` or `ID REASON` of each result, and what Finish answered.
  std::vector<std::string> Import(const std::vector<std::string>& ids,
                                  Importer::Options options = {},
                                  bool with_hash = false) {
    std::vector<std::string> told;
    options.on_lost = [&told](const absl::Status&) {
      told.emplace_back("lost");
    };
    Importer importer(
        client_,
        [&](const Importer::Result& result) {
          told.push_back(absl::StrCat(
              ids[result.number], " ",
              result.imported.ok()
                  ? v1::ImportOutcome_Name(result.imported->outcome())
                        .substr(15)
                  : ErrorReason(result.imported.status())));
        },
        options);
    absl::Status status;
    for (const std::string& id : ids) {
      const std::string content = ContentOf(id);
      status = importer.Add(content, {.document_id = id},
                            with_hash ? HashOf(content) : "");
      if (!status.ok()) break;
    }
    const absl::Status end = importer.Finish();
    EXPECT_EQ(status.ok() ? end : status, end);
    told.push_back(absl::StatusCodeToString(end.code()));
    return told;
  }

  static std::string ContentOf(const std::string& id) {
    return id + std::string(5000, 'x');
  }

  FakeServer server_;
  std::shared_ptr<MockConnection> connection_ =
      std::make_shared<MockConnection>();
  Client client_{connection_};
};

TEST_F(ImporterTest, ALostConnectionIsMadeAgainAndTheRestIsSent) {
  server_.breaks = {2};
  EXPECT_THAT(Import({"a", "b", "c", "d"}, {.window = 1}),
              ElementsAre("a CREATED", "b CREATED", "lost", "c CREATED",
                          "d CREATED", "OK"));
  EXPECT_THAT(server_.log, ElementsAre("|", "a", "b", "|", "c", "d"));
}

// The answer is lost, not the report: it is sent again, and the server has it.
TEST_F(ImporterTest, WhatWasDoneButNotAnsweredIsNotDoneTwice) {
  server_.breaks = {1};
  const std::vector<std::string> told = Import({"a", "b", "c"});
  EXPECT_THAT(told, SizeIs(5));
  EXPECT_EQ(told[0], "a CREATED");
  EXPECT_EQ(told[4], "OK");
  EXPECT_EQ(server_.stored.size(), 3u);
  EXPECT_EQ(std::count(server_.log.begin(), server_.log.end(), "a"), 1);
}

TEST_F(ImporterTest, AServerThatStaysAwayIsGivenUp) {
  server_.breaks = {1};
  std::vector<std::string> told;
  Importer importer(client_,
                    [&](const Importer::Result&) { server_.is_gone = true; },
                    {.window = 1, .patience = absl::Milliseconds(250)});
  ASSERT_TRUE(importer.Add("a").ok());
  ASSERT_TRUE(importer.Add("b").ok());
  EXPECT_TRUE(absl::IsUnavailable(importer.Finish()));
  EXPECT_TRUE(absl::IsUnavailable(importer.Add("c")));
  // It was tried more than once, and not in a tight loop.
  EXPECT_THAT(server_.log, SizeIs(Gt(3)));
  EXPECT_LE(server_.log.size(), 8u);
}

TEST_F(ImporterTest, AServerThatWasNeverThereIsNotWaitedFor) {
  server_.is_gone = true;
  EXPECT_THAT(Import({"a"}), ElementsAre("UNAVAILABLE"));
  EXPECT_THAT(server_.log, ElementsAre("|"));
}

TEST_F(ImporterTest, ABusyServerIsAskedAgain) {
  server_.refusals["b"] = {"OVERLOADED", 2};
  server_.refusals["d"] = {"CONFLICT", 1};
  const std::vector<std::string> told =
      Import({"a", "b", "c", "d"}, {.window = 1});
  std::vector<std::string> names;
  for (const std::string& line : told) names.push_back(line.substr(0, 2));
  EXPECT_THAT(names, ElementsAre("a ", "lo", "b ", "c ", "lo", "d ", "OK"));
  EXPECT_THAT(server_.log, ElementsAre("|", "a", "b", "|", "b", "|", "b", "c",
                                       "d", "|", "d"));
}

TEST_F(ImporterTest, OtherErrorsAreResults) {
  server_.refusals["b"] = {"CONTENT_TOO_LARGE", 1};
  EXPECT_THAT(
      Import({"a", "b", "c"}),
      ElementsAre("a CREATED", "b CONTENT_TOO_LARGE", "c CREATED", "OK"));
}

TEST_F(ImporterTest, CancelEndsTheWaitForALostServer) {
  server_.breaks = {1};
  Importer importer(client_,
                    [&](const Importer::Result&) { server_.is_gone = true; },
                    {.window = 1});
  ASSERT_TRUE(importer.Add("a").ok());
  ASSERT_TRUE(importer.Add("b").ok());
  std::thread cancelling([&importer] {
    absl::SleepFor(absl::Milliseconds(150));
    importer.Cancel();
  });
  const absl::Time start = absl::Now();
  EXPECT_TRUE(absl::IsCancelled(importer.Finish()));
  EXPECT_LT(absl::Now() - start, absl::Seconds(20));
  cancelling.join();
}

TEST_F(ImporterTest, BytesThatAreStoredAreNotSent) {
  for (const char* id : {"a", "b", "c"}) server_.stored[id] = ContentOf(id);
  EXPECT_THAT(Import({"a", "b", "c"}, {}, /*with_hash=*/true),
              ElementsAre("a UNCHANGED", "b UNCHANGED", "c UNCHANGED", "OK"));
  EXPECT_THAT(server_.log, ElementsAre("|", "a?", "b?", "c?"));
}

// Results stay in order although the first report is sent last.
TEST_F(ImporterTest, QuestionsStopWhereTheNewBegins) {
  server_.stored["a"] = ContentOf("a");
  EXPECT_THAT(
      Import({"a", "b", "c", "d"}, {.window = 1}, /*with_hash=*/true),
      ElementsAre("a UNCHANGED", "b CREATED", "c CREATED", "d CREATED", "OK"));
  EXPECT_THAT(server_.log, ElementsAre("|", "a?", "b?", "b", "c", "d"));
}

TEST_F(ImporterTest, ManyQuestionsAtATimeKeepTheOrderOfResults) {
  server_.stored["b"] = ContentOf("b");
  EXPECT_THAT(
      Import({"a", "b", "c", "d"}, {}, /*with_hash=*/true),
      ElementsAre("a CREATED", "b UNCHANGED", "c CREATED", "d CREATED", "OK"));
}

TEST_F(ImporterTest, ShortReportsAreNotAskedFor) {
  server_.stored["a"] = "short";
  Importer importer(client_, [](const Importer::Result&) {});
  ASSERT_TRUE(
      importer.Add("short", {.document_id = "a"}, HashOf("short")).ok());
  ASSERT_TRUE(importer.Finish().ok());
  EXPECT_THAT(server_.log, ElementsAre("|", "a"));
}

}  // namespace
}  // namespace qiusuo::client
