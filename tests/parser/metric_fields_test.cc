#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>

#include "service/parser/metrics.h"
#include "tests/testing/case_file.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Metric;

// The rows of `input`, a line a paragraph: `WORDS = ` and what `show` says of the
// figure of these words.
std::string ShowFigures(const std::string& input,
                        const std::function<std::string(const Metric&)>& show) {
  const Text text(input);
  qiusuo::v1::Document document;
  qiusuo::v1::Zone& zone = *document.add_zones();
  zone.set_kind(qiusuo::v1::ZONE_KIND_BODY);
  *zone.mutable_span() = text.ToSpan({0, text.size()});
  std::string rows;
  google::protobuf::Arena arena;
  for (const Metric* metric :
       FindMetrics(text, FindLines(text), document, arena).metrics) {
    if (!rows.empty()) rows += "\n";
    rows += metric->quantity().text() + " = " + show(*metric);
    while (rows.ends_with(' ')) rows.pop_back();
  }
  return rows;
}

void ExpectFields(std::string_view file,
                  const std::function<std::string(const Metric&)>& show) {
  testing::ExpectCases(
      file, [&](const std::string& input) { return ShowFigures(input, show); });
}

std::string NameOf(const Metric& metric) {
  return metric.indicator() == metric.indicator_full()
             ? metric.indicator()
             : metric.indicator() + " (" + metric.indicator_full() + ")";
}

std::string ChangeOf(const Metric& metric) {
  std::string words = qiusuo::v1::MetricKind_Name(metric.kind()).substr(12);
  if (metric.direction() != qiusuo::v1::DIRECTION_UNSPECIFIED) {
    words += " " + qiusuo::v1::Direction_Name(metric.direction()).substr(10);
  }
  if (metric.basis() != qiusuo::v1::BASIS_UNSPECIFIED) {
    words += " " + qiusuo::v1::Basis_Name(metric.basis()).substr(6);
  }
  return words;
}

TEST(MetricFields, Names) { ExpectFields("figure_names.case", NameOf); }

TEST(MetricFields, Lists) {
  ExpectFields("lists.case", [](const Metric& metric) {
    return NameOf(metric) + " | " + ChangeOf(metric);
  });
}

TEST(MetricFields, Changes) { ExpectFields("changes.case", ChangeOf); }

TEST(MetricFields, Subjects) {
  ExpectFields("subjects.case", &Metric::subject);
}

TEST(MetricFields, Periods) {
  ExpectFields("figure_periods.case",
               [](const Metric& metric) { return metric.period().label(); });
}

TEST(MetricFields, Plans) {
  ExpectFields("plans.case", [](const Metric& metric) -> std::string {
    return metric.planned() ? "planned" : "done";
  });
}

}  // namespace
}  // namespace qiusuo::parser
