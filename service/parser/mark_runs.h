// File: service/parser/mark_runs.h
//
// The marks of a text, chosen among all that look like marks: one that its writing
// leaves in doubt stands only in a run of its own kind.
//
//   一是抓投入。…二是抓队伍。…   two marks
//   首先要说明的是，…            no mark: nothing follows it
//
// Inside a line a mark stands where its run goes on within the paragraph, which the lines of a
// page may break:
//
//   1.夯实基础。（1）修建水库。…
//   …三座。（2）疏浚河道。…      two marks below 1.

#ifndef QIUSUO_SERVICE_PARSER_MARK_RUNS_H_
#define QIUSUO_SERVICE_PARSER_MARK_RUNS_H_

#include <vector>

#include "service/parser/lines.h"
#include "service/parser/marks.h"
#include "service/parser/text.h"
#include "service/parser/wrapped_lines.h"

namespace qiusuo::parser {

// FindMarks answers the marks of the lines for which `is_body[i]`, in text order:
// numbered ones at the start of lines and inside them, and Markdown headings. `wrapped` is of
// the same lines.
// Lines that quote a text of their own (“第五条 …”), lists of attachments and the notes below a
// table (注：1.…) have none.
// Time is linear in the size of the text.
std::vector<Mark> FindMarks(const Text& text, const std::vector<Line>& lines,
                            const std::vector<bool>& is_body,
                            const WrappedLines& wrapped);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_MARK_RUNS_H_
