#include "tests/e2e/cutting_proxy.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"

namespace qiusuo::e2e {
namespace {

sockaddr_in Loopback(int port) {
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<uint16_t>(port));
  return address;
}

// Answers the bytes that went from one end to the other; 0 at the end of either.
size_t Copy(int from, int to, size_t at_most) {
  std::array<char, 16384> buffer;
  const ssize_t size =
      read(from, buffer.data(), std::min(buffer.size(), at_most));
  if (size <= 0) return 0;
  for (ssize_t sent = 0; sent < size;) {
    const ssize_t n = send(to, buffer.data() + sent,
                           static_cast<size_t>(size - sent), MSG_NOSIGNAL);
    if (n <= 0) return 0;
    sent += n;
  }
  return static_cast<size_t>(size);
}

}  // namespace

CuttingProxy::CuttingProxy(int server_port, size_t bytes)
    : listener_(socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address = Loopback(0);
  socklen_t length = sizeof(address);
  EXPECT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&address), length), 0);
  EXPECT_EQ(listen(listener_, 1), 0);
  EXPECT_EQ(
      getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length),
      0);
  address_ = absl::StrCat("127.0.0.1:", ntohs(address.sin_port));
  thread_ =
      std::thread([this, server_port, bytes] { Forward(server_port, bytes); });
}

CuttingProxy::~CuttingProxy() { thread_.join(); }

void CuttingProxy::Forward(int server_port, size_t bytes) {
  const int client = accept(listener_, nullptr, nullptr);
  close(listener_);
  const int server = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = Loopback(server_port);
  EXPECT_EQ(
      connect(server, reinterpret_cast<sockaddr*>(&address), sizeof(address)),
      0);
  std::array<pollfd, 2> ends = {pollfd{client, POLLIN, 0},
                                pollfd{server, POLLIN, 0}};
  while (bytes > 0 && poll(ends.data(), ends.size(), -1) > 0) {
    if (ends[0].revents != 0) {
      const size_t copied = Copy(client, server, bytes);
      if (copied == 0) break;
      bytes -= copied;
    }
    if (ends[1].revents != 0 && Copy(server, client, 16384) == 0) break;
  }
  close(client);
  close(server);
}

}  // namespace qiusuo::e2e
