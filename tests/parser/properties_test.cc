#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <string_view>

#include "service/parser/parse_report.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Document;
using qiusuo::v1::Section;
using qiusuo::v1::TextSpan;

// What mutations are made of: pieces that mean something to the parser.
constexpr std::string_view kPieces[] = {"一、总体要求\n",
                                        "二、",
                                        "（一）抓好落实。",
                                        "（三）",
                                        "(2)",
                                        "1.",
                                        "12.5%",
                                        "①",
                                        "第一章 总则\n",
                                        "第二条 ",
                                        "第十七条之一 ",
                                        "一是抓投入。",
                                        "二是抓队伍；",
                                        "首先，",
                                        "其次，",
                                        "\n",
                                        "\n\n",
                                        "\r\n",
                                        "　　",
                                        " ",
                                        "“",
                                        "”",
                                        "。",
                                        "；",
                                        "：",
                                        "附件\n",
                                        "目录\n",
                                        "国务院办公厅\n",
                                        "2024年3月5日\n",
                                        "各位代表：\n",
                                        "相关阅读\n",
                                        "- 3 -\n",
                                        "## ",
                                        "——",
                                        "\xff",
                                        "\xe4\xb8",
                                        "\xf0\x9f\x91\x89",
                                        "共受理案件2万余件，",
                                        "坚持问题导向。深入基层一线。\n",
                                        "“三提升”",
                                        "X市",
                                        "202x年",
                                        "首页\n",
                                        "以下三项工作：",
                                        "第一节 一般规定\n",
                                        "12\t13\t14\n",
                                        "注释：\n",
                                        "责任编辑：张某\n",
                                        "〔2024〕5号\n"};

std::string RandomReport(std::mt19937& random) {
  std::string report;
  const size_t count = 1 + random() % 60;
  for (size_t i = 0; i < count; ++i)
    report.append(kPieces[random() % std::size(kPieces)]);
  return report;
}

bool IsOnCharacters(const std::string& text, const TextSpan& span) {
  const auto begins = [&text](int64_t at) {
    const auto i = static_cast<size_t>(at);
    return i == text.size() ||
           (static_cast<unsigned char>(text[i]) & 0xc0) != 0x80;
  };
  return span.start_byte() >= 0 && span.start_byte() <= span.end_byte() &&
         span.end_byte() <= static_cast<int64_t>(text.size()) &&
         begins(span.start_byte()) && begins(span.end_byte());
}

bool Holds(const TextSpan& outer, const TextSpan& inner) {
  return outer.start_byte() <= inner.start_byte() &&
         inner.end_byte() <= outer.end_byte();
}

void ExpectZonesCover(const Document& document) {
  int64_t end = 0;
  for (const qiusuo::v1::Zone& zone : document.zones()) {
    EXPECT_TRUE(IsOnCharacters(document.text(), zone.span()));
    EXPECT_EQ(zone.span().start_byte(), end);
    EXPECT_LT(zone.span().start_byte(), zone.span().end_byte());
    EXPECT_NE(zone.kind(), qiusuo::v1::ZONE_KIND_UNSPECIFIED);
    end = zone.span().end_byte();
  }
  EXPECT_EQ(end, static_cast<int64_t>(document.text().size()));
}

std::string ParentPath(const std::string& path) {
  const size_t dot = path.rfind('.');
  return dot == std::string::npos ? "" : path.substr(0, dot);
}

void ExpectSectionsNest(const Document& document) {
  std::map<std::string, const Section*> by_path;
  std::map<std::string, int> child_count;
  std::map<std::string, int64_t> last_end;
  int64_t last_start = -1;
  for (const Section& section : document.sections()) {
    SCOPED_TRACE(section.ShortDebugString());
    EXPECT_TRUE(IsOnCharacters(document.text(), section.span()));
    EXPECT_TRUE(Holds(section.span(), section.title_span()));
    EXPECT_EQ(section.span().start_byte(), section.title_span().start_byte());
    EXPECT_GE(section.span().start_byte(), last_start);
    last_start = section.span().start_byte();
    const std::string parent = ParentPath(section.path());
    EXPECT_EQ(section.path(), (parent.empty() ? "" : parent + ".") +
                                  std::to_string(++child_count[parent]));
    if (!parent.empty()) {
      ASSERT_TRUE(by_path.contains(parent));
      EXPECT_EQ(section.level(), by_path[parent]->level() + 1);
      EXPECT_TRUE(Holds(by_path[parent]->span(), section.span()));
    } else {
      EXPECT_EQ(section.level(), 1);
    }
    EXPECT_GE(section.span().start_byte(), last_end[parent]);
    last_end[parent] = section.span().end_byte();
    by_path[section.path()] = &section;
    const auto start = static_cast<size_t>(section.title_span().start_byte());
    EXPECT_EQ(document.text().substr(start, section.marker().size()),
              section.marker());
  }
}

