// File: proto/error_details.h
//
// How an error says why, on its whole way from the layer that finds it to the
// program that called: an absl::Status carries ErrorInfo and BadRequest as
// payloads; the server puts them into the trailer, the client takes them out.
//
//   return InvalidArgument("INVALID_FIELD", "page_size", "must not be
//   negative");

#ifndef QIUSUO_PROTO_ERROR_DETAILS_H_
#define QIUSUO_PROTO_ERROR_DETAILS_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "qiusuo/rpc/v1/status.pb.h"

namespace qiusuo {

using ErrorMetadata = std::map<std::string, std::string>;

// MakeError makes an error with an ErrorInfo of this reason, in the domain
// `qiusuo`. `code` must not be OK.
absl::Status MakeError(absl::StatusCode code, std::string_view reason,
                       std::string_view message,
                       const ErrorMetadata& metadata = {});

// InvalidArgument makes an INVALID_ARGUMENT whose message is `field:
// description`, with an ErrorInfo and a BadRequest that names the field.
absl::Status InvalidArgument(std::string_view reason, std::string_view field,
                             std::string_view description,
                             const ErrorMetadata& metadata = {});

// WithField adds a BadRequest naming `field` to an error that has none, so
// that a layer that knows no request can leave naming the field to its caller.
absl::Status WithField(absl::Status status, std::string_view field);

// WithRetryDelay adds a RetryInfo: the same call may be tried again after `delay`.
absl::Status WithRetryDelay(absl::Status status, absl::Duration delay);

// GetErrorInfo answers the status's ErrorInfo; nullopt if it has none.
std::optional<rpc::v1::ErrorInfo> GetErrorInfo(const absl::Status& status);

// GetBadRequest answers the status's BadRequest; nullopt if it has none.
std::optional<rpc::v1::BadRequest> GetBadRequest(const absl::Status& status);

// GetRetryDelay answers the delay of the status's RetryInfo; nullopt if it has none.
std::optional<absl::Duration> GetRetryDelay(const absl::Status& status);

// ErrorReason answers the reason of the status's ErrorInfo; empty if it has
// none.
std::string ErrorReason(const absl::Status& status);

// SerializeStatusDetails makes the bytes of `grpc-status-details-bin`. An error
// without an ErrorInfo gets one whose reason is the name of its code.
std::string SerializeStatusDetails(const absl::Status& status);

// ParseStatusDetails makes the status of a call that ended with `code` and
// `message` and had `details` (may be empty or damaged: then without payloads)
// in its trailer.
absl::Status ParseStatusDetails(absl::StatusCode code, std::string_view message,
                                std::string_view details);

// ToRpcStatus answers an error as a message, its details included.
rpc::v1::Status ToRpcStatus(const absl::Status& status);

// FromRpcStatus answers the error that ToRpcStatus was given.
absl::Status FromRpcStatus(const rpc::v1::Status& status);

}  // namespace qiusuo

#endif  // QIUSUO_PROTO_ERROR_DETAILS_H_
