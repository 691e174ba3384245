#include "tests/cli/qiusuod_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace qiusuo::cli {
namespace {

constexpr std::string_view kReady = "listening on ";

// The first line that `descriptor` gives, without its end; closes it.
std::string FirstLine(int descriptor) {
  std::string line;
  for (char c = 0; read(descriptor, &c, 1) == 1 && c != '\n';) line += c;
  close(descriptor);
  return line;
}

}  // namespace

QiusuodProcess::QiusuodProcess(const std::string& folder,
                               const std::string& address) {
  int ends[2] = {-1, -1};
  EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  const std::string log = folder + "/qiusuod.log";
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log.c_str(),
                                   O_WRONLY | O_CREAT | O_TRUNC, 0600);
  std::string program = QIUSUO_PROGRAM_DIR "/qiusuod";
  std::string data_dir = "--data-dir=" + folder + "/data";
  std::string listen = "--listen=" + address;
  char* arguments[] = {program.data(), data_dir.data(), listen.data(), nullptr};
  EXPECT_EQ(posix_spawn(&pid_, program.c_str(), &actions, nullptr, arguments,
                        environ),
            0);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  const std::string line = FirstLine(ends[0]);
  EXPECT_TRUE(line.starts_with(kReady)) << line << "; see " << log;
  if (line.starts_with(kReady)) address_ = line.substr(kReady.size());
}

QiusuodProcess::~QiusuodProcess() {
  if (pid_ == 0) return;
  kill(pid_, SIGTERM);
  int status = 0;
  EXPECT_EQ(waitpid(pid_, &status, 0), pid_);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
}

void QiusuodProcess::Kill() {
  kill(pid_, SIGKILL);
  EXPECT_EQ(waitpid(pid_, nullptr, 0), pid_);
  pid_ = 0;
}

}  // namespace qiusuo::cli
