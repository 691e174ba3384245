#include "proto/error_details.h"

#include <gtest/gtest.h>

namespace qiusuo {
namespace {

TEST(ErrorDetails, SurviveTheWire) {
  const absl::Status sent =
      InvalidArgument("INVALID_FIELD", "filter.value_range.min",
                      "is no decimal", {{"got", "1e5"}});
  EXPECT_EQ(sent.message(), "filter.value_range.min: is no decimal");

  const absl::Status received = ParseStatusDetails(
      sent.code(), std::string(sent.message()), SerializeStatusDetails(sent));
  EXPECT_EQ(received, sent);
  EXPECT_EQ(ErrorReason(received), "INVALID_FIELD");
  EXPECT_EQ(GetErrorInfo(received)->domain(), "qiusuo");
  EXPECT_EQ(GetErrorInfo(received)->metadata().at("got"), "1e5");
  ASSERT_EQ(GetBadRequest(received)->field_violations_size(), 1);
  EXPECT_EQ(GetBadRequest(received)->field_violations(0).field(),
            "filter.value_range.min");
  EXPECT_EQ(GetBadRequest(received)->field_violations(0).description(),
            "is no decimal");
}

TEST(ErrorDetails, UseGooglesTypeUrls) {
  const absl::Status status = InvalidArgument("R", "f", "d");
  EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo"));
  EXPECT_TRUE(status.GetPayload("type.googleapis.com/google.rpc.BadRequest"));
}

TEST(ErrorDetails, EveryErrorGetsAReason) {
  const absl::Status received =
      ParseStatusDetails(absl::StatusCode::kInternal, "boom",
                         SerializeStatusDetails(absl::InternalError("boom")));
  EXPECT_EQ(ErrorReason(received), "INTERNAL");
}

TEST(ErrorDetails, DamagedDetailsLeaveCodeAndMessage) {
  const absl::Status received =
      ParseStatusDetails(absl::StatusCode::kNotFound, "gone", "\xff\xff\xff");
  EXPECT_EQ(received, absl::NotFoundError("gone"));
  EXPECT_EQ(ErrorReason(received), "");
}

TEST(ErrorDetails, FieldIsNamedByTheLayerThatKnowsIt) {
  const absl::Status bare = MakeError(absl::StatusCode::kInvalidArgument,
                                      "EMPTY_CONTENT", "nothing to read");
  const absl::Status named = WithField(bare, "content.data");
  EXPECT_EQ(GetBadRequest(named)->field_violations(0).field(), "content.data");
  EXPECT_EQ(
      GetBadRequest(WithField(named, "other"))->field_violations(0).field(),
      "content.data");
  EXPECT_TRUE(WithField(absl::OkStatus(), "x").ok());
}

}  // namespace
}  // namespace qiusuo
