#include "service/parser/units.h"

#include <string>

#include "service/parser/catalog.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

const Lexicon& OtherWords() {
  static const Lexicon words(tables::kNotUnits);
  return words;
}

Dimension DimensionNamed(std::string_view name) {
  if (name == "share" || name == "share_difference") return Dimension::kShare;
  if (name == "ratio") return Dimension::kRatio;
  if (name == "money") return Dimension::kMoney;
  if (name == "count") return Dimension::kCount;
  if (name == "time") return Dimension::kTime;
  return Dimension::kMeasure;
}

UnitUse UseNamed(std::string_view name) {
  if (name == "label") return UnitUse::kLabel;
  return name == "digits" ? UnitUse::kBehindDigits : UnitUse::kAny;
}

// Columns of tables/units.tsv; the unit itself comes first.
enum Column { kId = 1, kDimension, kFactor, kBase, kUse };

Unit FromEntry(const Lexicon::Entry& entry, size_t end) {
  return {.end = end,
          .id = entry.fields[kId],
          .dimension = DimensionNamed(entry.fields[kDimension]),
          .factor = entry.fields[kFactor],
          .base = entry.fields[kBase],
          .use = UseNamed(entry.fields[kUse])};
}

// Whether the digits at i are an amount of their own: 10ms1帧, but not 5G3.
bool BeginsAmount(const Text& text, size_t i) {
  while (IsDigit(text[i])) ++i;
  const Lexicon::Entry* unit =
      text.catalog().units().LongestAt(text.folded(), i);
  return unit != nullptr && text[i] > 0x7F;
}

std::optional<Unit> ReadSimpleUnit(const Text& text, size_t i) {
  const Lexicon::Entry* unit =
      text.catalog().units().LongestAt(text.folded(), i);
  if (unit == nullptr) return std::nullopt;
  const size_t end = i + unit->word.size();
  if (IsLatin(text[end - 1]) &&
      (IsLatin(text[end]) ||
       (IsDigit(text[end]) && !BeginsAmount(text, end)))) {
    return std::nullopt;
  }
  const Lexicon::Entry* other = OtherWords().LongestAt(text.folded(), i);
  if (other != nullptr && other->word.size() > unit->word.size()) {
    return std::nullopt;
  }
  return FromEntry(*unit, end);
}

}  // namespace

std::optional<Unit> ReadUnit(const Text& text, size_t i) {
  std::optional<Unit> unit = ReadSimpleUnit(text, i);
  if (!unit) return std::nullopt;
  if (text[unit->end] == U'/') {  // 微克/立方米
    const size_t scale = HanScale(text[unit->end + 1]) > 0 ? 1 : 0;  // /千人
    if (const auto per = ReadSimpleUnit(text, unit->end + 1 + scale)) {
      Unit composed;
      composed.end = per->end;
      composed.dimension = Dimension::kMeasure;
      return composed;
    }
  }
  if (text[unit->end] == U'(') {  // 辆(台), 个(项)
    const auto other = ReadSimpleUnit(text, unit->end + 1);
    if (other && text[other->end] == U')') {
      unit->end = other->end + 1;
    }
  }
  return unit;
}

std::optional<Unit> UnitNamed(std::u32string_view name) {
  const Lexicon::Entry* unit = Catalog::BuiltIn().units().LongestAt(name, 0);
  if (unit == nullptr || unit->word.size() != name.size()) return std::nullopt;
  return FromEntry(*unit, name.size());
}

}  // namespace qiusuo::parser
