#include "service/parser/contents_checks.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
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
  std::u32string words;  // the key without the mark
  CharSpan ink;
  std::string parent;  // path of the section around it
  bool is_found = false;
};

// An entry or a heading that stands in the ink; nullopt without a mark.
std::optional<Heading> ReadHeading(const Text& text, CharSpan ink) {
  const std::optional<Mark> mark =
      ReadMark(text, ReadLinePrefix(text, {ink, ink}).end);
  if (!mark) return std::nullopt;
  const CharSpan words = {std::min(mark->text_begin, ink.end), ink.end};
  return Heading{.scheme = mark->scheme,
                 .ordinal = mark->ordinal,
                 .key = ContentsKey(text, ink),
                 .words = ContentsKey(text, words),
                 .ink = ContentsWords(text, ink),
                 .parent = {}};
}

std::string ParentPath(const std::string& path) {
  const size_t dot = path.rfind('.');
  return dot == std::string::npos ? std::string() : path.substr(0, dot);
}

// Calls `read` with the ink of each line of a zone that has some.
template <typename Read>
void ForEachInk(const Text& text, const qiusuo::v1::Zone& zone, Read read) {
  const CharSpan span = text.FromSpan(zone.span());
  size_t begin = span.begin;
  for (size_t i = span.begin; i <= span.end; ++i) {
    if (i < span.end && text[i] != U'\n' && text[i] != U'\r') continue;
    const CharSpan ink = Ink(text, {begin, i});
    begin = i + 1;
    if (!ink.empty()) read(ink);
  }
}

// The numbered lines of the tables of contents; a line without a mark goes on with
// the entry above it.
std::vector<Heading> ReadEntries(const Text& text, const Document& document) {
  std::vector<Heading> entries;
  for (const qiusuo::v1::Zone& zone : document.zones()) {
    if (zone.kind() != qiusuo::v1::ZONE_KIND_TABLE_OF_CONTENTS) continue;
    ForEachInk(text, zone, [&](CharSpan ink) {
      std::optional<Heading> entry = ReadHeading(text, ink);
      if (entry) {
        entries.push_back(*std::move(entry));
      } else if (!entries.empty()) {
        entries.back().key += ContentsKey(text, ink);
        entries.back().words += ContentsKey(text, ink);
      }
    });
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
    std::optional<Heading> heading =
        ReadHeading(text, text.FromSpan(section.title_span()));
    if (!heading) continue;
    heading->parent = ParentPath(section.path());
    headings.push_back(*std::move(heading));
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

Diagnostic Remark(const Text& text, std::string message, const Heading& place) {
  Diagnostic remark =
      MakeDiagnostic(kTableOfContentsMismatch, std::move(message));
  *remark.add_spans() = text.ToSpan(place.ink);
  return remark;
}

std::string Quote(const Text& text, const Heading& heading) {
  return absl::StrCat("“", ToAbsl(text.Utf8(heading.ink)), "”");
}

// The keys of the short lines of the text, where an entry may stand that is no heading: as the
// title of a table on each of its pages.
std::set<std::u32string> ReadLineKeys(const Text& text,
                                      const Document& document) {
  constexpr size_t kMaxLine = 80;
  std::set<std::u32string> keys;
  for (const qiusuo::v1::Zone& zone : document.zones()) {
    if (zone.kind() != qiusuo::v1::ZONE_KIND_BODY &&
        zone.kind() != qiusuo::v1::ZONE_KIND_ATTACHMENT)
      continue;
    ForEachInk(text, zone, [&](CharSpan ink) {
      if (ink.size() <= kMaxLine) keys.insert(ContentsKey(text, ink));
    });
  }
  return keys;
}

// The entries without a heading. One whose words stand above another number was
// renumbered.
std::vector<Diagnostic> CheckEntries(const Text& text, const Document& document,
                                     std::vector<Heading>& entries,
                                     std::vector<Heading>& headings) {
  if (std::all_of(entries.begin(), entries.end(),
                  [](const Heading& entry) { return entry.is_found; })) {
    return {};
  }
  std::map<std::u32string, Heading*> by_words;
  for (Heading& heading : headings) {
    if (!heading.is_found) by_words.emplace(heading.words, &heading);
  }
  const std::set<std::u32string> lines = ReadLineKeys(text, document);
  std::vector<Diagnostic> remarks;
  for (const Heading& entry : entries) {
    if (entry.is_found || lines.contains(entry.key)) continue;
    const auto renumbered = by_words.find(entry.words);
    if (renumbered == by_words.end()) {
      remarks.push_back(Remark(
          text, absl::StrCat("目录中的", Quote(text, entry), "在正文中没有"),
          entry));
      continue;
    }
    Heading& heading = *renumbered->second;
    heading.is_found = true;
    remarks.push_back(Remark(text,
                             absl::StrCat("目录中的", Quote(text, entry),
                                          "在正文中作", Quote(text, heading)),
                             entry));
    *remarks.back().add_spans() = text.ToSpan(heading.ink);
  }
  return remarks;
}

// The headings beside those of the first level that the table does not name. A table that
// leaves out as many as it names is no table of them.
std::vector<Diagnostic> CheckHeadings(const Text& text,
                                      const std::vector<Heading>& entries,
                                      const std::vector<Heading>& headings) {
  const auto is_first_level = [&](const Heading& heading) {
    return heading.scheme == entries.front().scheme;
  };
  const auto first = std::find_if(
      headings.begin(), headings.end(), [&](const Heading& heading) {
        return heading.is_found && is_first_level(heading);
      });
  if (first == headings.end()) return {};
  std::vector<Diagnostic> remarks;
  size_t named = 0;
  for (const Heading& heading : headings) {
    if (!is_first_level(heading) || heading.parent != first->parent) continue;
    if (heading.is_found) {
      ++named;
    } else {
      remarks.push_back(Remark(
          text, absl::StrCat("正文中的", Quote(text, heading), "在目录中没有"),
          heading));
    }
  }
  if (remarks.size() >= named) return {};
  return remarks;
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
  std::vector<Diagnostic> remarks =
      CheckEntries(text, document, entries, headings);
  for (Diagnostic& remark : CheckHeadings(text, entries, headings)) {
    remarks.push_back(std::move(remark));
  }
  if (remarks.size() > kMaxRemarks) remarks.resize(kMaxRemarks);
  return remarks;
}

}  // namespace qiusuo::parser
