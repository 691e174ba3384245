#include "service/parser/numbered_entries.h"

#include <array>
#include <cstdint>
#include <optional>

#include "service/parser/decimal_marks.h"
#include "service/parser/marks.h"
#include "service/parser/ordinals.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMinNumbered = 3;
// Lines without a number that an entry goes on in.
constexpr size_t kMaxUnnumbered = 3;

// Numbers of tables count like a scheme of their own.
constexpr size_t kTables = 0;
constexpr size_t kKinds = qiusuo::v1::SectionScheme_ARRAYSIZE;

struct EntryNumber {
  size_t kind = kTables;
  int64_t ordinal = 0;
};

// 表十七, 表1
std::optional<EntryNumber> ReadTableNumber(const Text& text, size_t at) {
  if (text[at] != U'表') return std::nullopt;
  const std::optional<Ordinal> number = ReadOrdinal(text, at + 1);
  if (!number) return std::nullopt;
  return EntryNumber{kTables, number->value};
}

std::optional<EntryNumber> ReadNumber(const Text& text, const Line& line) {
  const size_t at = ReadLinePrefix(text, line).end;
  if (const auto table = ReadTableNumber(text, at)) return table;
  if (ReadsAsDecimalMark(text, line)) {
    return EntryNumber{qiusuo::v1::SECTION_SCHEME_DECIMAL, 0};
  }
  const std::optional<Mark> mark = ReadMark(text, at);
  if (!mark || mark->strength == MarkStrength::kByNeighbours ||
      mark->scheme == qiusuo::v1::SECTION_SCHEME_HAN_IS) {
    return std::nullopt;
  }
  return EntryNumber{static_cast<size_t>(mark->scheme), mark->ordinal};
}

}  // namespace

bool IsNumberedEntry(const Text& text, const Line& line) {
  return ReadNumber(text, line).has_value();
}

size_t CountNumberedEntries(const Text& text, const std::vector<Line>& lines,
                            std::span<const size_t> below) {
  std::array<int64_t, kKinds> last = {};
  size_t first_kind = kKinds;
  size_t numbered = 0;
  size_t end = 0;
  for (size_t k = 0; k < below.size() && k <= end + kMaxUnnumbered; ++k) {
    const std::optional<EntryNumber> number = ReadNumber(text, lines[below[k]]);
    if (!number) continue;
    if (numbered == 0) first_kind = number->kind;
    // 1.2 says itself where it stands.
    const bool is_decimal = number->kind == qiusuo::v1::SECTION_SCHEME_DECIMAL;
    const bool goes_on = number->ordinal == last[number->kind] + 1;
    const bool may_restart =
        number->kind != first_kind && number->kind != kTables;
    const bool begins = number->ordinal == 1 && may_restart;
    if (!is_decimal && !goes_on && !begins) break;
    last[number->kind] = number->ordinal;
    ++numbered;
    end = k + 1;
  }
  return numbered >= kMinNumbered ? end : 0;
}

}  // namespace qiusuo::parser
