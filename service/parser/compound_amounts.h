// File: service/parser/compound_amounts.h
//
// One amount told in several units, the larger first:
//
//   50元6角3分    50.63 元
//   2小时30分钟   150 分钟: thirds of an hour have no exact decimal
//   三米九        3.9 米

#ifndef QIUSUO_SERVICE_PARSER_COMPOUND_AMOUNTS_H_
#define QIUSUO_SERVICE_PARSER_COMPOUND_AMOUNTS_H_

#include "service/parser/quantities.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// AddSmallerParts adds the smaller parts that stand behind `q` to its value and span.
// Decimal parts keep the larger unit, parts of time take the smaller one.
void AddSmallerParts(const Text& text, FoundQuantity& q);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_COMPOUND_AMOUNTS_H_
