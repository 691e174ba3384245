#include "service/parser/section_tree.h"

#include <utility>

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

}  // namespace qiusuo::parser
