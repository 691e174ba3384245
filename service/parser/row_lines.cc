#include "service/parser/row_lines.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "service/parser/character_set.h"
#include "service/parser/marks.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxLabel = 40;
constexpr size_t kMaxRow = 120;
constexpr size_t kWideGap = 3;
constexpr size_t kNone = std::u32string_view::npos;

constexpr CharacterSet kEndsSentence{U"。;:!?"};
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

// 2026 at the end of a line may be the year that the next line goes on with.
bool IsYear(std::u32string_view token) {
  return token.size() == 4 &&
         (token.starts_with(U"19") || token.starts_with(U"20"));
}

// Whether the line ends in one figure, as does a row of a single column, and a line that
// breaks off behind a number.
bool EndsInOneFigure(std::u32string_view ink) {
  if (!kInFigures.Has(ink.back())) return false;
  const size_t last = ink.rfind(U' ');
  if (last == kNone) return false;
  const std::u32string_view token = ink.substr(last + 1);
  return token.size() >= 2 && IsFigure(token) && !IsYear(token);
}

// Whether the line may be a label with empty cells, or with one: no sentence, and not the
// name of the next table.
bool IsLabel(std::u32string_view ink) {
  constexpr std::u32string_view kAmongThem = U"其中:";
  if (ink.starts_with(kAmongThem)) ink.remove_prefix(kAmongThem.size());
  return ink.size() <= kMaxLabel && kEndsSentence.FindIn(ink) == kNone &&
         !ink.ends_with(U'表');
}

// Whether the words behind the mark go on like a row, whose last cells may hold words: with a
// figure behind a wide gap, with two figures in a row, or, of two tables side by side, with
// another 一、 behind a blank.
bool HasCells(const Text& text, CharSpan ink, const Mark& mark) {
  const std::u32string_view words = text.Folded(ink);
  if (words.size() > kMaxRow || kEndsSentence.FindIn(words) != kNone)
    return false;
  bool follows_figure = false;
  size_t blank = words.find(U' ', mark.text_begin - ink.begin);
  while (blank != kNone) {
    const size_t begin = words.find_first_not_of(U' ', blank);
    if (begin == kNone) return false;
    const size_t gap = begin - blank;
    blank = words.find(U' ', begin);
    const std::u32string_view token =
        words.substr(begin, std::min(blank, words.size()) - begin);
    const bool is_figure = token.size() >= 2 && IsFigure(token);
    const bool is_cell = gap >= kWideGap && is_figure && !IsYear(token);
    if (is_cell || (is_figure && follows_figure)) return true;
    follows_figure = is_figure;
    const std::optional<Mark> second = ReadMark(text, ink.begin + begin);
    if (second && second->scheme == mark.scheme &&
        mark.scheme == qiusuo::v1::SECTION_SCHEME_HAN_COMMA)
      return true;
  }
  return false;
}

// Reads the lines in order; what stands between two rows of a table, and what numbers on
// within one, is known only by the rows around it.
class RowFinder {
 public:
  RowFinder(const Text& text, const std::vector<Line>& lines)
      : text_(text), lines_(lines), is_row_(lines.size(), false) {}

  std::vector<bool> Find() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].blank()) Read(i);
    }
    return std::move(is_row_);
  }

 private:
  void Read(size_t i) {
    const CharSpan ink = lines_[i].ink;
    const std::u32string_view words = text_.Folded(ink);
    const std::optional<Mark> mark = ReadMark(text_, ink.begin);
    const bool has_figures =
        EndsInFigures(words) || (mark && HasCells(text_, ink, *mark));
    const bool is_label = !has_figures && IsLabel(words);
    const bool has_figure = is_label && EndsInOneFigure(words);
    const bool numbers_on = mark && before_ &&
                            mark->scheme == before_->scheme &&
                            mark->ordinal == before_->ordinal + 1;
    if (mark && !numbers_on) run_ = i;
    if (has_figures || (has_figure && figure_ != kNone)) {
      // A row with one figure bears out the one above it. Labels between rows are rows,
      // and so are those that number on to one.
      size_t k = std::min({i, figure_, below_, numbers_on ? run_ : i});
      for (; k <= i; ++k) is_row_[k] = true;
      below_ = i + 1;
      if (mark) run_ = i;
    } else {
      is_row_[i] = is_label && numbers_on && is_row_[before_line_];
      if (!is_label || !mark) below_ = kNone;
    }
    figure_ = has_figures || has_figure ? i : kNone;
    if (!has_figures && !is_label) {
      before_ = std::nullopt;
    } else if (mark) {
      before_ = mark;
      before_line_ = i;
    }
  }

  const Text& text_;
  const std::vector<Line>& lines_;
  std::vector<bool> is_row_;
  size_t below_ = kNone;  // below the last row, with nothing but labels between
  size_t figure_ = kNone;       // the line before, if it ends in a figure
  std::optional<Mark> before_;  // the last number in this table
  size_t before_line_ = 0;      // its line
  size_t run_ =
      0;  // the first line that numbers on to it and is known for no row
};

}  // namespace

std::vector<bool> FindRowLines(const Text& text,
                               const std::vector<Line>& lines) {
  return RowFinder(text, lines).Find();
}

}  // namespace qiusuo::parser
