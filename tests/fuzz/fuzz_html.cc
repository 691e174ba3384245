// Any UTF-8 either gives the lines of a page or an error with a reason.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "service/parser/charset.h"
#include "service/parser/extract/html.h"
#include "tests/fuzz/extracted_properties.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using qiusuo::parser::ExtractHtml;
  const std::string_view utf8 = qiusuo::parser::ValidUtf8Prefix(
      {reinterpret_cast<const char*>(data), size});
  qiusuo::testing::ExpectExtracted(ExtractHtml(utf8));
  qiusuo::testing::ExpectExtracted(
      ExtractHtml(utf8, {.keep_line_ends = true, .finds_main = false}));
  return 0;
}
