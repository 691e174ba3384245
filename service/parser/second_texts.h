// File: service/parser/second_texts.h
//
// The titles of texts that follow a report in one input without a label: the papers of a session,
// a gazette's, the explanations and tables behind a budget.
//
//   关于2024年预算执行情况的报告              above a form of address
//   ——2025年1月8日在某市第五届人民代表大会上
//   各位代表：
//
//   关于预算的决议                            above the occasion
//   （2025年1月9日某市第五届人民代表大会通过）
//
//   - 24 -                                    at the head of a page
//   2024年全市一般公共预算收入
//   执行情况的说明

#ifndef QIUSUO_SERVICE_PARSER_SECOND_TEXTS_H_
#define QIUSUO_SERVICE_PARSER_SECOND_TEXTS_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "service/parser/lines.h"
#include "service/parser/parts.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// ReadSecondText answers the part whose title stands above the form of address or the occasion
// in line `at`; nullopt if the line is neither, or if no title stands right above, behind line
// `floor`. `is_text` tells the lines that are the report's.
std::optional<Part> ReadSecondText(const Text& text,
                                   const std::vector<Line>& lines, size_t at,
                                   size_t floor,
                                   absl::FunctionRef<bool(size_t)> is_text);

// ReadPageTitle answers the part whose title, over one to three lines, begins in line `at`, the
// first of its page, or in the next one below a table's number; nullopt if none does. Whether the
// report is over there is not its to say.
std::optional<Part> ReadPageTitle(const Text& text,
                                  const std::vector<Line>& lines, size_t at,
                                  absl::FunctionRef<bool(size_t)> is_text);

// IsSameTitle tells the titles of two parts that differ in blanks alone, or in （续）: a table's
// on each of its pages.
bool IsSameTitle(const Text& text, const Part& a, const Part& b);

// BreaksOff tells a line of prose that ends within its sentence.
bool BreaksOff(const Text& text, CharSpan ink);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_SECOND_TEXTS_H_
