// File: tests/storage/child_process.h
//
// A program that a test starts, listens to and kills.
//
//   ChildProcess child({IMPORT_LOOP_PROGRAM, folder.path()});
//   const std::string first = child.ReadLine();
//   child.Kill();
//   const std::vector<std::string> rest = child.ReadLines();

#ifndef QIUSUO_TESTS_STORAGE_CHILD_PROCESS_H_
#define QIUSUO_TESTS_STORAGE_CHILD_PROCESS_H_

#include <sys/types.h>

#include <cstdio>
#include <string>
#include <vector>

namespace qiusuo::storage {

// Killed in the end, if it is still running.
class ChildProcess {
 public:
  // Starts the program `command`[0], the others being its arguments.
  explicit ChildProcess(const std::vector<std::string>& command);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  // ReadLine waits for the next whole line of the child's output and answers it without
  // its end; empty if there is none any more. ReadLines answers all that are left.
  std::string ReadLine();
  std::vector<std::string> ReadLines();

  // Kill ends the child at once, wherever it is, and waits until it is gone.
  void Kill();

 private:
  pid_t pid_ = -1;
  FILE* output_ = nullptr;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_TESTS_STORAGE_CHILD_PROCESS_H_
