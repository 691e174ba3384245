// File: service/parser/column_places.h
//
// Where the cells of a column stand, in text that keeps the page's layout.

#ifndef QIUSUO_SERVICE_PARSER_COLUMN_PLACES_H_
#define QIUSUO_SERVICE_PARSER_COLUMN_PLACES_H_

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace qiusuo::parser {

// The characters of a line, counted from its beginning, that a cell takes.
struct CellPlace {
  size_t begin = 0;
  size_t end = 0;

  // Twice the distance of the middles, so that it is whole.
  size_t DistanceTo(const CellPlace& other) const {
    const size_t a = begin + end;
    const size_t b = other.begin + other.end;
    return std::max(a, b) - std::min(a, b);
  }
  void Include(const CellPlace& other) {
    begin = std::min(begin, other.begin);
    end = std::max(end, other.end);
  }
};

// MatchPlaces answers for each cell its column: in order, no two in one, as near as can
// be altogether. There must be as many columns as cells or more. Time in the product of
// both numbers.
std::vector<size_t> MatchPlaces(std::span<const CellPlace> cells,
                                std::span<const CellPlace> columns);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_COLUMN_PLACES_H_
