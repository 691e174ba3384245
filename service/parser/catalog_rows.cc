#include "service/parser/catalog_rows.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "base/decimal.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "proto/error_details.h"
#include "service/parser/charset.h"

namespace qiusuo::parser {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Columns of units.tsv.
enum UnitColumn { kUnit, kId, kDimension, kFactor, kBase, kUse };

bool IsIdPart(std::string_view part) {
  return !part.empty() && part[0] >= 'a' && part[0] <= 'z' &&
         std::all_of(part.begin(), part.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

std::string Quoted(std::string_view word) {
  return absl::StrCat("`", ToAbsl(word), "`");
}

bool IsPositive(std::string_view number) {
  const std::optional<Decimal> value = Decimal::Parse(number);
  return value && !value->is_zero() && !value->is_negative();
}

// A decimal, or a/b.
bool IsFactor(std::string_view factor) {
  const size_t slash = factor.find('/');
  if (slash == factor.npos) return IsPositive(factor);
  return IsPositive(factor.substr(0, slash)) &&
         IsPositive(factor.substr(slash + 1));
}

// What all writings of a unit share.
struct UnitFacts {
  std::string_view dimension, factor, base;
  friend bool operator==(const UnitFacts&, const UnitFacts&) = default;
};

class UnitChecker {
 public:
  UnitChecker(std::string_view name, const std::vector<CatalogRow>& known)
      : name_(name) {
    for (const CatalogRow& row : known) Keep(row);
  }

  // The dimensions and uses are those of the rows kept so far, if there are any.
  absl::Status Check(const std::vector<CatalogRow>& rows) {
    const std::set<std::string_view> dimensions = dimensions_;
    for (const CatalogRow& row : rows) {
      const std::string why = WhyWrong(row, dimensions);
      if (!why.empty()) return TableError(name_, row.number, why);
      Keep(row);
    }
    for (const CatalogRow& row : rows) {
      const auto base = units_.find(row.fields[kBase]);
      if (base == units_.end() || base->second.base != base->first ||
          base->second.dimension != row.fields[kDimension]) {
        return TableError(name_, row.number,
                          absl::StrCat("base ", Quoted(row.fields[kBase]),
                                       " is no base of the dimension ",
                                       Quoted(row.fields[kDimension])));
      }
    }
    return absl::OkStatus();
  }

 private:
  static UnitFacts FactsOf(const CatalogRow& row) {
    return {row.fields[kDimension], row.fields[kFactor], row.fields[kBase]};
  }

  void Keep(const CatalogRow& row) {
    writings_.insert(row.fields[kUnit]);
    dimensions_.insert(row.fields[kDimension]);
    units_.emplace(row.fields[kId], FactsOf(row));
  }

  std::string WhyWrong(const CatalogRow& row,
                       const std::set<std::string_view>& dimensions) const {
    const std::string_view use = row.fields[kUse];
    if (writings_.contains(row.fields[kUnit])) {
      return absl::StrCat("unit ", Quoted(row.fields[kUnit]),
                          " is there already");
    }
    if (!IsIdPart(row.fields[kId])) {
      return absl::StrCat("id ", Quoted(row.fields[kId]),
                          " must be lower-case letters, digits and _");
    }
    if (!dimensions.empty() && !dimensions.contains(row.fields[kDimension])) {
      return absl::StrCat("unknown dimension ", Quoted(row.fields[kDimension]));
    }
    if (!IsFactor(row.fields[kFactor])) {
      return absl::StrCat("factor ", Quoted(row.fields[kFactor]),
                          " must be a number above 0 or a/b");
    }
    if (use != "any" && use != "digits" && use != "label") {
      return absl::StrCat("use ", Quoted(use), " must be any, digits or label");
    }
    const auto same = units_.find(row.fields[kId]);
    if (same != units_.end() && same->second != FactsOf(row)) {
      return absl::StrCat("id ", Quoted(row.fields[kId]),
                          " has another dimension, factor or base");
    }
    if (row.fields[kId] == row.fields[kBase] && row.fields[kFactor] != "1") {
      return "a base has the factor 1";
    }
    return "";
  }

  const std::string_view name_;
  std::set<std::string_view> writings_;
  std::set<std::string_view> dimensions_;
  std::map<std::string_view, UnitFacts> units_;  // by id
};

}  // namespace

absl::StatusOr<std::vector<CatalogRow>> ReadTable(std::string_view name,
                                                  std::string_view tsv,
                                                  size_t columns) {
  std::vector<CatalogRow> rows;
  if (tsv.starts_with(kByteOrderMark)) tsv.remove_prefix(kByteOrderMark.size());
  for (int number = 1; !tsv.empty(); ++number) {
    const size_t end = tsv.find('\n');
    std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(end == tsv.npos ? tsv.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (ValidUtf8Prefix(line).size() != line.size()) {
      return TableError(name, number, "is not UTF-8");
    }
    if (line.empty() || line[0] == '#') continue;
    CatalogRow row{.number = number, .fields = {}};
    for (size_t tab = 0; tab != line.npos;) {
      tab = line.find('\t');
      row.fields.push_back(line.substr(0, tab));
      if (tab != line.npos) line.remove_prefix(tab + 1);
    }
    if (row.fields.size() != columns) {
      return TableError(name, number,
                        absl::StrCat("has ", row.fields.size(),
                                     " columns parted by tabs, not ", columns));
    }
    for (size_t c = 0; c < columns; ++c) {
      if (row.fields[c].empty()) {
        return TableError(name, number,
                          absl::StrCat("column ", c + 1, " is empty"));
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

absl::Status TableError(std::string_view name, int line, std::string_view why) {
  return MakeError(absl::StatusCode::kInvalidArgument, "INVALID_TABLE",
                   absl::StrCat(ToAbsl(name), ":", line, ": ", ToAbsl(why)));
}

absl::Status CheckIndicatorId(std::string_view name, const CatalogRow& row,
                              std::string_view id) {
  bool good = id.find('.') != id.npos;
  for (std::string_view rest = id; good;) {
    const size_t dot = rest.find('.');
    good = IsIdPart(rest.substr(0, dot));
    if (dot == rest.npos) break;
    rest.remove_prefix(dot + 1);
  }
  if (good) return absl::OkStatus();
  return TableError(name, row.number,
                    absl::StrCat("id ", Quoted(id),
                                 " must be words of lower-case letters, digits "
                                 "and _ parted by dots: court.closing_rate"));
}

absl::Status CheckUnits(std::string_view name,
                        const std::vector<CatalogRow>& known,
                        const std::vector<CatalogRow>& rows) {
  return UnitChecker(name, known).Check(rows);
}

}  // namespace qiusuo::parser
