#include "service/parser/diagnostics.h"

#include <gtest/gtest.h>

#include <cctype>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "tests/testing/case_file.h"

namespace qiusuo::parser {
namespace {

// Each code with its severity, `ORDINAL_GAP warning`, from the tables of docs/diagnostics.md.
std::vector<std::string> Documented() {
  std::ifstream file(QIUSUO_SOURCE_DIR "/docs/diagnostics.md");
  EXPECT_TRUE(file.is_open());
  std::vector<std::string> rows;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("| `")) continue;
    const std::vector<std::string> cells = absl::StrSplit(line, " | ");
    rows.push_back(cells[0].substr(3, cells[0].size() - 4) + " " + cells[1]);
  }
  return rows;
}

TEST(DiagnosticKinds, AreDocumentedInTheirOrder) {
  std::vector<std::string> rows;
  for (const DiagnosticKind& kind : kDiagnosticKinds) {
    std::string severity = Severity_Name(kind.severity);
    severity = severity.substr(std::string("SEVERITY_").size());
    for (char& c : severity) c = static_cast<char>(std::tolower(c));
    rows.push_back(std::string(kind.code) + " " + severity);
  }
  EXPECT_EQ(Documented(), rows);
}

TEST(DiagnosticKinds, EachHasACase) {
  std::set<std::string> shown;
  for (const char* file : {"structure_checks.case", "metric_checks.case"}) {
    for (const testing::Case& c : testing::ReadCases(file)) {
      for (const absl::string_view line : absl::StrSplit(c.expected, '\n')) {
        shown.emplace(line.substr(0, line.find(' ')));
      }
    }
  }
  for (const DiagnosticKind& kind : kDiagnosticKinds) {
    // Reports that exceed a limit are too long for a case: limits_test.cc makes them.
    if (kind.code.starts_with("TOO_MANY_")) continue;
    EXPECT_TRUE(shown.contains(std::string(kind.code))) << kind.code;
  }
}

}  // namespace
}  // namespace qiusuo::parser
