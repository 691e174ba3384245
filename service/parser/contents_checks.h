// File: service/parser/contents_checks.h
//
// What a careful reader would remark about a table of contents: an entry that the text
// does not have, a heading that the table does not name.
//
//   目录：一、回顾 二、打算 三、保障
//   一、回顾 … 二、打算 …              目录中的“三、保障”在正文中没有

#ifndef QIUSUO_SERVICE_PARSER_CONTENTS_CHECKS_H_
#define QIUSUO_SERVICE_PARSER_CONTENTS_CHECKS_H_

#include <vector>

#include "qiusuo/v1/document.pb.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// CheckContents answers a TABLE_OF_CONTENTS_MISMATCH for each such entry and heading of
// a document over `text` that has its zones and sections; at most 20. Nothing is said
// where most entries are not found: then the table is of other texts, or the outline
// has missed the headings.
std::vector<qiusuo::v1::Diagnostic> CheckContents(
    const Text& text, const qiusuo::v1::Document& document);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CONTENTS_CHECKS_H_
