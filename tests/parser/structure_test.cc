#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/parser/mark_runs.h"
#include "service/parser/parse_report.h"
#include "tests/parser/report_dump.h"
#include "tests/testing/case_file.h"

namespace qiusuo::parser {
namespace {

using qiusuo::testing::ExpectCases;
using qiusuo::v1::Document;

// The dump of the document in a report, or why there is none.
std::string Parse(const std::string& input,
                  std::string (*dump)(const Document&)) {
  const absl::StatusOr<Document> document = ParseDocument({.data = input}, {});
  return document.ok() ? dump(*document)
                       : std::string(document.status().message());
}

// The marks of a text, each as scheme, number and marker.
std::string DumpMarks(const std::string& input) {
  const Text text(input);
  const std::vector<Line> lines = FindLines(text);
  std::vector<std::string> dumps;
  const std::vector<bool> is_body(lines.size(), true);
  const WrappedLines wrapped(text, lines, is_body);
  for (const Mark& mark : FindMarks(text, lines, is_body, wrapped)) {
    const std::string scheme = SectionScheme_Name(mark.scheme).substr(15);
    const std::string branch =
        mark.branch == 0 ? "" : absl::StrCat("-", mark.branch);
    std::string dump = absl::StrCat(scheme, " ", mark.ordinal, branch);
    if (!mark.marker.empty())
      absl::StrAppend(&dump, " ", std::string(text.Utf8(mark.marker)));
    dumps.push_back(std::move(dump));
  }
  return dumps.empty() ? "none" : absl::StrJoin(dumps, "\n");
}

TEST(MarksTest, Cases) { ExpectCases("marks.case", DumpMarks); }

TEST(OutlineTest, Cases) {
  ExpectCases("outline.case", [](const std::string& input) {
    return Parse(input, DumpOutline);
  });
}

TEST(TreeTest, Cases) {
  ExpectCases("trees.case",
              [](const std::string& input) { return Parse(input, DumpTree); });
}

TEST(NumberingsTest, Cases) {
  ExpectCases("numberings.case", [](const std::string& input) {
    return Parse(input, DumpNumberings);
  });
}

TEST(ZonesTest, Cases) {
  ExpectCases("zones.case",
              [](const std::string& input) { return Parse(input, DumpZones); });
}

TEST(TitleBlockTest, Cases) {
  ExpectCases("title_block.case", [](const std::string& input) {
    return Parse(input, DumpTitleBlock);
  });
}

TEST(DiagnosticsTest, Cases) {
  ExpectCases("structure_checks.case", [](const std::string& input) {
    return Parse(input, DumpDiagnostics);
  });
}

}  // namespace
}  // namespace qiusuo::parser
