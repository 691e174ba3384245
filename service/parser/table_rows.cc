#include "service/parser/table_rows.h"

#include "service/parser/han_digits.h"
#include "service/parser/sentences.h"

namespace qiusuo::parser {
namespace {

bool IsBlank(char32_t c) {
  return c == U' ' || c == U'|' || c == U'\n' || c == U'\r' || c == 0;
}

bool IsHan(char32_t c) { return c >= 0x4e00 && c <= 0x9fff; }

bool InPeriod(const FoundQuantity& q, std::span<const FoundPeriod> periods) {
  for (const FoundPeriod& period : periods) {
    if (period.span.begin < q.span.end && q.span.begin < period.span.end) {
      return true;
    }
  }
  return false;
}

// Numbering (三、, 16, 1.), blanks and words of time in front of the label.
CharSpan TrimLabel(const Text& text, CharSpan label,
                   std::span<const FoundPeriod> periods) {
  bool trimmed = true;
  while (trimmed && !label.empty()) {
    trimmed = false;
    for (const FoundPeriod& period : periods) {
      if (period.span.begin == label.begin && period.span.end <= label.end) {
        label.begin = period.span.end;
        trimmed = true;
      }
    }
    size_t i = label.begin;
    while (i < label.end && (IsDigit(text[i]) || HanDigit(text[i]) >= 0 ||
                             text[i] == U'十' || text[i] == U'.')) {
      ++i;
    }
    const char32_t c = text[i];
    const bool is_mark = c == U'、' || c == U'.' || c == U')' || IsBlank(c);
    if (i < label.end && is_mark) {
      label.begin = i + 1;
      trimmed = true;
    } else if (text[label.begin] == U'(' || text[label.begin] == U':') {
      ++label.begin;
      trimmed = true;
    }
  }
  while (!label.empty() &&
         (IsBlank(text[label.end - 1]) || text[label.end - 1] == U':')) {
    --label.end;
  }
  return label;
}

// 省农业农村厅 behind the numbers; empty if what stands there is no body.
CharSpan BodyBehind(const Text& text, CharSpan rest) {
  constexpr std::u32string_view kEnds = U"厅局委部办院署会";
  while (!rest.empty() && IsBlank(text[rest.begin])) ++rest.begin;
  while (!rest.empty() && IsBlank(text[rest.end - 1])) --rest.end;
  const bool is_body =
      rest.size() > 2 && kEnds.find(text[rest.end - 1]) != kEnds.npos;
  return is_body ? rest : CharSpan{rest.begin, rest.begin};
}

}  // namespace

std::optional<TableRow> ReadTableRow(const Text& text, CharSpan line,
                                     std::span<const FoundQuantity> quantities,
                                     std::span<const FoundPeriod> periods) {
  constexpr size_t kMaxRow = 160;
  if (line.size() > kMaxRow || quantities.empty()) return std::nullopt;
  TableRow row;
  size_t label_end = 0;
  size_t k = 0;
  for (size_t i = line.begin; i < line.end; ++i) {
    while (k < quantities.size() && quantities[k].span.end <= i) ++k;
    const bool in_number =
        k < quantities.size() && quantities[k].span.begin <= i;
    if (!in_number && (IsClauseEnd(text[i]) || text[i] == U'“')) {
      return std::nullopt;
    }
  }
  for (const FoundQuantity& q : quantities) {
    const bool stands_alone =
        q.number.begin > line.begin && IsBlank(text[q.number.begin - 1]) &&
        (q.span.end >= line.end || IsBlank(text[q.span.end]));
    if (!stands_alone || !q.cardinal.arabic || q.ordinal ||
        InPeriod(q, periods)) {
      continue;
    }
    if (label_end == 0) label_end = q.number.begin;
    row.numbers.push_back(q);
  }
  if (row.numbers.empty()) return std::nullopt;
  row.body = BodyBehind(text, {row.numbers.back().span.end, line.end});
  row.label = TrimLabel(text, {line.begin, label_end}, periods);
  if (row.label.size() < 2 || !IsHan(text[row.label.end - 1])) {
    if (row.label.size() < 2 || text[row.label.end - 1] != U')') {
      return std::nullopt;
    }
  }
  return row;
}

}  // namespace qiusuo::parser
