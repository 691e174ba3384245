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
    const v1::QueryMetricsRequest& request) const {
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

absl::StatusOr<v1::ExplainMetricsResponse> MetricService::Handle(
    const v1::ExplainMetricsRequest& request) const {
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

grpc::ServerUnaryReactor* MetricService::QueryMetrics(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return calls_.Run<v1::QueryMetricsRequest>(
      *context, *request, *response, kOnPool,
      [this](const v1::QueryMetricsRequest& query, const CancelCheck&) {
        return Handle(query);
      });
}

grpc::ServerUnaryReactor* MetricService::ExplainMetrics(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return calls_.Run<v1::ExplainMetricsRequest>(
      *context, *request, *response, kOnPool,
      [this](const v1::ExplainMetricsRequest& asked, const CancelCheck&) {
        return Handle(asked);
      });
}

}  // namespace qiusuo::server
