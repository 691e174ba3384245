#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

#include "bench/empty_rpc.h"
#include "bench/load.h"
#include "bench/result.h"
#include "client/client.h"
#include "qiusuo/v1/document_service.pb.h"
#include "service/server/server.h"

namespace qiusuo::bench {
namespace {

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

  const EmptyRpc empty;

  v1::GetDocumentRequest request;
  request.set_name(imported.document().name());
  request.set_view(v1::DOCUMENT_VIEW_BASIC);
  const Load read{.endpoint = server->address(),
                  .method = "/qiusuo.v1.DocumentService/GetDocument",
                  .request = request.SerializeAsString(),
                  .run_time = settings.run_time};
  std::vector<Result> results =
      empty.CompareWith(read, settings.rounds, "get_document_basic_rate",
                        "get_document_basic_p99");
  server->Shutdown();
  server->Wait();
  server.reset();
  std::filesystem::remove_all(folder);
  return results;
}

}  // namespace qiusuo::bench
