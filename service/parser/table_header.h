// File: service/parser/table_header.h
//
// What the head of a table says of each of its columns.
//
//       项   目        2023年决算数    2024年预算数     预算数为决
//                                                       算数的%
//     2023: 决算数 | 2024, planned: 预算数 | share: 预算数为决算数的%
//
// Only the rows tell how many columns a head has: ColumnsFor asks for the places of a
// row's figures.

#ifndef QIUSUO_SERVICE_PARSER_TABLE_HEADER_H_
#define QIUSUO_SERVICE_PARSER_TABLE_HEADER_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qiusuo/v1/metric.pb.h"
#include "service/parser/column_places.h"
#include "service/parser/periods.h"
#include "service/parser/table_columns.h"
#include "service/parser/table_titles.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

class TableHeader {
 public:
  // Read reads the lines above the rows, outermost title first. nullopt if none of them
  // is a title of columns.
  static std::optional<TableHeader> Read(const Text& text,
                                         std::span<const CharSpan> lines,
                                         std::span<const FoundPeriod> periods);

  // ColumnsFor answers the columns of the figures of a row's group number `group` (in
  // a table of two halves a row has two groups), in their order. Empty where the head
  // does not say: another number of titles, and places that do not tell. They live until the
  // next call.
  std::vector<const TableColumn*> ColumnsFor(
      size_t group, std::span<const CellPlace> figures);

  // Which group a label in this place of its line belongs to.
  size_t GroupAt(size_t column) const;

  // True if all that the head says of its figures is that they are planned or done:
  // 2026年预算数. nullopt if it says neither, or both.
  const std::optional<bool>& planned() const { return planned_; }
  // The one period that the head states; nullopt if none or several.
  const std::optional<qiusuo::v1::Period>& period() const { return period_; }
  // True if a column of codes stands beside the labels: 科目编码.
  bool has_codes() const { return has_codes_; }
  // True if the labels are places, whose figures the rows state: 地区.
  bool rows_are_places() const { return rows_are_places_; }

 private:
  struct Group {
    size_t begin = 0;  // first place in the line
    std::vector<TitleLine> lines = {};
    // Of the row with the most figures so far.
    std::vector<TableColumn> columns = {};
    std::vector<CellPlace> places = {};
  };

  void AddLines(std::span<const TitleLine> lines);
  void Summarize();

  std::vector<Group> groups_;
  bool aligned_ = false;
  bool has_codes_ = false;
  bool rows_are_places_ = false;
  std::optional<bool> planned_;
  std::optional<qiusuo::v1::Period> period_;
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_TABLE_HEADER_H_
