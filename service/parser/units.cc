#include "service/parser/units.h"

#include <string>

#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

const Lexicon& Units() {
  static const Lexicon units(tables::kUnits);
  return units;
}

const Lexicon& OtherWords() {
  static const Lexicon words(tables::kNotUnits);
  return words;
}

Dimension DimensionNamed(std::string_view name) {
  if (name == "share") return Dimension::kShare;
  if (name == "ratio") return Dimension::kRatio;
  if (name == "money") return Dimension::kMoney;
  if (name == "count") return Dimension::kCount;
  if (name == "time") return Dimension::kTime;
  return Dimension::kMeasure;
}

Unit FromEntry(const Lexicon::Entry& entry, size_t end) {
  return {.end = end,
          .id = entry.fields[1],
          .dimension = DimensionNamed(entry.fields[2]),
          .only_behind_digits = entry.fields[3] == "digits"};
}

std::optional<Unit> ReadSimpleUnit(const Text& text, size_t i) {
  const Lexicon::Entry* unit = Units().LongestAt(text.folded(), i);
  if (unit == nullptr) return std::nullopt;
  const size_t end = i + unit->word.size();
  if (IsLatin(text[end - 1]) && (IsLatin(text[end]) || IsDigit(text[end]))) {
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
      return Unit{.end = per->end, .id = "", .dimension = Dimension::kMeasure};
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
  const Lexicon::Entry* unit = Units().LongestAt(name, 0);
  if (unit == nullptr || unit->word.size() != name.size()) return std::nullopt;
  return FromEntry(*unit, name.size());
}

}  // namespace qiusuo::parser
