// File: tests/testing/zip_file.h
//
// ZIP files for tests, made in memory.

#ifndef QIUSUO_TESTS_TESTING_ZIP_FILE_H_
#define QIUSUO_TESTS_TESTING_ZIP_FILE_H_

#include <string>
#include <utility>
#include <vector>

namespace qiusuo::testing {

struct ZipMember {
  std::string name;
  std::string bytes;
  std::string password = {};  // encrypts it; empty: not
};

// MakeZip answers the bytes of a ZIP file with these members, deflated. Fails the running
// test where that cannot be done.
std::string MakeZip(const std::vector<ZipMember>& members);

}  // namespace qiusuo::testing

#endif  // QIUSUO_TESTS_TESTING_ZIP_FILE_H_
