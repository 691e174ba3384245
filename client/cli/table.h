// File: client/cli/table.h
//
// Aligned columns for people, Han characters included:
//
//   Table table(std::cout, {{"INDICATOR"}, {"VALUE", Align::kRight}});
//   table.AddRow({"结案率", "> 90"});
//   table.Finish();
//
// prints
//
//   INDICATOR  VALUE
//   结案率      > 90

#ifndef QIUSUO_CLIENT_CLI_TABLE_H_
#define QIUSUO_CLIENT_CLI_TABLE_H_

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

namespace qiusuo::cli {

enum class Align { kLeft, kRight };

struct Column {
  std::string title;  // all titles empty: no head line
  Align align = Align::kLeft;
  size_t max_width = 0;  // longer cells are cut and end in `…`; 0: never
};

using Row = std::vector<std::string>;

// A Table writes rows under a head line. A table without rows writes nothing.
//
// Columns are as wide as the first thousand rows need; then rows are written as
// they come, so that a long answer neither waits nor piles up.
class Table {
 public:
  // `out` must outlive the table.
  Table(std::ostream& out, std::vector<Column> columns);

  // AddRow takes one cell per column. Cells may hold any bytes; see Printable.
  void AddRow(const Row& cells);

  // Finish writes what was held back. Call it once, after the last row.
  void Finish();

 private:
  void WriteHeld();
  void WriteRow(const Row& cells);

  std::ostream& out_;
  std::vector<Column> columns_;
  std::vector<size_t> widths_;
  std::vector<Row> held_;
  bool widths_are_fixed_ = false;
};

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_TABLE_H_
