// File: service/parser/sections.h
//
// The outline of a text as messages: the front door of the stages marks, runs,
// run-in headings, outline and kinds.

#ifndef QIUSUO_SERVICE_PARSER_SECTIONS_H_
#define QIUSUO_SERVICE_PARSER_SECTIONS_H_

#include <vector>

#include "qiusuo/v1/section.pb.h"
#include "service/parser/lines.h"
#include "service/parser/parts.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// AddSections adds to `sections`, which is empty, those of the lines for which `is_body[i]`, in
// reading order, with all their fields: they stay where their document is. A section ends
// with the last body line before the next section beside or above it, or with its part;
// numbering begins afresh in each of `parts`, which is a section at the top that holds those of
// its text. A signature ends the report: what stands behind it is a paper of its own (a letter
// passes a plan on), whose first level is the top as well. At most kMaxSections.
void AddSections(
    const Text& text, const std::vector<Line>& lines,
    const std::vector<bool>& is_body, const std::vector<Part>& parts,
    google::protobuf::RepeatedPtrField<qiusuo::v1::Section>& sections);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_SECTIONS_H_
