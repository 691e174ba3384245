#include "tests/testing/case_file.h"

#include <gtest/gtest.h>

#include <fstream>

namespace qiusuo::testing {
namespace {

void AppendLine(std::string& part, const std::string& line) {
  if (!part.empty()) part += '\n';
  part += line;
}

}  // namespace

std::vector<Case> ReadCases(std::string_view file_name) {
  const std::string path =
      std::string(QIUSUO_SOURCE_DIR "/tests/cases/").append(file_name);
  std::ifstream file(path);
  EXPECT_TRUE(file.is_open()) << path;
  std::vector<Case> cases;
  Case current;
  bool in_expected = false;
  bool in_input = false;
  int line_number = 0;
  const auto finish = [&] {
    if (!in_input && !in_expected) return;
    EXPECT_TRUE(in_expected) << current.place << ": no line `--`";
    cases.push_back(std::move(current));
    current = Case();
    in_input = in_expected = false;
  };
  bool first_input = true;
  for (std::string line; std::getline(file, line);) {
    ++line_number;
    if (line == "==") {
      finish();
      first_input = true;
    } else if (!in_input && !in_expected && line.starts_with("# ")) {
      AppendLine(current.comment, line.substr(2));
    } else if (!in_expected && line == "--") {
      in_expected = true;
    } else if (in_expected) {
      AppendLine(current.expected, line);
    } else {
      if (first_input) {
        current.place =
            std::string(file_name) + ":" + std::to_string(line_number);
        current.input = line;
        first_input = false;
      } else {
        current.input += '\n' + line;
      }
      in_input = true;
    }
  }
  finish();
  EXPECT_FALSE(cases.empty()) << path;
  return cases;
}

void ExpectCases(std::string_view file_name,
                 const std::function<std::string(const std::string&)>& answer) {
  for (const Case& c : ReadCases(file_name)) {
    EXPECT_EQ(c.expected, answer(c.input))
        << c.place << " " << c.comment << "\ninput: " << c.input;
  }
}

}  // namespace qiusuo::testing
