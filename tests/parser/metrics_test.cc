#include "service/parser/metrics.h"

#include <gtest/gtest.h>

#include <string>

#include "service/parser/explain_metrics.h"
#include "service/parser/metric_checks.h"
#include "tests/testing/case_file.h"

namespace qiusuo::parser {
namespace {

// A document of `text`, all of it body.
qiusuo::v1::Document BodyOf(const Text& text) {
  qiusuo::v1::Document document;
  qiusuo::v1::Zone& zone = *document.add_zones();
  zone.set_kind(qiusuo::v1::ZONE_KIND_BODY);
  *zone.mutable_span() = text.ToSpan({0, text.size()});
  google::protobuf::Arena arena;
  for (const qiusuo::v1::Metric* metric :
       FindMetrics(text, FindLines(text), document, arena).metrics) {
    *document.add_metrics() = *metric;
  }
  return document;
}

std::string WithoutPrefix(const std::string& name, std::string_view prefix) {
  return name.substr(prefix.size());
}

// `indicator | value unit [noted unit] RELATION | KIND DIRECTION BASIS | period | subject`, with
// `indicator (indicator_full)` where they differ and `| planned` at the end; without
// what is empty at its end.
std::string Show(const qiusuo::v1::Metric& metric) {
  const qiusuo::v1::Quantity& quantity = metric.quantity();
  std::string line = metric.indicator();
  if (metric.indicator_full() != metric.indicator()) {
    line += " (" + metric.indicator_full() + ")";
  }
  line += " | " + (quantity.masked() ? "masked" : quantity.value());
  if (!quantity.value_to().empty()) line += ".." + quantity.value_to();
  if (!quantity.unit().empty()) line += " " + quantity.unit();
  if (quantity.has_noted_unit()) {
    line += " [" + quantity.noted_unit().text() + "]";
  }
  if (quantity.relation() != qiusuo::v1::RELATION_EXACT) {
    line += " " + WithoutPrefix(qiusuo::v1::Relation_Name(quantity.relation()),
                                "RELATION_");
  }
  line += " | " + WithoutPrefix(qiusuo::v1::MetricKind_Name(metric.kind()),
                                "METRIC_KIND_");
  if (metric.direction() != qiusuo::v1::DIRECTION_UNSPECIFIED) {
    line += " " + WithoutPrefix(qiusuo::v1::Direction_Name(metric.direction()),
                                "DIRECTION_");
  }
  if (metric.basis() != qiusuo::v1::BASIS_UNSPECIFIED) {
    line +=
        " " + WithoutPrefix(qiusuo::v1::Basis_Name(metric.basis()), "BASIS_");
  }
  line += " | " + metric.period().label() + " | " + metric.subject();
  while (line.ends_with(" | ")) line.resize(line.size() - 3);
  if (metric.planned()) line += " | planned";
  return line;
}

std::string ShowMetrics(const std::string& input) {
  const Text text(input);
  std::string answer;
  const qiusuo::v1::Document document = BodyOf(text);
  for (const qiusuo::v1::Metric& metric : document.metrics()) {
    if (!answer.empty()) answer += "\n";
    answer += Show(metric);
  }
  return answer;
}

TEST(Metrics, AnswerTheCases) {
  testing::ExpectCases("metrics.case", ShowMetrics);
}

TEST(TableMetrics, AnswerTheCases) {
  testing::ExpectCases("tables.case", ShowMetrics);
}

TEST(MetricNames, AnswerTheCases) {
  testing::ExpectCases("names.case", [](const std::string& input) {
    const Text text(input);
    std::string answer;
    const qiusuo::v1::Document document = BodyOf(text);
    for (const qiusuo::v1::Metric& metric : document.metrics()) {
      if (!answer.empty()) answer += "\n";
      answer += metric.quantity().text() + " | " + metric.indicator();
      if (metric.indicator_full() != metric.indicator()) {
        answer += " (" + metric.indicator_full() + ")";
      }
    }
    return answer;
  });
}

TEST(ExplainMetrics, AnswerTheCases) {
  testing::ExpectCases("explanations.case", [](const std::string& input) {
    const Text text(input);
    qiusuo::v1::Document document = BodyOf(text);
    document.set_text(input);
    std::string answer;
    for (const qiusuo::v1::MetricExplanation& explanation :
         ExplainMetrics(document)) {
      const qiusuo::v1::Quantity& quantity = explanation.metric().quantity();
      if (!answer.empty()) answer += "\n";
      answer += quantity.value() + " " + quantity.unit();
      for (const qiusuo::v1::FieldReason& reason : explanation.reasons()) {
        EXPECT_EQ(reason.words().empty(), !reason.has_span());
        answer += "\n  " + reason.field() + " <- " + reason.words() + " | " +
                  reason.rule();
      }
    }
    return answer;
  });
}

TEST(ExplainMetrics, NamesWhatTheDocumentHolds) {
  const std::string source = "全年办结200件，调解30件。";
  const Text text(source);
  qiusuo::v1::Document document = BodyOf(text);
  document.set_text(source);
  ASSERT_EQ(document.metrics_size(), 2);
  document.mutable_metrics(0)->set_name("d/metrics/1");
  document.mutable_metrics()->RemoveLast();
  const std::vector<qiusuo::v1::MetricExplanation> explanations =
      ExplainMetrics(document);
  ASSERT_EQ(explanations.size(), 2u);
  EXPECT_EQ(explanations[0].metric().name(), "d/metrics/1");
  EXPECT_EQ(explanations[1].metric().name(), "");
}

TEST(MetricChecks, AnswerTheCases) {
  testing::ExpectCases("metric_checks.case", [](const std::string& input) {
    const Text text(input);
    std::string answer;
    for (const qiusuo::v1::Diagnostic& diagnostic :
         CheckMetrics(text, BodyOf(text))) {
      if (!answer.empty()) answer += "\n";
      answer += diagnostic.code() + " " + diagnostic.message();
    }
    return answer;
  });
}

// Spans quote the text, in order and apart.
TEST(Metrics, QuoteTheText) {
  const std::string source =
      "全年受理案件３２１５件、办结3001件，办结率93.3％，同比分别增长"
      "百分之八和1.2个百分点。平均用时38.5天，较上年缩短两成以上。";
  const Text text(source);
  const qiusuo::v1::Document document = BodyOf(text);
  ASSERT_EQ(document.metrics_size(), 7);
  int64_t end = 0;
  for (const qiusuo::v1::Metric& metric : document.metrics()) {
    const qiusuo::v1::TextSpan& span = metric.span();
    EXPECT_LE(end, span.start_byte());
    end = span.end_byte();
    EXPECT_EQ(source.substr(span.start_byte(), end - span.start_byte()),
              metric.quantity().text());
    if (metric.has_indicator_span()) {
      EXPECT_EQ(source.substr(metric.indicator_span().start_byte(),
                              metric.indicator_span().end_byte() -
                                  metric.indicator_span().start_byte()),
                metric.indicator());
    }
  }
}

TEST(Metrics, KeepToBodyAndMarkers) {
  const std::string source = "3个页面\n1.全年办结200件\n";
  const Text text(source);
  qiusuo::v1::Document document;
  qiusuo::v1::Zone& menu = *document.add_zones();
  menu.set_kind(qiusuo::v1::ZONE_KIND_NAVIGATION);
  *menu.mutable_span() = text.ToSpan({0, 5});
  qiusuo::v1::Zone& body = *document.add_zones();
  body.set_kind(qiusuo::v1::ZONE_KIND_BODY);
  *body.mutable_span() = text.ToSpan({5, text.size()});
  qiusuo::v1::Section& section = *document.add_sections();
  section.set_path("1");
  section.set_marker("1.");
  *section.mutable_title_span() = text.ToSpan({5, text.size()});
  *section.mutable_span() = text.ToSpan({5, text.size()});
  google::protobuf::Arena arena;
  const std::vector<qiusuo::v1::Metric*> metrics =
      FindMetrics(text, FindLines(text), document, arena).metrics;
  ASSERT_EQ(metrics.size(), 1u);
  EXPECT_EQ(metrics[0]->quantity().text(), "200件");
  EXPECT_EQ(metrics[0]->section_path(), "1");
}

// Twice the text takes about twice the time, whatever it is made of.
TEST(Metrics, ReadHostileTextToItsEnd) {
  for (const std::string_view piece :
       {"1", "一", "万亿", "（", "、", "3%", "2023年", "“", "比", "第",
        "增长1件、", "其中", "1,000", "x", "点", "百分之", "1.2"}) {
    std::string source;
    while (source.size() < 30000) source += piece;
    const Text text(source);
    EXPECT_LE(BodyOf(text).metrics_size(), 30000) << piece;
  }
}

}  // namespace
}  // namespace qiusuo::parser
