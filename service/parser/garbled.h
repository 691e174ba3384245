// File: service/parser/garbled.h
//
// Stretches that can no longer be read: UTF-8 that someone took for GBK and saved as what it
// seemed to be, in which more was lost than mojibake.h can turn back.
//
//   各位代表：现在，…    鍚勪綅浠ｈ〃锛氱幇鍦紝

#ifndef QIUSUO_SERVICE_PARSER_GARBLED_H_
#define QIUSUO_SERVICE_PARSER_GARBLED_H_

#include <vector>

#include "service/parser/text.h"

namespace qiusuo::parser {

// FindGarbled answers the stretches, in text order and without overlap. They are known by
// what becomes of ， 。 and “, of which each must hold eight or more: 锛 銆 鈥, which hardly any
// text has. A stretch reaches to the last mark or blank that is still sound. Linear time.
std::vector<CharSpan> FindGarbled(const Text& text);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_GARBLED_H_
