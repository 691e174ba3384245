// File: service/parser/section_kinds.h
//
// Headings told from numbered clauses, and the words of each heading.
//
//   （一）突出重点             HEADING, on a line of its own
//   （一）突出重点。各地要…     RUN_IN_HEADING, title 突出重点
//   （一）因不可抗力…的；       CLAUSE
//
// A list, which may run on under several parents, is judged as a whole: where most items
// open with a short sentence and go on, the others do too; where most are clauses, the
// last one, which ends in a full stop, is one as well; where each of four or more opens
// with a sentence of 45 characters at most and goes on, longer titles count too. The third
// and fourth level of GB/T 9704-2012 (1. and （1）) are set in the type of the text, so an item
// there is a CLAUSE, with a title if it opens with one, unless its numbers run on through
// the report.

#ifndef QIUSUO_SERVICE_PARSER_SECTION_KINDS_H_
#define QIUSUO_SERVICE_PARSER_SECTION_KINDS_H_

#include <vector>

#include "qiusuo/v1/section.pb.h"
#include "service/parser/lines.h"
#include "service/parser/outline.h"
#include "service/parser/text.h"
#include "service/parser/wrapped_lines.h"

namespace qiusuo::parser {

// What a node of the outline is to a reader.
struct SectionReading {
  qiusuo::v1::SectionKind kind = qiusuo::v1::SECTION_KIND_UNSPECIFIED;
  CharSpan title;  // without marker and stop; empty if there is none
};

// ReadSections answers a reading for each node of `outline`. The first words of a node go
// on in the next lines where `wrapped` says so.
std::vector<SectionReading> ReadSections(
    const Text& text, const std::vector<Line>& lines,
    const std::vector<OutlineNode>& outline, const WrappedLines& wrapped);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_SECTION_KINDS_H_
