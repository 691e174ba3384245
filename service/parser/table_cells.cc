#include "service/parser/table_cells.h"

#include <algorithm>

#include "service/parser/han_digits.h"

namespace qiusuo::parser {
namespace {

constexpr bool IsLineEnd(char32_t c) {
  return c == U'\n' || c == U'\r' || c == U'\f' || c == U'\v';
}

constexpr bool IsBorder(char32_t c) { return c == U'|' || c == U'│'; }

// Folding makes a tab a blank, so the text itself is asked.
bool IsTab(const Text& text, size_t i) {
  return text.utf8()[static_cast<size_t>(text.ByteOffset(i))] == '\t';
}

bool IsBlank(char32_t c) { return c == U' ' || IsBorder(c) || IsLineEnd(c); }

// Whether `cell` goes on with the word that `before` begins.
bool Continues(const HeaderCell& before, const TableCell& cell,
               size_t spread_gap) {
  if (cell.gap == kHardGap) return false;
  const char32_t last = before.words.back();
  const char32_t first = cell.words.front();
  if (cell.words.size() == 1 && IsHan(first)) {
    // A title has two characters at least: 项   目; spread evenly, more: 收 入 项 目.
    constexpr size_t kNarrow = 2;
    if (before.words.size() == 1) return IsHan(last);
    if (spread_gap > 0) return cell.gap <= std::min(spread_gap, kNarrow);
  }
  if (cell.gap > 1) return false;
  const bool goes_on = first == U'年' || first == U'月' || first == U'%';
  return (goes_on && (IsDigit(last) || last == U'的' || first == U'%')) ||
         first == U'(';
}

}  // namespace

std::vector<TableCell> SplitCells(const Text& text, CharSpan line) {
  size_t begin = line.begin;
  while (begin > 0 && text[begin - 1] == U' ') --begin;
  constexpr size_t kUsualCells = 8;
  std::vector<TableCell> cells;
  cells.reserve(kUsualCells);
  size_t gap = 0;
  for (size_t i = line.begin; i < line.end;) {
    if (IsBlank(text[i])) {
      const bool hard = IsBorder(text[i]) || IsTab(text, i);
      if (hard && gap == kHardGap && !cells.empty()) {  // | 电费 | | 12 |
        cells.push_back({{i, i}, i - begin, gap, U"-"});
      }
      gap =
          hard || gap == kHardGap ? kHardGap : std::min(gap + 1, kHardGap - 1);
      ++i;
      continue;
    }
    TableCell cell{.span = {i, i}, .column = i - begin, .gap = gap};
    while (i < line.end && !IsBlank(text[i])) ++i;
    cell.span.end = i;
    cell.words = text.Folded(cell.span);
    cells.push_back(cell);
    gap = 0;
  }
  return cells;
}

std::vector<HeaderCell> SplitHeaderCells(const Text& text, CharSpan line) {
  std::vector<HeaderCell> joined;
  size_t spread_gap = 0;  // between the characters of the last cell, if spread
  for (const TableCell& cell : SplitCells(text, line)) {
    if (joined.empty() || !Continues(joined.back(), cell, spread_gap)) {
      joined.push_back(
          {cell.span, cell.column, cell.gap, std::u32string(cell.words)});
      spread_gap = 0;
      continue;
    }
    if (joined.back().words.size() == 1) spread_gap = cell.gap;
    joined.back().words += cell.words;
    joined.back().span.end = cell.span.end;
  }
  return joined;
}

bool IsAligned(const std::vector<HeaderCell>& cells) {
  // Two blanks may part cells anywhere.
  constexpr size_t kFar = 8;
  constexpr size_t kWide = 3;
  return !cells.empty() &&
         (cells[0].column >= kFar ||
          std::any_of(cells.begin() + 1, cells.end(), [](const HeaderCell& c) {
            return c.gap >= kWide && c.gap != kHardGap;
          }));
}

}  // namespace qiusuo::parser
