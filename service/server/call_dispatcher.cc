#include "service/server/call_dispatcher.h"

#include <grpcpp/impl/codegen/proto_utils.h>

#include <exception>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "base/log.h"
#include "base/strings.h"
#include "proto/error_details.h"
#include "service/server/grpc_status.h"
#include "service/server/response_stream.h"

namespace qiusuo::server {
namespace {

constexpr absl::Duration kRetryDelay = absl::Milliseconds(200);

// gRPC notices by a timer that the deadline has passed; the clock is sooner.
bool DeadlineHasPassed(const grpc::CallbackServerContext& context) {
  return context.deadline() < std::chrono::system_clock::now();
}

bool NobodyWaits(const grpc::CallbackServerContext& context) {
  return context.IsCancelled() || DeadlineHasPassed(context);
}

// Our answer may reach the caller before its own timer: it must name the same reason.
absl::Status NoLongerWaits(const grpc::CallbackServerContext& context) {
  return DeadlineHasPassed(context)
             ? absl::DeadlineExceededError("the call's deadline has passed")
             : absl::CancelledError("the caller no longer waits");
}

// True where the server, not the caller, has something to put right.
bool IsOurFault(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal ||
         code == absl::StatusCode::kUnknown ||
         code == absl::StatusCode::kDataLoss ||
         code == absl::StatusCode::kUnavailable;
}

}  // namespace

bool CallDispatcher::ReadMessage(grpc::ByteBuffer bytes,
                                 google::protobuf::Message& message) {
  return grpc::SerializationTraits<google::protobuf::Message>::Deserialize(
             &bytes, &message)
      .ok();
}

absl::Status CallDispatcher::WriteMessage(
    const google::protobuf::Message& message, grpc::ByteBuffer& bytes) {
  bool own_buffer = true;
  const grpc::Status status =
      grpc::SerializationTraits<google::protobuf::Message>::Serialize(
          message, &bytes, &own_buffer);
  return status.ok() ? absl::OkStatus()
                     : absl::InternalError(status.error_message());
}

grpc::ServerWriteReactor<grpc::ByteBuffer>* CallDispatcher::StartStream(
    const Call& call, bool is_message,
    std::function<absl::StatusOr<std::unique_ptr<ResponseSource>>()> open) {
  // gRPC owns it from now on.
  return is_message ? new ResponseStream(call, pool_, std::move(open))
                    : new ResponseStream(call, pool_,
                                         MalformedRequest(*call.request_type));
}

absl::Status CallDispatcher::Guarded(
    const Call& call, absl::FunctionRef<absl::Status()> handler) {
  if (NobodyWaits(*call.context)) {
    return NoLongerWaits(*call.context);
  }
  try {
    absl::Status status = handler();
    return absl::IsCancelled(status) ? NoLongerWaits(*call.context) : status;
  } catch (const std::exception& e) {
    return absl::InternalError(absl::StrCat("exception: ", e.what()));
  } catch (...) {
    return absl::InternalError("exception of an unknown type");
  }
}

absl::Status CallDispatcher::MalformedRequest(
    const google::protobuf::Descriptor& request_type) {
  return MakeError(absl::StatusCode::kInvalidArgument, "MALFORMED_REQUEST",
                   absl::StrCat("the bytes are no ", request_type.full_name(),
                                "; perhaps a string in it is not UTF-8"));
}

absl::Status CallDispatcher::Overloaded() {
  return WithRetryDelay(
      MakeError(absl::StatusCode::kResourceExhausted, "OVERLOADED",
                "too many calls wait for a thread; try again later"),
      kRetryDelay);
}

grpc::Status CallDispatcher::Finished(const Call& call,
                                      const absl::Status& status) {
  if (status.ok() && !ShowsDebug()) return grpc::Status::OK;
  const std::chrono::duration<double, std::milli> duration =
      std::chrono::steady_clock::now() - call.start;
  std::string_view method = call.request_type->name();
  method.remove_suffix(std::string_view("Request").size());
  const auto log = status.ok()                 ? LogDebug
                   : IsOurFault(status.code()) ? LogError
                                               : LogInfo;
  log("call", {{"method", std::string(method)},
               {"code", absl::StatusCodeToString(status.code())},
               {"duration_ms", absl::StrFormat("%.3f", duration.count())},
               {"peer", call.context->peer()},
               {"reason", ErrorReason(status)},
               {"message", std::string(status.message())}});
  return ToGrpcStatus(status);
}

}  // namespace qiusuo::server
