// File: service/parser/plain_headings.h
//
// Headings without a number on a line of their own:
//
//   2023年工作回顾
//   一、经济稳中有进
//   …
//   2024年工作安排
//   一、扩大有效投资
//
// A short line without a stop may be anything; it heads what follows where a
// paragraph ended before it and a paragraph, or a list from its first item,
// begins behind it. One such line alone heads only what names a part by itself (序言) or
// what numbers from 1 again.

#ifndef QIUSUO_SERVICE_PARSER_PLAIN_HEADINGS_H_
#define QIUSUO_SERVICE_PARSER_PLAIN_HEADINGS_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "service/parser/lines.h"
#include "service/parser/marks.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// NamesPart tells words that name a part of a text by themselves, spaced out or not:
// 序言, 结 束 语.
bool NamesPart(std::u32string_view words);

// FindPlainHeadings answers a mark of scheme UNNUMBERED and variant kPlain or
// kNamedPart for each such line of `is_body` but those of `part_lines`, in text order.
// `marks` are the numbered marks, in text order. Time is linear in the size of the text.
std::vector<Mark> FindPlainHeadings(const Text& text,
                                    const std::vector<Line>& lines,
                                    const std::vector<bool>& is_body,
                                    const std::vector<size_t>& part_lines,
                                    const std::vector<Mark>& marks);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_PLAIN_HEADINGS_H_
