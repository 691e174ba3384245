#include "service/parser/section_tree.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "service/parser/han_digits.h"
#include "service/parser/lines.h"
#include "service/parser/marks.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Document;
using qiusuo::v1::Section;

void AddLists(const Document& document, const std::vector<int>& children,
              int parent, std::vector<SectionList>& lists) {
  for (size_t i = 0; i < children.size(); ++i) {
    const Section& section = document.sections(children[i]);
    bool goes_on = false;
    if (i > 0) {
      const Section& before = document.sections(children[i - 1]);
      goes_on = before.scheme() == section.scheme() &&
                before.ordinal() + 1 == section.ordinal();
    }
    if (!goes_on) lists.push_back({parent, {}});
    lists.back().items.push_back(children[i]);
  }
}

// The line that holds a character, cut where it is long.
CharSpan LineAt(const Text& text, size_t i) {
  constexpr size_t kMaxLine = 120;
  CharSpan line = {i, i};
  while (line.begin > 0 && i - line.begin < kMaxLine &&
         text[line.begin - 1] != U'\n')
    --line.begin;
  while (line.end < text.size() && line.end - i < kMaxLine &&
         text[line.end] != U'\n')
    ++line.end;
  return Ink(text, line);
}

// Whether the blanks at i part two columns; those between all characters of a line part nothing.
bool PartColumns(const Text& text, CharSpan line, size_t i) {
  if (text[i + 1] != U' ' || i < line.begin + 2) return false;
  size_t next = i;
  while (next < line.end && text[next] == U' ') ++next;
  return next + 1 < line.end && text[i - 1] != U' ' && text[i - 2] != U' ' &&
         text[next + 1] != U' ';
}

// Paragraphs of a text without line ends, parted by two blanks, hold sentences.
bool IsTableRow(const Text& text, CharSpan line) {
  if (text.Folded(line).find(U'。') != std::u32string_view::npos) return false;
  bool ends_in_figure = false;
  for (size_t i = line.begin; i < line.end; ++i) {
    if (text[i] != U' ' || i == line.begin) continue;
    if (PartColumns(text, line, i)) return true;
    size_t end = i + 1;
    while (end < line.end && text[end] != U' ') ++end;
    const std::u32string_view word = text.Folded({i + 1, end});
    const bool is_figure =
        word.find_first_not_of(U"0123456789.,%-") == word.npos;
    if (is_figure && ends_in_figure) return true;
    ends_in_figure = is_figure;
    const std::optional<Mark> mark = ReadMark(text, i + 1);
    if (mark && (mark->scheme == qiusuo::v1::SECTION_SCHEME_ARABIC_DOT ||
                 mark->scheme == qiusuo::v1::SECTION_SCHEME_ARABIC_PAREN))
      return true;
  }
  return false;
}

}  // namespace

SectionTree MakeSectionTree(const Document& document) {
  SectionTree tree;
  const auto count = static_cast<size_t>(document.sections_size());
  tree.parents.resize(count, kTop);
  tree.children.resize(count + 1);
  std::vector<int>
      open;  // the sections that hold the next one, outermost first
  for (int i = 0; i < document.sections_size(); ++i) {
    const auto level = static_cast<size_t>(document.sections(i).level());
    while (!open.empty() && open.size() >= level) open.pop_back();
    const int parent = open.empty() ? kTop : open.back();
    tree.parents[static_cast<size_t>(i)] = parent;
    tree.children[parent == kTop ? count : static_cast<size_t>(parent)]
        .push_back(i);
    open.push_back(i);
  }
  return tree;
}

std::vector<SectionList> FindLists(const Document& document,
                                   const SectionTree& tree) {
  std::vector<SectionList> lists;
  AddLists(document, tree.ChildrenOf(kTop), kTop, lists);
  for (int i = 0; i < document.sections_size(); ++i) {
    AddLists(document, tree.ChildrenOf(i), i, lists);
  }
  return lists;
}

std::u32string FrameOf(const Section& section) {
  std::u32string frame;
  for (const char32_t c : FoldUtf8(section.marker())) {
    const bool is_number = IsDigit(c) || HanDigit(c) >= 0 || HanScale(c) > 0;
    if (!is_number && c != U' ') frame += c;
  }
  return frame;
}

bool StandsInTable(const Text& text, const Section& section) {
  return IsTableRow(text,
                    LineAt(text, text.CharAtByte(section.span().start_byte())));
}

}  // namespace qiusuo::parser
