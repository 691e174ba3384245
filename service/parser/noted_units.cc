#include "service/parser/noted_units.h"

#include <string>

#include "base/decimal.h"
#include "service/parser/han_digits.h"
#include "service/parser/units.h"

namespace qiusuo::parser {

std::optional<NotedUnitAt> ReadNotedUnit(const Text& text, size_t i) {
  // The unit first: 千瓦时 is one, and 千 in it no scale.
  size_t begin = i;
  int power = 0;
  std::optional<Unit> unit = ReadUnit(text, begin);
  while (!unit && HanScale(text[begin]) > 0) {
    power += HanScale(text[begin++]);
    unit = ReadUnit(text, begin);
  }
  if (!unit) return std::nullopt;
  NotedUnitAt noted;
  noted.end = unit->end;
  noted.unit.set_text(std::string(text.Utf8({i, unit->end})));
  const bool is_percent = text[begin] == U'%';  // also written ％
  noted.unit.set_unit(is_percent ? "%"
                                 : std::string(text.Utf8({begin, unit->end})));
  noted.unit.set_unit_id(std::string(unit->id));
  noted.unit.set_scale(Decimal::FromDigits("1", power).ToString());
  return noted;
}

std::optional<UnitNote> FindUnitNote(const Text& text, CharSpan line) {
  constexpr std::u32string_view kNote = U"单位:";
  constexpr size_t kMaxBlanks = 3;
  const std::u32string_view words = text.Folded(line);
  const size_t at = words.find(kNote);
  if (at == words.npos) return std::nullopt;
  size_t i = line.begin + at + kNote.size();
  const size_t floor = i + kMaxBlanks;
  while (i < line.end && i < floor && text[i] == U' ') ++i;
  constexpr std::u32string_view kCurrency = U"人民币";  // 单位:人民币万元
  if (text.folded().substr(i).starts_with(kCurrency)) i += kCurrency.size();
  UnitNote note;
  while (const auto noted = ReadNotedUnit(text, i)) {
    // 单位:万元、%: the shares are written as such, or their column says it.
    if (noted->unit.unit() != "%") {
      if (note.unit) return UnitNote{};
      note.unit = noted->unit;
    }
    i = noted->end;
    const bool more = text[i] == U'、' || text[i] == U',' || text[i] == U'/';
    if (!more) {
      const bool ends = i >= line.end || text[i] == U' ' || text[i] == U')';
      if (!ends) return std::nullopt;  // 单位：个人: no unit, but a word
      break;
    }
    ++i;
  }
  if (!note.unit) return std::nullopt;
  return note;
}

}  // namespace qiusuo::parser
