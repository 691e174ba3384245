// Aggregations and lists of indicators: against a brute force over all metrics, page by page,
// while the indexes lag behind.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "storage/period_group.h"
#include "tests/storage/metric_brute_force.h"
#include "tests/storage/random_metrics.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Indicator;
using qiusuo::v1::Metric;
using qiusuo::v1::MetricGroup;
using qiusuo::v1::MetricGrouping;

bool Never() { return false; }

class MetricAggregateTest : public ::testing::TestWithParam<std::string> {
 protected:
  MetricAggregateTest() {
    store_ = ValueOf(
        DocumentStore::Open(OpenEngine(GetParam(), folder_), SystemClock));
  }

  void Put(const DocumentName& name, const std::vector<Metric>& metrics) {
    documents_[name] = metrics;
    ASSERT_TRUE(store_
                    ->Put(MakePut(
                        name, MakeDocument(std::to_string(++texts_), metrics)))
                    .ok());
  }

  void PutRandomDocuments(Random& random, int count) {
    for (int i = 0; i < count; ++i) {
      std::vector<Metric> metrics;
      for (size_t m = random() % 20; m > 0; --m) {
        metrics.push_back(RandomMetric(random));
        if (random() % 20 == 0) {
          // Longer than a rank, and than what is summed fast; alike for most of it.
          metrics.back().mutable_quantity()->set_value(
              std::string(random() % 2 == 0 ? 260 : 20, '7') +
              std::to_string(random() % 10));
        }
      }
      Put({Pick(random, kCollections), "d" + std::to_string(random() % 12)},
          metrics);
      EXPECT_TRUE(random() % 10 != 0 || store_->IndexNow().ok());
    }
  }

  std::vector<MetricGroup> AllGroups(const MetricAggregation& aggregation,
                                     const PageLimits& limits) {
    std::vector<MetricGroup> groups;
    std::string resume;
    do {
      auto page =
          ValueOf(store_->Aggregate(aggregation, limits, resume, Never));
      EXPECT_LE(page.items.size(), limits.max_items);
      for (MetricGroup& group : page.items) groups.push_back(std::move(group));
      resume = page.resume;
    } while (!resume.empty());
    return groups;
  }

  std::vector<Indicator> AllIndicators(std::string_view collection,
                                       std::string_view prefix,
                                       size_t page_size) {
    std::vector<Indicator> indicators;
    std::string resume;
    do {
      auto page = ValueOf(store_->Indicators(
          collection, prefix, {page_size, size_t{1} << 20}, resume));
      for (Indicator& item : page.items) indicators.push_back(std::move(item));
      resume = page.resume;
    } while (!resume.empty());
    return indicators;
  }

  const TempFolder folder_;
  std::unique_ptr<DocumentStore> store_;
  StoredMetrics documents_;
  int texts_ = 0;
};

MetricAggregation RandomAggregation(Random& random,
                                    const StoredMetrics& documents) {
  MetricAggregation aggregation{.collection = std::string(kAnyCollection)};
  const auto document =
      std::next(documents.begin(),
                static_cast<std::ptrdiff_t>(random() % documents.size()));
  if (random() % 3 != 0) aggregation.collection = document->first.collection;
  if (random() % 6 == 0) {
    aggregation.collection = document->first.collection;
    aggregation.document = document->first.document;
  }
  aggregation.filter = RandomFilter(random);
  if (random() % 2 == 0) aggregation.filter.clear_subject_contains();
  bool has_period = false;
  for (size_t i = random() % 4; i > 0; --i) {
    const auto part = static_cast<MetricGrouping>(1 + random() % 10);
    auto& parts = aggregation.group_by;
    if (std::count(parts.begin(), parts.end(), part) > 0 ||
        (has_period && IsPeriodGrouping(part))) {
      continue;
    }
    has_period = has_period || IsPeriodGrouping(part);
    parts.push_back(part);
  }
  return aggregation;
}

TEST_P(MetricAggregateTest, AgreesWithABruteForceAndPagesAddUp) {
  const uint64_t seed = TestSeed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  PutRandomDocuments(random, 40);
  size_t answered = 0;
  for (int i = 0; i < 400; ++i) {
    const MetricAggregation aggregation = RandomAggregation(random, documents_);
    std::string trace = aggregation.filter.ShortDebugString() + " in " +
                        aggregation.collection + "/" +
                        aggregation.document.value_or("-") + " by";
    for (const MetricGrouping part : aggregation.group_by) {
      trace += " " + MetricGrouping_Name(part);
    }
    SCOPED_TRACE(trace);
    const std::vector<BruteGroup> expected =
        BruteForceGroups(documents_, aggregation);
    const size_t page_size = random() % 2 == 0 ? 1000 : 1 + random() % 5;
    std::vector<BruteGroup> groups;
    for (const MetricGroup& group :
         AllGroups(aggregation, {page_size, size_t{1} << 20})) {
      groups.push_back(ToBruteGroup(aggregation, group));
      EXPECT_EQ(group.quantile_error(), "");
    }
    ASSERT_EQ(groups.size(), expected.size());
    for (size_t g = 0; g < groups.size(); ++g) {
      ASSERT_EQ(groups[g].key, expected[g].key);
      ASSERT_EQ(groups[g].figures, expected[g].figures);
    }
    answered += groups.size();
  }
  EXPECT_GT(answered, 500u) << "the filters choose nothing";
}

