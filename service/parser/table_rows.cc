#include "service/parser/table_rows.h"

#include <algorithm>
#include <string>
#include <utility>

#include "service/parser/han_digits.h"
#include "service/parser/literals.h"
#include "service/parser/measures.h"
#include "service/parser/noted_units.h"
#include "service/parser/sentences.h"
#include "service/parser/table_cells.h"
#include "service/parser/table_titles.h"

namespace qiusuo::parser {
namespace {

bool IsBlank(char32_t c) {
  return c == U' ' || c == U'|' || c == U'\n' || c == U'\r' || c == 0;
}

bool IsAscii(std::u32string_view words) {
  return std::all_of(words.begin(), words.end(),
                     [](char32_t c) { return c < 128; });
}

bool IsNumeralMark(char32_t c) {
  return IsDigit(c) || HanDigit(c) >= 0 || c == U'十' || c == U'.';
}

bool InPeriod(CharSpan span, std::span<const FoundPeriod> periods) {
  return std::any_of(
      periods.begin(), periods.end(), [&](const FoundPeriod& period) {
        return period.span.begin < span.end && span.begin < period.span.end;
      });
}

// 本年收入合计, 上年结转收入: the year is the table's, and the word part of a term.
bool IsTermOfBudget(const Text& text, CharSpan period) {
  const std::u32string_view words = text.Folded(period);
  return words == U"本年" || words == U"上年" || words == U"当年" ||
         words == U"年末" || words == U"年初";
}

// Where the label begins behind numbering (三、, 16, 1.), blanks, marks (#, △), words
// of time and 其中 at `label.begin`; that place itself where none stands there.
size_t SkipMark(const Text& text, CharSpan label,
                std::span<const FoundPeriod> periods) {
  constexpr std::u32string_view kMarks = U" :#*△▲●•·-—";
  constexpr std::u32string_view kOfWhich = U"其中:";
  for (const FoundPeriod& period : periods) {
    if (period.span.begin == label.begin && period.span.end <= label.end &&
        !IsTermOfBudget(text, period.span)) {
      return period.span.end;
    }
  }
  if (text.Folded(label).starts_with(kOfWhich)) {
    return label.begin + kOfWhich.size();
  }
  size_t i = label.begin;
  while (i < label.end && IsNumeralMark(text[i])) ++i;
  const char32_t c = text[i];
  const bool is_mark = c == U'、' || c == U')' || IsBlank(c);
  if (i < label.end && is_mark) return i + 1;
  if (i > label.begin + 1 && text[i - 1] == U'.') return i;  // 1.社会保险费
  const char32_t first = text[label.begin];
  const bool skips = kMarks.find(first) != kMarks.npos ||
                     (first == U'(' && IsNumeralMark(text[label.begin + 1]));
  return label.begin + (skips ? 1 : 0);
}

CharSpan TrimLabel(const Text& text, CharSpan label,
                   std::span<const FoundPeriod> periods) {
  while (!label.empty()) {
    const size_t begin = SkipMark(text, label, periods);
    if (begin == label.begin) break;
    label.begin = begin;
  }
  while (!label.empty() &&
         (IsBlank(text[label.end - 1]) || text[label.end - 1] == U':')) {
    --label.end;
  }
  return label;
}

bool IsLabel(const Text& text, CharSpan label) {
  if (label.size() < 2) return false;
  const char32_t last = text[label.end - 1];
  return (IsHan(last) || last == U')') && !IsCodeName(text.Folded(label));
}

// 省农业农村厅 behind the numbers; empty if what stands there is no body.
CharSpan BodyOf(const Text& text, CharSpan rest) {
  constexpr std::u32string_view kEnds = U"厅局委部办院署会";
  const bool is_body =
      rest.size() > 2 && kEnds.find(text[rest.end - 1]) != kEnds.npos;
  return is_body ? rest : CharSpan{rest.begin, rest.begin};
}

// A cell that holds no figure: -, —.
bool IsDash(const TableCell& cell) {
  constexpr std::u32string_view kDashes = U"-—–―─/";
  constexpr size_t kMaxDashes = 4;
  return cell.words.size() <= kMaxDashes &&
         cell.words.find_first_not_of(kDashes) == cell.words.npos;
}

// The figure that is all of a cell: -1,204.5, 98%. Dashes in the cells beside it make
// no range of it.
std::optional<FoundQuantity> NumberIn(const Text& text, const TableCell& cell) {
  FoundQuantity q;
  q.span = cell.span;
  q.bounded_span = cell.span;
  std::string digits;
  size_t i = cell.span.begin;
  if (text[i] == U'-') digits = "-";
  if (text[i] == U'-' || text[i] == U'+') ++i;
  if (!IsDigit(text[i])) return std::nullopt;
  for (; i < cell.span.end; ++i) {
    if (GroupsDigits(text, i)) continue;
    if (!IsDigit(text[i]) && text[i] != U'.') break;
    digits += static_cast<char>(text[i]);
  }
  q.number = {cell.span.begin, i};
  q.unit_span = {i, cell.span.end};
  if (i < cell.span.end) {
    const std::optional<Unit> unit = ReadUnit(text, i);
    const bool is_share = text[i] == U'%' || text[i] == U'‰';
    if (!is_share || !unit || unit->end != cell.span.end) return std::nullopt;
    q.unit = *unit;
    q.unit_text = text[i] == U'%' ? "%" : "‰";
  }
  const std::optional<Decimal> value = Decimal::Parse(digits);
  if (!value) return std::nullopt;
  q.value = *value;
  q.approximate_to = *value;
  q.cardinal.arabic = true;
  return q;
}

class RowReader {
 public:
  RowReader(const Text& text, CharSpan line,
            std::span<const FoundQuantity> quantities,
            std::span<const FoundPeriod> periods, bool has_codes)
      : text_(text),
        quantities_(quantities),
        periods_(periods),
        has_codes_(has_codes),
        cells_(SplitCells(text, line)) {}

