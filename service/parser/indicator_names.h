// File: service/parser/indicator_names.h
//
// What is the same in all writings of an indicator's name, so that the catalogue
// (tables/indicators.tsv) need not list them.
//
//   全市累计新增各类经营主体   新增经营主体
//   粮食总产量                 粮食产量
//   居民消费价格涨幅           居民消费价格
//   国内生产总值（GDP）        国内生产值
//
// Taken away is what does not change the meaning: whose figure it is (全市), that it
// is of all (总, 各类) or of the whole year (全年, 累计), how it is counted (数量), that
// it moves (增速) or is of a budget (决算数), and Latin letters that repeat the name. What
// narrows it (规模以上, 新增, 城镇) stays.

#ifndef QIUSUO_SERVICE_PARSER_INDICATOR_NAMES_H_
#define QIUSUO_SERVICE_PARSER_INDICATOR_NAMES_H_

#include <string>
#include <string_view>

namespace qiusuo::parser {

// IndicatorKey answers what names must share to be of one indicator; for comparing,
// not for showing. Empty only for names without any word.
std::u32string IndicatorKey(std::string_view name);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_INDICATOR_NAMES_H_
