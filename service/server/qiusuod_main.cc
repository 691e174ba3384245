// qiusuod: the server as a program. Flags, signals and exit codes; all else is
// service/server/server.h.

#include <CLI/CLI.hpp>
#include <chrono>
#include <csignal>
#include <future>
#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/log.h"
#include "base/strings.h"
#include "proto/error_details.h"
#include "service/server/server.h"

namespace qiusuo::server {
namespace {

constexpr int kStopped = 0;
constexpr int kCouldNotStart = 1;
constexpr int kBadFlags = 2;
// How soon a second signal is seen while the server stops.
constexpr timespec kSignalPoll = {.tv_sec = 0, .tv_nsec = 50'000'000};

constexpr char kFooter[] = R"(
When it serves, qiusuod prints one line on standard output, `listening on HOST:PORT`;
its log goes to standard error. SIGTERM and SIGINT stop it gracefully; a second one
cancels the calls that are still under way.

Exit codes: 0 stopped by a signal, 1 could not start, 2 bad flags.)";

struct Flags {
  ServerOptions server;
  std::string shutdown_grace = "10s";
  std::string log_level = "info";
};

std::string CheckDuration(const std::string& text) {
  absl::Duration duration;
  const bool good = absl::ParseDuration(text, &duration) &&
                    duration >= absl::ZeroDuration() &&
                    duration < absl::InfiniteDuration();
  return good ? "" : "must be a time such as 10s, 500ms or 2m";
}

void AddFlags(CLI::App& app, Flags& flags) {
  ServerOptions& server = flags.server;
  app.set_version_flag("--version",
                       absl::StrCat("qiusuod ", ToAbsl(ServerVersion())));
  app.add_option("--data-dir", server.data_dir,
                 "Folder of the store; made if it is missing")
      ->envname("QIUSUO_DATA_DIR")
      ->required();
  app.add_option("--listen", server.listen,
                 "HOST:PORT to listen on; port 0 picks a free one")
      ->envname("QIUSUO_LISTEN")
      ->capture_default_str();
  app.add_flag("--insecure-remote", server.allow_insecure_remote,
               "Allow a host that other machines reach, although there is no "
               "TLS: anybody who reaches the port reads and writes")
      ->envname("QIUSUO_INSECURE_REMOTE");
  app.add_option("--max-content-bytes", server.max_content_bytes,
                 "Largest report that is taken, in bytes")
      ->envname("QIUSUO_MAX_CONTENT_BYTES")
      ->check(CLI::Range(size_t{1}, kLargestContentBytes))
      ->capture_default_str();
  app.add_option("--pdftotext", server.pdftotext,
                 "Program that reads the words of PDF files (poppler-utils): a "
                 "path, or a name on PATH")
      ->envname("QIUSUO_PDFTOTEXT")
      ->capture_default_str();
  app.add_option("--indicators", server.indicators_file,
                 "Table of indicators to know besides the built-in ones, as "
                 "service/parser/tables/indicators.tsv: names parted by |, "
                 "id, meaning, parted by tabs")
      ->envname("QIUSUO_INDICATORS")
      ->type_name("FILE");
  app.add_option("--units", server.units_file,
                 "Table of units to know besides the built-in ones, in the "
                 "columns of service/parser/tables/units.tsv")
      ->envname("QIUSUO_UNITS")
      ->type_name("FILE");
  app.add_option("--workers", server.worker_threads,
                 "Threads that parse, scan and write; 0: one per core, at "
                 "least 2")
      ->envname("QIUSUO_WORKERS")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  app.add_option("--block-cache-bytes", server.block_cache_bytes,
                 "Memory for blocks read from disk, in bytes")
      ->envname("QIUSUO_BLOCK_CACHE_BYTES")
      ->capture_default_str();
  app.add_option("--shutdown-grace", flags.shutdown_grace,
                 "How long calls under way may take after the first signal: "
                 "10s, 500ms, 2m")
      ->envname("QIUSUO_SHUTDOWN_GRACE")
      ->check(CLI::Validator(CheckDuration, "TIME"))
      ->capture_default_str();
  app.add_option("--log-level", flags.log_level,
                 "Least severe events that are logged")
      ->envname("QIUSUO_LOG_LEVEL")
      ->check(CLI::IsMember({"debug", "info", "warn", "error", "off"}))
      ->capture_default_str();
}

// Waits for a signal of `signals`, then stops the server; a further one hurries it.
void StopOnSignal(Server& server, const sigset_t& signals) {
  int signal = 0;
  sigwait(&signals, &signal);
  LogInfo("signal", {{"name", strsignal(signal)}});
  const std::future<void> stopped =
      std::async(std::launch::async, [&server] { server.Shutdown(); });
  while (stopped.wait_for(std::chrono::seconds(0)) !=
         std::future_status::ready) {
    if (sigtimedwait(&signals, nullptr, &kSignalPoll) > 0) {
      LogWarning("second signal", {});
      server.CancelCalls();
    }
  }
}

int Run(const ServerOptions& options) {
  // Blocked before any thread starts, so that every thread inherits it and signals
  // wait for sigwait.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  const absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(options);
  if (!server.ok()) {
    LogError("cannot start",
             {{"reason", ErrorReason(server.status())},
              {"message", std::string(server.status().message())}});
    return kCouldNotStart;
  }
  std::cout << "listening on " << (*server)->address() << std::endl;
  StopOnSignal(**server, signals);
  return kStopped;
}

int Main(int argc, char** argv) {
  CLI::App app(
      "qiusuod keeps Chinese official reports as documents, sections and "
      "metrics, and serves them by gRPC.",
      "qiusuod");
  app.footer(kFooter);
  Flags flags;
  AddFlags(app, flags);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? kStopped : kBadFlags;
  }
  SetLogLevel(flags.log_level);
  absl::ParseDuration(flags.shutdown_grace, &flags.server.shutdown_grace);
  return Run(flags.server);
}

}  // namespace
}  // namespace qiusuo::server

int main(int argc, char** argv) { return qiusuo::server::Main(argc, argv); }