TEST_P(MetricAggregateTest, QuantilesAreThoseOfASort) {
  Random random(TestSeed());
  for (int i = 0; i < 20; ++i) {
    std::vector<Metric> metrics;
    for (size_t m = random() % 40; m > 0; --m) {
      metrics.push_back(MakeMetric(
          "审结", std::to_string(static_cast<int>(random() % 60) - 30), "件"));
    }
    Put({"a", "d" + std::to_string(i)}, metrics);
  }
  MetricAggregation aggregation{.collection = "a"};
  aggregation.quantiles = {true, {"0", "12.5", "50", "99.9", "100"}};
  for (const bool by_document : {false, true}) {
    if (by_document) {
      aggregation.group_by = {qiusuo::v1::METRIC_GROUPING_DOCUMENT};
    }
    std::vector<BruteGroup> groups;
    for (const MetricGroup& group : AllGroups(aggregation, kNoLimits)) {
      groups.push_back(ToBruteGroup(aggregation, group));
    }
    EXPECT_EQ(groups, BruteForceGroups(documents_, aggregation));
  }
}

TEST_P(MetricAggregateTest, MeansAreRoundedAndMaskedValuesOnlyCounted) {
  Put({"a", "d"},
      {MakeMetric("审结", "1", "件"), MakeMetric("审结", "2.5", "件"),
       MakeMetric("审结", "1", "件"), MakeMetric("审结", "", "件"),
       MakeMetric("结案率", "", "%")});
  const std::vector<MetricGroup> groups =
      AllGroups({.collection = "a"}, kNoLimits);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].unit(), "%");
  EXPECT_EQ(groups[0].count(), 1);
  EXPECT_EQ(groups[0].value_count(), 0);
  EXPECT_EQ(groups[0].sum(), "");
  EXPECT_EQ(groups[1].count(), 4);
  EXPECT_EQ(groups[1].value_count(), 3);
  EXPECT_EQ(groups[1].sum(), "4.5");
  EXPECT_EQ(groups[1].mean(), "1.5");
  Put({"a", "e"},
      {MakeMetric("审结", "0.5", "件"), MakeMetric("审结", "0", "件"),
       MakeMetric("审结", "0", "件")});
  // 5 / 6
  EXPECT_EQ(AllGroups({.collection = "a"}, kNoLimits)[1].mean(), "0.833333");
}

TEST_P(MetricAggregateTest, ErrorsAreThoseOfTheProto) {
  Put({"a", "d"}, {MakeMetric("审结", "1", "件")});
  const auto reason = [&](const MetricAggregation& aggregation,
                          const GivesUp& gives_up) {
    return ReasonOf(
        store_->Aggregate(aggregation, kNoLimits, "", gives_up).status());
  };
  EXPECT_EQ(reason({.collection = "b"}, Never), "COLLECTION_NOT_FOUND");
  EXPECT_EQ(reason({.collection = "a", .document = "e"}, Never),
            "DOCUMENT_NOT_FOUND");
  EXPECT_EQ(reason({.collection = "a", .document = "d"}, [] { return true; }),
            "CANCELLED");
}

TEST_P(MetricAggregateTest, GetsOneMetric) {
  std::vector<Metric> metrics;
  for (int i = 1; i <= 40; ++i) {
    metrics.push_back(MakeMetric("审结", std::to_string(i), "件"));
  }
  Put({"a", "d"}, metrics);
  for (const uint32_t ordinal : {1u, 16u, 17u, 40u}) {
    const auto result = ValueOf(store_->GetMetric({{"a", "d"}, ordinal}));
    EXPECT_EQ(result.metric().quantity().value(), std::to_string(ordinal));
    EXPECT_EQ(result.metric().name(),
              MetricName("collections/a/documents/d", ordinal));
  }
  for (const uint32_t ordinal : {0u, 41u, 1u << 31}) {
    EXPECT_EQ(ReasonOf(store_->GetMetric({{"a", "d"}, ordinal}).status()),
              "METRIC_NOT_FOUND");
  }
  EXPECT_EQ(ReasonOf(store_->GetMetric({{"a", "e"}, 1}).status()),
            "DOCUMENT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(store_->GetMetric({{"e", "e"}, 1}).status()),
            "COLLECTION_NOT_FOUND");
}

