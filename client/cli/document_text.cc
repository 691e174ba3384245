#include "client/cli/document_text.h"

#include <algorithm>
#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "base/strings.h"
#include "client/cli/metric_text.h"

namespace qiusuo::cli {
namespace {

constexpr size_t kHeadingColumns = 76;
constexpr size_t kIndicatorColumns = 32;
constexpr size_t kWordsColumns = 24;
constexpr size_t kIndent = 2;

std::string LabelsText(const v1::Document& document) {
  // The order of a map's entries is anybody's guess.
  const std::map<std::string, std::string> labels(document.labels().begin(),
                                                  document.labels().end());
  return absl::StrJoin(labels, " ", absl::PairFormatter("="));
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
  if (document.has_create_time()) {
    field("created", TimeText(document.create_time()));
  }
  if (document.has_update_time()) {
    field("updated", TimeText(document.update_time()));
  }
  if (document.has_delete_time()) {
    field("deleted", TimeText(document.delete_time()));
  }
  table.Finish();
}

// Whether a report writes a blank between such a marker and the title: `第一章 总则`, but
// `一、总则` and `一是审判质效向好`.
bool StandsApart(v1::SectionScheme scheme) {
  switch (scheme) {
    case v1::SECTION_SCHEME_PART:
    case v1::SECTION_SCHEME_SUBPART:
    case v1::SECTION_SCHEME_CHAPTER:
    case v1::SECTION_SCHEME_SECTION:
    case v1::SECTION_SCHEME_ARTICLE:
    case v1::SECTION_SCHEME_ARABIC_DOT:
      return true;
    default:
      return false;
  }
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

std::string HeadingText(const v1::Section& section) {
  const bool stands_apart =
      StandsApart(section.scheme()) && !section.title().empty();
  return absl::StrCat(section.marker(), stands_apart ? " " : "",
                      section.title());
}

Row OutlineRow(const v1::Section& section) {
  const size_t depth = std::max(section.level(), 1) - 1;
  return {section.path(),
          std::string(depth * kIndent, ' ') + HeadingText(section)};
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
