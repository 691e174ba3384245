#include "service/server/metric_service.h"

#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/status_macros.h"
#include "service/parser/explain_metrics.h"
#include "service/server/page_token.h"
#include "service/server/validate.h"

namespace qiusuo::server {

namespace v1 = qiusuo::v1;

MetricService::MetricService(CallDispatcher& calls,
                             const storage::DocumentStore& store)
    : calls_(calls), store_(store) {}

absl::StatusOr<v1::QueryMetricsResponse> MetricService::Handle(
    const v1::QueryMetricsRequest& request,
    const CancelCheck& /*cancelled*/) const {
  ASSIGN_OR_RETURN(const MetricPageQuery query, ValidateQueryMetrics(request));
  ASSIGN_OR_RETURN(storage::Page<v1::MetricResult> page,
                   store_.Query(query.query, query.limits, query.resume));
  v1::QueryMetricsResponse response;
  for (v1::MetricResult& result : page.items) {
    *response.add_results() = std::move(result);
  }
  response.set_next_page_token(SealPageToken(request, page.resume));
  return response;
}

absl::StatusOr<v1::AggregateMetricsResponse> MetricService::Handle(
    const v1::AggregateMetricsRequest& request,
    const CancelCheck& cancelled) const {
  ASSIGN_OR_RETURN(const AggregateQuery query,
                   ValidateAggregateMetrics(request));
  ASSIGN_OR_RETURN(storage::Page<v1::MetricGroup> page,
                   store_.Aggregate(query.aggregation, query.limits,
                                    query.resume, cancelled));
  v1::AggregateMetricsResponse response;
  for (v1::MetricGroup& group : page.items) {
    *response.add_groups() = std::move(group);
  }
  response.set_next_page_token(SealPageToken(request, page.resume));
  return response;
}

absl::StatusOr<v1::ListIndicatorsResponse> MetricService::Handle(
    const v1::ListIndicatorsRequest& request,
    const CancelCheck& /*cancelled*/) const {
  ASSIGN_OR_RETURN(const IndicatorsQuery query,
                   ValidateListIndicators(request));
  ASSIGN_OR_RETURN(storage::Page<v1::Indicator> page,
                   store_.Indicators(query.collection, query.prefix,
                                     query.limits, query.resume));
  v1::ListIndicatorsResponse response;
  for (v1::Indicator& indicator : page.items) {
    *response.add_indicators() = std::move(indicator);
  }
  response.set_next_page_token(SealPageToken(request, page.resume));
  return response;
}

absl::StatusOr<v1::GetMetricResponse> MetricService::Handle(
    const v1::GetMetricRequest& request,
    const CancelCheck& /*cancelled*/) const {
  ASSIGN_OR_RETURN(const MetricPlace place, ValidateGetMetric(request));
  v1::GetMetricResponse response;
  ASSIGN_OR_RETURN(*response.mutable_result(), store_.GetMetric(place));
  return response;
}

absl::StatusOr<v1::ExplainMetricsResponse> MetricService::Handle(
    const v1::ExplainMetricsRequest& request,
    const CancelCheck& /*cancelled*/) const {
  ASSIGN_OR_RETURN(const DocumentName name, ValidateExplainMetrics(request));
  ASSIGN_OR_RETURN(const v1::Document document,
                   store_.Get(name, v1::DOCUMENT_VIEW_FULL));
  const std::unordered_set<std::string_view> wanted(request.metrics().begin(),
                                                    request.metrics().end());
  v1::ExplainMetricsResponse response;
  for (v1::MetricExplanation& explanation : parser::ExplainMetrics(document)) {
    if (response.explanations_size() == kMaxPageSize) break;
    if (!wanted.empty() && !wanted.contains(explanation.metric().name())) {
      continue;
    }
    *response.add_explanations() = std::move(explanation);
  }
  return response;
}

template <typename Request>
grpc::ServerUnaryReactor* MetricService::Run(
    grpc::CallbackServerContext& context, const grpc::ByteBuffer& request,
    grpc::ByteBuffer& response) {
  return calls_.Run<Request>(
      context, request, response, kOnPool,
      [this](const Request& message, const CancelCheck& cancelled) {
        return Handle(message, cancelled);
      });
}

grpc::ServerUnaryReactor* MetricService::QueryMetrics(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::QueryMetricsRequest>(*context, *request, *response);
}

grpc::ServerUnaryReactor* MetricService::AggregateMetrics(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::AggregateMetricsRequest>(*context, *request, *response);
}

grpc::ServerUnaryReactor* MetricService::ListIndicators(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::ListIndicatorsRequest>(*context, *request, *response);
}

grpc::ServerUnaryReactor* MetricService::GetMetric(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::GetMetricRequest>(*context, *request, *response);
}

grpc::ServerUnaryReactor* MetricService::ExplainMetrics(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return Run<v1::ExplainMetricsRequest>(*context, *request, *response);
}

}  // namespace qiusuo::server
