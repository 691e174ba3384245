#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "client/cli/commands.h"
#include "client/cli/document_text.h"
#include "client/cli/explanation_text.h"
#include "client/cli/listing.h"
#include "client/cli/metric_text.h"
#include "proto/names.h"

namespace qiusuo::cli {
namespace {

constexpr size_t kIndicatorColumns = 32;
constexpr size_t kTitleColumns = 40;
constexpr size_t kIssuerColumns = 24;

std::string_view DocumentOfMetric(std::string_view metric_name) {
  return metric_name.substr(0, metric_name.rfind("/metrics/"));
}

Row QueryRow(const v1::MetricResult& result, std::string_view collection) {
  const v1::Metric& metric = result.metric();
  return {metric.indicator_full(),
          ValueText(metric.quantity()),
          metric.quantity().unit(),
          KindText(metric),
          metric.period().label(),
          metric.subject(),
          result.document_title(),
          result.document_issuer(),
          ShortDocumentName(DocumentOfMetric(metric.name()), collection)};
}

constexpr std::string_view kMetrics = "/metrics/";

// Shows the metric that the name goes on to.
ExitCode ShowOne(const MetricsFlags& flags, Session& session) {
  const size_t metric = flags.name.rfind(kMetrics);
  const std::string name =
      FullDocumentName(std::string_view(flags.name).substr(0, metric),
                       flags.collection) +
      flags.name.substr(metric);
  const absl::StatusOr<v1::MetricResult> result =
      session.client.GetMetric(name);
  if (!result.ok()) return ReportError(session, name, result.status());
  Listing listing(session.out, session.output, MetricColumns());
  listing.Add(result->metric(), MetricRow(result->metric()));
  listing.Finish();
  return ExitCode::kOk;
}

// Explains the metrics of a document, or the one that the name goes on to.
ExitCode Explain(const MetricsFlags& flags, Session& session) {
  const size_t metric = flags.name.rfind(kMetrics);
  v1::ExplainMetricsRequest request;
  request.set_name(FullDocumentName(
      std::string_view(flags.name).substr(0, metric), flags.collection));
  if (metric != std::string::npos) {
    request.add_metrics(request.name() + flags.name.substr(metric));
  }
  const absl::StatusOr<v1::ExplainMetricsResponse> response =
      session.client.ExplainMetrics(request);
  if (!response.ok()) {
    return ReportError(session, request.name(), response.status());
  }
  if (session.output == OutputFormat::kTable) {
    WriteExplanations(session.out, *response);
  } else {
    Listing listing(session.out, session.output, {});
    for (const v1::MetricExplanation& explanation : response->explanations()) {
      listing.Add(explanation, {});
    }
    listing.Finish();
  }
  if (response->explanations().empty()) ReportNone(session, "metrics");
  return ExitCode::kOk;
}

}  // namespace

ExitCode RunCommand(const MetricsFlags& flags, Session& session) {
  if (flags.explain) return Explain(flags, session);
  if (flags.name.find(kMetrics) != std::string::npos) {
    return ShowOne(flags, session);
  }
  v1::QueryMetricsRequest request;
  request.set_parent(FullDocumentName(flags.name, flags.collection));
  request.set_order(v1::METRIC_ORDER_DOCUMENT);
  request.set_page_size(kLargestPage);
  Listing listing(session.out, session.output, MetricColumns());
  ExitCode exit_code = ExitCode::kOk;
  client::PageRange<v1::MetricResult> results =
      session.client.QueryMetrics(request);
  for (const absl::StatusOr<v1::MetricResult>& result : results) {
    if (!result.ok()) {
      exit_code = ReportError(session, request.parent(), result.status());
      break;
    }
    listing.Add(result->metric(), MetricRow(result->metric()));
  }
  listing.Finish();
  if (exit_code == ExitCode::kOk && listing.count() == 0) {
    ReportNone(session, "metrics");
  }
  return exit_code;
}

ExitCode RunCommand(const QueryFlags& flags, Session& session) {
  v1::QueryMetricsRequest request = flags.request;
  request.set_parent(flags.document.empty()
                         ? CollectionName(flags.collection)
                         : FullDocumentName(flags.document, flags.collection));
  request.set_page_size(PageSizeFor(flags.limit));
  Listing listing(session.out, session.output,
                  {{"INDICATOR", Align::kLeft, kIndicatorColumns},
                   {"VALUE", Align::kRight},
                   {"UNIT"},
                   {"KIND"},
                   {"PERIOD"},
                   {"SUBJECT", Align::kLeft, kIssuerColumns},
                   {"TITLE", Align::kLeft, kTitleColumns},
                   {"ISSUER", Align::kLeft, kIssuerColumns},
                   {"DOCUMENT"}});
  ExitCode exit_code = ExitCode::kOk;
  client::PageRange<v1::MetricResult> results =
      session.client.QueryMetrics(request);
  for (const absl::StatusOr<v1::MetricResult>& result : results) {
    if (!result.ok()) {
      exit_code = ReportError(session, request.parent(), result.status());
      break;
    }
    listing.Add(*result, QueryRow(*result, flags.collection));
    if (listing.count() == flags.limit) break;
  }
  listing.Finish();
  if (exit_code == ExitCode::kOk && listing.count() == 0) {
    ReportNone(session, "metrics");
  }
  return exit_code;
}

}  // namespace qiusuo::cli
