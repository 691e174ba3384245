// File: service/server/admin_service.h
//
// qiusuo.v1.AdminService. The proto file is the contract.

#ifndef QIUSUO_SERVICE_SERVER_ADMIN_SERVICE_H_
#define QIUSUO_SERVICE_SERVER_ADMIN_SERVICE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/clock.h"
#include "qiusuo/v1/admin_service.grpc.pb.h"
#include "service/parser/parse_report.h"
#include "service/server/call_dispatcher.h"
#include "storage/document_store.h"

namespace qiusuo::server {

// Safe from any thread. The dispatcher and the store must outlive every call.
class AdminService final
    : public qiusuo::v1::AdminService::WithRawCallbackMethod_GetServerStatus<
          qiusuo::v1::AdminService::WithRawCallbackMethod_ReparseDocuments<
              qiusuo::v1::AdminService::Service>> {
 public:
  AdminService(CallDispatcher& calls, storage::DocumentStore& store,
               Clock clock, parser::ParseOptions parse_options);

  grpc::ServerUnaryReactor* GetServerStatus(
      grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
      grpc::ByteBuffer* response) override;
  grpc::ServerWriteReactor<grpc::ByteBuffer>* ReparseDocuments(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request) override;

 private:
  absl::StatusOr<qiusuo::v1::GetServerStatusResponse> Handle() const;
  absl::StatusOr<std::unique_ptr<ResponseSource>> StartReparse(
      const qiusuo::v1::ReparseDocumentsRequest& request);

  CallDispatcher& calls_;
  storage::DocumentStore& store_;
  const Clock clock_;
  const absl::Time start_time_;
  const parser::ParseOptions parse_options_;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_ADMIN_SERVICE_H_
