#include "service/parser/garbled.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "service/parser/scan.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMinMarks = 8;
// Between two marks of one stretch: a table or a list of names has few of them.
constexpr size_t kMaxGap = 1000;
// From the last sound mark to the first garbled one.
constexpr size_t kMaxClause = 80;

// 锛 begins ， ： ； （ ！, 銆 begins 。 、 《, 鈥 begins “ and —.
bool IsGarbledMark(char32_t c) {
  return (c == U'锛') | (c == U'銆') | (c == U'鈥');
}

bool IsSoundMark(char32_t c) {
  constexpr std::u32string_view kMarks = U",。;:!?、（(“”\n\r\t ";
  return kMarks.find(c) != kMarks.npos;
}

// The stretch with the clauses around it that are garbled in part.
CharSpan Widen(const Text& text, CharSpan span, size_t floor) {
  const size_t first = span.begin;
  while (span.begin > floor && first - span.begin < kMaxClause &&
         !IsSoundMark(text[span.begin - 1])) {
    --span.begin;
  }
  const size_t last = span.end;
  while (span.end < text.size() && span.end - last < kMaxClause &&
         !IsSoundMark(text[span.end])) {
    ++span.end;
  }
  return span;
}

}  // namespace

std::vector<CharSpan> FindGarbled(const Text& text) {
  std::vector<CharSpan> found;
  CharSpan open;
  size_t marks = 0;
  const auto close = [&] {
    if (marks >= kMinMarks) {
      found.push_back(Widen(text, open, found.empty() ? 0 : found.back().end));
    }
    marks = 0;
  };
  const auto next = [&](size_t i) {
    return FirstWhere(text.folded(), i, text.size(), IsGarbledMark);
  };
  for (size_t i = next(0); i < text.size(); i = next(i + 1)) {
    if (marks > 0 && i - open.end > kMaxGap) close();
    if (marks == 0) open.begin = i;
    open.end = i + 1;
    ++marks;
  }
  close();
  return found;
}

}  // namespace qiusuo::parser
