#include "service/server/grpc_status.h"

#include <string>
#include <string_view>

#include "base/strings.h"
#include "proto/error_details.h"

namespace qiusuo::server {
namespace {

constexpr size_t kMaxDetailsBytes = 3000;

// A cut inside a character would make the message invalid UTF-8.
std::string_view CutMessage(std::string_view message) {
  if (message.size() <= kMaxMessageBytes) return message;
  size_t end = kMaxMessageBytes;
  while (end > 0 && (static_cast<unsigned char>(message[end]) & 0xC0) == 0x80) {
    --end;
  }
  return message.substr(0, end);
}

}  // namespace

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const std::string message(CutMessage(ToStd(status.message())));
  std::string details = SerializeStatusDetails(status);
  if (details.size() > kMaxDetailsBytes) {
    details = SerializeStatusDetails(
        MakeError(status.code(), ErrorReason(status), message));
  }
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), message,
                      details);
}

}  // namespace qiusuo::server
