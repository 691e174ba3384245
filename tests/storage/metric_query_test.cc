// Metric queries: against a brute force over all metrics, page by page, and while
// documents come and go.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "storage/index_rows.h"
#include "storage/keys.h"
#include "storage/metric_filter.h"
#include "storage/metric_rank.h"
#include "tests/storage/metric_brute_force.h"
#include "tests/storage/random_metrics.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Metric;
using qiusuo::v1::MetricOrder;
using qiusuo::v1::MetricResult;

class MetricQueryTest : public ::testing::TestWithParam<std::string> {
 protected:
  MetricQueryTest() {
    store_ = ValueOf(
        DocumentStore::Open(OpenEngine(GetParam(), folder_), SystemClock));
  }

  void Put(const DocumentName& name, const std::vector<Metric>& metrics) {
    auto document = MakeDocument(std::to_string(++texts_), metrics);
    documents_[name] = metrics;
    ASSERT_TRUE(store_->Put(MakePut(name, std::move(document))).ok());
  }

  void Delete(const DocumentName& name) {
    documents_.erase(name);
    ASSERT_TRUE(store_->Delete(name, "").ok());
  }

  void PutRandomDocuments(Random& random, int count) {
    for (int i = 0; i < count; ++i) {
      std::vector<Metric> metrics;
      for (size_t m = random() % 12; m > 0; --m) {
        metrics.push_back(RandomMetric(random));
      }
      Put({Pick(random, kCollections), "d" + std::to_string(random() % 12)},
          metrics);
      // Not all of it is in the indexes.
      EXPECT_TRUE(random() % 10 != 0 || store_->IndexNow().ok());
    }
  }

  MetricQuery RandomQuery(Random& random) {
    MetricQuery query{.collection = std::string(kAnyCollection)};
    const auto document =
        std::next(documents_.begin(),
                  static_cast<std::ptrdiff_t>(random() % documents_.size()));
    if (random() % 3 != 0) query.collection = document->first.collection;
    if (random() % 5 == 0) {
      query.collection = document->first.collection;
      query.document = document->first.document;
    }
    query.filter = RandomFilter(random);
    query.order = static_cast<MetricOrder>(random() % 4);
    query.descending = random() % 2 == 0;
    return query;
  }

  std::vector<std::string> BruteForce(const MetricQuery& query) {
    return storage::BruteForce(documents_, query);
  }

  // All pages, of sizes that `limits` chooses.
  std::vector<std::string> ReadPages(
      const MetricQuery& query, const std::function<PageLimits()>& limits) {
    std::vector<std::string> names;
    std::string resume;
    do {
      const PageLimits page_limits = limits();
      const auto page = ValueOf(store_->Query(query, page_limits, resume));
      EXPECT_LE(page.items.size(), page_limits.max_items);
      EXPECT_FALSE(page.items.empty() && !page.resume.empty());
      for (const MetricResult& result : page.items) {
        names.push_back(result.metric().name());
      }
      resume = page.resume;
    } while (!resume.empty());
    return names;
  }

  const TempFolder folder_;
  std::unique_ptr<DocumentStore> store_;
  StoredMetrics documents_;
  int texts_ = 0;
};

TEST_P(MetricQueryTest, AgreesWithABruteForceAndPagesAddUp) {
  const uint64_t seed = TestSeed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  PutRandomDocuments(random, 30);
  size_t answered = 0;
  for (int i = 0; i < 400; ++i) {
    const MetricQuery query = RandomQuery(random);
    SCOPED_TRACE(query.filter.ShortDebugString() + " in " + query.collection +
                 "/" + query.document.value_or("-") + " order " +
                 std::to_string(query.order) +
                 (query.descending ? " desc" : ""));
    const std::vector<std::string> expected = BruteForce(query);
    const auto page = ValueOf(store_->Query(query, kNoLimits, ""));
    EXPECT_EQ(page.resume, "");
    std::vector<std::string> names;
    for (const MetricResult& result : page.items) {
      names.push_back(result.metric().name());
    }
    ASSERT_EQ(names, expected);
    answered += names.size();
    ASSERT_EQ(
        ReadPages(query,
                  [&] {
                    return PageLimits{1 + random() % 7, 1 + random() % 3000};
                  }),
        expected);
  }
  EXPECT_GT(answered, 1000u) << "the filters choose nothing";
}

