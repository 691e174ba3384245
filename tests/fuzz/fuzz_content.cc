// Any bytes, under any name and label, give a text in UTF-8 of a media type or an error with a
// reason; and what is UTF-8 already stays as it is. The first byte chooses name and label.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "service/parser/charset.h"
#include "service/parser/content.h"
#include "tests/fuzz/extracted_properties.h"

namespace qiusuo::testing {
namespace {

constexpr std::array<std::string_view, 4> kUris = {"", "a.md", "a.html",
                                                   "a.txt"};
constexpr std::array<std::string_view, 7> kLabels = {
    "", "gb2312", "GBK", "big5", "utf-16", "utf-16le", "no such"};

void CheckContent(const parser::Report& report) {
  parser::ParseOptions options;
  options.max_content_bytes = 1 << 20;
  options.read_pdf = [](std::string_view pdf) -> absl::StatusOr<std::string> {
    return std::string(pdf);
  };
  const absl::StatusOr<parser::Content> content =
      parser::ReadContent(report, options);
  ExpectContent(content);
  if (content.ok() && content->lines.empty() && content->charset == "UTF-8" &&
      parser::ValidUtf8Prefix(report.data).size() == report.data.size()) {
    Expect(content->utf8 == report.data, "UTF-8 stays as it is");
  }
}

}  // namespace
}  // namespace qiusuo::testing

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  using qiusuo::testing::kLabels;
  using qiusuo::testing::kUris;
  qiusuo::testing::CheckContent(
      {.data =
           std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1),
       .charset = kLabels[data[0] / kUris.size() % kLabels.size()],
       .uri = kUris[data[0] % kUris.size()]});
  return 0;
}
