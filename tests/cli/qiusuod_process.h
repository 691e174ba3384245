// File: tests/cli/qiusuod_process.h
//
// A real server for the tests of programs: `qiusuod` in a folder of its own on a
// free port of the loopback.

#ifndef QIUSUO_TESTS_CLI_QIUSUOD_PROCESS_H_
#define QIUSUO_TESTS_CLI_QIUSUOD_PROCESS_H_

#include <sys/types.h>

#include <string>

namespace qiusuo::cli {

class QiusuodProcess {
 public:
  // Starts the server with its data below `folder`, which must exist. A server that
  // does not come up fails the running test.
  explicit QiusuodProcess(const std::string& folder,
                          const std::string& address = "127.0.0.1:0");

  // Stops it with SIGTERM, waits, and fails the running test unless it ended with 0.
  ~QiusuodProcess();

  QiusuodProcess(const QiusuodProcess&) = delete;
  QiusuodProcess& operator=(const QiusuodProcess&) = delete;

  // Ends it with SIGKILL, as a crash would.
  void Kill();

  // `127.0.0.1:PORT`; empty if it did not come up.
  const std::string& address() const { return address_; }

 private:
  pid_t pid_ = 0;
  std::string address_;
};

}  // namespace qiusuo::cli

#endif  // QIUSUO_TESTS_CLI_QIUSUOD_PROCESS_H_
