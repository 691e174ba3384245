#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/sha256.h"
#include "client/importer.h"
#include "proto/error_details.h"
#include "tests/e2e/fixture.h"

namespace qiusuo::e2e {
namespace {

using client::Importer;

class ImportStreamTest : public EndToEndTest {
 protected:
  // What became of each report, in the order of the results.
  std::vector<Importer::Result> results_;
  Importer::OnResult Keep() {
    return [this](Importer::Result result) {
      results_.push_back(std::move(result));
    };
  }
};

client::ImportOptions Named(int number) {
  return {.collection = "courts", .document_id = absl::StrCat("r", number)};
}

TEST_F(ImportStreamTest, AnswersEachReportInOrder) {
  constexpr int kReports = 60;
  Importer importer(client(), Keep());
  for (int i = 0; i < kReports; ++i) {
    ASSERT_TRUE(
        importer
            .Add(CourtReport("河东法院", 2000 + i, 900 + i, 800 + i), Named(i))
            .ok());
  }
  ASSERT_TRUE(importer.Finish().ok());
  ASSERT_EQ(results_.size(), size_t{kReports});
  for (int i = 0; i < kReports; ++i) {
    EXPECT_EQ(results_[i].number, i);
    ASSERT_TRUE(results_[i].imported.ok()) << results_[i].imported.status();
    EXPECT_EQ(results_[i].imported->document().name(),
              absl::StrCat("collections/courts/documents/r", i));
    EXPECT_EQ(results_[i].imported->outcome(), v1::IMPORT_OUTCOME_CREATED);
  }
}

TEST_F(ImportStreamTest, ABadReportEndsNothing) {
  Importer importer(client(), Keep());
  ASSERT_TRUE(importer.Add("", Named(0)).ok());
  ASSERT_TRUE(importer.Add("甲", {.collection = "BAD NAME"}).ok());
  ASSERT_TRUE(importer.Add(CourtReport("河东法院", 2020, 9, 8), Named(1)).ok());
  ASSERT_TRUE(importer.Finish().ok());
  ASSERT_EQ(results_.size(), 3u);
  EXPECT_EQ(Describe(results_[0].imported.status()),
            "INVALID_ARGUMENT EMPTY_CONTENT content.data");
  EXPECT_EQ(Describe(results_[1].imported.status()),
            "INVALID_ARGUMENT INVALID_FIELD parent");
  EXPECT_TRUE(results_[2].imported.ok());
}

TEST_F(ImportStreamTest, NothingIsDoneTwice) {
  const std::string report = CourtReport("河东法院", 2020, 9, 8);
  for (int round = 0; round < 2; ++round) {
    Importer importer(client(), Keep());
    ASSERT_TRUE(importer.Add(report, Named(0)).ok());
    ASSERT_TRUE(importer.Finish().ok());
  }
  ASSERT_EQ(results_.size(), 2u);
  EXPECT_EQ(results_[1].imported->outcome(), v1::IMPORT_OUTCOME_UNCHANGED);
  EXPECT_EQ(results_[1].imported->document().revision(), 1);
}

// Side by side, but those of one name in their order: the last wins, and none is a conflict.
TEST_F(ImportStreamTest, ReportsOfOneNameComeOneAfterTheOther) {
  constexpr int kReports = 40;
  Importer importer(client(), Keep(), {.window = 16});
  for (int i = 0; i < kReports; ++i) {
    // The earlier, the longer.
    const std::string report =
        absl::StrCat(LongReport(2000 * (kReports - i)), "第", i, "稿\n");
    ASSERT_TRUE(importer.Add(report, Named(i % 2)).ok());
  }
  ASSERT_TRUE(importer.Finish().ok());
  ASSERT_EQ(results_.size(), size_t{kReports});
  for (int i = 0; i < kReports; ++i) {
    ASSERT_TRUE(results_[i].imported.ok()) << results_[i].imported.status();
    EXPECT_EQ(results_[i].imported->document().revision(), i / 2 + 1);
  }
}

TEST_F(ImportStreamTest, HoldsBackAWriterThatIsTooFast) {
  constexpr int kReports = 40;
  std::atomic<int> answered = 0;
  int most_ahead = 0;
  Importer importer(client(),
                    [&answered](const Importer::Result&) { ++answered; },
                    {.window = 4});
  const std::string report = LongReport(200'000);
  for (int i = 0; i < kReports; ++i) {
    ASSERT_TRUE(importer.Add(report, Named(i)).ok());
    most_ahead = std::max(most_ahead, i + 1 - answered);
  }
  ASSERT_TRUE(importer.Finish().ok());
  EXPECT_EQ(answered, kReports);
  EXPECT_LE(most_ahead, 4);
}

TEST_F(ImportStreamTest, CancelEndsTheStreamAndStoresNothingHalf) {
  std::atomic<bool> cancelled = false;
  Importer* running = nullptr;
  Importer importer(client(), [&](const Importer::Result& result) {
    results_.push_back(result);
    if (result.number == 2) {
      running->Cancel();
      cancelled = true;
    }
  });
  running = &importer;
  absl::Status status;
  for (int i = 0; status.ok() && i < 1000; ++i) {
    status = importer.Add(CourtReport("河东法院", 2020, 9, i), Named(i));
  }
  if (status.ok()) status = importer.Finish();
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled) << status;
  EXPECT_TRUE(cancelled);
  for (const absl::StatusOr<v1::Document>& document :
       client().ListDocuments("collections/courts")) {
    ASSERT_TRUE(document.ok());
    EXPECT_EQ(document->revision(), 1);
    EXPECT_TRUE(
        client().GetDocument(document->name(), v1::DOCUMENT_VIEW_FULL).ok());
  }
}

TEST_F(ImportStreamTest, AnImporterThatIsGivenUpLeavesTheServerWell) {
  for (int round = 0; round < 5; ++round) {
    Importer importer(client(), Keep());
    for (int i = 0; i < 6; ++i) {
      ASSERT_TRUE(importer.Add(LongReport(100'000), Named(i)).ok());
    }
  }
  EXPECT_TRUE(client().GetServerStatus().ok());
}

TEST_F(ImportStreamTest, SeveralStreamsAtATime) {
  std::vector<std::thread> threads;
  std::atomic<int> imported = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([this, t, &imported] {
      Importer importer(client(), [&imported](const Importer::Result& result) {
        if (result.imported.ok()) ++imported;
      });
      for (int i = 0; i < 20; ++i) {
        EXPECT_TRUE(
            importer
                .Add(CourtReport("河东法院", 2020, 900, i), Named(t * 100 + i))
                .ok());
      }
      EXPECT_TRUE(importer.Finish().ok());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(imported, 80);
}

// The server stops in a hurry in the middle and comes back on the same port.
TEST_F(ImportStreamTest, GoesOnWhenTheServerComesBack) {
  constexpr int kReports = 60;
  options_.listen = server().address();
  options_.shutdown_grace = absl::ZeroDuration();
  Restart();
  const client::Client own({.endpoint = options_.listen});
  std::atomic<int> answered = 0;
  std::atomic<int> lost = 0;
  std::vector<std::string> refused;
  Importer importer(own,
                    [&](const Importer::Result& result) {
                      if (!result.imported.ok()) {
                        refused.push_back(Describe(result.imported.status()));
                      }
                      ++answered;
                    },
                    {.on_lost = [&lost](const absl::Status&) { ++lost; }});
  std::thread restarting([&] {
    while (answered < kReports / 4) absl::SleepFor(absl::Milliseconds(1));
    Restart();
  });
  for (int i = 0; i < kReports; ++i) {
    const std::string report = absl::StrCat(LongReport(30'000), i);
    ASSERT_TRUE(importer.Add(report, Named(i), Sha256Hex(report)).ok());
  }
  const absl::Status status = importer.Finish();
  restarting.join();
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(answered, kReports);
  EXPECT_TRUE(refused.empty()) << refused.front();
  EXPECT_EQ(lost, 1);
  int documents = 0;
  for (const absl::StatusOr<v1::Document>& document :
       client().ListDocuments("collections/courts")) {
    ASSERT_TRUE(document.ok());
    EXPECT_EQ(document->revision(), 1) << document->name();
    ++documents;
  }
  EXPECT_EQ(documents, kReports);
}

TEST_F(ImportStreamTest, AServerThatIsGoneIsSaid) {
  server().Shutdown();
  Importer importer(client(), Keep());
  absl::Status status = importer.Add("甲", Named(0));
  if (status.ok()) status = importer.Finish();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable) << status;
  EXPECT_TRUE(results_.empty());
}

}  // namespace
}  // namespace qiusuo::e2e
