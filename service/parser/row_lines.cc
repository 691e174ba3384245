#include "service/parser/row_lines.h"

#include <optional>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/marks.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxLabel = 40;
constexpr size_t kWideGap = 3;
constexpr size_t kNone = std::u32string_view::npos;

constexpr CharacterSet kNeverInLabel{U"。;:,"};
constexpr std::u32string_view kOfFigures = U"0123456789.,%-—×+";
constexpr CharacterSet kInFigures{kOfFigures};

bool IsFigure(std::u32string_view token) {
  return !token.empty() && token.find_first_not_of(kOfFigures) == kNone;
}

bool EndsInFigures(std::u32string_view ink) {
  if (!kInFigures.Has(ink.back())) return false;
  const size_t last = ink.rfind(U' ');
  if (last == kNone || !IsFigure(ink.substr(last + 1))) return false;
  const size_t end = ink.find_last_not_of(U' ', last);
  if (end == kNone) return false;
  if (last - end >= kWideGap) return true;
  const size_t before = ink.rfind(U' ', end);
  return before != kNone && IsFigure(ink.substr(before + 1, end - before));
}

// Whether a row without figures may read so: 二、非税收入.
bool IsNumberedLabel(const Text& text, const Line& line) {
  return line.ink.size() <= kMaxLabel &&
         ReadMark(text, line.ink.begin).has_value() &&
         kNeverInLabel.FindIn(text.Folded(line.ink)) == kNone;
}

// Whether b numbers on from a: 一、 above 二、.
bool NumbersOn(const Text& text, const Line& a, const Line& b) {
  const std::optional<Mark> first = ReadMark(text, a.ink.begin);
  const std::optional<Mark> second = ReadMark(text, b.ink.begin);
  return first && second && first->scheme == second->scheme &&
         second->ordinal == first->ordinal + 1;
}

}  // namespace

std::vector<bool> FindRowLines(const Text& text,
                               const std::vector<Line>& lines) {
  std::vector<bool> is_row(lines.size(), false);
  bool is_below_row = false;  // with nothing but labels between
  size_t below = 0;           // the first line below that row
  const size_t none = lines.size();
  size_t before = none;  // the line before, if it is numbered
  size_t run = 0;        // the first of the lines that number on to it
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].blank()) continue;
    const bool has_figures = EndsInFigures(text.Folded(lines[i].ink));
    const bool is_label = !has_figures && IsNumberedLabel(text, lines[i]);
    const bool numbers_on =
        before != none && NumbersOn(text, lines[before], lines[i]);
    if (has_figures) {
      // Labels between rows are rows, and so are those that number on to one.
      const size_t first = is_below_row ? below : numbers_on ? run : i;
      for (size_t k = first; k <= i; ++k) is_row[k] = true;
    } else {
      is_row[i] = is_label && numbers_on && is_row[before];
    }
    if (!numbers_on) run = i;
    before = has_figures || is_label ? i : none;
    if (has_figures) {
      is_below_row = true;
      below = i + 1;
    } else {
      is_below_row = is_below_row && is_label;
    }
  }
  return is_row;
}

}  // namespace qiusuo::parser
