// File: service/parser/bases.h
//
// What a change is measured against, by the time that it is compared with.
//
//   比上年同期  YEAR_ON_YEAR    较上季度  PERIOD_ON_PERIOD    比2015年, 较“十三五”同期  BASE_PERIOD

#ifndef QIUSUO_SERVICE_PARSER_BASES_H_
#define QIUSUO_SERVICE_PARSER_BASES_H_

#include "qiusuo/v1/metric.pb.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// BasisOfComparison answers the basis by the words of time behind 比 or 较.
qiusuo::v1::Basis BasisOfComparison(const Text& text, CharSpan period);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_BASES_H_
