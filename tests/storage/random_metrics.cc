#include "tests/storage/random_metrics.h"

#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Metric;

const char* const kUnits[] = {"", "%", "件"};
const char* const kValues[] = {"",   "0",   "-3", "1.5", "1.50001", "90",
                               "90", "100", "99", "7",   "18000",   "0.02"};

// Among them names that differ only beyond what a key holds.
std::string RandomIndicator(Random& random) {
  const std::string texts[] = {"结案率",
                               "结案",
                               "审结",
                               "",
                               std::string(250, 'x') + "1",
                               std::string(250, 'x') + "2"};
  return Pick(random, texts);
}

qiusuo::v1::Date RandomDay(Random& random) {
  qiusuo::v1::Date date;
  date.set_year(static_cast<int>(2022 + random() % 3));
  if (random() % 3 == 0) return date;
  date.set_month(static_cast<int>(1 + random() % 3));
  if (random() % 2 == 0) date.set_day(static_cast<int>(1 + random() % 28));
  return date;
}

}  // namespace

Metric RandomMetric(Random& random) {
  Metric metric = MakeMetric(RandomIndicator(random), Pick(random, kValues),
                             Pick(random, kUnits));
  if (random() % 2 == 0) metric.set_indicator_full(RandomIndicator(random));
  if (metric.quantity().unit().empty() && random() % 2 == 0) {
    const char* const noted[] = {"万元", "元", "%"};
    metric.mutable_quantity()->mutable_noted_unit()->set_text(
        Pick(random, noted));
  }
  metric.set_kind(static_cast<qiusuo::v1::MetricKind>(1 + random() % 4));
  metric.set_direction(static_cast<qiusuo::v1::Direction>(random() % 3));
  metric.set_basis(static_cast<qiusuo::v1::Basis>(random() % 3));
  metric.mutable_quantity()->set_relation(
      static_cast<qiusuo::v1::Relation>(1 + random() % 3));
  metric.set_planned(random() % 3 == 0);
  metric.set_subject(random() % 2 == 0 ? "全省法院" : "中院");
  if (random() % 4 == 0) return metric;
  *metric.mutable_period()->mutable_first_date() = RandomDay(random);
  if (random() % 8 == 0) return metric;
  *metric.mutable_period()->mutable_last_date() = RandomDay(random);
  return metric;
}

qiusuo::v1::MetricFilter RandomFilter(Random& random) {
  qiusuo::v1::MetricFilter filter;
  for (size_t i = random() % 4; i > 0; --i) {
    filter.add_indicators(RandomIndicator(random));
  }
  if (random() % 4 == 0) filter.add_units(Pick(random, kUnits));
  if (random() % 6 == 0) filter.add_kinds(qiusuo::v1::METRIC_KIND_LEVEL);
  if (random() % 6 == 0) filter.add_kinds(qiusuo::v1::METRIC_KIND_RANK);
  if (random() % 8 == 0) filter.add_directions(qiusuo::v1::DIRECTION_UP);
  if (random() % 8 == 0) filter.add_bases(qiusuo::v1::BASIS_UNSPECIFIED);
  if (random() % 8 == 0) filter.add_relations(qiusuo::v1::RELATION_EXACT);
  if (random() % 8 == 0) filter.set_planned(random() % 2 == 0);
  if (random() % 8 == 0) filter.set_subject_contains("法院");
  if (random() % 8 == 0) filter.set_indicator_contains("结");
  if (random() % 3 == 0) {
    filter.mutable_value_range()->set_min(Pick(random, kValues));
    filter.mutable_value_range()->set_max(Pick(random, kValues));
  }
  if (random() % 3 == 0) {
    auto& range = *filter.mutable_period_range();
    if (random() % 3 != 0) *range.mutable_first_date() = RandomDay(random);
    if (random() % 3 != 0) *range.mutable_last_date() = RandomDay(random);
  }
  return filter;
}

}  // namespace qiusuo::storage
