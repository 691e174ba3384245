#include "service/server/grpc_status.h"

#include <gtest/gtest.h>

#include <string>

#include "proto/error_details.h"

namespace qiusuo::server {
namespace {

// What a client makes of it.
absl::Status Received(const grpc::Status& status) {
  return ParseStatusDetails(static_cast<absl::StatusCode>(status.error_code()),
                            status.error_message(), status.error_details());
}

TEST(GrpcStatus, KeepsCodeMessageAndDetails) {
  const absl::Status received = Received(ToGrpcStatus(
      InvalidArgument("INVALID_FIELD", "page_size", "must not be negative")));
  EXPECT_EQ(received.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(received.message(), "page_size: must not be negative");
  EXPECT_EQ(ErrorReason(received), "INVALID_FIELD");
  EXPECT_EQ(GetBadRequest(received)->field_violations(0).field(), "page_size");
}

TEST(GrpcStatus, OkIsOk) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_EQ(ToGrpcStatus(absl::OkStatus()).error_details(), "");
}

TEST(GrpcStatus, GivesEveryErrorAReason) {
  EXPECT_EQ(ErrorReason(Received(ToGrpcStatus(absl::InternalError("a bug")))),
            "INTERNAL");
}

TEST(GrpcStatus, CutsWhatWouldNotFitIntoATrailer) {
  std::string name;
  for (int i = 0; i < 5000; ++i) name += "报";
  const grpc::Status status = ToGrpcStatus(
      MakeError(absl::StatusCode::kNotFound, "DOCUMENT_NOT_FOUND", name));
  EXPECT_LE(status.error_message().size(), kMaxMessageBytes);
  EXPECT_GT(status.error_message().size(), kMaxMessageBytes - 3);
  EXPECT_EQ(status.error_message().size() % 3, 0u) << "cut inside a character";
  EXPECT_LT(status.error_details().size() + 3 * status.error_message().size(),
            8192u);
  EXPECT_EQ(ErrorReason(Received(status)), "DOCUMENT_NOT_FOUND");
}

}  // namespace
}  // namespace qiusuo::server
