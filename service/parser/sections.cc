#include "service/parser/sections.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/parser/limits.h"
#include "service/parser/mark_runs.h"
#include "service/parser/marks.h"
#include "service/parser/outline.h"
#include "service/parser/run_in_headings.h"
#include "service/parser/section_kinds.h"
#include "service/parser/spacing.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Section;

// For each line the end of the last body ink in it or before it.
std::vector<size_t> FindBodyEnds(const std::vector<Line>& lines,
                                 const std::vector<bool>& is_body) {
  std::vector<size_t> ends(lines.size(), 0);
  size_t end = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (is_body[i] && !lines[i].blank()) end = lines[i].ink.end;
    ends[i] = end;
  }
  return ends;
}

// Where the text of each node ends: before the next node beside or above it or the
// next part.
std::vector<size_t> FindEnds(const Text& text,
                             const std::vector<OutlineNode>& outline,
                             const std::vector<size_t>& body_ends,
                             const std::vector<size_t>& part_lines) {
  std::vector<size_t> ends(outline.size(),
                           body_ends.empty() ? 0 : body_ends.back());
  std::vector<size_t> open;
  size_t part = 0;
  const auto close = [&](size_t level, size_t end) {
    while (!open.empty() &&
           static_cast<size_t>(outline[open.back()].level) >= level) {
      ends[open.back()] = std::max(end, outline[open.back()].mark.marker.end);
      open.pop_back();
    }
  };
  const auto close_part = [&] {
    const size_t line = part_lines[part++];
    close(0, line == 0 ? 0 : body_ends[line - 1]);
  };
  for (size_t i = 0; i < outline.size(); ++i) {
    const Mark& mark = outline[i].mark;
    while (part < part_lines.size() && part_lines[part] <= mark.line)
      close_part();
    const size_t line_end = mark.line == 0 ? 0 : body_ends[mark.line - 1];
    const CharSpan before = {std::min(line_end, mark.marker.begin),
                             mark.marker.begin};
    close(static_cast<size_t>(outline[i].level),
          mark.at_line_start ? line_end : Ink(text, before).end);
    open.push_back(i);
  }
  while (part < part_lines.size()) close_part();
  return ends;
}

std::vector<Mark> MergeMarks(std::vector<Mark> a, std::vector<Mark> b) {
  std::vector<Mark> merged;
  merged.reserve(a.size() + b.size());
  std::merge(
      std::make_move_iterator(a.begin()), std::make_move_iterator(a.end()),
      std::make_move_iterator(b.begin()), std::make_move_iterator(b.end()),
      std::back_inserter(merged), [](const Mark& x, const Mark& y) {
        return x.marker.begin < y.marker.begin;
      });
  return merged;
}

Section MakeSection(const Text& text, const OutlineNode& node,
                    const SectionReading& reading, size_t end) {
  Section section;
  section.set_level(node.level);
  section.set_kind(reading.kind);
  section.set_scheme(node.mark.scheme);
  section.set_marker(std::string(text.Utf8(node.mark.marker)));
  section.set_ordinal(node.mark.ordinal);
  section.set_title(CloseUp(text, reading.title));
  const size_t title_end =
      reading.title.empty() ? node.mark.marker.end : reading.title.end;
  *section.mutable_title_span() =
      text.ToSpan({node.mark.marker.begin, title_end});
  *section.mutable_span() =
      text.ToSpan({node.mark.marker.begin, std::max(end, title_end)});
  return section;
}

}  // namespace

std::vector<Section> FindSections(const Text& text,
                                  const std::vector<Line>& lines,
                                  const std::vector<bool>& is_body,
                                  const std::vector<size_t>& part_lines) {
  std::vector<Mark> marks = FindMarks(text, lines, is_body);
  std::vector<Mark> run_ins = FindRunInHeadings(text, lines, is_body, marks);
  marks = MergeMarks(std::move(marks), std::move(run_ins));
  if (marks.size() > kMaxSections)
    marks.erase(marks.begin() + kMaxSections, marks.end());
  const std::vector<OutlineNode> outline = NestMarks(marks, part_lines);
  const std::vector<SectionReading> readings =
      ReadSections(text, lines, outline);
  const std::vector<size_t> ends =
      FindEnds(text, outline, FindBodyEnds(lines, is_body), part_lines);

  std::vector<Section> sections;
  sections.reserve(outline.size());
  std::vector<int64_t> children(outline.size() + 1,
                                0);  // by node, the top last
  std::vector<int64_t> unnumbered(outline.size() + 1, 0);
  for (size_t i = 0; i < outline.size(); ++i) {
    const size_t parent = outline[i].parent < 0
                              ? outline.size()
                              : static_cast<size_t>(outline[i].parent);
    Section section = MakeSection(text, outline[i], readings[i], ends[i]);
    const std::string position = absl::StrCat(++children[parent]);
    section.set_path(
        outline[i].parent < 0
            ? position
            : absl::StrCat(sections[parent].path(), ".", position));
    if (section.scheme() == qiusuo::v1::SECTION_SCHEME_UNNUMBERED) {
      section.set_ordinal(++unnumbered[parent]);
    }
    sections.push_back(std::move(section));
  }
  return sections;
}

}  // namespace qiusuo::parser
