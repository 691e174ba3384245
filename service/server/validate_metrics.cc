// The part of validate.h that is about metrics.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/decimal.h"
#include "base/status_macros.h"
#include "service/server/page_token.h"
#include "service/server/validate.h"
#include "service/server/validate_filter.h"
#include "storage/period_group.h"

namespace qiusuo::server {
namespace {

namespace v1 = qiusuo::v1;

constexpr size_t kMaxPrefixBytes = 200;
constexpr int64_t kMaxPercentDigits = 6;

// What a question about metrics is asked of.
struct MetricParent {
  std::string collection;
  std::optional<std::string> document;
};

absl::StatusOr<MetricParent> CheckMetricParent(const std::string& parent) {
  if (auto document = ParseDocumentName(parent)) {
    return MetricParent{std::move(document->collection),
                        std::move(document->document)};
  }
  if (auto collection = ParseCollectionName(parent)) {
    return MetricParent{*std::move(collection), std::nullopt};
  }
  return InvalidField("parent",
                      "must be collections/{collection}, collections/- or "
                      "collections/{collection}/documents/{document}");
}

absl::StatusOr<std::vector<v1::MetricGrouping>> CheckGroupBy(
    const v1::AggregateMetricsRequest& request) {
  std::vector<v1::MetricGrouping> parts;
  int periods = 0;
  for (int i = 0; i < request.group_by_size(); ++i) {
    const v1::MetricGrouping part = request.group_by(i);
    const std::string field = absl::StrCat("group_by[", i, "]");
    if (part == v1::METRIC_GROUPING_UNSPECIFIED ||
        !v1::MetricGrouping_IsValid(part)) {
      return InvalidField(field, "is nothing to group by");
    }
    if (std::find(parts.begin(), parts.end(), part) != parts.end()) {
      return InvalidField(field, "stands there already");
    }
    periods += storage::IsPeriodGrouping(part) ? 1 : 0;
    if (periods > 1) return InvalidField(field, "is a second time to group by");
    parts.push_back(part);
  }
  return parts;
}

absl::Status CheckPercentiles(const v1::AggregateMetricsRequest& request) {
  RETURN_IF_ERROR(CheckCount("percentiles", request.percentiles_size()));
  for (int i = 0; i < request.percentiles_size(); ++i) {
    const std::optional<Decimal> percent =
        Decimal::Parse(request.percentiles(i));
    const bool is_good =
        percent.has_value() && !percent->is_negative() &&
        *percent <= Decimal::FromInteger(100) &&
        percent->ShiftedBy(kMaxPercentDigits).ToInteger().has_value();
    if (!is_good) {
      return InvalidField(absl::StrCat("percentiles[", i, "]"),
                          "must be a decimal from 0 to 100 with at most 6 "
                          "decimals");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DocumentName> ValidateExplainMetrics(
    const v1::ExplainMetricsRequest& request) {
  if (request.metrics_size() > kMaxPageSize) {
    return InvalidField("metrics",
                        absl::StrCat("at most ", kMaxPageSize, " are taken"));
  }
  std::optional<DocumentName> name = ParseDocumentName(request.name());
  if (name.has_value()) return *std::move(name);
  return InvalidField("name",
                      "must be collections/{collection}/documents/{document}");
}

absl::StatusOr<MetricPageQuery> ValidateQueryMetrics(
    const v1::QueryMetricsRequest& request) {
  MetricPageQuery page;
  storage::MetricQuery& query = page.query;
  ASSIGN_OR_RETURN(MetricParent parent, CheckMetricParent(request.parent()));
  query.collection = std::move(parent.collection);
  query.document = std::move(parent.document);
  RETURN_IF_ERROR(ValidateFilter(request.filter()));
  if (!v1::MetricOrder_IsValid(request.order())) {
    return InvalidField("order", "is no MetricOrder");
  }
  query.filter = request.filter();
  query.order = request.order() == v1::METRIC_ORDER_UNSPECIFIED
                    ? v1::METRIC_ORDER_DOCUMENT
                    : request.order();
  query.descending = request.descending();
  ASSIGN_OR_RETURN(page.limits,
                   CheckPageSize(request.page_size(), kDefaultPageSize));
  ASSIGN_OR_RETURN(page.resume, OpenPageToken(request));
  return page;
}

absl::StatusOr<AggregateQuery> ValidateAggregateMetrics(
    const v1::AggregateMetricsRequest& request) {
  AggregateQuery query;
  storage::MetricAggregation& aggregation = query.aggregation;
  ASSIGN_OR_RETURN(MetricParent parent, CheckMetricParent(request.parent()));
  aggregation.collection = std::move(parent.collection);
  aggregation.document = std::move(parent.document);
  RETURN_IF_ERROR(ValidateFilter(request.filter()));
  aggregation.filter = request.filter();
  ASSIGN_OR_RETURN(aggregation.group_by, CheckGroupBy(request));
  RETURN_IF_ERROR(CheckPercentiles(request));
  aggregation.quantiles.with_median = request.with_median();
  aggregation.quantiles.percentiles = {request.percentiles().begin(),
                                       request.percentiles().end()};
  ASSIGN_OR_RETURN(query.limits,
                   CheckPageSize(request.page_size(), kDefaultPageSize));
  ASSIGN_OR_RETURN(query.resume, OpenPageToken(request));
  return query;
}

absl::StatusOr<IndicatorsQuery> ValidateListIndicators(
    const v1::ListIndicatorsRequest& request) {
  IndicatorsQuery query;
  ASSIGN_OR_RETURN(query.collection, CheckListParent(request.parent()));
  RETURN_IF_ERROR(CheckBytes("prefix", request.prefix(), kMaxPrefixBytes));
  query.prefix = request.prefix();
  ASSIGN_OR_RETURN(query.limits,
                   CheckPageSize(request.page_size(), kDefaultPageSize));
  ASSIGN_OR_RETURN(query.resume, OpenPageToken(request));
  return query;
}

absl::StatusOr<MetricPlace> ValidateGetMetric(
    const v1::GetMetricRequest& request) {
  std::optional<MetricPlace> place = ParseMetricName(request.name());
  if (place.has_value()) return *std::move(place);
  return InvalidField("name",
                      "must be collections/{collection}/documents/{document}/"
                      "metrics/{metric}");
}

}  // namespace qiusuo::server
