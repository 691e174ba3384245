#include "service/parser/contents_checks.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "service/parser/diagnostics.h"
#include "service/parser/lines.h"
#include "service/parser/marks.h"
#include "service/parser/table_of_contents.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Diagnostic;
using qiusuo::v1::Document;

constexpr size_t kMaxRemarks = 20;
// An entry and its heading are the same if the shorter begins the longer and is no
// shorter than this.
constexpr size_t kMinCommon = 4;
constexpr size_t kMinFound = 3;
// What has more entries is a list of another kind.
constexpr size_t kMaxEntries = 300;

struct Heading {
  qiusuo::v1::SectionScheme scheme;
  int64_t ordinal = 0;
  std::u32string key;
  CharSpan ink;
  bool is_found = false;
};

// The numbered lines of the tables of contents; a line without a mark goes on with
// the entry above it.
std::vector<Heading> ReadEntries(const Text& text, const Document& document) {
  std::vector<Heading> entries;
  for (const qiusuo::v1::Zone& zone : document.zones()) {
    if (zone.kind() != qiusuo::v1::ZONE_KIND_TABLE_OF_CONTENTS) continue;
    const CharSpan span = text.FromSpan(zone.span());
    size_t begin = span.begin;
    for (size_t i = span.begin; i <= span.end; ++i) {
      if (i < span.end && text[i] != U'\n' && text[i] != U'\r') continue;
      const CharSpan ink = Ink(text, {begin, i});
      begin = i + 1;
      if (ink.empty()) continue;
      const std::optional<Mark> mark =
          ReadMark(text, ReadLinePrefix(text, {ink, ink}).end);
      if (mark) {
        entries.push_back({mark->scheme, mark->ordinal, ContentsKey(text, ink),
                           ContentsWords(text, ink)});
      } else if (!entries.empty()) {
        entries.back().key += ContentsKey(text, ink);
      }
    }
  }
  return entries;
}

std::vector<Heading> ReadHeadings(const Text& text, const Document& document) {
  std::vector<Heading> headings;
  for (const qiusuo::v1::Section& section : document.sections()) {
    if (section.kind() != qiusuo::v1::SECTION_KIND_HEADING &&
        section.kind() != qiusuo::v1::SECTION_KIND_RUN_IN_HEADING) {
      continue;
    }
    const CharSpan ink = text.FromSpan(section.title_span());
    headings.push_back(
        {section.scheme(), section.ordinal(), ContentsKey(text, ink), ink});
  }
  return headings;
}

bool AreSame(const std::u32string& a, const std::u32string& b) {
  return a == b || (std::min(a.size(), b.size()) >= kMinCommon &&
                    (a.starts_with(b) || b.starts_with(a)));
}

// Pairs each entry with a heading of its number.
void PairUp(std::vector<Heading>& entries, std::vector<Heading>& headings) {
  std::multimap<std::pair<int, int64_t>, Heading*> by_number;
  for (Heading& heading : headings) {
    by_number.emplace(
        std::pair(static_cast<int>(heading.scheme), heading.ordinal), &heading);
  }
  for (Heading& entry : entries) {
    const auto [begin, end] = by_number.equal_range(
        std::pair(static_cast<int>(entry.scheme), entry.ordinal));
    for (auto it = begin; it != end; ++it) {
      if (!AreSame(entry.key, it->second->key)) continue;
      it->second->is_found = true;
      entry.is_found = true;
    }
  }
}

Diagnostic Remark(const Text& text, const Heading& heading,
                  std::string_view where) {
  Diagnostic remark = MakeDiagnostic(
      kTableOfContentsMismatch,
      absl::StrCat(where == "entry" ? "目录中的“" : "正文中的“",
                   ToAbsl(text.Utf8(heading.ink)),
                   where == "entry" ? "”在正文中没有" : "”在目录中没有"));
  *remark.add_spans() = text.ToSpan(heading.ink);
  return remark;
}

}  // namespace

std::vector<Diagnostic> CheckContents(const Text& text,
                                      const Document& document) {
  std::vector<Heading> entries = ReadEntries(text, document);
  if (entries.size() < kMinFound || entries.size() > kMaxEntries) return {};
  std::vector<Heading> headings = ReadHeadings(text, document);
  PairUp(entries, headings);
  const auto is_found = [](const Heading& heading) { return heading.is_found; };
  const auto found = static_cast<size_t>(
      std::count_if(entries.begin(), entries.end(), is_found));
  if (found < kMinFound || found * 3 < entries.size() * 2) return {};
  std::vector<Diagnostic> remarks;
  for (const Heading& entry : entries) {
    if (!entry.is_found) remarks.push_back(Remark(text, entry, "entry"));
  }
  // A table may leave lower levels out, but names all of its first.
  for (const Heading& heading : headings) {
    if (heading.scheme == entries.front().scheme && !heading.is_found) {
      remarks.push_back(Remark(text, heading, "heading"));
    }
  }
  if (remarks.size() > kMaxRemarks) remarks.resize(kMaxRemarks);
  return remarks;
}

}  // namespace qiusuo::parser
