// Any bytes that are taken for a page give its lines or an error with a reason.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "service/parser/content.h"
#include "tests/fuzz/extracted_properties.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  qiusuo::testing::ExpectContent(
      qiusuo::parser::ReadContent({.data = bytes, .uri = "a.html"}, {}));
  return 0;
}
