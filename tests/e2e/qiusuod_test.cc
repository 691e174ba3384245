// qiusuod as a process: flags, its one line of output, signals, exit codes.

#include <grpc/health/v1/health.pb.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/clock.h"
#include "tests/e2e/fixture.h"
#include "tests/e2e/raw_call.h"
#include "tests/testing/child_process.h"

namespace qiusuo::e2e {
namespace {

using testing::ChildProcess;

constexpr std::string_view kListening = "listening on ";

class QiusuodTest : public ::testing::Test {
 protected:
  std::vector<std::string> Command(
      const std::vector<std::string>& more = {}) const {
    std::vector<std::string> command = {
        QIUSUOD_PATH, "--data-dir", folder_.path(), "--listen", "127.0.0.1:0"};
    command.insert(command.end(), more.begin(), more.end());
    return command;
  }

  // Where the process listens, as it says.
  static std::string Address(ChildProcess& qiusuod) {
    const std::string line = qiusuod.ReadLine();
    EXPECT_EQ(line.rfind(kListening, 0), 0u) << line;
    return line.size() > kListening.size() ? line.substr(kListening.size())
                                           : "";
  }

  // Runs a process that does not serve, and answers its exit code.
  static int Run(const std::vector<std::string>& command, std::string& errors) {
    ChildProcess process(command);
    const int exit_code = process.Wait();
    errors = process.errors();
    return exit_code;
  }

