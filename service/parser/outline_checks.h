// File: service/parser/outline_checks.h
//
// What does not add up in an outline: numbers left out or used twice, levels left out,
// lists numbered in two ways, and lists that hold fewer items than was announced.
// docs/diagnostics.md lists the codes.
//
//   一、… 三、…                        ORDINAL_GAP
//   突出“三引领”: 政治引领, 理念引领      PROMISED_COUNT_MISMATCH
//
// A check that is unsure says nothing.

#ifndef QIUSUO_SERVICE_PARSER_OUTLINE_CHECKS_H_
#define QIUSUO_SERVICE_PARSER_OUTLINE_CHECKS_H_

#include <cstddef>
#include <vector>

#include "qiusuo/v1/document.pb.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// CheckOutline answers all that CheckOrdinals and CheckLevels remark, and
// PROMISED_COUNT_MISMATCH, for a
// document over `text` that has its sections. Numbering starts afresh at the characters
// `part_begins`, which rise.
std::vector<qiusuo::v1::Diagnostic> CheckOutline(
    const Text& text, const qiusuo::v1::Document& document,
    const std::vector<size_t>& part_begins);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_OUTLINE_CHECKS_H_
