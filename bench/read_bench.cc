#include <grpcpp/server_builder.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "bench/load.h"
#include "bench/result.h"
#include "client/client.h"
#include "qiusuo/v1/admin_service.grpc.pb.h"
#include "qiusuo/v1/document_service.pb.h"
#include "service/server/server.h"

namespace qiusuo::bench {
namespace {

// The control: a method that does nothing, served as qiusuod serves its own.
class EmptyService final
    : public v1::AdminService::WithCallbackMethod_GetServerStatus<
          v1::AdminService::Service> {
 public:
  grpc::ServerUnaryReactor* GetServerStatus(
      grpc::CallbackServerContext* context, const v1::GetServerStatusRequest*,
      v1::GetServerStatusResponse*) override {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

template <typename T>
T ValueOrDie(absl::StatusOr<T> value) {
  if (value.ok()) return *std::move(value);
  std::fprintf(stderr, "bench: %s\n", value.status().ToString().c_str());
  std::exit(1);
}

constexpr const char* kReport =
    "2024年临江县人民法院工作报告\n\n一、主要工作\n2024年,"
    "全院共受理各类案件2万余件,审结1.8万余件,"
    "结案率超过90%。\n";

}  // namespace

std::vector<Result> ReadBench(const Settings& settings) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() /
      ("qiusuo-bench-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  auto server = ValueOrDie(server::Server::Start(
      {.data_dir = folder.string(), .listen = "127.0.0.1:0"}));
  client::Client client(
      client::MakeConnection({.endpoint = server->address()}));
  const v1::ImportDocumentResponse imported =
      ValueOrDie(client.Import(kReport, {.document_id = "bench"}));

  EmptyService empty;
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&empty);
  const std::unique_ptr<grpc::Server> control = builder.BuildAndStart();

  v1::GetDocumentRequest request;
  request.set_name(imported.document().name());
  request.set_view(v1::DOCUMENT_VIEW_BASIC);
  const Load read{.endpoint = server->address(),
                  .method = "/qiusuo.v1.DocumentService/GetDocument",
                  .request = request.SerializeAsString(),
                  .run_time = settings.run_time};
  const Load nothing{.endpoint = "127.0.0.1:" + std::to_string(port),
                     .method = "/qiusuo.v1.AdminService/GetServerStatus",
                     .request = "",
                     .run_time = settings.run_time};
  std::vector<double> read_rates, empty_rates, read_p99s, empty_p99s;
  for (int round = 0; round < settings.rounds; ++round) {
    const LoadReport read_report = ValueOrDie(RunLoad(read));
    const LoadReport empty_report = ValueOrDie(RunLoad(nothing));
    read_rates.push_back(read_report.calls_per_second);
    empty_rates.push_back(empty_report.calls_per_second);
    read_p99s.push_back(read_report.p99_us);
    empty_p99s.push_back(empty_report.p99_us);
  }
  control->Shutdown();
  server->Shutdown();
  server->Wait();
  server.reset();
  std::filesystem::remove_all(folder);
  return {{"get_document_basic_rate", Median(read_rates), "calls/s",
           "empty RPC, 64 in flight", Median(empty_rates)},
          {"get_document_basic_p99", Median(read_p99s), "us",
           "empty RPC, 64 in flight", Median(empty_p99s)}};
}

}  // namespace qiusuo::bench
