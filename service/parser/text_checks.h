// File: service/parser/text_checks.h
//
// What a careful reader remarks about the text as it came: damage, loss, masked
// names, repetition. docs/diagnostics.md lists the codes.

#ifndef QIUSUO_SERVICE_PARSER_TEXT_CHECKS_H_
#define QIUSUO_SERVICE_PARSER_TEXT_CHECKS_H_

#include <vector>

#include "qiusuo/v1/document.pb.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// CheckText answers DAMAGED_BYTES, GARBLED_TEXT, TRUNCATED_TEXT, MASKED_VALUE, REPEATED_TITLE
// and DUPLICATE_BODY, at most one of each, for a document over `text` that has its zones. A
// diagnostic names at most 50 places and counts them all.
std::vector<qiusuo::v1::Diagnostic> CheckText(
    const Text& text, const qiusuo::v1::Document& document);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_TEXT_CHECKS_H_
