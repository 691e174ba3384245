// File: service/parser/spacing.h
//
// Blanks that only space characters out, as titles and headings are set: 总　则,
// 政 府 工 作 报 告.

#ifndef QIUSUO_SERVICE_PARSER_SPACING_H_
#define QIUSUO_SERVICE_PARSER_SPACING_H_

#include <string>

#include "service/parser/text.h"

namespace qiusuo::parser {

// CloseUp answers the words of `span` without the blanks between Han characters, if most
// neighbours are parted so; a single blank that parts two phrases stays. Line ends go, with
// the blanks around them, and so do blanks beside a sign and pairs of them beside a figure, as
// the text of a PDF has them.
std::string CloseUp(const Text& text, CharSpan span);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_SPACING_H_