TEST(PropertiesTest, HoldForRandomReports) {
  std::mt19937 random(20240305);
  int parsed = 0;
  for (int i = 0; i < 1500; ++i) {
    const std::string report = RandomReport(random);
    SCOPED_TRACE(testing::PrintToString(report));
    const absl::StatusOr<Document> document =
        ParseDocument({.data = report}, {});
    if (!document.ok()) {
      EXPECT_EQ(document.status().code(), absl::StatusCode::kInvalidArgument);
      continue;
    }
    ++parsed;
    ExpectZonesCover(*document);
    ExpectSectionsNest(*document);
    for (const qiusuo::v1::Diagnostic& diagnostic : document->diagnostics()) {
      EXPECT_FALSE(diagnostic.code().empty());
      for (const TextSpan& span : diagnostic.spans()) {
        EXPECT_TRUE(IsOnCharacters(document->text(), span));
      }
    }
    EXPECT_EQ(ParseDocument({.data = report}, {})->SerializeAsString(),
              document->SerializeAsString());
    if (HasFailure()) return;
  }
  EXPECT_GT(parsed, 1000);
}

// A page's menu above a report changes nothing in its outline but the place.
TEST(PropertiesTest, ChromeAboveChangesNoOutline) {
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    const std::string body = "一、总体要求\n" + RandomReport(random);
    const absl::StatusOr<Document> plain = ParseDocument({.data = body}, {});
    const std::string page = "清河范文网 首页\n" + body;
    const absl::StatusOr<Document> framed = ParseDocument({.data = page}, {});
    if (!plain.ok() || !framed.ok()) continue;
    ASSERT_EQ(plain->sections_size(), framed->sections_size())
        << testing::PrintToString(body);
    for (int s = 0; s < plain->sections_size(); ++s) {
      EXPECT_EQ(plain->sections(s).path(), framed->sections(s).path());
      EXPECT_EQ(plain->sections(s).title(), framed->sections(s).title());
    }
  }
}

std::string Repeat(std::string_view piece, size_t bytes) {
  std::string report;
  while (report.size() < bytes) report.append(piece);
  return report;
}

// CPU seconds that reading a report of so many bytes takes, the best of two.
double CpuSeconds(std::string_view piece, size_t bytes) {
  const std::string report = "甲" + Repeat(piece, bytes);
  double best = 0;
  for (int i = 0; i < 2; ++i) {
    const std::clock_t start = std::clock();
    EXPECT_TRUE(ParseDocument({.data = report}, {}).ok());
    const double seconds =
        static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    best = i == 0 ? seconds : std::min(best, seconds);
  }
  return best;
}

// Inputs that tempt a parser to look at everything again for every character. Four
// times the input costs about four times as much, or 16 times where a stage does.
TEST(PropertiesTest, HostileReportsTakeLinearTime) {
  constexpr size_t kBytes = size_t{1} << 14;
  constexpr double kNoise = 0.05;
  for (const std::string_view piece : {"（",
                                       "1",
                                       "1,",
                                       "一、",
                                       "一是",
                                       "一",
                                       "第",
                                       "。",
                                       "“",
                                       "“\n",
                                       "（一",
                                       "1.",
                                       "首先",
                                       "附件",
                                       "附件\n",
                                       "坚持。加强。",
                                       "首页\n",
                                       "相关阅读\n",
                                       "X",
                                       "一、甲\n",
                                       "第一章 甲\n",
                                       "（一）甲。乙\n1.丙。丁\n",
                                       "2024年3月5日\n",
                                       "2024年",
                                       "12.5%，",
                                       "由1件增至2件，增长3%，",
                                       "1件，其中2件、3件",
                                       "附件：1.甲\n2.乙\n",
                                       "见附件7",
                                       "二、甲\n四、乙\n",
                                       "以下两项：一是甲。",
                                       "国务院\n"}) {
    SCOPED_TRACE(testing::PrintToString(piece));
    const double small = CpuSeconds(piece, kBytes);
    const double large = CpuSeconds(piece, 4 * kBytes);
    EXPECT_LT(large, 9 * small + kNoise);
  }
}

}  // namespace
}  // namespace qiusuo::parser
