#include "service/server/call_dispatcher.h"

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

namespace qiusuo::server {
namespace {

constexpr absl::Duration kRetryDelay = absl::Milliseconds(200);

absl::Status CatchAll(absl::FunctionRef<absl::Status()> handler) {
  try {
    return handler();
  } catch (const std::exception& e) {
    return absl::InternalError(absl::StrCat("exception: ", e.what()));
  } catch (...) {
    return absl::InternalError("exception of an unknown type");
  }
}

// gRPC notices by a timer that the deadline has passed; the clock is sooner.
bool NobodyWaits(const grpc::CallbackServerContext& context) {
  return context.IsCancelled() ||
         context.deadline() < std::chrono::system_clock::now();
}

// True where the server, not the caller, has something to put right.
bool IsOurFault(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal ||
         code == absl::StatusCode::kUnknown ||
         code == absl::StatusCode::kDataLoss ||
         code == absl::StatusCode::kUnavailable;
}

}  // namespace

grpc::Status CallDispatcher::Answer(const Call& call,
                                    absl::FunctionRef<absl::Status()> handler) {
  const absl::Status status =
      NobodyWaits(*call.context)
          ? absl::CancelledError("the caller no longer waits")
          : CatchAll(handler);
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
               {"message", std::string(status.message())}});
  return ToGrpcStatus(status);
}

absl::Status CallDispatcher::Overloaded() {
  return WithRetryDelay(
      MakeError(absl::StatusCode::kResourceExhausted, "OVERLOADED",
                "too many calls wait for a thread; try again later"),
      kRetryDelay);
}

}  // namespace qiusuo::server
