#include "service/parser/table_header.h"

#include <algorithm>
#include <utility>

#include "service/parser/found_within.h"

namespace qiusuo::parser {
namespace {

using Role = ColumnTitle::Role;

bool IsOfLabels(const ColumnTitle& title) {
  return title.role == Role::kLabel || title.role == Role::kPlace ||
         title.role == Role::kCode;
}

// Whether a line says that it belongs to the head of a table.
bool IsHead(const TitleLine& line) {
  return std::any_of(line.begin(), line.end(), [](const ColumnTitle& title) {
    return title.role != Role::kOther && title.role != Role::kNothing;
  });
}

// Where the second half of a table begins: at a label's title behind titles of figures
// and before others. 0 if the line heads one half.
size_t SecondHalf(const TitleLine& line) {
  bool figures = false;
  size_t half = 0;
  for (const ColumnTitle& title : line) {
    if (!IsOfLabels(title)) {
      if (half > 0) return half;
      figures = true;
    } else if (figures && half == 0) {
      half = title.place.begin;
    }
  }
  return 0;
}

}  // namespace

std::optional<TableHeader> TableHeader::Read(
    const Text& text, std::span<const CharSpan> lines,
    std::span<const FoundPeriod> periods) {
  TableHeader header;
  std::vector<TitleLine> read;
  for (const CharSpan line : lines) {
    const std::vector<HeaderCell> cells = SplitHeaderCells(text, line);
    const auto in_line = FoundWithin(periods, line);
    TitleLine titles;
    for (const HeaderCell& cell : cells) {
      titles.push_back(ReadTitle(text, cell, in_line));
    }
    header.aligned_ |= IsAligned(cells);
    read.push_back(std::move(titles));
  }
  size_t labels_end = 0;
  for (const TitleLine& line : read) {
    if (!line.empty() && IsOfLabels(line[0])) {
      labels_end = std::max(labels_end, line[0].place.end);
    }
  }
  // A lone word is a part of a title only where it stands beside the labels.
  std::erase_if(read, [&](const TitleLine& line) {
    const bool beside = header.aligned_ && line.size() == 1 && labels_end > 0 &&
                        line[0].place.begin > labels_end;
    return line.empty() || (line.size() == 1 && !IsHead(line) && !beside);
  });
  const bool has_cells =
      labels_end > 0 ||
      std::any_of(read.begin(), read.end(),
                  [](const TitleLine& line) { return line.size() > 1; });
  if (!has_cells || std::none_of(read.begin(), read.end(), IsHead)) {
    return std::nullopt;
  }
  header.AddLines(read);
  header.Summarize();
  return header;
}

void TableHeader::AddLines(std::span<const TitleLine> lines) {
  groups_.resize(1);
  size_t half = 0;
  for (const TitleLine& line : lines) half = std::max(half, SecondHalf(line));
  if (half > 0) {
    groups_.push_back({.begin = aligned_ ? half : 0});
  }
  for (const TitleLine& line : lines) {
    std::vector<TitleLine> parts(groups_.size());
    const size_t line_half = SecondHalf(line);
    for (size_t i = 0; i < line.size(); ++i) {
      has_codes_ |= line[i].role == Role::kCode;
      rows_are_places_ |= line[i].role == Role::kPlace;
      if (IsOfLabels(line[i])) continue;
      // Where places tell nothing, a line without labels has as much for each half.
      const size_t border = aligned_ || line_half > 0 ? half : 0;
      const bool second =
          half > 0 &&
          (border > 0 ? line[i].place.begin >= (aligned_ ? half : line_half)
                      : i >= line.size() / 2);
      parts[second ? 1 : 0].push_back(line[i]);
    }
    for (size_t g = 0; g < parts.size(); ++g) {
      if (!parts[g].empty()) groups_[g].lines.push_back(std::move(parts[g]));
    }
  }
}

void TableHeader::Summarize() {
  bool one_period = true;
  bool one_mood = true;
  for (const Group& group : groups_) {
    for (const TitleLine& line : group.lines) {
      for (const ColumnTitle& title : line) {
        const ColumnTitle* const only[] = {&title};
        const TableColumn column = ReadColumn(only);
        if (column.planned && column.kind == ColumnKind::kValue) {
          one_mood &= !planned_ || planned_ == column.planned;
          planned_ = column.planned;
        }
        if (title.period) {
          one_period &= !period_ || period_->label() == title.period->label();
          period_ = title.period;
        }
      }
    }
  }
  if (!one_mood) planned_.reset();
  if (!one_period) period_.reset();
}

size_t TableHeader::GroupAt(size_t column) const {
  return groups_.size() > 1 && aligned_ && column >= groups_[1].begin ? 1 : 0;
}

std::vector<const TableColumn*> TableHeader::ColumnsFor(
    size_t group_number, std::span<const CellPlace> figures) {
  if (group_number >= groups_.size() || figures.empty()) return {};
  Group& group = groups_[group_number];
  const size_t count = figures.size();
  if (count > group.columns.size()) {
    // A row that leaves cells blank shows fewer columns than there are.
    std::vector<CellPlace> places(figures.begin(), figures.end());
    if (aligned_) {
      std::vector<CellPlace> titles = PlacesOfTitles(group.lines, count);
      if (titles.size() > count) places = std::move(titles);
    }
    std::vector<TableColumn> matched =
        MatchTitles(group.lines, places, aligned_);
    if (!matched.empty()) {
      group.columns = std::move(matched);
      group.places = std::move(places);
    }
  }
  std::vector<const TableColumn*> columns;
  if (count == group.columns.size()) {
    for (size_t c = 0; c < count; ++c) {
      group.places[c].Include(figures[c]);
      columns.push_back(&group.columns[c]);
    }
    return columns;
  }
  if (!aligned_ || count > group.columns.size()) return {};
  for (const size_t c : MatchPlaces(figures, group.places)) {
    columns.push_back(&group.columns[c]);
  }
  return columns;
}

}  // namespace qiusuo::parser
