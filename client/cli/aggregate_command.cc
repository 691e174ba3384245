#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/cli/commands.h"
#include "client/cli/document_text.h"
#include "client/cli/listing.h"
#include "client/cli/metric_text.h"
#include "proto/names.h"

namespace qiusuo::cli {
namespace {

constexpr size_t kIndicatorColumns = 32;
constexpr size_t kSubjectColumns = 24;
constexpr size_t kUnitsColumns = 40;

// Columns of the parts that groups are made by; the unit comes last.
std::vector<Column> PartColumns(const v1::AggregateMetricsRequest& request) {
  std::vector<Column> columns;
  for (int i = 0; i < request.group_by_size(); ++i) {
    switch (request.group_by(i)) {
      case v1::METRIC_GROUPING_INDICATOR:
        columns.push_back({"INDICATOR", Align::kLeft, kIndicatorColumns});
        break;
      case v1::METRIC_GROUPING_SUBJECT:
        columns.push_back({"SUBJECT", Align::kLeft, kSubjectColumns});
        break;
      case v1::METRIC_GROUPING_UNIT:
        break;
      case v1::METRIC_GROUPING_COLLECTION:
        columns.push_back({"COLLECTION"});
        break;
      case v1::METRIC_GROUPING_DOCUMENT:
        columns.push_back({"DOCUMENT"});
        break;
      default:
        columns.push_back({"PERIOD"});
    }
  }
  columns.push_back({"UNIT"});
  return columns;
}

std::vector<Column> ColumnsFor(const v1::AggregateMetricsRequest& request) {
  std::vector<Column> columns = PartColumns(request);
  for (const char* title : {"COUNT", "MIN", "MAX", "SUM", "MEAN"}) {
    columns.push_back({title, Align::kRight});
  }
  if (request.with_median()) columns.push_back({"MEDIAN", Align::kRight});
  for (const std::string& percent : request.percentiles()) {
    columns.push_back({absl::StrCat("P", percent), Align::kRight});
  }
  return columns;
}

Row GroupRow(const v1::AggregateMetricsRequest& request,
             const v1::MetricGroup& group, std::string_view collection) {
  Row row;
  for (int i = 0; i < request.group_by_size(); ++i) {
    switch (request.group_by(i)) {
      case v1::METRIC_GROUPING_INDICATOR:
        row.push_back(group.indicator());
        break;
      case v1::METRIC_GROUPING_SUBJECT:
        row.push_back(group.subject());
        break;
      case v1::METRIC_GROUPING_UNIT:
        break;
      case v1::METRIC_GROUPING_COLLECTION:
        row.push_back(ParseCollectionName(group.collection()).value_or(""));
        break;
      case v1::METRIC_GROUPING_DOCUMENT:
        row.push_back(ShortDocumentName(group.document(), collection));
        break;
      default:
        row.push_back(group.period().label());
    }
  }
  row.insert(row.end(), {group.unit(), std::to_string(group.count()),
                         group.min(), group.max(), group.sum(), group.mean()});
  if (request.with_median()) row.push_back(group.median());
  for (int i = 0; i < request.percentiles_size(); ++i) {
    row.push_back(i < group.percentiles_size() ? group.percentiles(i).value()
                                               : std::string());
  }
  return row;
}

std::string CountText(const v1::Indicator& indicator) {
  return absl::StrCat(indicator.metric_count(),
                      indicator.has_more() ? "+" : "");
}

std::string UnitsText(const v1::Indicator& indicator) {
  std::string text;
  for (const v1::UnitCount& unit : indicator.units()) {
    absl::StrAppend(&text, text.empty() ? "" : ", ",
                    unit.unit().empty() ? "-" : unit.unit(), " ",
                    unit.metric_count());
  }
  return text;
}

}  // namespace

ExitCode RunCommand(const AggregateFlags& flags, Session& session) {
  v1::AggregateMetricsRequest request = flags.request;
  request.set_parent(flags.document.empty()
                         ? CollectionName(flags.collection)
                         : FullDocumentName(flags.document, flags.collection));
  request.set_page_size(PageSizeFor(flags.limit));
  Listing listing(session.out, session.output, ColumnsFor(request));
  ExitCode exit_code = ExitCode::kOk;
  client::PageRange<v1::MetricGroup> groups =
      session.client.AggregateMetrics(request);
  for (const absl::StatusOr<v1::MetricGroup>& group : groups) {
    if (!group.ok()) {
      exit_code = ReportError(session, request.parent(), group.status());
      break;
    }
    listing.Add(*group, GroupRow(request, *group, flags.collection));
    if (listing.count() == flags.limit) break;
  }
  listing.Finish();
  if (exit_code == ExitCode::kOk && listing.count() == 0) {
    ReportNone(session, "metrics");
  }
  return exit_code;
}

ExitCode RunCommand(const IndicatorsFlags& flags, Session& session) {
  const std::string parent = CollectionName(flags.collection);
  Listing listing(session.out, session.output,
                  {{"INDICATOR", Align::kLeft, kIndicatorColumns},
                   {"METRICS", Align::kRight},
                   {"FROM"},
                   {"TO"},
                   {"UNITS", Align::kLeft, kUnitsColumns}});
  ExitCode exit_code = ExitCode::kOk;
  client::PageRange<v1::Indicator> indicators = session.client.ListIndicators(
      parent, flags.prefix, PageSizeFor(flags.limit));
  for (const absl::StatusOr<v1::Indicator>& indicator : indicators) {
    if (!indicator.ok()) {
      exit_code = ReportError(session, parent, indicator.status());
      break;
    }
    listing.Add(*indicator,
                {indicator->name(), CountText(*indicator),
                 DateText(indicator->first_date()),
                 DateText(indicator->last_date()), UnitsText(*indicator)});
    if (listing.count() == flags.limit) break;
  }
  listing.Finish();
  if (exit_code == ExitCode::kOk && listing.count() == 0) {
    ReportNone(session, "indicators");
  }
  return exit_code;
}

}  // namespace qiusuo::cli
