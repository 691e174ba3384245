// File: tests/e2e/cutting_proxy.h
//
// A wire between client and server that breaks after so many bytes.

#ifndef QIUSUO_TESTS_E2E_CUTTING_PROXY_H_
#define QIUSUO_TESTS_E2E_CUTTING_PROXY_H_

#include <cstddef>
#include <string>
#include <thread>

namespace qiusuo::e2e {

// Forwards one connection to 127.0.0.1:`server_port`, and closes both ends of it once
// the client has sent `bytes` bytes. Further connections are refused.
class CuttingProxy {
 public:
  CuttingProxy(int server_port, size_t bytes);
  ~CuttingProxy();

  // Where clients connect: `127.0.0.1:40123`.
  const std::string& address() const { return address_; }

 private:
  void Forward(int server_port, size_t bytes);

  int listener_ = -1;
  std::string address_;
  std::thread thread_;
};

}  // namespace qiusuo::e2e

#endif  // QIUSUO_TESTS_E2E_CUTTING_PROXY_H_
