// File: service/parser/catalog_rows.h
//
// The rows of a catalogue's table, read and checked: tables/indicators.tsv and
// tables/units.tsv say what their columns are.

#ifndef QIUSUO_SERVICE_PARSER_CATALOG_ROWS_H_
#define QIUSUO_SERVICE_PARSER_CATALOG_ROWS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace qiusuo::parser {

struct CatalogRow {
  int number = 0;  // from 1
  std::vector<std::string_view> fields;
};

// ReadTable answers the rows of `tsv`: lines without comments (#), blank lines and
// line ends, split at tabs. `name` stands in messages. INVALID_ARGUMENT
// (INVALID_TABLE) where a row is no UTF-8, has another number of columns or a column
// without anything. The rows refer to `tsv`.
absl::StatusOr<std::vector<CatalogRow>> ReadTable(std::string_view name,
                                                  std::string_view tsv,
                                                  size_t columns);

// TableError makes an INVALID_ARGUMENT (INVALID_TABLE): `own.tsv:12: why`.
absl::Status TableError(std::string_view name, int line, std::string_view why);

// CheckIndicatorId refuses what is no `domain.name` of lower-case letters, digits and _.
absl::Status CheckIndicatorId(std::string_view name, const CatalogRow& row,
                              std::string_view id);

// CheckUnits refuses rows of units that are wrong by themselves or against `known`, the
// rows that are there already.
absl::Status CheckUnits(std::string_view name,
                        const std::vector<CatalogRow>& known,
                        const std::vector<CatalogRow>& rows);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CATALOG_ROWS_H_