// What an index row says of a metric must never hide one that passes.
TEST(MetricFacets, NoMetricThatPassesIsPassedOver) {
  const uint64_t seed = TestSeed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  int passed = 0;
  int hidden = 0;
  for (int i = 0; i < 20000; ++i) {
    qiusuo::v1::Document document;
    Metric& metric = *document.add_metrics() = RandomMetric(random);
    if (random() % 50 == 0) {
      metric.mutable_quantity()->set_unit(std::string(300, 'u'));
    }
    const DocumentIndexRows rows({"c", "d"}, 7, document.metrics());
    ASSERT_GE(rows.size(), 5u);
    const MetricPredicate passes(RandomFilter(random));
    for (size_t row = 0; row < rows.size(); ++row) {
      if (rows.key(row)[0] == static_cast<char>(MetricIndex::kPeriod)) {
        EXPECT_EQ(ParseRevision(rows.value(row)), 7);
        continue;
      }
      const auto facets = ParseFacets(rows.value(row));
      ASSERT_TRUE(facets.has_value());
      EXPECT_EQ(facets->revision, 7);
      EXPECT_TRUE(passes.MayPass(*facets) || !passes(metric));
      hidden += passes.MayPass(*facets) ? 0 : 1;
    }
    passed += passes(metric) ? 1 : 0;
  }
  EXPECT_GT(passed, 500);
  EXPECT_GT(hidden, 20000);
}

TEST_P(MetricQueryTest, ResultsHoldTheWholeAnswer) {
  const Metric metric = MakeMetric("结案率", "90", "%");
  Put({"c", "d"}, {metric});
  const auto page = ValueOf(store_->Query({.collection = "c"}, kNoLimits, ""));
  ASSERT_EQ(page.items.size(), 1u);
  const MetricResult& result = page.items[0];
  EXPECT_EQ(result.document_title(), "某县人民法院工作报告");
  EXPECT_EQ(result.document_issuer(), "某县人民法院");
  EXPECT_EQ(result.document_issue_date().year(), 2024);
  Metric expected = metric;
  expected.set_name("collections/c/documents/d/metrics/1");
  EXPECT_EQ(result.metric().DebugString(), expected.DebugString());
}

// While pages are read, other documents come, change and go. What was there all the time
// is answered exactly once, and in order.
TEST_P(MetricQueryTest, PagesNeitherRepeatNorSkipWhileDocumentsComeAndGo) {
  const uint64_t seed = TestSeed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  for (int round = 0; round < 12; ++round) {
    PutRandomDocuments(random, 20);
    MetricQuery query = RandomQuery(random);
    query.document.reset();
    query.filter.clear_indicator_contains();
    StoredMetrics stable = documents_;
    const auto is_stable = [&](const DocumentName& name) {
      return std::hash<std::string>()(name.ToString()) % 2 == 0;
    };
    std::erase_if(stable,
                  [&](const auto& entry) { return !is_stable(entry.first); });
    std::vector<std::string> names;
    std::string resume;
    do {
      const auto page = ValueOf(
          store_->Query(query, {1 + random() % 4, size_t{1} << 20}, resume));
      for (const MetricResult& result : page.items) {
        names.push_back(result.metric().name());
      }
      resume = page.resume;
      const DocumentName name{Pick(random, kCollections),
                              "d" + std::to_string(random() % 12)};
      if (is_stable(name)) continue;
      if (random() % 2 == 0 && documents_.contains(name)) {
        Delete(name);
      } else {
        Put(name, {RandomMetric(random), RandomMetric(random)});
      }
    } while (!resume.empty());
    std::swap(documents_, stable);
    const std::vector<std::string> expected = BruteForce(query);
    std::swap(documents_, stable);
    std::erase_if(names, [&](const std::string& name) {
      return !is_stable(
          *ParseDocumentName(name.substr(0, name.find("/metrics/"))));
    });
    ASSERT_EQ(names, expected);
  }
}

TEST_P(MetricQueryTest, AFullPageWithoutMoreIsTheLast) {
  Put({"c", "d"}, {MakeMetric("a", "1", ""), MakeMetric("a", "2", ""),
                   MakeMetric("b", "3", "")});
  MetricQuery query{.collection = "c"};
  query.filter.add_indicators("a");
  EXPECT_EQ(ValueOf(store_->Query(query, {2, 1000}, "")).resume, "");
  EXPECT_NE(ValueOf(store_->Query(query, {1, 1000}, "")).resume, "");
  EXPECT_EQ(ValueOf(store_->Query({.collection = "c"}, {3, 1000}, "")).resume,
            "");
  EXPECT_EQ(
      ValueOf(store_->Query({.collection = "c"}, {9, 1}, "")).items.size(), 1u);
}