// Name and, for each, how many metrics, with which units.
std::map<std::string, std::string> BruteIndicators(
    const StoredMetrics& documents, std::string_view collection,
    const std::string& prefix) {
  std::map<std::string, std::map<std::string, int>> units;
  for (const auto& [name, metrics] : documents) {
    if (collection != kAnyCollection && name.collection != collection) continue;
    for (const Metric& metric : metrics) {
      const std::set<std::string> names = {
          metric.indicator().substr(0, 200),
          metric.indicator_full().substr(0, 200)};
      const auto& quantity = metric.quantity();
      for (const std::string& indicator : names) {
        if (!indicator.starts_with(prefix)) continue;
        ++units[indicator][quantity.unit().empty()
                               ? quantity.noted_unit().text()
                               : quantity.unit()];
      }
    }
  }
  std::map<std::string, std::string> texts;
  for (const auto& [indicator, counts] : units) {
    for (const auto& [unit, count] : counts) {
      texts[indicator] += unit + " " + std::to_string(count) + ";";
    }
  }
  return texts;
}

std::map<std::string, std::string> ToTexts(
    const std::vector<Indicator>& indicators) {
  std::map<std::string, std::string> texts;
  for (const Indicator& indicator : indicators) {
    std::map<std::string, int64_t> counts;
    int64_t sum = 0;
    for (const auto& unit : indicator.units()) {
      counts[unit.unit()] = unit.metric_count();
      sum += unit.metric_count();
    }
    EXPECT_EQ(sum, indicator.metric_count());
    EXPECT_FALSE(indicator.has_more());
    EXPECT_FALSE(texts.contains(indicator.name()));
    for (const auto& [unit, count] : counts) {
      texts[indicator.name()] += unit + " " + std::to_string(count) + ";";
    }
  }
  return texts;
}

TEST_P(MetricAggregateTest, ListsIndicatorsAsABruteForceDoes) {
  const uint64_t seed = TestSeed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  for (int round = 0; round < 10; ++round) {
    PutRandomDocuments(random, 10);
    for (const char* collection : {"a", "a-b", "b", "-"}) {
      if (collection[0] != '-' && !ValueOf(store_->Collections()).empty() &&
          store_->Indicators(collection, "", kNoLimits, "").status().code() ==
              absl::StatusCode::kNotFound) {
        continue;
      }
      for (const char* prefix : {"", "结", "结案率", "x", "无"}) {
        EXPECT_EQ(ToTexts(AllIndicators(collection, prefix, 1 + random() % 3)),
                  BruteIndicators(documents_, collection, prefix));
      }
    }
  }
}

TEST_P(MetricAggregateTest, AFrequentIndicatorIsNotReadToItsEnd) {
  std::vector<Metric> metrics;
  for (int i = 0; i < 6000; ++i) {
    metrics.push_back(MakeMetric("审结", std::to_string(i), "件"));
    metrics.back().mutable_period()->mutable_first_date()->set_year(2020);
    metrics.back().mutable_period()->mutable_last_date()->set_year(2021);
  }
  metrics.push_back(MakeMetric("受理", "1", "件"));
  metrics.push_back(MakeMetric("生效", "1", "件"));
  Put({"a", "d"}, metrics);
  ASSERT_TRUE(store_->IndexNow().ok());
  Put({"a", "e"}, metrics);
  const std::vector<Indicator> indicators = AllIndicators("a", "", 2);
  ASSERT_EQ(indicators.size(), 3u);
  EXPECT_EQ(indicators[0].name(), "受理");
  EXPECT_EQ(indicators[0].metric_count(), 2);
  EXPECT_EQ(indicators[1].name(), "审结");
  EXPECT_EQ(indicators[1].metric_count(), 10000);
  EXPECT_TRUE(indicators[1].has_more());
  EXPECT_EQ(indicators[1].first_date().ShortDebugString(),
            "year: 2020 month: 1 day: 1");
  EXPECT_EQ(indicators[1].last_date().ShortDebugString(),
            "year: 2021 month: 12 day: 31");
  EXPECT_EQ(indicators[2].name(), "生效");
  EXPECT_EQ(indicators[2].metric_count(), 2);
}

INSTANTIATE_TEST_SUITE_P(Engines, MetricAggregateTest, EngineNames());

}  // namespace
}  // namespace qiusuo::storage
