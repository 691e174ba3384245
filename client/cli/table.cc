#include "client/cli/table.h"

#include <algorithm>
#include <utility>

#include "client/cli/display_text.h"

namespace qiusuo::cli {
namespace {

constexpr size_t kRowsToMeasure = 1000;
constexpr size_t kGap = 2;

}  // namespace

Table::Table(std::ostream& out, std::vector<Column> columns)
    : out_(out), columns_(std::move(columns)), widths_(columns_.size()) {}

void Table::AddRow(const Row& cells) {
  Row row;
  for (size_t i = 0; i < columns_.size(); ++i) {
    std::string cell = Printable(cells[i]);
    const size_t max_width = columns_[i].max_width;
    row.push_back(max_width == 0 ? std::move(cell)
                                 : Shortened(cell, max_width));
  }
  if (widths_are_fixed_) {
    WriteRow(row);
    return;
  }
  for (size_t i = 0; i < row.size(); ++i) {
    widths_[i] = std::max(widths_[i], DisplayWidth(row[i]));
  }
  held_.push_back(std::move(row));
  if (held_.size() == kRowsToMeasure) WriteHeld();
}

void Table::Finish() {
  if (!widths_are_fixed_ && !held_.empty()) WriteHeld();
}

void Table::WriteHeld() {
  Row titles;
  bool has_titles = false;
  for (size_t i = 0; i < columns_.size(); ++i) {
    titles.push_back(columns_[i].title);
    has_titles = has_titles || !titles[i].empty();
    widths_[i] = std::max(widths_[i], DisplayWidth(titles[i]));
  }
  widths_are_fixed_ = true;
  if (has_titles) WriteRow(titles);
  for (const Row& row : held_) WriteRow(row);
  held_.clear();
}

void Table::WriteRow(const Row& cells) {
  std::string line;
  size_t blanks = 0;  // not written yet: a line has none at its end
  for (size_t i = 0; i < cells.size(); ++i) {
    const size_t width = DisplayWidth(cells[i]);
    const size_t padding = widths_[i] - std::min(widths_[i], width);
    const bool right = columns_[i].align == Align::kRight;
    if (right) blanks += padding;
    if (!cells[i].empty()) {
      line.append(blanks, ' ').append(cells[i]);
      blanks = 0;
    }
    blanks += (right ? 0 : padding) + kGap;
  }
  out_ << line << '\n';
}

}  // namespace qiusuo::cli
