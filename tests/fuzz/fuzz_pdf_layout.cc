// Any bytes in the place of what pdftotext writes give lines or an error with a reason.

#include <cstddef>
#include <cstdint>
#include <string>

#include "service/parser/content.h"
#include "tests/fuzz/extracted_properties.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  qiusuo::parser::ParseOptions options;
  options.read_pdf = [data, size](std::string_view) {
    return std::string(reinterpret_cast<const char*>(data), size);
  };
  qiusuo::testing::ExpectContent(
      qiusuo::parser::ReadContent({.data = "%PDF-1.7"}, options));
  return 0;
}
