#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "service/parser/figures.h"
#include "service/parser/limits.h"
#include "tests/testing/case_file.h"

namespace qiusuo::parser {
namespace {

// Of each line of the input its figures, parted by blanks and with # in front of a
// rank; `none` if it has none.
std::string Show(const std::string& input) {
  const Text text(input);
  std::string answer;
  size_t begin = 0;
  while (begin < text.size()) {
    size_t end = begin;
    while (end < text.size() && text[end] != U'\n') ++end;
    const CharSpan line = {begin, end};
    const auto quantities = FindQuantities(text, line, kMaxFigures);
    std::string figures;
    google::protobuf::Arena arena;
    const auto periods = FindPeriods(text, line, {}, arena);
    for (const Figure& figure : FindFigures(text, line, quantities, periods)) {
      if (!figures.empty()) figures += " ";
      if (figure.is_rank) figures += "#";
      figures += text.Utf8(figure.quantity.span);
    }
    if (begin > 0) answer += "\n";
    answer += figures.empty() ? "none" : figures;
    begin = end + 1;
  }
  return answer;
}

TEST(Measures, AnswerTheCases) {
  testing::ExpectCases("not_metrics.case", Show);
}

}  // namespace
}  // namespace qiusuo::parser
