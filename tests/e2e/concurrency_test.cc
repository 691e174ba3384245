// Many callers at once.

#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/e2e/fixture.h"

namespace qiusuo::e2e {
namespace {

constexpr int kThreads = 8;
constexpr int kImportsOfAThread = 5;
constexpr char kName[] = "collections/courts/documents/contested";

class ConcurrencyTest : public EndToEndTest {
 protected:
  ConcurrencyTest() { options_.worker_threads = kThreads; }

  // Imports until no other import comes between, as the proto says.
  v1::ImportDocumentResponse ImportUntilDone(const std::string& content) {
    while (true) {
      const auto imported = client().Import(
          content, {.collection = "courts", .document_id = "contested"});
      if (imported.ok()) return *imported;
      EXPECT_EQ(Describe(imported.status()), "ABORTED CONFLICT");
      if (!absl::IsAborted(imported.status())) return {};
    }
  }

  // Runs `content(thread, i)` through ImportUntilDone from all threads.
  template <typename Content>
  void ImportFromAllThreads(Content content) {
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < kImportsOfAThread; ++i) {
          const auto imported = ImportUntilDone(content(t, i));
          const std::lock_guard<std::mutex> lock(mutex_);
          created_ += imported.outcome() == v1::IMPORT_OUTCOME_CREATED;
          if (imported.outcome() == v1::IMPORT_OUTCOME_UNCHANGED) continue;
          ++written_;
          revisions_.insert(imported.document().revision());
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }

  std::mutex mutex_;
  int created_ = 0;
  int written_ = 0;
  std::set<int64_t> revisions_;
};

TEST_F(ConcurrencyTest, ImportsOfOneNameMakeOneChainOfRevisions) {
  ImportFromAllThreads([](int thread, int i) {
    return CourtReport("林州法院", 2023, 1000 + thread, 900 + i);
  });
  EXPECT_EQ(created_, 1);
  EXPECT_EQ(revisions_.size(), static_cast<size_t>(written_))
      << "no revision is given twice";
  EXPECT_EQ(*revisions_.begin(), 1);
  EXPECT_EQ(*revisions_.rbegin(), written_);

  const auto document = client().GetDocument(kName, v1::DOCUMENT_VIEW_FULL);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->revision(), written_);
  const auto status = client().GetServerStatus();
  ASSERT_TRUE(status.ok()) << status.status();
  ASSERT_EQ(status->collections_size(), 1);
  EXPECT_EQ(status->collections(0).document_count(), 1);
  EXPECT_EQ(status->collections(0).metric_count(), document->metric_count());

  // The index holds the metrics of the living revision and of no other.
  v1::QueryMetricsRequest query;
  query.set_parent("collections/courts");
  std::vector<std::string> found;
  for (const auto& result : client().QueryMetrics(query)) {
    ASSERT_TRUE(result.ok()) << result.status();
    found.push_back(result->metric().SerializeAsString());
  }
  std::vector<std::string> expected;
  for (const v1::Metric& metric : document->metrics()) {
    expected.push_back(metric.SerializeAsString());
  }
  EXPECT_EQ(found, expected);
}

TEST_F(ConcurrencyTest, TheSameBytesAreStoredOnce) {
  ImportFromAllThreads(
      [](int, int) { return CourtReport("林州法院", 2023, 1000, 900); });
  EXPECT_EQ(created_, 1);
  EXPECT_EQ(written_, 1);
  const auto status = client().GetServerStatus();
  ASSERT_TRUE(status.ok()) << status.status();
  EXPECT_EQ(client().GetDocument(kName)->revision(), 1);
}

TEST_F(ConcurrencyTest, ReadersSeeWholeRevisionsWhileOneIsWritten) {
  ImportUntilDone(CourtReport("林州法院", 2023, 1000, 900));
  std::jthread writer([&] {
    for (int i = 0; i < 40; ++i) {
      ImportUntilDone(CourtReport("林州法院", 2023, 1000, 500 + i));
    }
  });
  for (int i = 0; i < 100; ++i) {
    const auto document = client().GetDocument(kName, v1::DOCUMENT_VIEW_FULL);
    ASSERT_TRUE(document.ok()) << document.status();
    EXPECT_EQ(document->metrics_size(), document->metric_count());
    ASSERT_GT(document->metrics_size(), 1);
    const v1::TextSpan& span = document->metrics(1).span();
    EXPECT_EQ(document->text().substr(span.start_byte(),
                                      span.end_byte() - span.start_byte()),
              document->metrics(1).quantity().text());
  }
}

}  // namespace
}  // namespace qiusuo::e2e
