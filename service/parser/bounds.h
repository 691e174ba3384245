// File: service/parser/bounds.h
//
// The words beside a number that bound it: 超过90%, 20%以上, 约3万, 10个工作日内
// (tables/bounds.tsv).

#ifndef QIUSUO_SERVICE_PARSER_BOUNDS_H_
#define QIUSUO_SERVICE_PARSER_BOUNDS_H_

#include <cstddef>

#include "service/parser/quantities.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// ReadBoundBehind reads a qualifier behind `q` into its relation and span.
void ReadBoundBehind(const Text& text, FoundQuantity& q);

// ReadBoundBefore reads a qualifier in front of `q`, not before `floor`, into its
// relation and bounded_span.
void ReadBoundBefore(const Text& text, size_t floor, FoundQuantity& q);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_BOUNDS_H_
