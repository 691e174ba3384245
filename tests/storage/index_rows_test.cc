// The values of index rows.

#include "storage/index_rows.h"

#include <gtest/gtest.h>

#include "storage/metric_rank.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

TEST(MetricFacets, DamagedOnesAreRefused) {
  qiusuo::v1::Document document;
  *document.add_metrics() = MakeMetric("a", "1", "%");
  const DocumentIndexRows rows({"c", "d"}, 300, document.metrics());
  const std::string_view value = rows.value(0);
  ASSERT_TRUE(ParseFacets(value).has_value());
  const size_t rank = ValueRank("1").size();
  for (size_t size = 0; size + rank <= value.size(); ++size) {
    EXPECT_FALSE(ParseFacets(value.substr(0, size)).has_value()) << size;
  }
  EXPECT_FALSE(ParseRevision(value).has_value());
  EXPECT_FALSE(ParseRevision("").has_value());
  EXPECT_FALSE(ParseRevision(std::string(11, '\x80')).has_value());
}

}  // namespace
}  // namespace qiusuo::storage
