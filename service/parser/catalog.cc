#include "service/parser/catalog.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/sha256.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "service/parser/catalog_rows.h"
#include "service/parser/indicator_names.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kIndicatorColumns = 3;
constexpr size_t kUnitColumns = 7;
constexpr std::string_view kIndicatorsName = "indicators.tsv";
constexpr std::string_view kUnitsName = "units.tsv";

std::string VersionOf(const Catalog::OwnTable& indicators,
                      const Catalog::OwnTable& units) {
  constexpr size_t kHashSize = 8;
  const std::string both = absl::StrCat(indicators.tsv, "\f", units.tsv);
  return absl::StrCat("tables.", Sha256Hex(both).substr(0, kHashSize));
}

}  // namespace

Catalog::Catalog(std::string units_tsv, std::string version)
    : units_tsv_(std::move(units_tsv)),
      units_(units_tsv_),
      version_(std::move(version)) {}

const Catalog& Catalog::BuiltIn() {
  static const Catalog* const catalog = [] {
    auto* built_in = new Catalog(std::string(tables::kUnits), "");
    // A test holds the compiled-in table to be well-formed.
    built_in
        ->AddIndicators({.name = std::string(kIndicatorsName),
                         .tsv = std::string(tables::kIndicators)})
        .IgnoreError();
    return built_in;
  }();
  return *catalog;
}

absl::StatusOr<std::shared_ptr<const Catalog>> Catalog::WithOwnRows(
    const OwnTable& indicators, const OwnTable& units) {
  ASSIGN_OR_RETURN(const std::vector<CatalogRow> known_units,
                   ReadTable(kUnitsName, tables::kUnits, kUnitColumns));
  ASSIGN_OR_RETURN(const std::vector<CatalogRow> own_units,
                   ReadTable(units.name, units.tsv, kUnitColumns));
  RETURN_IF_ERROR(CheckUnits(kUnitsName, {}, known_units));
  RETURN_IF_ERROR(CheckUnits(units.name, known_units, own_units));
  std::string units_tsv(tables::kUnits);
  for (const CatalogRow& row : own_units) {
    for (const std::string_view field : row.fields) {
      absl::StrAppend(&units_tsv, ToAbsl(field), "\t");
    }
    units_tsv.back() = '\n';
  }
  const bool has_rows = !indicators.tsv.empty() || !units.tsv.empty();
  std::shared_ptr<Catalog> catalog(
      new Catalog(std::move(units_tsv),
                  has_rows ? VersionOf(indicators, units) : std::string()));
  RETURN_IF_ERROR(
      catalog->AddIndicators({.name = std::string(kIndicatorsName),
                              .tsv = std::string(tables::kIndicators)}));
  RETURN_IF_ERROR(catalog->AddIndicators(indicators));
  return std::shared_ptr<const Catalog>(std::move(catalog));
}

absl::Status Catalog::AddIndicators(const OwnTable& table) {
  ASSIGN_OR_RETURN(const std::vector<CatalogRow> rows,
                   ReadTable(table.name, table.tsv, kIndicatorColumns));
  for (const CatalogRow& row : rows) {
    const std::string_view id = row.fields[1];
    RETURN_IF_ERROR(CheckIndicatorId(table.name, row, id));
    for (std::string_view names = row.fields[0]; !names.empty();) {
      const size_t bar = names.find('|');
      const std::string_view name = names.substr(0, bar);
      names.remove_prefix(bar == names.npos ? names.size() : bar + 1);
      std::u32string key = IndicatorKey(name);
      if (key.empty()) {
        return TableError(table.name, row.number, "a name is empty");
      }
      const auto [known, is_new] = ids_.emplace(std::move(key), id);
      if (!is_new && known->second != id) {
        return TableError(table.name, row.number,
                          absl::StrCat("name `", ToAbsl(name), "` is one of ",
                                       known->second, " already"));
      }
    }
  }
  return absl::OkStatus();
}

std::string_view Catalog::IndicatorId(std::string_view name) const {
  const auto id = ids_.find(IndicatorKey(name));
  return id == ids_.end() ? std::string_view() : std::string_view(id->second);
}

}  // namespace qiusuo::parser
