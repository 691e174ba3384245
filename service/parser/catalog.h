// File: service/parser/catalog.h
//
// The catalogue of indicators and units that a report is read with: the compiled-in
// tables (tables/indicators.tsv, tables/units.tsv) and rows that a deployment adds.
//
//   catalog.IndicatorId("审结率") == catalog.IndicatorId("结案率") == "court.closing_rate"
//
//   ASSIGN_OR_RETURN(std::shared_ptr<const Catalog> catalog,
//                    Catalog::WithOwnRows({.name = "own.tsv", .tsv = bytes}, {}));
//   ParseReport(report, {.catalog = catalog});
//
// Immutable, so safe from any thread.

#ifndef QIUSUO_SERVICE_PARSER_CATALOG_H_
#define QIUSUO_SERVICE_PARSER_CATALOG_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/parser/lexicon.h"

namespace qiusuo::parser {

class Catalog {
 public:
  // A table as a deployment writes it, in the columns of the compiled-in one.
  struct OwnTable {
    std::string name = {};  // for messages: the file's path
    std::string tsv = {};   // empty: no rows
  };

  // The compiled-in tables alone.
  static const Catalog& BuiltIn();

  // WithOwnRows answers the compiled-in tables with these rows added. A row of
  // `indicators` may give more names to an indicator that is there. INVALID_ARGUMENT
  // (INVALID_TABLE) for the first row that is wrong, by name and line: not UTF-8, a
  // number of columns, an id, a name or unit that is there already, a dimension, factor,
  // base or use that units.tsv does not have.
  static absl::StatusOr<std::shared_ptr<const Catalog>> WithOwnRows(
      const OwnTable& indicators, const OwnTable& units);

  // IndicatorId answers the id of the indicator with this name (indicator_names.h);
  // empty if there is none.
  std::string_view IndicatorId(std::string_view name) const;

  const Lexicon& units() const { return units_; }

  // `tables.` and a hash of the own rows; empty without any. Part of
  // Document.parser_version, as other rows give other documents.
  const std::string& version() const { return version_; }

 private:
  Catalog(std::string units_tsv, std::string version);

  absl::Status AddIndicators(const OwnTable& table);

  const std::string units_tsv_;  // units_ refers to it
  const Lexicon units_;
  const std::string version_;
  absl::flat_hash_map<std::u32string, std::string> ids_;  // by IndicatorKey
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CATALOG_H_
