// Any bytes either give a document that keeps every property, or an error with a
// reason; and the same bytes give the same answer.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "proto/error_details.h"
#include "service/parser/parse_report.h"
#include "tests/fuzz/document_properties.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const qiusuo::parser::Report report{
      .data = std::string_view(reinterpret_cast<const char*>(data), size)};
  const qiusuo::parser::ParseOptions options{.max_content_bytes = 1 << 20};
  const absl::StatusOr<qiusuo::v1::Document> document =
      qiusuo::parser::ParseDocument(report, options);
  const absl::StatusOr<qiusuo::v1::Document> again =
      qiusuo::parser::ParseDocument(report, options);
  if (!document.ok()) {
    if (qiusuo::ErrorReason(document.status()).empty() ||
        again.status() != document.status()) {
      std::cerr << "an error without a reason: " << document.status() << "\n";
      std::abort();
    }
    return 0;
  }
  if (!again.ok() ||
      document->SerializeAsString() != again->SerializeAsString()) {
    std::cerr << "the same bytes give two answers\n";
    std::abort();
  }
  const std::vector<std::string> broken =
      qiusuo::testing::BrokenProperties(*document);
  for (const std::string& property : broken) {
    std::cerr << "does not hold: " << property << "\n";
  }
  if (!broken.empty()) std::abort();
  return 0;
}
