// The command `qiusuo`: see `qiusuo --help`.

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <variant>

#include "client/cli/command_line.h"
#include "client/cli/commands.h"
#include "client/cli/interrupts.h"
#include "client/cli/session.h"

namespace qiusuo::cli {
namespace {

client::ClientOptions ClientOptionsFor(const CommandLine& line) {
  client::ClientOptions options;
  options.endpoint = line.server;
  options.user_agent_suffix = "qiusuo";
  if (line.timeout.has_value()) {
    options.timeout = *line.timeout;
    options.import_timeout = *line.timeout;
  }
  return options;
}

ExitCode Run(const CommandLine& line) {
  // Before the client, whose threads would take the signals.
  if (std::holds_alternative<ImportFlags>(line.command)) BlockInterrupts();
  Session session{.client = client::Client(ClientOptionsFor(line)),
                  .server = line.server,
                  .output = line.output,
                  .in = std::cin,
                  .out = std::cout,
                  .err = std::cerr,
                  .in_is_terminal = isatty(STDIN_FILENO) == 1,
                  .err_is_terminal = isatty(STDERR_FILENO) == 1};
  if (line.timeout.has_value()) session.patience = *line.timeout;
  const ExitCode exit_code = std::visit(
      [&session](const auto& flags) { return RunCommand(flags, session); },
      line.command);
  if (!std::cout.flush()) {
    std::cerr << "qiusuo: standard output: cannot be written\n";
    return ExitCode::kFailed;
  }
  return exit_code;
}

}  // namespace
}  // namespace qiusuo::cli

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  // A reader that went away (`qiusuo list | head`) ends the command quietly.
  std::signal(SIGPIPE, SIG_DFL);
  // gRPC's own log lines are no messages for users.
  setenv("GRPC_VERBOSITY", "NONE", /*overwrite=*/0);
  const std::variant<qiusuo::cli::CommandLine, qiusuo::cli::ExitCode> line =
      qiusuo::cli::ParseCommandLine(argc, argv, std::cout, std::cerr);
  const auto* done = std::get_if<qiusuo::cli::ExitCode>(&line);
  return static_cast<int>(
      done != nullptr
          ? *done
          : qiusuo::cli::Run(std::get<qiusuo::cli::CommandLine>(line)));
}
