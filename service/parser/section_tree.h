// File: service/parser/section_tree.h
//
// The sections of a document as a tree, for checks: who stands under whom, and which
// neighbours make one list.
//
//   一、{（一）（二）} 二、      lists: 一、二、 under the top; （一）（二） under 一、

#ifndef QIUSUO_SERVICE_PARSER_SECTION_TREE_H_
#define QIUSUO_SERVICE_PARSER_SECTION_TREE_H_

#include <string>
#include <vector>

#include "qiusuo/v1/document.pb.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// Sections are named by their place in Document.sections, the top by kTop.
inline constexpr int kTop = -1;

struct SectionTree {
  std::vector<int> parents;  // of each section
  std::vector<std::vector<int>>
      children;  // of each section, in reading order; last the top's

  const std::vector<int>& ChildrenOf(int section) const {
    return section == kTop ? children.back()
                           : children[static_cast<size_t>(section)];
  }
};

// Neighbours under one parent, numbered in one scheme without a gap. May be just one.
struct SectionList {
  int parent = kTop;
  std::vector<int> items;
};

// MakeSectionTree reads the tree off the levels of the sections, which are in reading
// order. Time is linear.
SectionTree MakeSectionTree(const qiusuo::v1::Document& document);

// FindLists answers all lists; each section is in one of them.
std::vector<SectionList> FindLists(const qiusuo::v1::Document& document,
                                   const SectionTree& tree);

// FrameOf answers a marker without its number, half-width and without blanks: （） for （十二）,
// 、 for 3、, 是 for 一是.
std::u32string FrameOf(const qiusuo::v1::Section& section);

// StandsInTable tells a section whose line is a row of a table that became a line of text: wide
// blanks inside, figures in a row, or a second number behind a blank
// (`2.股息收入 1.改革成本支出`).
bool StandsInTable(const Text& text, const qiusuo::v1::Section& section);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_SECTION_TREE_H_
