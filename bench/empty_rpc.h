// File: bench/empty_rpc.h
//
// The control of all benches of calls: a method that does nothing, served as qiusuod serves
// its own.

#ifndef QIUSUO_BENCH_EMPTY_RPC_H_
#define QIUSUO_BENCH_EMPTY_RPC_H_

#include <grpcpp/server.h>

#include <memory>
#include <string>
#include <vector>

#include "bench/load.h"
#include "bench/result.h"
#include "qiusuo/v1/admin_service.grpc.pb.h"

namespace qiusuo::bench {

// Serves on a port of its own until it goes.
class EmptyRpc {
 public:
  EmptyRpc();
  ~EmptyRpc();

  // CompareWith runs the load and, as long, empty calls in turn, so many rounds; the medians
  // of its rate and of its p99 are the results of these names.
  std::vector<Result> CompareWith(const Load& load, int rounds,
                                  const std::string& rate_name,
                                  const std::string& p99_name) const;

 private:
  class Service final
      : public v1::AdminService::WithCallbackMethod_GetServerStatus<
            v1::AdminService::Service> {
   public:
    grpc::ServerUnaryReactor* GetServerStatus(
        grpc::CallbackServerContext* context, const v1::GetServerStatusRequest*,
        v1::GetServerStatusResponse*) override;
  };

  Service service_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace qiusuo::bench

#endif  // QIUSUO_BENCH_EMPTY_RPC_H_