TEST_P(MetricQueryTest, AResumeThatNoCallAnsweredIsRefused) {
  Put({"c", "d"}, {MakeMetric("结案率", "90", "%")});
  Put({"other", "d"}, {MakeMetric("结案率", "91", "%")});
  const auto position = [](std::string rank, const char* collection,
                           const char* document) {
    return MetricPosition{std::move(rank), {collection, document}, 1}.ToBytes();
  };
  MetricQuery query{.collection = "c"};
  query.order = qiusuo::v1::METRIC_ORDER_VALUE;
  query.filter.mutable_value_range()->set_min("10");
  query.filter.mutable_value_range()->set_max("100");
  query.filter.add_indicators("结案率");
  MetricQuery within = query;
  within.document = "d";
  struct Row {
    const MetricQuery& query;
    std::string resume;
    bool accepted;
  };
  for (const Row& row :
       {Row{query, position(ValueRank("90"), "c", "d"), true},
        Row{query, position(ValueRank("50"), "c", "gone"), true},
        Row{query, position(ValueRank("90"), "other", "d"), false},
        Row{query, position(ValueRank("9"), "c", "d"), false},
        Row{query, position(ValueRank("101"), "c", "d"), false},
        Row{query, position(NoValueRank(), "c", "d"), false},
        Row{query, position("", "c", "d"), false}, Row{query, "x", false},
        Row{query, std::string("\0", 1), false},
        Row{within, position(ValueRank("90"), "c", "d"), true},
        Row{within, position(ValueRank("90"), "c", "e"), false}}) {
    const auto page = store_->Query(row.query, kNoLimits, row.resume);
    EXPECT_EQ(page.ok(), row.accepted);
    if (row.accepted) continue;
    EXPECT_EQ(page.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(ReasonOf(page.status()), "INVALID_PAGE_TOKEN");
  }
}

// Whatever bytes come as a resume, the answer stays within the query.
TEST_P(MetricQueryTest, AForgedResumeReadsNothingElse) {
  Random random(12);
  PutRandomDocuments(random, 15);
  for (int i = 0; i < 2000; ++i) {
    MetricQuery query = RandomQuery(random);
    std::string resume =
        ValueOf(store_->Query(query, {1 + random() % 3, 1000}, "")).resume;
    for (size_t changes = 1 + random() % 3; changes > 0 && !resume.empty();
         --changes) {
      resume[random() % resume.size()] = static_cast<char>(random());
    }
    const auto page = store_->Query(query, kNoLimits, resume);
    if (!page.ok()) {
      EXPECT_EQ(ReasonOf(page.status()), "INVALID_PAGE_TOKEN");
      continue;
    }
    const std::vector<std::string> all = BruteForce(query);
    for (const MetricResult& result : page->items) {
      ASSERT_EQ(std::count(all.begin(), all.end(), result.metric().name()), 1);
    }
  }
}

TEST_P(MetricQueryTest, APageReadsABoundedNumberOfRows) {
  std::vector<Metric> metrics(kMaxRowsPerPage + 10,
                              MakeMetric("常见", "1", ""));
  metrics.back() = MakeMetric("少见", "2", "");
  Put({"c", "d"}, metrics);
  MetricQuery query{.collection = "c"};
  query.filter.set_indicator_contains("少");
  for (const bool descending : {false, true}) {
    query.descending = descending;
    const auto first = ValueOf(store_->Query(query, {5, 1000}, ""));
    EXPECT_EQ(first.items.size(), descending ? 1u : 0u);
    ASSERT_NE(first.resume, "");
    const auto second = ValueOf(store_->Query(query, {5, 1000}, first.resume));
    EXPECT_EQ(second.items.size(), descending ? 0u : 1u);
    EXPECT_EQ(second.resume, "");
  }
  query.filter.add_indicators("少见");
  EXPECT_EQ(ValueOf(store_->Query(query, {5, 1000}, "")).resume, "")
      << "the index by indicator reads one row";
}

INSTANTIATE_TEST_SUITE_P(Engines, MetricQueryTest, EngineNames(),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace qiusuo::storage
