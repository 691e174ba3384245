// File: service/parser/outline.h
//
// From marks to a tree: which mark stands under which.
//
//   一、…  （一）…  （二）…  二、…  （三）…
//     -> 一、{（一）（二）} 二、{（三）}
//
// No fixed list of levels: 一、 may stand above 第一条 (judicial interpretations) or
// below it (statutes). A mark goes beside the open mark of its own kind, else where
// its kind stood before in this document, else by custom (GB/T 9704-2012, 7.3.3, and
// 编 分编 章 节 条, whose order is in their names). What numbers on and what restarts needs no
// rule: 条 and a run-on （一） are placed by kind, whatever their number.

#ifndef QIUSUO_SERVICE_PARSER_OUTLINE_H_
#define QIUSUO_SERVICE_PARSER_OUTLINE_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "service/parser/marks.h"

namespace qiusuo::parser {

// A node of the outline, in reading order; parents come before children.
struct OutlineNode {
  Mark mark;
  int parent = -1;  // index of the parent; -1 at the top
  int level = 1;    // 1 at the top
  // Of the first point of a closing passage (closings.h): the line at which that begins.
  std::optional<size_t> closing_line = std::nullopt;
};

// NestMarks places every mark. `part_lines`, in rising order, are the lines at which a
// new part begins (an attachment, a text that is passed on): numbering starts
// afresh there, and below the mark that opens the part if it has one. The first mark at one of the
// `closing_lines` (closings.h) or behind it stands in the chapter that is open. Time is linear
// in the number of marks.
std::vector<OutlineNode> NestMarks(const std::vector<Mark>& marks,
                                   const std::vector<size_t>& part_lines,
                                   const std::vector<size_t>& closing_lines);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_OUTLINE_H_
