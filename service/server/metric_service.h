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

// Safe from any thread. The dispatcher and the store must outlive every call.
class MetricService final
    : public qiusuo::v1::MetricService::WithRawCallbackMethod_QueryMetrics<
          qiusuo::v1::MetricService::WithRawCallbackMethod_ExplainMetrics<
              qiusuo::v1::MetricService::Service>> {
 public:
  MetricService(CallDispatcher& calls, const storage::DocumentStore& store);

  grpc::ServerUnaryReactor* QueryMetrics(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ExplainMetrics(grpc::CallbackServerContext* context,
                                           const grpc::ByteBuffer* request,
                                           grpc::ByteBuffer* response) override;

 private:
  absl::StatusOr<qiusuo::v1::QueryMetricsResponse> Handle(
      const qiusuo::v1::QueryMetricsRequest& request) const;
  absl::StatusOr<qiusuo::v1::ExplainMetricsResponse> Handle(
      const qiusuo::v1::ExplainMetricsRequest& request) const;

  CallDispatcher& calls_;
  const storage::DocumentStore& store_;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_METRIC_SERVICE_H_
