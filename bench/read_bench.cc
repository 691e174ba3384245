#include <memory>
#include <string>

#include "bench/bench_server.h"
#include "bench/empty_rpc.h"
#include "bench/load.h"
#include "bench/require.h"
#include "bench/result.h"
#include "client/client.h"
#include "qiusuo/v1/document_service.pb.h"

namespace qiusuo::bench {
namespace {

constexpr const char* kReport =
    "2024年临江县人民法院工作报告\n\n一、主要工作\n2024年,"
    "全院共受理各类案件2万余件,审结1.8万余件,"
    "结案率超过90%。\n";

}  // namespace

std::vector<Result> ReadBench(const Settings& settings) {
  const BenchFolder folder("read");
  const BenchServer server(folder);
  client::Client client(client::MakeConnection({.endpoint = server.address()}));
  const v1::ImportDocumentResponse imported =
      ValueOrDie(client.Import(kReport, {.document_id = "bench"}));

  const EmptyRpc empty;

  v1::GetDocumentRequest request;
  request.set_name(imported.document().name());
  request.set_view(v1::DOCUMENT_VIEW_BASIC);
  const Load read{.endpoint = server.address(),
                  .method = "/qiusuo.v1.DocumentService/GetDocument",
                  .request = request.SerializeAsString(),
                  .run_time = settings.run_time};
  std::vector<Result> results =
      empty.CompareWith(read, settings.rounds, "get_document_basic_rate",
                        "get_document_basic_p99");
  return results;
}

}  // namespace qiusuo::bench
