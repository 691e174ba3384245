// File: service/server/metric_service.h
//
// qiusuo.v1.MetricService: validates, makes one call on the store, has
// the parser explain where that is asked, and fills the answer.
// The proto file is the contract.

#ifndef QIUSUO_SERVICE_SERVER_METRIC_SERVICE_H_
#define QIUSUO_SERVICE_SERVER_METRIC_SERVICE_H_

#include "absl/status/statusor.h"
#include "qiusuo/v1/metric_service.grpc.pb.h"
#include "service/server/call_dispatcher.h"
#include "storage/document_store.h"

namespace qiusuo::server {

// The generated base that hands every method its request as bytes.
using MetricRpcs = qiusuo::v1::MetricService;
// clang-format off
using RawMetricService =
    MetricRpcs::WithRawCallbackMethod_QueryMetrics<
    MetricRpcs::WithRawCallbackMethod_AggregateMetrics<
    MetricRpcs::WithRawCallbackMethod_ListIndicators<
    MetricRpcs::WithRawCallbackMethod_GetMetric<
    MetricRpcs::WithRawCallbackMethod_ExplainMetrics<
    MetricRpcs::Service>>>>>;
// clang-format on

// Safe from any thread. The dispatcher and the store must outlive every call.
class MetricService final : public RawMetricService {
 public:
  MetricService(CallDispatcher& calls, const storage::DocumentStore& store);

  grpc::ServerUnaryReactor* QueryMetrics(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* AggregateMetrics(
      grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
      grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ListIndicators(grpc::CallbackServerContext* context,
                                           const grpc::ByteBuffer* request,
                                           grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* GetMetric(grpc::CallbackServerContext* context,
                                      const grpc::ByteBuffer* request,
                                      grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ExplainMetrics(grpc::CallbackServerContext* context,
                                           const grpc::ByteBuffer* request,
                                           grpc::ByteBuffer* response) override;

 private:
  // Runs the Handle that takes this Request.
  template <typename Request>
  grpc::ServerUnaryReactor* Run(grpc::CallbackServerContext& context,
                                const grpc::ByteBuffer& request,
                                grpc::ByteBuffer& response);

  absl::StatusOr<qiusuo::v1::QueryMetricsResponse> Handle(
      const qiusuo::v1::QueryMetricsRequest& request,
      const CancelCheck& cancelled) const;
  absl::StatusOr<qiusuo::v1::AggregateMetricsResponse> Handle(
      const qiusuo::v1::AggregateMetricsRequest& request,
      const CancelCheck& cancelled) const;
  absl::StatusOr<qiusuo::v1::ListIndicatorsResponse> Handle(
      const qiusuo::v1::ListIndicatorsRequest& request,
      const CancelCheck& cancelled) const;
  absl::StatusOr<qiusuo::v1::GetMetricResponse> Handle(
      const qiusuo::v1::GetMetricRequest& request,
      const CancelCheck& cancelled) const;
  absl::StatusOr<qiusuo::v1::ExplainMetricsResponse> Handle(
      const qiusuo::v1::ExplainMetricsRequest& request,
      const CancelCheck& cancelled) const;

  CallDispatcher& calls_;
  const storage::DocumentStore& store_;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_METRIC_SERVICE_H_
