// File: service/parser/run_in_headings.h
//
// Headings without a number that open a paragraph:
//
//   坚持问题导向。从发展中的实际问题出发，…
//   坚持市场驱动。遵循产业发展规律，…
//
// One short sentence at the start of a paragraph may be anything; two such paragraphs in a
// row are headings, below a paragraph that opens with a numbered heading of its own three,
// or two where such headings are all over the text. The items of a list that such a paragraph
// announces do not part it from the next.
// Beside a short one a longer sentence is a heading as well if it names a task or an
// outcome. Three sentences that open with the same time (一年来，我们…) are headings as well. A title
// may end in a colon instead: 具体指标：… Lines that open with a dash are points, however long, if a
// section has two of them. The first of them may hide behind the sentence that leads the section
// in; then it begins with the same words as the second.
//
// Such a title may have a line of its own, with its stop, above a paragraph much longer; one
// such line may be anything, two that follow each other are headings:
//
//   产业结构持续优化。
//   先进制造业…
//   开放水平大幅提升。
//   货物进出口总额…
//
// A paragraph may have several lines, as those of a page do. Where a text has a line for each
// sentence, nothing tells where a paragraph begins; only points are found there.

#ifndef QIUSUO_SERVICE_PARSER_RUN_IN_HEADINGS_H_
#define QIUSUO_SERVICE_PARSER_RUN_IN_HEADINGS_H_

#include <vector>

#include "service/parser/lines.h"
#include "service/parser/marks.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// FindRunInHeadings answers a mark of scheme UNNUMBERED for each such heading in the
// lines for which `is_body[i]`, in text order; its marker is empty or a dash.
// `marks` are the numbered marks: a line that one of them begins is none of these.
std::vector<Mark> FindRunInHeadings(const Text& text,
                                    const std::vector<Line>& lines,
                                    const std::vector<bool>& is_body,
                                    const std::vector<Mark>& marks);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_RUN_IN_HEADINGS_H_
