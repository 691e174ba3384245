#include "service/server/listen_address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "proto/error_details.h"

namespace qiusuo::server {
namespace {

constexpr int kMaxPort = 65535;

using AddressList = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

absl::Status Invalid(std::string_view text, std::string_view why) {
  return MakeError(
      absl::StatusCode::kInvalidArgument, "INVALID_LISTEN_ADDRESS",
      absl::StrCat("listen address \"", ToAbsl(text), "\": ", ToAbsl(why)));
}

absl::StatusOr<AddressList> LookUp(const ListenAddress& address) {
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int error = getaddrinfo(
      address.host.c_str(), absl::StrCat(address.port).c_str(), &hints, &found);
  if (error != 0) return Invalid(address.ToString(), gai_strerror(error));
  return AddressList(found, &freeaddrinfo);
}

bool IsLoopback(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4;
    std::memcpy(&v4, &address, sizeof(v4));
    return ntohl(v4.sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
  }
  sockaddr_in6 v6;
  std::memcpy(&v6, &address, sizeof(v6));
  return address.sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
}

// Answers errno; 0 if the address is free.
int TryListen(const addrinfo& address) {
  const int fd = socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC,
                        address.ai_protocol);
  if (fd < 0) return errno;
  // As gRPC does it: the ports of connections that are closing count as free.
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  const bool bound =
      bind(fd, address.ai_addr, address.ai_addrlen) == 0 && listen(fd, 1) == 0;
  const int error = bound ? 0 : errno;
  close(fd);
  return error;
}

}  // namespace

std::string ListenAddress::ToString() const {
  const bool is_v6 = host.find(':') != std::string::npos;
  return is_v6 ? absl::StrCat("[", host, "]:", port)
               : absl::StrCat(host, ":", port);
}

absl::StatusOr<ListenAddress> ParseListenAddress(std::string_view text) {
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return Invalid(text, "has no port");
  ListenAddress address;
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return Invalid(text, "an IPv6 address stands in brackets: [::1]:7070");
  }
  if (host.empty()) return Invalid(text, "has no host");
  if (!absl::SimpleAtoi(ToAbsl(text.substr(colon + 1)), &address.port) ||
      address.port < 0 || address.port > kMaxPort) {
    return Invalid(text, "the port must be a number from 0 to 65535");
  }
  address.host = std::string(host);
  ASSIGN_OR_RETURN(const AddressList found, LookUp(address));
  address.is_loopback = true;
  for (const addrinfo* a = found.get(); a != nullptr; a = a->ai_next) {
    address.is_loopback = address.is_loopback && IsLoopback(*a->ai_addr);
  }
  return address;
}

absl::Status CheckCanListen(const ListenAddress& address) {
  ASSIGN_OR_RETURN(const AddressList found, LookUp(address));
  // A host may have two addresses, and the machine may lack one of them; but a
  // port that is taken on either is taken.
  int error = 0;
  bool can_listen = false;
  for (const addrinfo* a = found.get(); a != nullptr && error != EADDRINUSE;
       a = a->ai_next) {
    const int answer = TryListen(*a);
    can_listen = can_listen || answer == 0;
    if (answer != 0) error = answer;
  }
  if (can_listen && error != EADDRINUSE) return absl::OkStatus();
  return MakeError(absl::StatusCode::kUnavailable, "LISTEN_FAILED",
                   absl::StrCat("cannot listen on ", address.ToString(), ": ",
                                std::strerror(error)));
}

}  // namespace qiusuo::server
