// File: service/parser/units.h
//
// The unit that stands behind a number: measure words, measures, money and shares
// of tables/units.tsv, and what is composed of them.
//
//   件   个百分点   人次   微克/立方米   辆(台)

#ifndef QIUSUO_SERVICE_PARSER_UNITS_H_
#define QIUSUO_SERVICE_PARSER_UNITS_H_

#include <optional>
#include <string_view>

#include "service/parser/text.h"

namespace qiusuo::parser {

enum class Dimension {
  kNone,   // no unit
  kShare,  // %, 个百分点
  kRatio,  // 倍, 番
  kMoney,
  kCount,  // measure words: 件, 家
  kTime,
  kMeasure,  // everything physical
};

enum class UnitUse {
  kAny,
  kBehindDigits,  // a unit only behind digits or a long numeral: 三线 has none
  kLabel,         // 5号, 3级: the number names something
};

struct Unit {
  size_t end = 0;
  std::string_view id;  // in the unit catalogue; empty for a composed unit
  Dimension dimension = Dimension::kNone;
  // One of it is `factor` (1000, 2000/3) of the unit `base`; empty for a composed
  // unit.
  std::string_view factor;
  std::string_view base;
  UnitUse use = UnitUse::kAny;
};

// ReadUnit reads the longest unit that begins at i. nullopt if none does, also where
// another word begins there (人 of 人口).
std::optional<Unit> ReadUnit(const Text& text, size_t i);

// UnitNamed answers the compiled-in catalogue's row for a unit as written. nullopt if it has none.
std::optional<Unit> UnitNamed(std::u32string_view name);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_UNITS_H_
