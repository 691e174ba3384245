#include "service/server/library_logs.h"

#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>

#include <string>

#include "base/log.h"

namespace qiusuo::server {
namespace {

// Neither library's errors are errors of ours: a peer that breaks off is one to gRPC,
// a string that is not UTF-8 one to protobuf.
void LogGrpc(gpr_log_func_args* args) {
  const auto log =
      args->severity == GPR_LOG_SEVERITY_ERROR ? LogWarning : LogDebug;
  log("grpc", {{"text", args->message}});
}

void LogProtobuf(google::protobuf::LogLevel level, const char* /*filename*/,
                 int /*line*/, const std::string& message) {
  const auto log =
      level >= google::protobuf::LOGLEVEL_ERROR ? LogWarning : LogDebug;
  log("protobuf", {{"text", message}});
}

}  // namespace

void SendLibraryLogsToOurs() {
  gpr_set_log_function(LogGrpc);
  google::protobuf::SetLogHandler(LogProtobuf);
}

}  // namespace qiusuo::server
