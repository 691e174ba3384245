// File: service/server/own_tables.h
//
// The rows that a deployment adds to the catalogue of indicators and units: files in the
// columns of service/parser/tables/indicators.tsv and units.tsv, read once at start.

#ifndef QIUSUO_SERVICE_SERVER_OWN_TABLES_H_
#define QIUSUO_SERVICE_SERVER_OWN_TABLES_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/parser/catalog.h"

namespace qiusuo::server {

// ReadCatalog answers the catalogue with the rows of these files; an empty path adds none.
// INVALID_ARGUMENT: INVALID_OPTION for a file that cannot be read or is larger than 16 MiB,
// INVALID_TABLE for a wrong row, by file and line.
absl::StatusOr<std::shared_ptr<const parser::Catalog>> ReadCatalog(
    const std::string& indicators_file, const std::string& units_file);

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_OWN_TABLES_H_
