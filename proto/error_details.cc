#include "proto/error_details.h"

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "base/strings.h"

namespace qiusuo {
namespace {

// The names under which Google's libraries look for the same messages.
constexpr std::string_view kTypePrefix = "type.googleapis.com/google.rpc.";
constexpr std::string_view kDomain = "qiusuo";

template <typename Message>
std::string TypeUrl() {
  return absl::StrCat(ToAbsl(kTypePrefix), Message::descriptor()->name());
}

template <typename Message>
void SetDetail(absl::Status& status, const Message& detail) {
  status.SetPayload(TypeUrl<Message>(), absl::Cord(detail.SerializeAsString()));
}

template <typename Message>
std::optional<Message> GetDetail(const absl::Status& status) {
  const absl::optional<absl::Cord> payload =
      status.GetPayload(TypeUrl<Message>());
  if (!payload.has_value()) return std::nullopt;
  Message message;
  if (!message.ParseFromString(std::string(*payload))) return std::nullopt;
  return message;
}

rpc::v1::BadRequest BadRequestFor(std::string_view field,
                                  std::string_view description) {
  rpc::v1::BadRequest bad_request;
  rpc::v1::BadRequest::FieldViolation& violation =
      *bad_request.add_field_violations();
  violation.set_field(std::string(field));
  violation.set_description(std::string(description));
  return bad_request;
}

}  // namespace

absl::Status MakeError(absl::StatusCode code, std::string_view reason,
                       std::string_view message,
                       const ErrorMetadata& metadata) {
  absl::Status status(code, ToAbsl(message));
  rpc::v1::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain(std::string(kDomain));
  for (const auto& [key, value] : metadata) {
    (*info.mutable_metadata())[key] = value;
  }
  SetDetail(status, info);
  return status;
}

absl::Status InvalidArgument(std::string_view reason, std::string_view field,
                             std::string_view description,
                             const ErrorMetadata& metadata) {
  absl::Status status = MakeError(
      absl::StatusCode::kInvalidArgument, reason,
      absl::StrCat(ToAbsl(field), ": ", ToAbsl(description)), metadata);
  SetDetail(status, BadRequestFor(field, description));
  return status;
}

absl::Status WithField(absl::Status status, std::string_view field) {
  if (status.ok() || GetBadRequest(status).has_value()) return status;
  SetDetail(status, BadRequestFor(field, ToStd(status.message())));
  return status;
}

absl::Status WithRetryDelay(absl::Status status, absl::Duration delay) {
  absl::Duration rest;
  const int64_t seconds = absl::IDivDuration(delay, absl::Seconds(1), &rest);
  rpc::v1::RetryInfo retry;
  retry.mutable_retry_delay()->set_seconds(seconds);
  retry.mutable_retry_delay()->set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(rest)));
  SetDetail(status, retry);
  return status;
}

std::optional<rpc::v1::ErrorInfo> GetErrorInfo(const absl::Status& status) {
  return GetDetail<rpc::v1::ErrorInfo>(status);
}

std::optional<rpc::v1::BadRequest> GetBadRequest(const absl::Status& status) {
  return GetDetail<rpc::v1::BadRequest>(status);
}

std::optional<absl::Duration> GetRetryDelay(const absl::Status& status) {
  const std::optional<rpc::v1::RetryInfo> retry =
      GetDetail<rpc::v1::RetryInfo>(status);
  if (!retry.has_value()) return std::nullopt;
  return absl::Seconds(retry->retry_delay().seconds()) +
         absl::Nanoseconds(retry->retry_delay().nanos());
}

std::string ErrorReason(const absl::Status& status) {
  const std::optional<rpc::v1::ErrorInfo> info = GetErrorInfo(status);
  return info.has_value() ? info->reason() : "";
}

rpc::v1::Status ToRpcStatus(const absl::Status& status) {
  absl::Status complete = status;
  if (!GetErrorInfo(status).has_value()) {
    rpc::v1::ErrorInfo info;
    info.set_reason(absl::StatusCodeToString(status.code()));
    info.set_domain(std::string(kDomain));
    SetDetail(complete, info);
  }
  rpc::v1::Status wire;
  wire.set_code(static_cast<int>(complete.code()));
  wire.set_message(std::string(complete.message()));
  complete.ForEachPayload(
      [&wire](absl::string_view type_url, const absl::Cord& payload) {
        google::protobuf::Any& detail = *wire.add_details();
        detail.set_type_url(std::string(type_url));
        detail.set_value(std::string(payload));
      });
  return wire;
}

absl::Status FromRpcStatus(const rpc::v1::Status& wire) {
  absl::Status status(static_cast<absl::StatusCode>(wire.code()),
                      wire.message());
  if (status.ok()) return status;
  for (const google::protobuf::Any& detail : wire.details()) {
    status.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return status;
}

std::string SerializeStatusDetails(const absl::Status& status) {
  return ToRpcStatus(status).SerializeAsString();
}

absl::Status ParseStatusDetails(absl::StatusCode code, std::string_view message,
                                std::string_view details) {
  absl::Status status(code, ToAbsl(message));
  rpc::v1::Status wire;
  if (status.ok() ||
      !wire.ParseFromArray(details.data(), static_cast<int>(details.size()))) {
    return status;
  }
  for (const google::protobuf::Any& detail : wire.details()) {
    status.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return status;
}

}  // namespace qiusuo
