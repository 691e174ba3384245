#include "service/server/admin_service.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/status_macros.h"
#include "proto/names.h"
#include "service/server/reparse_source.h"
#include "service/server/server.h"

namespace qiusuo::server {
namespace {

namespace v1 = qiusuo::v1;
using google::protobuf::util::TimeUtil;

constexpr size_t kMaxCollections = 1000;

}  // namespace

AdminService::AdminService(CallDispatcher& calls, storage::DocumentStore& store,
                           Clock clock, parser::ParseOptions parse_options)
    : calls_(calls),
      store_(store),
      clock_(std::move(clock)),
      start_time_(clock_()),
      parse_options_(std::move(parse_options)) {}

absl::StatusOr<v1::GetServerStatusResponse> AdminService::Handle() const {
  const storage::Engine& engine = store_.engine();
  ASSIGN_OR_RETURN(const std::vector<storage::CollectionSize> collections,
                   store_.Collections());
  ASSIGN_OR_RETURN(const storage::DiskUsage disk, engine.GetDiskUsage());
  v1::GetServerStatusResponse response;
  response.set_server_version(std::string(ServerVersion()));
  response.set_parser_version(
      parser::ParserVersion(parse_options_.catalog.get()));
  response.set_storage_format_version(storage::kFormatVersion);
  response.set_engine(std::string(engine.name()));
  *response.mutable_start_time() =
      TimeUtil::NanosecondsToTimestamp(absl::ToUnixNanos(start_time_));
  *response.mutable_uptime() = TimeUtil::NanosecondsToDuration(
      absl::ToInt64Nanoseconds(clock_() - start_time_));
  response.set_last_version(static_cast<int64_t>(engine.last_version()));
  const size_t count = std::min(collections.size(), kMaxCollections);
  for (size_t i = 0; i < count; ++i) {
    v1::CollectionStatus& status = *response.add_collections();
    status.set_name(CollectionName(collections[i].collection));
    status.set_document_count(collections[i].document_count);
    status.set_metric_count(collections[i].metric_count);
  }
  response.set_disk_usage_bytes(disk.used_bytes);
  response.set_disk_free_bytes(disk.free_bytes);
  response.set_max_content_bytes(
      static_cast<int64_t>(parse_options_.max_content_bytes));
  return response;
}

absl::StatusOr<std::unique_ptr<ResponseSource>> AdminService::StartReparse(
    const v1::ReparseDocumentsRequest& request) {
  ASSIGN_OR_RETURN(ReparseQuery query, ValidateReparseDocuments(request));
  // NOT_FOUND of a collection comes with the first page.
  ASSIGN_OR_RETURN(const std::vector<storage::CollectionSize> collections,
                   store_.Collections());
  int64_t total_count = 0;
  for (const storage::CollectionSize& size : collections) {
    if (query.collection == kAnyCollection ||
        query.collection == size.collection) {
      total_count += size.document_count;
    }
  }
  return std::make_unique<ReparseSource>(store_, parse_options_,
                                         std::move(query), total_count);
}

grpc::ServerUnaryReactor* AdminService::GetServerStatus(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
    grpc::ByteBuffer* response) {
  return calls_.Run<v1::GetServerStatusRequest>(
      *context, *request, *response, kOnPool,
      [this](const v1::GetServerStatusRequest&, const CancelCheck&) {
        return Handle();
      });
}

grpc::ServerWriteReactor<grpc::ByteBuffer>* AdminService::ReparseDocuments(
    grpc::CallbackServerContext* context, const grpc::ByteBuffer* request) {
  return calls_.Stream<v1::ReparseDocumentsRequest>(
      *context, *request, [this](const v1::ReparseDocumentsRequest& message) {
        return StartReparse(message);
      });
}

}  // namespace qiusuo::server
