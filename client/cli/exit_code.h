// File: client/cli/exit_code.h
//
// What `qiusuo` tells the shell. `qiusuo --help` lists the same.

#ifndef QIUSUO_CLIENT_CLI_EXIT_CODE_H_
#define QIUSUO_CLIENT_CLI_EXIT_CODE_H_

namespace qiusuo::cli {

enum class ExitCode {
  kOk = 0,
  kFailed = 1,       // the server refused, or some of several failed
  kUsage = 2,        // the command line makes no sense
  kUnreachable = 3,  // no server, or no answer in time
  kInterrupted =
      130,  // an import was interrupted, by SIGINT (Ctrl-C) or SIGTERM
};

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_EXIT_CODE_H_