  TempFolder folder_;
};

TEST_F(QiusuodTest, SigtermLetsTheCallsUnderWayEnd) {
  const std::string report = LongReport(size_t{4} << 20);
  ChildProcess qiusuod(Command({"--shutdown-grace", "60s"}));
  const client::Client client({.endpoint = Address(qiusuod)});
  const absl::Time start = absl::Now();
  ASSERT_TRUE(client.Import(report, {.document_id = "first"}).ok());
  const absl::Duration whole = absl::Now() - start;

  auto second = std::async(std::launch::async, [&] {
    return client.Import(report, {.document_id = "second"});
  });
  absl::SleepFor(whole / 2);
  qiusuod.Send(SIGTERM);
  const auto imported = second.get();
  EXPECT_TRUE(imported.ok()) << imported.status();
  EXPECT_EQ(qiusuod.Wait(), 0) << qiusuod.errors();
  EXPECT_EQ(qiusuod.output().find('\n') + 1, qiusuod.output().size())
      << "one line: " << qiusuod.output();

  ChildProcess again(Command());
  const client::Client reader({.endpoint = Address(again)});
  for (const char* id : {"first", "second"}) {
    const auto document =
        reader.GetDocument(std::string("collections/default/documents/") + id,
                           v1::DOCUMENT_VIEW_FULL);
    ASSERT_TRUE(document.ok()) << document.status();
    EXPECT_EQ(document->text(), report);
  }
  again.Send(SIGINT);
  EXPECT_EQ(again.Wait(), 0);
}

TEST_F(QiusuodTest, ASecondSignalHurries) {
  ChildProcess qiusuod(Command({"--shutdown-grace", "120s"}));
  // A watch of health never ends by itself.
  RawCall watch(Address(qiusuod), "/grpc.health.v1.Health/Watch", "");
  grpc::health::v1::HealthCheckResponse response;
  ASSERT_TRUE(watch.Read(response));
  qiusuod.Send(SIGTERM);
  ASSERT_TRUE(watch.Read(response));
  EXPECT_EQ(response.status(),
            grpc::health::v1::HealthCheckResponse::NOT_SERVING);
  absl::SleepFor(absl::Milliseconds(300));
  EXPECT_TRUE(qiusuod.IsRunning());
  const absl::Time start = absl::Now();
  qiusuod.Send(SIGTERM);
  EXPECT_EQ(qiusuod.Wait(), 0) << qiusuod.errors();
  EXPECT_LT(absl::Now() - start, absl::Seconds(60));
}

TEST_F(QiusuodTest, AKilledServerLosesNothingThatItAcknowledged) {
  ChildProcess qiusuod(Command());
  const client::Client client({.endpoint = Address(qiusuod)});
  ASSERT_TRUE(
      client
          .Import(CourtReport("林州法院", 2023, 10, 9), {.document_id = "kept"})
          .ok());
  qiusuod.Send(SIGKILL);
  EXPECT_EQ(qiusuod.Wait(), 128 + SIGKILL);
  ChildProcess again(Command());
  const client::Client reader({.endpoint = Address(again)});
  EXPECT_TRUE(reader.GetDocument("collections/default/documents/kept").ok());
}

TEST_F(QiusuodTest, ASecondServerOnTheFolderIsRefused) {
  ChildProcess first(Command());
  const client::Client client({.endpoint = Address(first)});
  std::string errors;
  EXPECT_EQ(Run(Command(), errors), 1);
  EXPECT_NE(errors.find(folder_.path()), std::string::npos) << errors;
  EXPECT_TRUE(client.GetServerStatus().ok());
}

TEST_F(QiusuodTest, SaysWhyItCannotStart) {
  std::string errors;
  EXPECT_EQ(
      Run({QIUSUOD_PATH, "--data-dir", folder_.path(), "--listen", "0.0.0.0:0"},
          errors),
      1);
  EXPECT_NE(errors.find("--insecure-remote"), std::string::npos) << errors;
  EXPECT_EQ(Run({QIUSUOD_PATH, "--data-dir", "/proc/nowhere", "--listen",
                 "127.0.0.1:0"},
                errors),
            1);
  EXPECT_NE(errors.find("/proc/nowhere"), std::string::npos) << errors;
}

TEST_F(QiusuodTest, RefusesBadFlags) {
  std::string errors;
  EXPECT_EQ(Run({QIUSUOD_PATH}, errors), 2);
  EXPECT_NE(errors.find("--data-dir"), std::string::npos) << errors;
  for (const std::vector<std::string>& bad :
       std::vector<std::vector<std::string>>{{"--no-such-flag"},
                                             {"--workers", "-1"},
                                             {"--workers", "many"},
                                             {"--max-content-bytes", "0"},
                                             {"--shutdown-grace", "soon"},
                                             {"--log-level", "loud"}}) {
    EXPECT_EQ(Run(Command(bad), errors), 2) << bad[0];
    EXPECT_NE(errors.find(bad[0]), std::string::npos) << errors;
  }
}

TEST_F(QiusuodTest, HelpIsComplete) {
  ChildProcess help({QIUSUOD_PATH, "--help"});
  EXPECT_EQ(help.Wait(), 0);
  for (const char* word :
       {"--data-dir", "QIUSUO_DATA_DIR", "--listen", "QIUSUO_LISTEN",
        "127.0.0.1:7070", "--max-content-bytes", "16777216", "--workers",
        "--block-cache-bytes", "--shutdown-grace", "10s", "--log-level",
        "--insecure-remote", "--indicators", "QIUSUO_INDICATORS", "--units",
        "QIUSUO_UNITS", "--version", "Exit codes"}) {
    EXPECT_NE(help.output().find(word), std::string::npos)
        << word << " is missing in\n"
        << help.output();
  }
  ChildProcess version({QIUSUOD_PATH, "--version"});
  EXPECT_EQ(version.ReadLine(),
            "qiusuod " + std::string(server::ServerVersion()));
  EXPECT_EQ(version.Wait(), 0);
}

TEST_F(QiusuodTest, TakesTablesOfItsOwn) {
  const TempFolder tables;
  const std::string indicators = tables.path() + "/indicators.tsv";
  const std::string units = tables.path() + "/units.tsv";
  std::ofstream(indicators)
      << "阅读指数\tcity.reading_index\thow much is read\n";
  std::ofstream(units) << "书箱\tbook_box\tcount\t1\tbook_box\tany\tboxes\n";
  ChildProcess qiusuod(Command({"--indicators", indicators}),
                       {"QIUSUO_UNITS=" + units});
  const client::Client client({.endpoint = Address(qiusuod)});
  const auto document =
      client.Parse("工作总结\n\n全年捐赠图书120书箱，阅读指数达86.5。\n");
  ASSERT_TRUE(document.ok()) << document.status();
  ASSERT_EQ(document->metrics_size(), 2);
  EXPECT_EQ(document->metrics(0).quantity().unit_id(), "book_box");
  EXPECT_EQ(document->metrics(1).indicator_id(), "city.reading_index");
  EXPECT_NE(document->parser_version().find("+tables."), std::string::npos);
  const auto status = client.GetServerStatus();
  ASSERT_TRUE(status.ok()) << status.status();
  EXPECT_EQ(status->parser_version(), document->parser_version());

  std::ofstream(units) << "件\tpiece\tcount\t1\tpiece\tany\tpieces\n";
  std::string errors;
  EXPECT_EQ(Run(Command({"--units", units}), errors), 1);
  EXPECT_NE(errors.find("units.tsv:1: unit"), std::string::npos) << errors;
}

TEST_F(QiusuodTest, TheEnvironmentStandsInForFlags) {
  ChildProcess qiusuod({QIUSUOD_PATH}, {"QIUSUO_DATA_DIR=" + folder_.path(),
                                        "QIUSUO_LISTEN=127.0.0.1:0",
                                        "QIUSUO_MAX_CONTENT_BYTES=1000"});
  const client::Client client({.endpoint = Address(qiusuod)});
  const auto status = client.GetServerStatus();
  ASSERT_TRUE(status.ok()) << status.status();
  EXPECT_EQ(status->max_content_bytes(), 1000);
  EXPECT_EQ(Describe(client.Import(std::string(1001, 'a')).status()),
            "RESOURCE_EXHAUSTED CONTENT_TOO_LARGE content.data");
}

}  // namespace
}  // namespace qiusuo::e2e
