// File: tests/parser/report_dump.h
//
// A document's structure as lines of text, for the case files.

#ifndef QIUSUO_TESTS_PARSER_REPORT_DUMP_H_
#define QIUSUO_TESTS_PARSER_REPORT_DUMP_H_

#include <string>

#include "qiusuo/v1/document.pb.h"

namespace qiusuo::parser {

// DumpOutline answers a line for each section, indented by its level:
//
//   1 HEADING HAN_COMMA 一、 产生背景
//     1.1 RUN_IN_HEADING HAN_PAREN （一） 突出重点
std::string DumpOutline(const qiusuo::v1::Document& document);

// DumpTree answers the whole outline as one line, a section's subsections in braces
// behind it, a heading without a number by its title in brackets:
//
//   一、{（一）{1.2.}（二）}二、{[坚持问题导向]}
//
// For tests alone: titles may hold braces of their own.
std::string DumpTree(const qiusuo::v1::Document& document);

// DumpNumberings answers a line for each scheme that counts across sections:
// `HAN_PAREN RUNS_ON`.
std::string DumpNumberings(const qiusuo::v1::Document& document);

// DumpZones answers a line for each zone: `TITLE 政府工作报告`, the lines of its ink joined
// by ` / `, long ones cut in the middle.
std::string DumpZones(const qiusuo::v1::Document& document);

// DumpTitleBlock answers a line for each fact the document has: `title: …`, `issuer: …`,
// `number: …`, `date: 2024-03-05`, `site: …`.
std::string DumpTitleBlock(const qiusuo::v1::Document& document);

// DumpDiagnostics answers a line for each diagnostic: code, path or `-`, message.
std::string DumpDiagnostics(const qiusuo::v1::Document& document);

}  // namespace qiusuo::parser

#endif  // QIUSUO_TESTS_PARSER_REPORT_DUMP_H_
