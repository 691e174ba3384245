#include "service/parser/periods.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/testing/case_file.h"

namespace qiusuo::parser {
namespace {

std::string Show(const qiusuo::v1::Date& date) {
  return std::to_string(date.year()) + "-" + std::to_string(date.month()) +
         "-" + std::to_string(date.day());
}

// One line per word of time: `text = label [first..last] flags`, in a document
// issued in February 2024.
std::string Show(const std::string& input) {
  const Text text(input);
  qiusuo::v1::Date issued;
  issued.set_year(2024);
  issued.set_month(2);
  std::string answer;
  google::protobuf::Arena arena;
  for (const FoundPeriod& found :
       FindPeriods(text, {0, text.size()}, issued, arena)) {
    if (!answer.empty()) answer += "\n";
    answer +=
        std::string(text.Utf8(found.span)) + " = " + found.period->label();
    if (found.period->has_first_date()) {
      answer += " " + Show(found.period->first_date()) + "..";
      if (found.period->has_last_date()) {
        answer += Show(found.period->last_date());
      }
    }
    if (found.period->stated() == qiusuo::v1::PERIOD_SOURCE_DOCUMENT) {
      answer += " document";
    }
    if (found.compared) answer += " compared";
    if (!found.states) answer += " none";
  }
  return answer;
}

TEST(Periods, AnswerTheCases) {
  testing::ExpectCases("periods.case",
                       [](const std::string& input) { return Show(input); });
}

}  // namespace
}  // namespace qiusuo::parser
