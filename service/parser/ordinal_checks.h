// File: service/parser/ordinal_checks.h
//
// Numbers of sections that are left out or used twice.
//
//   一、… 三、…                ORDINAL_GAP
//   （一）… （二）… （二）…      ORDINAL_DUPLICATE
//
// What runs on (（一） through a whole document, 条 through a statute) and what restarts (节 in
// each chapter, everything in a new part) is in order.

#ifndef QIUSUO_SERVICE_PARSER_ORDINAL_CHECKS_H_
#define QIUSUO_SERVICE_PARSER_ORDINAL_CHECKS_H_

#include <cstddef>
#include <vector>

#include "qiusuo/v1/document.pb.h"
#include "service/parser/section_tree.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// CheckOrdinals answers ORDINAL_GAP and ORDINAL_DUPLICATE for the sections of a document
// over `text`.
// Numbering starts afresh at the characters `part_begins`, which rise. Says nothing where the
// number that seems to be left out is written in the text all the same, where the lines are
// rows of a table, and where numbers break off again and again.
std::vector<qiusuo::v1::Diagnostic> CheckOrdinals(
    const Text& text, const qiusuo::v1::Document& document,
    const SectionTree& tree, const std::vector<size_t>& part_begins);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_ORDINAL_CHECKS_H_
