#include "client/cli/document_text.h"

#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "base/strings.h"
#include "client/cli/metric_text.h"
#include "google/protobuf/util/time_util.h"

namespace qiusuo::cli {
namespace {

constexpr size_t kHeadingColumns = 76;
constexpr size_t kIndicatorColumns = 32;
constexpr size_t kWordsColumns = 24;
constexpr int kIndent = 2;

std::string LabelsText(const v1::Document& document) {
  // The order of a map's entries is anybody's guess.
  const std::map<std::string, std::string> labels(document.labels().begin(),
                                                  document.labels().end());
  return absl::StrJoin(labels, " ", absl::PairFormatter("="));
}

std::string TimeText(bool present, const google::protobuf::Timestamp& time) {
  return present ? google::protobuf::util::TimeUtil::ToString(time) : "";
}

std::string SourceText(const v1::Source& source) {
  std::string text = absl::StrCat(source.media_type(), " ", source.charset(),
                                  ", ", source.size_bytes(), " bytes");
  if (!source.uri().empty()) absl::StrAppend(&text, ", ", source.uri());
  return text;
}

void WriteFields(std::ostream& out, const v1::Document& document) {
  Table table(out, {{""}, {""}});
  const auto field = [&table](const char* name, const std::string& value) {
    if (!value.empty()) table.AddRow({name, value});
  };
  field("name", document.name());
  field("title", document.title());
  field("issuer", document.issuer());
  field("document number", document.document_number());
  field("issue date", DateText(document.issue_date()));
  field("source site", document.source_site());
  field("labels", LabelsText(document));
  if (document.has_source()) field("source", SourceText(document.source()));
  field("holds", absl::StrCat(document.section_count(), " sections, ",
                              document.metric_count(), " metrics, ",
                              document.diagnostic_count(), " diagnostics"));
  if (document.revision() > 0) {
    field("revision",
          absl::StrCat(document.revision(), ", etag ", document.etag()));
  }
  field("created",
        TimeText(document.has_create_time(), document.create_time()));
  field("updated",
        TimeText(document.has_update_time(), document.update_time()));
  field("deleted",
        TimeText(document.has_delete_time(), document.delete_time()));
  table.Finish();
}

std::string SeverityWord(v1::Severity severity) {
  const std::string name = v1::Severity_Name(severity);
  return absl::AsciiStrToLower(absl::StripPrefix(name, "SEVERITY_"));
}

}  // namespace

std::vector<Column> MetricColumns() {
  return {{"SECTION"},
          {"INDICATOR", Align::kLeft, kIndicatorColumns},
          {"VALUE", Align::kRight},
          {"UNIT"},
          {"KIND"},
          {"PERIOD"},
          {"SUBJECT", Align::kLeft, kIndicatorColumns},
          {"WORDS", Align::kLeft, kWordsColumns}};
}

Row MetricRow(const v1::Metric& metric) {
  return {metric.section_path(),
          metric.indicator_full(),
          ValueText(metric.quantity()),
          metric.quantity().unit(),
          KindText(metric),
          metric.period().label(),
          metric.subject(),
          metric.quantity().text()};
}

std::vector<Column> OutlineColumns() {
  return {{""}, {"", Align::kLeft, kHeadingColumns}};
}

Row OutlineRow(const v1::Section& section) {
  std::string heading((section.level() - 1) * kIndent, ' ');
  absl::StrAppend(&heading, section.marker());
  // `一、` and `（一）` join their title; `1.` and `第一条` stand apart from it.
  const char last = heading.empty() ? ' ' : heading.back();
  const bool joined = section.marker().empty() ||
                      absl::EndsWith(section.marker(), "、") ||
                      absl::EndsWith(section.marker(), "）") || last == ')';
  if (!joined && !section.title().empty()) heading += ' ';
  heading += section.title();
  return {section.path(), heading};
}

void WriteDocument(std::ostream& out, const v1::Document& document) {
  WriteFields(out, document);
  if (document.sections_size() > 0) {
    out << "\nOutline\n";
    Table table(out, OutlineColumns());
    for (const v1::Section& section : document.sections()) {
      table.AddRow(OutlineRow(section));
    }
    table.Finish();
  }
  if (document.metrics_size() > 0) {
    out << "\nMetrics\n";
    Table table(out, MetricColumns());
    for (const v1::Metric& metric : document.metrics()) {
      table.AddRow(MetricRow(metric));
    }
    table.Finish();
  }
  if (document.diagnostics_size() > 0) {
    out << "\nDiagnostics\n";
    Table table(out, {{""}, {""}, {""}, {""}});
    for (const v1::Diagnostic& diagnostic : document.diagnostics()) {
      table.AddRow({SeverityWord(diagnostic.severity()), diagnostic.code(),
                    diagnostic.path(), diagnostic.message()});
    }
    table.Finish();
  }
}

}  // namespace qiusuo::cli
