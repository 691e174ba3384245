// File: service/parser/noted_units.h
//
// Units that stand apart from the numbers of a table: in its note and in the titles of
// its columns.
//
//   单位：万元      {万元, 元 = cny, 10000}
//   金额（亿元）    {亿元, 元 = cny, 100000000}

#ifndef QIUSUO_SERVICE_PARSER_NOTED_UNITS_H_
#define QIUSUO_SERVICE_PARSER_NOTED_UNITS_H_

#include <cstddef>
#include <optional>

#include "qiusuo/v1/metric.pb.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct NotedUnitAt {
  qiusuo::v1::NotedUnit unit;
  size_t end = 0;
};

// ReadNotedUnit reads the unit with its scale that begins at i. nullopt if none does.
std::optional<NotedUnitAt> ReadNotedUnit(const Text& text, size_t i);

// The unit note of a line (金额单位：万元).
struct UnitNote {
  // nullopt if the note names units of several measures (单位：人、万元), so that none is
  // every number's.
  std::optional<qiusuo::v1::NotedUnit> unit;
};

// FindUnitNote reads the note in `line`. nullopt if the line has none.
std::optional<UnitNote> FindUnitNote(const Text& text, CharSpan line);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_NOTED_UNITS_H_
