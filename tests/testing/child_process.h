// File: tests/testing/child_process.h
//
// A program that a test runs and watches.

#ifndef QIUSUO_TESTS_TESTING_CHILD_PROCESS_H_
#define QIUSUO_TESTS_TESTING_CHILD_PROCESS_H_

#include <sys/types.h>

#include <string>
#include <vector>

namespace qiusuo::testing {

class ChildProcess {
 public:
  // Runs `arguments`, the program first, with `environment` (`NAME=VALUE`) besides our own.
  explicit ChildProcess(const std::vector<std::string>& arguments,
                        const std::vector<std::string>& environment = {});

  // Kills it if it still runs.
  ~ChildProcess();

  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // ReadLine waits for the next line of standard output, without its end; empty at the
  // end of the output.
  std::string ReadLine();

  void Send(int signal) const;

  bool IsRunning();

  // Wait answers the exit code; 128 and the signal if one ended it. `output` and
  // `errors` are complete then.
  int Wait();

  const std::string& output() const { return output_; }
  const std::string& errors() const { return errors_; }

 private:
  pid_t pid_ = -1;
  int out_ = -1;
  int err_ = -1;
  int exit_code_ = -1;
  size_t read_ = 0;
  std::string output_;
  std::string errors_;
};

}  // namespace qiusuo::testing

#endif  // QIUSUO_TESTS_TESTING_CHILD_PROCESS_H_
