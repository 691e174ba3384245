// File: service/server/grpc_status.h
//
// The one place where an error of ours becomes an error of gRPC.

#ifndef QIUSUO_SERVICE_SERVER_GRPC_STATUS_H_
#define QIUSUO_SERVICE_SERVER_GRPC_STATUS_H_

#include <grpcpp/support/status.h>

#include <cstddef>

#include "absl/status/status.h"

namespace qiusuo::server {

// Clients take at most 8 KiB of trailers by default, and a message stands there
// up to five times: twice in the details and once percent-encoded, three bytes a byte.
inline constexpr size_t kMaxMessageBytes = 1000;

// ToGrpcStatus answers the same code and message with the details that
// qiusuo/rpc/v1/status.proto describes. A message over kMaxMessageBytes is cut, and
// details that would not fit into a trailer are reduced to the ErrorInfo's reason.
grpc::Status ToGrpcStatus(const absl::Status& status);

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_GRPC_STATUS_H_
