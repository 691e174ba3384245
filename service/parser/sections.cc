#include "service/parser/sections.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/parser/closings.h"
#include "service/parser/glossaries.h"
#include "service/parser/inner_lists.h"
#include "service/parser/limits.h"
#include "service/parser/mark_runs.h"
#include "service/parser/marks.h"
#include "service/parser/outline.h"
#include "service/parser/plain_headings.h"
#include "service/parser/run_in_headings.h"
#include "service/parser/section_kinds.h"
#include "service/parser/spacing.h"
#include "service/parser/wrapped_lines.h"

namespace qiusuo::parser {
namespace {

using google::protobuf::RepeatedPtrField;
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
// next part. The last item of a list inside a line ends with its paragraph.
class EndFinder {
 public:
  EndFinder(const Text& text, const std::vector<Line>& lines,
            const std::vector<OutlineNode>& outline,
            const std::vector<bool>& is_body)
      : text_(text),
        lines_(lines),
        outline_(outline),
        body_ends_(FindBodyEnds(lines, is_body)),
        ends_(outline.size(), 0) {}

  std::vector<size_t> Find(const std::vector<size_t>& part_lines) {
    size_t part = 0;
    for (size_t i = 0; i < outline_.size(); ++i) {
      const Mark& mark = outline_[i].mark;
      for (; part < part_lines.size() && part_lines[part] <= mark.line; ++part)
        Close(0, EndBefore(part_lines[part]), nullptr);
      Close(outline_[i].level, EndBefore(outline_[i]), &mark);
      open_.push_back(i);
    }
    for (; part < part_lines.size(); ++part)
      Close(0, EndBefore(part_lines[part]), nullptr);
    Close(0, body_ends_.empty() ? 0 : body_ends_.back(), nullptr);
    return std::move(ends_);
  }

 private:
  // Where what stands before a node ends.
  size_t EndBefore(const OutlineNode& node) const {
    if (node.closing_line) return EndBefore(*node.closing_line);
    const size_t line_end = EndBefore(node.mark.line);
    const size_t mark = node.mark.marker.begin;
    return node.mark.at_line_start
               ? line_end
               : Ink(text_, {std::min(line_end, mark), mark}).end;
  }

  size_t EndBefore(size_t line) const {
    return line == 0 ? 0 : body_ends_[line - 1];
  }

  // Ends the open nodes of this level and below it at `end`, before the mark `next`
  // if there is one.
  void Close(int level, size_t end, const Mark* next) {
    size_t inner_end = 0;
    while (!open_.empty() && outline_[open_.back()].level >= level) {
      const Mark& mark = outline_[open_.back()].mark;
      const bool goes_on = next != nullptr && next->scheme == mark.scheme &&
                           next->ordinal == mark.ordinal + 1;
      const size_t own_end =
          mark.at_line_start || goes_on
              ? end
              : std::min(end, lines_[mark.last_line].ink.end);
      size_t& last_end = ends_[open_.back()];  // of what stands in it so far
      last_end = std::max({last_end, inner_end, own_end, mark.marker.end});
      inner_end = last_end;
      open_.pop_back();
    }
    if (!open_.empty()) {
      size_t& outer_end = ends_[open_.back()];
      outer_end = std::max(outer_end, inner_end);
    }
  }

