// File: service/parser/table_titles.h
//
// What the title of a table's column says (tables/table_words.tsv).
//
//   2024年预算数      2024, planned, name 预算数
//   比上年增长%       a change, year on year, in %
//   占预算的%         a share, name 占预算的比重, in %
//   金额(万元)        nothing but the unit

#ifndef QIUSUO_SERVICE_PARSER_TABLE_TITLES_H_
#define QIUSUO_SERVICE_PARSER_TABLE_TITLES_H_

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "qiusuo/v1/metric.pb.h"
#include "service/parser/column_places.h"
#include "service/parser/periods.h"
#include "service/parser/table_cells.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

enum class ColumnKind {
  kValue,   // 2024年决算数, 一般债务
  kShare,   // 为上年决算数的%
  kChange,  // 比上年增长%
};

struct TableColumn {
  // Without blanks, time, unit and what says nothing of its own (金额). Empty for a
  // change: it is of what the row names.
  std::string name;
  ColumnKind kind = ColumnKind::kValue;
  qiusuo::v1::Basis basis = qiusuo::v1::BASIS_UNSPECIFIED;
  std::optional<qiusuo::v1::Period> period;
  std::optional<bool> planned;
  std::optional<qiusuo::v1::NotedUnit> unit;
};

// One cell of one line of the head; a column's title may be several.
struct ColumnTitle {
  enum class Role {
    kOther,   // 一般债务
    kFigure,  // 2024年决算数
    kLabel,   // 科目名称
    kPlace,   // 地区
    kCode,    // 科目编码
    kNothing  // 公式 A=B+C, 1 2 3
  };
  Role role = Role::kOther;
  CellPlace place;
  std::u32string words;  // without blanks, folded
  std::string written;   // as written, without blanks and unit
  std::string name;      // also without time
  std::optional<qiusuo::v1::Period> period;
  std::optional<qiusuo::v1::NotedUnit> unit;
  bool says_whether_planned = false;  // ends in 预算数, 执行数 and the like
};

// ReadTitle reads a cell of a head; `periods` are those in its line.
ColumnTitle ReadTitle(const Text& text, const HeaderCell& cell,
                      std::span<const FoundPeriod> periods);

// ReadColumn answers what the titles of one column, outermost first, say together.
TableColumn ReadColumn(std::span<const ColumnTitle* const> titles);

// PlannedBy answers whether `words` call figures planned (预算数) or done (执行数), by
// the last word that says either. nullopt if none does.
std::optional<bool> PlannedBy(std::u32string_view words);

// IsCodeName tells names of numbers that count nothing: 科目编码.
bool IsCodeName(std::u32string_view words);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_TABLE_TITLES_H_
