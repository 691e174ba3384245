#include "tests/fuzz/extracted_properties.h"

#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <string>

#include "proto/error_details.h"
#include "service/parser/charset.h"

namespace qiusuo::testing {

void Expect(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "does not hold: " << what << "\n";
  std::abort();
}

void ExpectReason(const absl::Status& status) {
  Expect(!ErrorReason(status).empty(), "an error names its reason");
  Expect(absl::IsInvalidArgument(status) || absl::IsResourceExhausted(status),
         "the file is at fault");
}

void ExpectContent(const absl::StatusOr<parser::Content>& content) {
  if (!content.ok()) {
    ExpectReason(content.status());
    return;
  }
  const std::string& utf8 = content->utf8;
  Expect(!content->media_type.empty(), "what is read has a media type");
  Expect(parser::ValidUtf8Prefix(utf8).size() == utf8.size(),
         "the text is UTF-8");
  if (content->lines.empty()) return;
  size_t begin = 0;
  for (const parser::ExtractedLine& line : content->lines) {
    Expect(line.end_byte > begin && line.end_byte <= utf8.size(),
           "lines follow on one another");
    Expect(utf8[line.end_byte - 1] == '\n', "a line ends with a line end");
    Expect(line.heading >= 0 && line.heading <= 9, "headings have levels");
    begin = line.end_byte;
  }
  Expect(begin == utf8.size(), "lines cover the text");
}

}  // namespace qiusuo::testing