  const Text& text_;
  const std::vector<Line>& lines_;
  const std::vector<OutlineNode>& outline_;
  std::vector<size_t> body_ends_;  // by line
  std::vector<size_t> ends_;       // by node
  std::vector<size_t> open_;       // nodes, outermost first
};

std::vector<Mark> MergeMarks(std::vector<Mark> a, std::vector<Mark> b) {
  if (b.empty()) return a;
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

// The lines of labels and titles of parts, and those alone at which parts begin.
struct PartLines {
  std::vector<size_t> heads;
  std::vector<size_t> begins;
};

PartLines LinesOf(const std::vector<Part>& parts) {
  PartLines part_lines;
  for (const Part& part : parts) {
    part_lines.begins.push_back(part.line);
    for (size_t i = part.line; i < part.end_line; ++i)
      part_lines.heads.push_back(i);
  }
  return part_lines;
}

// The parts that are sections (see sections.h), as marks.
std::vector<Mark> MarkParts(const std::vector<Part>& parts) {
  std::vector<Mark> marks;
  int64_t number = 0;
  for (const Part& part : parts) {
    if (part.is_behind_signature) continue;
    Mark mark;
    mark.variant = part.is_glossary ? kGlossary : kPart;
    mark.line = part.line;
    mark.at_line_start = true;
    mark.marker = part.label;
    mark.text_begin = part.title.empty() ? part.label.end : part.title.begin;
    if (part.label.empty()) {
      mark.scheme = qiusuo::v1::SECTION_SCHEME_UNNUMBERED;
      mark.marker = {part.title.begin, part.title.begin};
    } else {
      mark.scheme = qiusuo::v1::SECTION_SCHEME_ATTACHMENT;
      number = part.number > 0 ? part.number : number + 1;
      mark.ordinal = number;
    }
    marks.push_back(mark);
  }
  return marks;
}

// Whether a sentence ends in line i or right below it.
bool IsAboveProse(const Text& text, const std::vector<Line>& lines, size_t i) {
  constexpr size_t kLines = 4;
  for (size_t read = 0; read < kLines && i < lines.size(); ++read) {
    if (text.Folded(lines[i].ink).find_first_of(U"。;") !=
        std::u32string_view::npos)
      return true;
    i = NextInked(lines, i);
  }
  return false;
}

// In a part that is a table, numbers stand before its rows but where text explains it.
void DropRows(const Text& text, const std::vector<Line>& lines,
              const std::vector<Part>& parts, std::vector<Mark>& marks) {
  size_t part = 0;
  std::erase_if(marks, [&](const Mark& mark) {
    while (part < parts.size() && parts[part].line <= mark.line) ++part;
    return part > 0 && parts[part - 1].is_table &&
           !IsAboveProse(text, lines, mark.line);
  });
}

// What opens a part is read with it.
void SetPartTitles(const std::vector<Part>& parts,
                   const std::vector<OutlineNode>& outline,
                   std::vector<SectionReading>& readings) {
  size_t part = 0;
  for (size_t i = 0; i < outline.size(); ++i) {
    const Mark& mark = outline[i].mark;
    if (!OpensPart(mark)) continue;
    while (parts[part].line < mark.line) ++part;
    readings[i] = {.kind = qiusuo::v1::SECTION_KIND_ATTACHMENT,
                   .title = parts[part].title};
  }
}

void SetSection(const Text& text, const OutlineNode& node,
                const SectionReading& reading, size_t end, Section& section) {
  section.set_level(node.level);
  section.set_kind(reading.kind);
  section.set_scheme(node.mark.scheme);
  const std::string_view marker = text.Utf8(node.mark.marker);
  section.set_marker(marker.data(), marker.size());
  section.set_ordinal(node.mark.ordinal);
  section.set_title(CloseUp(text, reading.title));
  const size_t title_end =
      reading.title.empty() ? node.mark.marker.end : reading.title.end;
  *section.mutable_title_span() =
      text.ToSpan({node.mark.marker.begin, title_end});
  *section.mutable_span() =
      text.ToSpan({node.mark.marker.begin, std::max(end, title_end)});
}

}  // namespace

void AddSections(const Text& text, const std::vector<Line>& lines,
                 const std::vector<bool>& is_body,
                 const std::vector<Part>& parts,
                 RepeatedPtrField<Section>& sections) {
  const PartLines part_lines = LinesOf(parts);
  const WrappedLines wrapped(text, lines, is_body);
  std::vector<Mark> marks =
      SetApartInnerLists(FindMarks(text, lines, is_body, wrapped));
  std::vector<Mark> plain =
      FindPlainHeadings(text, lines, is_body, part_lines.heads, marks);
  std::vector<Mark> entries = FindEntries(text, lines, is_body, parts);
  marks = MergeMarks(std::move(marks), std::move(plain));
  marks = MergeMarks(std::move(marks), std::move(entries));
  DropRows(text, lines, parts, marks);
  marks = MergeMarks(std::move(marks), MarkParts(parts));
  std::vector<Mark> run_ins = FindRunInHeadings(text, lines, is_body, marks);
  marks = MergeMarks(std::move(marks), std::move(run_ins));
  if (marks.size() > kMaxSections)
    marks.erase(marks.begin() + kMaxSections, marks.end());
  const std::vector<OutlineNode> outline =
      NestMarks(marks, part_lines.begins, FindClosings(text, lines, marks));
  std::vector<SectionReading> readings =
      ReadSections(text, lines, outline, wrapped);
  SetPartTitles(parts, outline, readings);
  const std::vector<size_t> ends =
      EndFinder(text, lines, outline, is_body).Find(part_lines.begins);

  sections.Reserve(static_cast<int>(outline.size()));
  std::vector<int64_t> children(outline.size() + 1,
                                0);  // by node, the top last
  std::vector<int64_t> unnumbered(outline.size() + 1, 0);
  for (size_t i = 0; i < outline.size(); ++i) {
    const size_t parent = outline[i].parent < 0
                              ? outline.size()
                              : static_cast<size_t>(outline[i].parent);
    Section& section = *sections.Add();
    SetSection(text, outline[i], readings[i], ends[i], section);
    const std::string position = absl::StrCat(++children[parent]);
    section.set_path(
        outline[i].parent < 0
            ? position
            : absl::StrCat(sections[outline[i].parent].path(), ".", position));
    if (section.scheme() == qiusuo::v1::SECTION_SCHEME_UNNUMBERED) {
      section.set_ordinal(++unnumbered[parent]);
    }
  }
}

}  // namespace qiusuo::parser
