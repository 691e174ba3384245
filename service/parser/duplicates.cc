#include "service/parser/duplicates.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "service/parser/scan.h"

namespace qiusuo::parser {
namespace {

// A line of more characters is compared sentence by sentence.
constexpr size_t kMaxPlainLine = 1000;
// What has fewer characters or no 。 is no prose, but a heading, a menu or a table's row.
constexpr size_t kMinProse = 20;
constexpr size_t kMinCopiedProse = 200;
// A page has no more lines than this above its first paragraph.
constexpr size_t kMaxHead = 64;

// A line, or a sentence of a long one.
using Unit = CharSpan;

bool IsStop(char32_t c) { return c == U'。'; }

bool IsProse(const Text& text, Unit unit) {
  return unit.size() >= kMinProse &&
         FirstWhere(text.folded(), unit.begin, unit.end, IsStop) < unit.end;
}

// A polynomial over the characters that are no blanks.
uint64_t HashInk(const Text& text, Unit unit) {
  constexpr uint64_t kBase = 0x9e3779b97f4a7c15;
  constexpr uint64_t kBase2 = kBase * kBase;
  constexpr uint64_t kBase3 = kBase2 * kBase;
  constexpr uint64_t kBase4 = kBase3 * kBase;
  const std::u32string_view words = text.Folded(unit);
  uint64_t hash = 0;
  size_t i = 0;
  // Four at a time, for a step waits for the one before.
  for (; i + 4 <= words.size(); i += 4) {
    const char32_t* const c = words.data() + i;
    if (c[0] == U' ' || c[1] == U' ' || c[2] == U' ' || c[3] == U' ') {
      for (size_t k = 0; k < 4; ++k) {
        if (c[k] != U' ') hash = hash * kBase + c[k];
      }
    } else {
      hash =
          hash * kBase4 + c[0] * kBase3 + c[1] * kBase2 + c[2] * kBase + c[3];
    }
  }
  for (; i < words.size(); ++i) {
    if (words[i] != U' ') hash = hash * kBase + words[i];
  }
  return hash;
}

bool HaveSameInk(const Text& text, Unit a, Unit b) {
  const std::u32string_view x = text.Folded(a);
  const std::u32string_view y = text.Folded(b);
  size_t i = 0;
  size_t k = 0;
  while (true) {
    while (i < x.size() && x[i] == U' ') ++i;
    while (k < y.size() && y[k] == U' ') ++k;
    if (i == x.size() || k == y.size()) {
      return i == x.size() && k == y.size();
    }
    if (x[i++] != y[k++]) return false;
  }
}

std::vector<Unit> FindUnits(const Text& text, const std::vector<Line>& lines) {
  std::vector<Unit> units;
  units.reserve(lines.size());
  for (const Line& line : lines) {
    if (line.blank()) continue;
    CharSpan rest = line.ink;
    while (line.ink.size() > kMaxPlainLine) {
      const size_t stop =
          FirstWhere(text.folded(), rest.begin, rest.end, IsStop);
      if (stop == rest.end) break;
      units.push_back({rest.begin, stop + 1});
      rest.begin = stop + 1;
    }
    if (!rest.empty()) units.push_back(rest);
  }
  return units;
}

// Headings and menus open no run, but belong to the one that they stand above. `free`
// ends at the unit that repeats `source`.
size_t FirstOfRun(const Text& text, const std::vector<Unit>& units,
                  size_t source, CharSpan free) {
  const size_t limit = std::min({free.size(), source, kMaxHead});
  size_t back = 0;
  while (back < limit && HaveSameInk(text, units[free.end - back - 1],
                                     units[source - back - 1])) {
    ++back;
  }
  return free.end - back;
}

}  // namespace

std::vector<CharSpan> FindDuplicates(const Text& text,
                                     const std::vector<Line>& lines) {
  const std::vector<Unit> units = FindUnits(text, lines);
  absl::flat_hash_map<uint64_t, size_t> first_with_hash;
  std::vector<CharSpan> copies;
  size_t taken = 0;  // the first unit that no copy holds
  for (size_t i = 0; i < units.size();) {
    if (!IsProse(text, units[i])) {
      ++i;
      continue;
    }
    const auto [entry, is_new] =
        first_with_hash.try_emplace(HashInk(text, units[i]), i);
    size_t source = entry->second;
    if (is_new || !HaveSameInk(text, units[i], units[source])) {
      ++i;
      continue;
    }
    const size_t first = FirstOfRun(text, units, source, {taken, i});
    size_t prose = 0;
    for (; i < units.size() && HaveSameInk(text, units[i], units[source]);
         ++i, ++source) {
      if (IsProse(text, units[i])) prose += units[i].size();
    }
    if (prose < kMinCopiedProse) continue;
    copies.push_back({units[first].begin, units[i - 1].end});
    taken = i;
  }
  return copies;
}

}  // namespace qiusuo::parser
