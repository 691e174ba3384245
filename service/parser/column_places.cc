#include "service/parser/column_places.h"

namespace qiusuo::parser {

std::vector<size_t> MatchPlaces(std::span<const CellPlace> cells,
                                std::span<const CellPlace> columns) {
  const size_t spare = columns.size() - cells.size();
  // cost(k, s): of the first k cells, s columns left out so far; cell k - 1 then stands
  // in column k - 1 + s.
  std::vector<size_t> costs((cells.size() + 1) * (spare + 1), 0);
  const auto cost = [&](size_t k, size_t s) -> size_t& {
    return costs[k * (spare + 1) + s];
  };
  for (size_t k = 1; k <= cells.size(); ++k) {
    size_t best = cost(k - 1, 0);
    for (size_t s = 0; s <= spare; ++s) {
      best = std::min(best, cost(k - 1, s));
      cost(k, s) = best + cells[k - 1].DistanceTo(columns[k - 1 + s]);
    }
  }
  std::vector<size_t> matched(cells.size());
  size_t most = spare;
  for (size_t k = cells.size(); k > 0; --k) {
    size_t at = 0;
    for (size_t s = 0; s <= most; ++s) {
      if (cost(k, s) < cost(k, at)) at = s;
    }
    matched[k - 1] = k - 1 + at;
    most = at;
  }
  return matched;
}

}  // namespace qiusuo::parser
