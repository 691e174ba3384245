// Any UTF-8 either gives the lines of a Markdown file or an error with a reason.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "service/parser/charset.h"
#include "service/parser/extract/markdown.h"
#include "tests/fuzz/extracted_properties.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view utf8 = qiusuo::parser::ValidUtf8Prefix(
      {reinterpret_cast<const char*>(data), size});
  qiusuo::testing::ExpectExtracted(qiusuo::parser::ExtractMarkdown(utf8));
  return 0;
}
