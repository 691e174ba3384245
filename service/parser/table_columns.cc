#include "service/parser/table_columns.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace qiusuo::parser {
namespace {

using Titles = std::vector<const ColumnTitle*>;

ColumnKind KindOf(const Titles& titles) { return ReadColumn(titles).kind; }

// Of two lines where the upper one spans several columns of the lower one with each
// title: 2024年债务限额 over 一般债务 and 专项债务.
bool Spans(const TitleLine& upper, std::span<const TitleLine> below,
           size_t columns) {
  if (upper.size() < 2 || upper.size() >= columns ||
      columns % upper.size() != 0) {
    return false;
  }
  const bool of_years = std::all_of(
      upper.begin(), upper.end(),
      [](const ColumnTitle& title) { return title.period.has_value(); });
  return std::any_of(below.begin(), below.end(), [&](const TitleLine& lower) {
    return lower.size() == columns ||
           (of_years && lower.size() > upper.size() && lower.size() < columns &&
            lower.size() % upper.size() == 0);
  });
}

// 2024年执行数, which stands over 金额, 占预算% and 增长% and is of 金额 alone.
bool HeadsFigures(const ColumnTitle& title) {
  const ColumnTitle* const only[] = {&title};
  return title.says_whether_planned &&
         ReadColumn(only).kind == ColumnKind::kValue;
}

// Gives such titles that stand over a share to the figures before it.
void MoveToFigures(std::vector<Titles>& columns) {
  for (size_t c = 1; c < columns.size(); ++c) {
    if (columns[c].size() < 2 || !HeadsFigures(*columns[c][0])) continue;
    const Titles others(columns[c].begin() + 1, columns[c].end());
    if (KindOf(others) == ColumnKind::kValue) continue;
    size_t figures = c - 1;
    while (figures > 0 && KindOf(columns[figures]) != ColumnKind::kValue) {
      --figures;
    }
    columns[figures].insert(columns[figures].begin(), columns[c][0]);
    columns[c] = others;
  }
}

std::vector<CellPlace> PlacesOf(std::span<const ColumnTitle> line) {
  std::vector<CellPlace> places;
  for (const ColumnTitle& title : line) places.push_back(title.place);
  return places;
}

// A line that only counts the columns (A=B+C, B, C) and so shows where each of them
// stands.
bool CountsColumns(const TitleLine& line) {
  return std::all_of(line.begin(), line.end(), [](const ColumnTitle& title) {
    return title.role == ColumnTitle::Role::kNothing;
  });
}

// The one of the head; nullptr if there is none.
const TitleLine* CountingLine(std::span<const TitleLine> lines, size_t count) {
  for (const TitleLine& line : lines) {
    if (CountsColumns(line) && line.size() == count) return &line;
  }
  return nullptr;
}

// The lines of the head, those with the most titles first: they show best where the
// columns are. Lines that span columns or count them have no titles of one column.
std::vector<size_t> ByTitles(std::span<const TitleLine> lines) {
  std::vector<size_t> order(lines.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return lines[a].size() > lines[b].size();
  });
  return order;
}

// Where the columns are by the titles alone: those above each other are of one.
std::vector<CellPlace> ColumnsByPlace(std::span<const TitleLine> lines,
                                      const std::vector<bool>& spanning) {
  std::vector<CellPlace> titles;
  for (size_t l = 0; l < lines.size(); ++l) {
    if (spanning[l] || CountsColumns(lines[l])) continue;
    const std::vector<CellPlace> places = PlacesOf(lines[l]);
    titles.insert(titles.end(), places.begin(), places.end());
  }
  std::sort(titles.begin(), titles.end(),
            [](const auto& a, const auto& b) { return a.begin < b.begin; });
  std::vector<CellPlace> columns;
  for (const CellPlace& title : titles) {
    if (columns.empty() || title.begin >= columns.back().end) {
      columns.push_back(title);
    } else {
      columns.back().Include(title);
    }
  }
  return columns;
}

// Which of the lines span columns.
std::vector<bool> SpanningLines(std::span<const TitleLine> lines, size_t count,
                                bool aligned) {
  std::vector<bool> spanning(lines.size(), false);
  // Where the places of the titles show each column, none is short of one.
  if (aligned && CountingLine(lines, count) == nullptr &&
      ColumnsByPlace(lines, spanning).size() >= count) {
    return spanning;
  }
  for (size_t l = 0; l < lines.size(); ++l) {
    spanning[l] = Spans(lines[l], lines.subspan(l + 1), count);
  }
  return spanning;
}

