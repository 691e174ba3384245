// File: tests/fuzz/extracted_properties.h
//
// What holds for every text that is taken out of a file, whatever the file.

#ifndef QIUSUO_TESTS_FUZZ_EXTRACTED_PROPERTIES_H_
#define QIUSUO_TESTS_FUZZ_EXTRACTED_PROPERTIES_H_

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "service/parser/content.h"

namespace qiusuo::testing {

// Expect ends the program, and says what does not hold, unless `holds`.
void Expect(bool holds, std::string_view what);

// ExpectReason: an error names its reason, and that the file is at fault.
void ExpectReason(const absl::Status& status);

// ExpectContent: either an error with a reason, or valid UTF-8 that its lines, where it has any,
// cover in order, each of them ended by a line end.
void ExpectContent(const absl::StatusOr<parser::Content>& content);

}  // namespace qiusuo::testing

#endif  // QIUSUO_TESTS_FUZZ_EXTRACTED_PROPERTIES_H_
