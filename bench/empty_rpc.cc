#include "bench/empty_rpc.h"

#include <grpcpp/server_builder.h>

#include "absl/strings/str_cat.h"
#include "bench/require.h"

namespace qiusuo::bench {

grpc::ServerUnaryReactor* EmptyRpc::Service::GetServerStatus(
    grpc::CallbackServerContext* context, const v1::GetServerStatusRequest*,
    v1::GetServerStatusResponse*) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  reactor->Finish(grpc::Status::OK);
  return reactor;
}

EmptyRpc::EmptyRpc() {
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port_);
  builder.RegisterService(&service_);
  server_ = builder.BuildAndStart();
}

EmptyRpc::~EmptyRpc() { server_->Shutdown(); }

std::vector<Result> EmptyRpc::CompareWith(const Load& load, int rounds,
                                          const std::string& rate_name,
                                          const std::string& p99_name) const {
  const Load nothing{.endpoint = absl::StrCat("127.0.0.1:", port_),
                     .method = "/qiusuo.v1.AdminService/GetServerStatus",
                     .request = "",
                     .run_time = load.run_time};
  std::vector<double> rates, empty_rates, p99s, empty_p99s;
  for (int round = 0; round < rounds; ++round) {
    const LoadReport report = ValueOrDie(RunLoad(load));
    const LoadReport empty_report = ValueOrDie(RunLoad(nothing));
    rates.push_back(report.calls_per_second);
    empty_rates.push_back(empty_report.calls_per_second);
    p99s.push_back(report.p99_us);
    empty_p99s.push_back(empty_report.p99_us);
  }
  return {{rate_name, Median(rates), "calls/s", "empty RPC, 64 in flight",
           Median(empty_rates)},
          {p99_name, Median(p99s), "us", "empty RPC, 64 in flight",
           Median(empty_p99s)}};
}

}  // namespace qiusuo::bench