std::vector<Titles> MatchByPlace(std::span<const TitleLine> lines,
                                 std::span<const CellPlace> figures) {
  const size_t count = figures.size();
  std::vector<CellPlace> places(figures.begin(), figures.end());
  const std::vector<bool> spanning = SpanningLines(lines, count, true);
  const TitleLine* const counting = CountingLine(lines, count);
  if (counting != nullptr) {
    places = PlacesOf(*counting);
  } else if (std::vector<CellPlace> titles = ColumnsByPlace(lines, spanning);
             titles.size() == count) {
    places = std::move(titles);
  }
  std::vector<std::vector<size_t>> matched(lines.size());  // of each title
  for (const size_t l : ByTitles(lines)) {
    const TitleLine& line = lines[l];
    if (spanning[l] || CountsColumns(line)) {
      continue;
    }
    // 险种 收入 支出: a first title that is no word for labels, but stands over them.
    const size_t first = line.size() == count + 1 ? 1 : 0;
    if (line.size() - first > count) return {};
    const std::vector<CellPlace> own = PlacesOf(line);
    matched[l] = MatchPlaces(std::span(own).subspan(first), places);
    for (size_t i = 0; i < matched[l].size(); ++i) {
      places[matched[l][i]].Include(own[first + i]);
    }
  }
  std::vector<Titles> columns(count);
  for (size_t l = 0; l < lines.size(); ++l) {
    const TitleLine& line = lines[l];
    const size_t first = line.size() - matched[l].size();
    for (size_t i = 0; i < matched[l].size(); ++i) {
      columns[matched[l][i]].push_back(&line[first + i]);
    }
    if (!spanning[l]) continue;
    for (size_t c = 0; c < count; ++c) {
      columns[c].push_back(&line[c * line.size() / count]);
    }
  }
  MoveToFigures(columns);
  return columns;
}

// 2023年 2024年 over 决算数 预算数: years and what they are of, in two lines.
bool AreYearsOf(const TitleLine& upper, const TitleLine& lower) {
  return upper.size() > 1 && upper.size() == lower.size() &&
         std::all_of(upper.begin(), upper.end(), [](const ColumnTitle& title) {
           return title.period.has_value() && title.name.empty();
         });
}

// The titles one after the other, years joined to what they are of.
std::vector<Titles> InOrder(std::span<const TitleLine> lines) {
  std::vector<Titles> columns;
  for (size_t l = 0; l < lines.size(); ++l) {
    const bool years =
        l + 1 < lines.size() && AreYearsOf(lines[l], lines[l + 1]);
    for (size_t i = 0; i < lines[l].size(); ++i) {
      columns.push_back({&lines[l][i]});
      if (years) columns.back().push_back(&lines[l + 1][i]);
    }
    if (years) ++l;
  }
  return columns;
}

// Joins what a page that was read cell by cell parts: a title of figures ends in 数,
// 额, 量 or %.
std::vector<Titles> JoinToEnds(const std::vector<Titles>& pieces) {
  constexpr std::u32string_view kEnds = U"数额量%";
  std::vector<Titles> columns;
  bool ended = true;
  for (const Titles& piece : pieces) {
    if (ended) columns.emplace_back();
    for (const ColumnTitle* title : piece) columns.back().push_back(title);
    ended = kEnds.find(piece.back()->words.back()) != kEnds.npos;
  }
  return columns;
}

std::vector<Titles> MatchByOrder(std::span<const TitleLine> lines,
                                 size_t count) {
  const std::vector<bool> spanning = SpanningLines(lines, count, false);
  std::vector<Titles> whole(count);
  bool has_whole = false;
  for (size_t l = 0; l < lines.size(); ++l) {
    std::span<const ColumnTitle> line = lines[l];
    const bool spans = spanning[l];
    if (line.size() == count + 1 && lines.size() == 1) line = line.subspan(1);
    if (CountsColumns(lines[l]) || (!spans && line.size() != count)) continue;
    has_whole |= !spans;
    for (size_t c = 0; c < count; ++c) {
      whole[c].push_back(&line[c * line.size() / count]);
    }
  }
  if (has_whole) return whole;
  std::vector<Titles> columns = InOrder(lines);
  std::erase_if(columns, [](const Titles& titles) {
    return titles[0]->role == ColumnTitle::Role::kNothing;
  });
  if (columns.size() == count) return columns;
  if (columns.size() == count + 1 && HeadsFigures(*columns[0][0])) {
    // It stands over the last figures and the shares behind them.
    const ColumnTitle* const head = columns[0][0];
    columns.erase(columns.begin());
    size_t figures = count - 1;
    while (figures > 0 && KindOf(columns[figures]) != ColumnKind::kValue) {
      --figures;
    }
    columns[figures].insert(columns[figures].begin(), head);
    return columns;
  }
  columns = JoinToEnds(columns);
  if (columns.size() == count) return columns;
  return {};
}

}  // namespace

std::vector<CellPlace> PlacesOfTitles(std::span<const TitleLine> lines,
                                      size_t count) {
  const TitleLine* const counting = CountingLine(lines, count);
  return counting != nullptr
             ? PlacesOf(*counting)
             : ColumnsByPlace(lines, SpanningLines(lines, count, true));
}

std::vector<TableColumn> MatchTitles(std::span<const TitleLine> lines,
                                     std::span<const CellPlace> figures,
                                     bool aligned) {
  std::vector<TableColumn> columns;
  for (const Titles& titles : aligned ? MatchByPlace(lines, figures)
                                      : MatchByOrder(lines, figures.size())) {
    if (titles.empty()) return {};
    TableColumn column = ReadColumn(titles);
    // A share is of the time of the figures before it.
    const bool is_value = column.kind == ColumnKind::kValue;
    if (!is_value && !columns.empty()) column.period = columns.back().period;
    columns.push_back(std::move(column));
  }
  return columns;
}

}  // namespace qiusuo::parser
