// The command as a user runs it, against a real server. Each case of
// tests/cases/cli_*.case is a script for bash and what it prints: standard output,
// then standard error behind `! `, then `exit N` unless N is 0. The cases of a file
// run one after the other in one folder against one server. $DIR stands for the
// folder, $SERVER for the server's address and $ID for an id that the server made.

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/cli/qiusuod_process.h"
#include "tests/testing/case_file.h"

namespace qiusuo::cli {
namespace {

namespace fs = std::filesystem;

std::string ReadAll(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Ids that are made from paths differ from run to run: `u-` or `b-` and 20 digits become $ID.
std::string WithoutIds(std::string text) {
  constexpr size_t kDigits = 20;
  for (const char* start : {"documents/u-", "documents/b-"}) {
    const size_t length = std::string(start).size();
    for (size_t at = 0; (at = text.find(start, at)) != std::string::npos;) {
      at += length;
      const size_t end = text.find_first_not_of("0123456789abcdef", at);
      if (std::min(end, text.size()) - at == kDigits) {
        text.replace(at - 2, kDigits + 2, "$ID");
      }
    }
  }
  return text;
}

class ProgramTest : public ::testing::TestWithParam<const char*> {
 protected:
  ProgramTest()
      : base_(MakeFolder()), folder_(base_ / "work"), server_(base_.native()) {
    fs::create_directories(folder_);
  }
  ~ProgramTest() override { fs::remove_all(base_); }

  // Runs the script and answers what it printed.
  std::string Run(const std::string& script) {
    std::ofstream(base_ / "script") << script << "\n";
    const std::string command = absl::StrCat(
        "cd ", folder_.native(),
        " && PATH=" QIUSUO_PROGRAM_DIR ":$PATH DIR=", folder_.native(),
        " QIUSUO_SERVER=", server_.address(),
        " LC_ALL=C.UTF-8 bash ../script >../out 2>../err </dev/null");
    const int status = std::system(command.c_str());
    std::string printed = ReadAll(base_ / "out");
    std::istringstream errors(ReadAll(base_ / "err"));
    for (std::string line; std::getline(errors, line);) {
      absl::StrAppend(&printed, "! ", line, "\n");
    }
    if (WEXITSTATUS(status) != 0) {
      absl::StrAppend(&printed, "exit ", WEXITSTATUS(status), "\n");
    }
    if (!printed.empty()) printed.pop_back();
    return WithoutIds(absl::StrReplaceAll(
        printed, {{folder_.native(), "$DIR"}, {server_.address(), "$SERVER"}}));
  }

 private:
  static fs::path MakeFolder() {
    std::string path = ::testing::TempDir() + "/qiusuo_cli_XXXXXX";
    EXPECT_NE(mkdtemp(path.data()), nullptr);
    return fs::canonical(path);
  }

  fs::path base_;
  fs::path folder_;
  QiusuodProcess server_;
};

TEST_P(ProgramTest, Cases) {
  testing::ExpectCases(
      GetParam(), [this](const std::string& script) { return Run(script); });
}

INSTANTIATE_TEST_SUITE_P(
    Files, ProgramTest,
    ::testing::Values("cli_usage.case", "cli_import.case", "cli_documents.case",
                      "cli_metrics.case", "cli_search.case", "cli_export.case"),
    [](const auto& file) {
      const std::string name = file.param;
      return name.substr(0, name.find('.'));
    });

}  // namespace
}  // namespace qiusuo::cli
