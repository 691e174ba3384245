// File: service/parser/catalog.h
//
// The indicator catalogue (tables/indicators.tsv): which names mean one indicator.
//
//   IndicatorId("审结率") == IndicatorId("结案率") == "court.closing_rate"

#ifndef QIUSUO_SERVICE_PARSER_CATALOG_H_
#define QIUSUO_SERVICE_PARSER_CATALOG_H_

#include <string_view>

namespace qiusuo::parser {

// IndicatorId answers the id of the indicator with this name; empty if the catalogue
// has none.
std::string_view IndicatorId(std::string_view name);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CATALOG_H_
