#include "tests/parser/report_dump.h"

#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Document;

constexpr size_t kMaxInk = 30;

std::string Stripped(std::string name, std::string_view prefix) {
  return name.substr(prefix.size());
}

std::string JoinInk(const Text& text, CharSpan span) {
  const CharSpan ink = Ink(text, span);
  std::string joined;
  const auto append = [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) {
      if (text[i] == U'\n') {
        while (i + 1 < end && (text[i + 1] == U'\n' || text[i + 1] == U' '))
          ++i;
        joined.append(" / ");
      } else {
        joined.append(text.Utf8({i, i + 1}));
      }
    }
  };
  if (ink.size() <= kMaxInk) {
    append(ink.begin, ink.end);
  } else {
    append(ink.begin, ink.begin + kMaxInk / 2);
    joined.append("…");
    append(ink.end - kMaxInk / 2, ink.end);
  }
  return joined;
}

}  // namespace

std::string DumpOutline(const Document& document) {
  std::vector<std::string> lines;
  for (const qiusuo::v1::Section& section : document.sections()) {
    std::string line(static_cast<size_t>(section.level() - 1) * 2, ' ');
    absl::StrAppend(
        &line, section.path(), " ",
        Stripped(SectionKind_Name(section.kind()), "SECTION_KIND_"), " ",
        Stripped(SectionScheme_Name(section.scheme()), "SECTION_SCHEME_"));
    if (!section.marker().empty())
      absl::StrAppend(&line, " ", section.marker());
    if (!section.title().empty()) absl::StrAppend(&line, " ", section.title());
    lines.push_back(line);
  }
  return absl::StrJoin(lines, "\n");
}

std::string DumpTree(const Document& document) {
  std::string tree;
  int level = 0;
  for (const qiusuo::v1::Section& section : document.sections()) {
    if (section.level() > level && level > 0) tree += "{";
    for (; level > section.level(); --level) tree += "}";
    level = section.level();
    tree += section.scheme() == qiusuo::v1::SECTION_SCHEME_UNNUMBERED
                ? absl::StrCat("[", section.title(), "]")
                : section.marker();
  }
  for (; level > 1; --level) tree += "}";
  return tree;
}

std::string DumpNumberings(const Document& document) {
  std::vector<std::string> lines;
  for (const qiusuo::v1::Numbering& numbering : document.numberings()) {
    lines.push_back(absl::StrCat(
        Stripped(SectionScheme_Name(numbering.scheme()), "SECTION_SCHEME_"),
        " ",
        Stripped(NumberingMode_Name(numbering.mode()), "NUMBERING_MODE_")));
  }
  return absl::StrJoin(lines, "\n");
}

std::string DumpZones(const Document& document) {
  const Text text(document.text());
  std::vector<std::string> lines;
  for (const qiusuo::v1::Zone& zone : document.zones()) {
    lines.push_back(
        absl::StrCat(Stripped(ZoneKind_Name(zone.kind()), "ZONE_KIND_"), " ",
                     JoinInk(text, text.FromSpan(zone.span()))));
  }
  return absl::StrJoin(lines, "\n");
}

std::string DumpTitleBlock(const Document& document) {
  std::vector<std::string> lines;
  const auto add = [&lines](std::string_view name, const std::string& value) {
    if (!value.empty()) lines.push_back(std::string(name) + ": " + value);
  };
  add("title", document.title());
  add("issuer", document.issuer());
  add("number", document.document_number());
  if (document.has_issue_date()) {
    const qiusuo::v1::Date& date = document.issue_date();
    add("date", absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(),
                                date.day()));
  }
  add("site", document.source_site());
  return absl::StrJoin(lines, "\n");
}

std::string DumpDiagnostics(const Document& document) {
  std::vector<std::string> lines;
  for (const qiusuo::v1::Diagnostic& diagnostic : document.diagnostics()) {
    lines.push_back(
        absl::StrCat(diagnostic.code(), " ",
                     diagnostic.path().empty() ? "-" : diagnostic.path(), " ",
                     diagnostic.message()));
  }
  return absl::StrJoin(lines, "\n");
}

}  // namespace qiusuo::parser
