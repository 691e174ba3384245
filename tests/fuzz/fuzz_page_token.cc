// Any bytes given as a token are refused with a reason unless a list made them; any
// bytes that a list resumes at come back from their token as they were.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "proto/error_details.h"
#include "qiusuo/v1/document_service.pb.h"
#include "service/server/page_token.h"

namespace qiusuo::server {
namespace {

void Expect(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "does not hold: " << what << "\n";
  std::abort();
}

}  // namespace
}  // namespace qiusuo::server

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using qiusuo::server::Expect;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  qiusuo::v1::ListDocumentsRequest request;
  request.set_parent("collections/default");

  const std::string sealed = qiusuo::server::SealPageToken(request, bytes);
  request.set_page_token(sealed);
  request.set_page_size(7);
  const absl::StatusOr<std::string> opened =
      qiusuo::server::OpenPageToken(request);
  Expect(opened.ok() && *opened == bytes,
         "a token opens to what it was made of");
  Expect(bytes.empty() == sealed.empty(), "only the end has no token");

  request.set_page_token(bytes);
  const absl::StatusOr<std::string> resume =
      qiusuo::server::OpenPageToken(request);
  if (resume.ok()) {
    Expect(qiusuo::server::SealPageToken(request, *resume) == bytes,
           "a token has one form");
  } else {
    Expect(qiusuo::ErrorReason(resume.status()) == "INVALID_PAGE_TOKEN",
           "a token is refused with its reason");
  }
  return 0;
}
