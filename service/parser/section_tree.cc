#include "service/parser/section_tree.h"

#include <optional>
#include <string_view>
#include <utility>

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

bool IsTableRow(const Text& text, CharSpan line) {
  bool ends_in_figure = false;
  for (size_t i = line.begin; i < line.end; ++i) {
    if (text[i] != U' ' || i == line.begin) continue;
    const char32_t next = text[i + 1];
    if (next == U' ' && i + 2 < line.end) return true;
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

bool StandsInTable(const Text& text, const Section& section) {
  return IsTableRow(text,
                    LineAt(text, text.CharAtByte(section.span().start_byte())));
}

}  // namespace qiusuo::parser