  std::optional<TableRow> Read() {
    for (size_t c = 0; c < cells_.size();) {
      if (IsDash(cells_[c])) {
        AddCell({{cells_[c].column, cells_[c].column_end()}, nullptr});
        ++c;
      } else if (const FoundQuantity* const figure = FigureAt(c)) {
        const size_t column = cells_[c].column;
        AddCell({{column, column + figure->span.size()}, figure});
        while (c < cells_.size() && cells_[c].span.begin < figure->span.end) {
          ++c;
        }
      } else {
        words_.push_back(cells_[c++]);
      }
    }
    std::erase_if(row_.groups, [](const RowGroup& group) {
      return std::none_of(
          group.cells.begin(), group.cells.end(),
          [](const FigureCell& cell) { return cell.figure != nullptr; });
    });
    if (row_.groups.empty()) return std::nullopt;
    if (!words_.empty()) {
      row_.body = BodyOf(text_, {words_[0].span.begin, words_.back().span.end});
    }
    return std::move(row_);
  }

 private:
  const FoundQuantity* FigureAt(size_t c) {
    const TableCell& cell = cells_[c];
    const bool no_label = words_.empty() && row_.groups.empty();
    if (no_label || InPeriod(cell.span, periods_)) return nullptr;
    if (has_codes_ && c + 1 < cells_.size() && IsHan(cells_[c + 1].words[0]) &&
        std::all_of(cell.words.begin(), cell.words.end(), IsDigit)) {
      return nullptr;
    }
    for (const FoundQuantity& q : quantities_) {
      const bool begins =
          q.number.begin == cell.span.begin || q.span.begin == cell.span.begin;
      if (!begins || !q.cardinal.arabic || q.ordinal || q.value_to) continue;
      if (NamesThing(text_, q)) return nullptr;  // 00012, 5号
      for (size_t e = c; e < cells_.size(); ++e) {
        if (cells_[e].span.end == q.span.end) return &q;
      }
    }
    std::optional<FoundQuantity> number = NumberIn(text_, cell);
    if (!number) return nullptr;
    row_.of_cells.push_back(
        std::make_unique<FoundQuantity>(*std::move(number)));
    return row_.of_cells.back().get();
  }

  // The words before the cell are the label of a group; where they are none (公里), the
  // group before goes on.
  void AddCell(FigureCell cell) {
    if (!words_.empty()) {
      RowGroup group{.label = {}, .column = words_[0].column};
      // 发行额 A=B+D 474.6: what counts rows stands between label and figures.
      while (words_.size() > 1 && IsAscii(words_.back().words)) {
        words_.pop_back();
      }
      const CharSpan last = words_.back().span;
      const auto unit = ReadNotedUnit(text_, last.begin);
      if (words_.size() > 1 && unit && unit->end == last.end) {
        group.unit = unit->unit;
        words_.pop_back();
      }
      group.label = TrimLabel(
          text_, {words_[0].span.begin, words_.back().span.end}, periods_);
      words_.clear();
      if (IsLabel(text_, group.label)) row_.groups.push_back(std::move(group));
    }
    if (!row_.groups.empty()) {
      row_.groups.back().cells.push_back(cell);
    }
  }

  const Text& text_;
  const std::span<const FoundQuantity> quantities_;
  const std::span<const FoundPeriod> periods_;
  const bool has_codes_;
  const std::vector<TableCell> cells_;
  std::vector<TableCell> words_;  // since the last figure
  TableRow row_;
};

}  // namespace

std::optional<TableRow> ReadTableRow(const Text& text, CharSpan line,
                                     std::span<const FoundQuantity> quantities,
                                     std::span<const FoundPeriod> periods,
                                     bool has_codes) {
  constexpr size_t kMaxRow = 400;
  if (line.size() > kMaxRow || quantities.empty()) return std::nullopt;
  size_t k = 0;
  static constexpr CharacterSet kOfProse{kClauseMarks, U"“"};
  const auto next = [&](size_t i) {
    return kOfProse.FirstIn(text.folded(), i, line.end);
  };
  for (size_t i = next(line.begin); i < line.end; i = next(i + 1)) {
    while (k < quantities.size() && quantities[k].span.end <= i) ++k;
    const bool in_number =
        k < quantities.size() && quantities[k].span.begin <= i;
    const bool of_which =
        text[i] == U':' && i > line.begin && text[i - 1] == U'中';  // 其中:
    if (!in_number && !of_which) return std::nullopt;
  }
  return RowReader(text, line, quantities, periods, has_codes).Read();
}

}  // namespace qiusuo::parser
