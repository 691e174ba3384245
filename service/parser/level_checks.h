// File: service/parser/level_checks.h
//
// Levels and lists that are numbered against the report's own way.
//
//   一、{（一）{1. 2.}} 二、{1. 2.}      LEVEL_SKIPPED: 二、 has no （一）
//   （一）… （二）… 三）…               MIXED_NUMBERING
//
// GB/T 9704-2012, 7.3.3: levels are numbered 一、 （一） 1. （1）, in this order. A report with
// two levels may well leave one out; one that uses it elsewhere left it out by mistake.

#ifndef QIUSUO_SERVICE_PARSER_LEVEL_CHECKS_H_
#define QIUSUO_SERVICE_PARSER_LEVEL_CHECKS_H_

#include <vector>

#include "qiusuo/v1/document.pb.h"
#include "service/parser/section_tree.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// CheckLevels answers LEVEL_SKIPPED and MIXED_NUMBERING for the lists of a document that has its
// sections over `text`, at most one LEVEL_SKIPPED for each pair of levels.
std::vector<qiusuo::v1::Diagnostic> CheckLevels(
    const Text& text, const qiusuo::v1::Document& document,
    const SectionTree& tree, const std::vector<SectionList>& lists);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_LEVEL_CHECKS_H_
