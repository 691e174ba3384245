#include "service/parser/quantities.h"

#include <gtest/gtest.h>

#include <string>

#include "service/parser/limits.h"
#include "tests/testing/case_file.h"

namespace qiusuo::parser {
namespace {

// One line per quantity: `text = value..value_to unit RELATION flags`.
std::string Show(const std::string& input) {
  const Text text(input);
  std::string answer;
  for (const FoundQuantity& q :
       FindQuantities(text, {0, text.size()}, kMaxFigures)) {
    if (!answer.empty()) answer += "\n";
    answer += std::string(text.Utf8(q.span)) + " = ";
    answer += q.masked ? "masked" : q.value.ToString();
    if (q.value_to) answer += ".." + q.value_to->ToString();
    if (!q.unit_text.empty()) answer += " " + q.unit_text;
    const std::string relation = qiusuo::v1::Relation_Name(q.relation);
    if (q.relation != qiusuo::v1::RELATION_EXACT) {
      answer += " " + relation.substr(sizeof("RELATION_") - 1);
    }
    if (q.ordinal) answer += " ordinal";
  }
  return answer;
}

TEST(Quantities, AnswerTheCases) {
  testing::ExpectCases("quantities.case", Show);
}

}  // namespace
}  // namespace qiusuo::parser
