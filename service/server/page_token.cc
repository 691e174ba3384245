#include "service/server/page_token.h"

#include <google/protobuf/descriptor.h>

#include <memory>

#include "absl/strings/escaping.h"
#include "base/sha256.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "proto/error_details.h"

namespace qiusuo::server {
namespace {

constexpr size_t kHashDigits = 16;
constexpr char kPageSize[] = "page_size";
constexpr char kPageToken[] = "page_token";

std::string ShortHash(const std::string& bytes) {
  return Sha256Hex(bytes).substr(0, kHashDigits);
}

// The type's name is part of the hash: requests of two methods may have the same
// bytes.
std::string QueryHash(const google::protobuf::Message& request) {
  const google::protobuf::Descriptor& type = *request.GetDescriptor();
  const std::unique_ptr<google::protobuf::Message> query(request.New());
  query->CopyFrom(request);
  for (const char* field : {kPageSize, kPageToken}) {
    query->GetReflection()->ClearField(query.get(),
                                       type.FindFieldByName(field));
  }
  return ShortHash(type.full_name() + "\n" + query->SerializeAsString());
}

}  // namespace

absl::Status InvalidPageToken(std::string_view description) {
  return InvalidArgument("INVALID_PAGE_TOKEN", kPageToken, description);
}

std::string SealPageToken(const google::protobuf::Message& request,
                          std::string_view resume) {
  if (resume.empty()) return "";
  const std::string sealed = QueryHash(request).append(resume);
  return absl::WebSafeBase64Escape(ShortHash(sealed) + sealed);
}

absl::StatusOr<std::string> OpenPageToken(
    const google::protobuf::Message& request) {
  const google::protobuf::FieldDescriptor* field =
      request.GetDescriptor()->FindFieldByName(kPageToken);
  const std::string token = request.GetReflection()->GetString(request, field);
  if (token.empty()) return "";
  std::string bytes;
  // Decoding forgives blanks and stray bits; a token is what was sent or nothing.
  if (!absl::WebSafeBase64Unescape(token, &bytes) ||
      absl::WebSafeBase64Escape(bytes) != token ||
      bytes.size() <= 2 * kHashDigits) {
    return InvalidPageToken("is not a token of this server");
  }
  const std::string sealed = bytes.substr(kHashDigits);
  if (ShortHash(sealed) != bytes.substr(0, kHashDigits)) {
    return InvalidPageToken("is damaged");
  }
  if (sealed.substr(0, kHashDigits) != QueryHash(request)) {
    return InvalidPageToken(
        "belongs to another request; only page_size may differ between pages");
  }
  return sealed.substr(kHashDigits);
}

}  // namespace qiusuo::server
