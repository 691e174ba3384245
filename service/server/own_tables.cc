#include "service/server/own_tables.h"

#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "proto/error_details.h"

namespace qiusuo::server {
namespace {

constexpr size_t kMaxTableBytes = size_t{16} << 20;

absl::StatusOr<parser::Catalog::OwnTable> ReadTableFile(
    const std::string& path) {
  if (path.empty()) return parser::Catalog::OwnTable{};
  std::string tsv;
  std::ifstream file(path, std::ios::binary);
  constexpr size_t kBlock = size_t{64} << 10;
  char block[kBlock];
  while (file && tsv.size() <= kMaxTableBytes) {
    file.read(block, kBlock);
    tsv.append(block, static_cast<size_t>(file.gcount()));
  }
  // A folder opens, and then cannot be read.
  if (!file.eof()) {
    const bool too_large = tsv.size() > kMaxTableBytes;
    return MakeError(absl::StatusCode::kInvalidArgument, "INVALID_OPTION",
                     absl::StrCat(too_large ? "larger than 16 MiB: "
                                            : "cannot read the table ",
                                  path));
  }
  return parser::Catalog::OwnTable{.name = path, .tsv = std::move(tsv)};
}

}  // namespace

absl::StatusOr<std::shared_ptr<const parser::Catalog>> ReadCatalog(
    const std::string& indicators_file, const std::string& units_file) {
  ASSIGN_OR_RETURN(const parser::Catalog::OwnTable indicators,
                   ReadTableFile(indicators_file));
  ASSIGN_OR_RETURN(const parser::Catalog::OwnTable units,
                   ReadTableFile(units_file));
  return parser::Catalog::WithOwnRows(indicators, units);
}

}  // namespace qiusuo::server
