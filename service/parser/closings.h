// File: service/parser/closings.h
//
// Paragraphs that close a chapter behind its last subsection:
//
//   （六）民生持续改善。…
//   在看到成绩的同时，我们也清醒认识到：一是产业不强。二是投资不足。
//
// The points are of the chapter, not of （六）. Nothing but words says so: those who listen are
// called, or what was reported is looked back on. Headings without number behind such a call are
// of the chapter as well.

#ifndef QIUSUO_SERVICE_PARSER_CLOSINGS_H_
#define QIUSUO_SERVICE_PARSER_CLOSINGS_H_

#include <cstddef>
#include <vector>

#include "service/parser/lines.h"
#include "service/parser/marks.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// FindClosings answers the lines, rising, at which such paragraphs begin whose points are among
// `marks`, which are in text order. Time is linear in the number of marks.
std::vector<size_t> FindClosings(const Text& text,
                                 const std::vector<Line>& lines,
                                 const std::vector<Mark>& marks);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CLOSINGS_H_
