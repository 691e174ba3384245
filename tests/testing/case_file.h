// File: tests/testing/case_file.h
//
// Test cases as data, in tests/cases/*.case, so that somebody who reads Chinese
// but not C++ can review and add them:
//
//   # what this case shows (may be several lines)
//   结案率超过90%
//   --
//   结案率 90 % OVER
//   ==
//   # the next case
//   …
//
// A line `--` parts input from expectation, a line `==` ends a case. Lines that
// begin with `# ` are comments at the start of a case only. Neither part has a
// line end after its last line.

#ifndef QIUSUO_TESTS_TESTING_CASE_FILE_H_
#define QIUSUO_TESTS_TESTING_CASE_FILE_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace qiusuo::testing {

struct Case {
  std::string place;    // `quantities.case:12`, the line the input begins at
  std::string comment;  // without the `# `
  std::string input;
  std::string expected;
};

// ReadCases reads tests/cases/`file_name`. A file that is missing, holds no
// case or a case without `--` fails the running test.
std::vector<Case> ReadCases(std::string_view file_name);

// ExpectCases runs `answer` on every input of the file and fails the running
// test for each that differs, showing place, comment, input, expectation and
// answer.
void ExpectCases(std::string_view file_name,
                 const std::function<std::string(const std::string&)>& answer);

}  // namespace qiusuo::testing

#endif  // QIUSUO_TESTS_TESTING_CASE_FILE_H_
