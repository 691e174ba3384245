// File: service/server/listen_address.h
//
// `HOST:PORT`, the address that the server listens on.

#ifndef QIUSUO_SERVICE_SERVER_LISTEN_ADDRESS_H_
#define QIUSUO_SERVICE_SERVER_LISTEN_ADDRESS_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace qiusuo::server {

struct ListenAddress {
  std::string host;          // `127.0.0.1`, `localhost`, `::1`; never empty
  int port = 0;              // 0: any free one
  bool is_loopback = false;  // every address of the host is this machine's own

  // ToString answers `127.0.0.1:7070` or `[::1]:7070`.
  std::string ToString() const;
};

// ParseListenAddress reads `127.0.0.1:7070`, `localhost:0`, `[::1]:7070`, and looks the
// host up. Errors: INVALID_ARGUMENT (INVALID_LISTEN_ADDRESS).
absl::StatusOr<ListenAddress> ParseListenAddress(std::string_view text);

// CheckCanListen asks the system for the address and gives it back at once. gRPC says
// only that it failed; this says why. Errors: UNAVAILABLE (LISTEN_FAILED).
absl::Status CheckCanListen(const ListenAddress& address);

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_LISTEN_ADDRESS_H_
