#include "service/parser/catalog.h"

#include <string>
#include <unordered_map>

#include "service/parser/lexicon.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

using Ids = std::unordered_map<std::string_view, std::string_view>;

Ids ReadIds() {
  static const Lexicon rows(tables::kIndicators);
  Ids ids;
  for (const Lexicon::Entry& row : rows.entries()) {
    ids.emplace(row.fields[0], row.fields[1]);
  }
  return ids;
}

}  // namespace

std::string_view IndicatorId(std::string_view name) {
  static const Ids ids = ReadIds();
  const auto id = ids.find(name);
  return id == ids.end() ? std::string_view() : id->second;
}

}  // namespace qiusuo::parser
