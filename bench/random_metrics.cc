#include "bench/random_metrics.h"

#include <atomic>
#include <cmath>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "bench/require.h"

namespace qiusuo::bench {
namespace {

constexpr int kMetricsPerDocument = 100;
constexpr int kIndicators = 20000;
constexpr int kWriters = 8;
const char* const kUnits[] = {"元", "%", "件", "人", "个百分点"};

// A few indicators are in many documents, and most in few.
std::string Indicator(std::mt19937_64& random) {
  const double even = std::uniform_real_distribution<double>(0, 1)(random);
  return absl::StrCat("指标", static_cast<int>(std::pow(kIndicators, even)));
}

v1::Metric RandomMetric(std::mt19937_64& random) {
  v1::Metric metric;
  metric.set_section_path("2.1");
  metric.set_indicator(Indicator(random));
  metric.set_indicator_full(random() % 3 == 0
                                ? absl::StrCat("全市", metric.indicator())
                                : metric.indicator());
  metric.set_kind(v1::METRIC_KIND_LEVEL);
  v1::Quantity& quantity = *metric.mutable_quantity();
  quantity.set_value(std::to_string(random() % 1000000));
  quantity.set_unit(kUnits[random() % std::size(kUnits)]);
  quantity.set_relation(v1::RELATION_EXACT);
  quantity.set_text(absl::StrCat(quantity.value(), quantity.unit()));
  const int year = static_cast<int>(2005 + random() % 20);
  v1::Period& period = *metric.mutable_period();
  period.set_text(absl::StrCat(year, "年"));
  period.set_label(std::to_string(year));
  period.mutable_first_date()->set_year(year);
  period.mutable_last_date()->set_year(year);
  metric.set_subject("全市");
  metric.mutable_span()->set_start_byte(static_cast<int>(random() % 60000));
  metric.mutable_span()->set_end_byte(metric.span().start_byte() + 60);
  return metric;
}

}  // namespace

RandomDocument RandomDocumentAt(int64_t at) {
  std::mt19937_64 random(static_cast<uint64_t>(at));
  RandomDocument answer;
  answer.id = absl::StrCat("d", random());
  v1::Document& document = answer.document;
  document.set_title("某市2024年国民经济和社会发展统计公报");
  document.set_issuer("某市统计局");
  document.set_text(absl::StrCat("报告", at));
  for (int m = 0; m < kMetricsPerDocument; ++m) {
    *document.add_metrics() = RandomMetric(random);
  }
  return answer;
}

int64_t DocumentsOf(int64_t metrics) { return metrics / kMetricsPerDocument; }

void StoreRandomMetrics(storage::DocumentStore& store, int64_t metrics) {
  std::atomic<int64_t> next = 0;
  std::vector<std::thread> writers;
  for (int i = 0; i < kWriters; ++i) {
    writers.emplace_back([&] {
      for (int64_t at; (at = next++) < DocumentsOf(metrics);) {
        RandomDocument random = RandomDocumentAt(at);
        storage::PutRequest put;
        put.name = {"default", std::move(random.id)};
        *put.document = std::move(random.document);
        put.original = put.document->text();
        ValueOrDie(store.Put(std::move(put)));
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
}

}  // namespace qiusuo::bench
