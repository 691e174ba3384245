#include "tests/testing/child_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

extern char** environ;

namespace qiusuo::testing {
namespace {

constexpr int kSignalBase = 128;

std::vector<char*> Pointers(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (std::string& string : strings) pointers.push_back(string.data());
  pointers.push_back(nullptr);
  return pointers;
}

// A file that has no name: standard error must never block the child.
int AnonymousFile() {
  std::string path = ::testing::TempDir() + "/child_XXXXXX";
  const int fd = mkostemp(path.data(), O_CLOEXEC);
  EXPECT_GE(fd, 0);
  unlink(path.c_str());
  return fd;
}

int ExitCode(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status)
                           : kSignalBase + WTERMSIG(status);
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& arguments,
                           const std::vector<std::string>& environment)
    : err_(AnonymousFile()) {
  std::array<int, 2> out;
  EXPECT_EQ(pipe2(out.data(), O_CLOEXEC), 0);
  out_ = out[0];
  std::vector<std::string> argv = arguments;
  std::vector<std::string> envp = environment;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    envp.emplace_back(*variable);
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err_, STDERR_FILENO);
  EXPECT_EQ(posix_spawn(&pid_, argv[0].c_str(), &actions, nullptr,
                        Pointers(argv).data(), Pointers(envp).data()),
            0)
      << argv[0];
  posix_spawn_file_actions_destroy(&actions);
  close(out[1]);
}

ChildProcess::~ChildProcess() {
  if (IsRunning()) {
    Send(SIGKILL);
    Wait();
  }
  close(out_);
  close(err_);
}

std::string ChildProcess::ReadLine() {
  while (true) {
    const size_t end = output_.find('\n', read_);
    if (end != std::string::npos) {
      std::string line = output_.substr(read_, end - read_);
      read_ = end + 1;
      return line;
    }
    std::array<char, 4096> buffer;
    const ssize_t size = read(out_, buffer.data(), buffer.size());
    if (size <= 0) return "";
    output_.append(buffer.data(), static_cast<size_t>(size));
  }
}

void ChildProcess::Send(int signal) const { kill(pid_, signal); }

bool ChildProcess::IsRunning() {
  if (exit_code_ >= 0) return false;
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) != pid_) return true;
  exit_code_ = ExitCode(status);
  return false;
}

int ChildProcess::Wait() {
  while (!ReadLine().empty()) continue;
  if (exit_code_ < 0) {
    int status = 0;
    EXPECT_EQ(waitpid(pid_, &status, 0), pid_);
    exit_code_ = ExitCode(status);
  }
  std::array<char, 4096> buffer;
  lseek(err_, 0, SEEK_SET);
  errors_.clear();
  for (ssize_t size; (size = read(err_, buffer.data(), buffer.size())) > 0;) {
    errors_.append(buffer.data(), static_cast<size_t>(size));
  }
  return exit_code_;
}

}  // namespace qiusuo::testing
