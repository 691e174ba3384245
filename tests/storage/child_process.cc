#include "tests/storage/child_process.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace qiusuo::storage {

ChildProcess::ChildProcess(const std::vector<std::string>& command) {
  int pipe_ends[2];
  if (pipe(pipe_ends) != 0) {
    ADD_FAILURE() << "pipe";
    return;
  }
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  pid_ = fork();
  if (pid_ == 0) {
    dup2(pipe_ends[1], STDOUT_FILENO);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  close(pipe_ends[1]);
  output_ = fdopen(pipe_ends[0], "r");
}

ChildProcess::~ChildProcess() {
  Kill();
  if (output_ != nullptr) fclose(output_);
}

std::string ChildProcess::ReadLine() {
  std::string line;
  for (int byte = getc(output_); byte != EOF; byte = getc(output_)) {
    if (byte == '\n') return line;
    line.push_back(static_cast<char>(byte));
  }
  return "";
}

std::vector<std::string> ChildProcess::ReadLines() {
  std::vector<std::string> lines;
  for (std::string line = ReadLine(); !line.empty(); line = ReadLine()) {
    lines.push_back(line);
  }
  return lines;
}

void ChildProcess::Kill() {
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  int status = 0;
  EXPECT_EQ(waitpid(pid_, &status, 0), pid_);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";
  pid_ = -1;
}

}  // namespace qiusuo::storage
