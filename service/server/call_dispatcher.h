// File: service/server/call_dispatcher.h
//
// What every unary call has around its handler: a thread to run on, a look whether
// the caller still waits, a log line, and the way of an error into gRPC.
//
//   return calls_.Run(*context, *request, *response, RunOn::kPool,
//                     [this](const GetDocumentRequest& request,
//                            const CancelCheck& cancelled) {
//                       return Handle(request);  // StatusOr<GetDocumentResponse>
//                     });
//
// Safe from any thread.

#ifndef QIUSUO_SERVICE_SERVER_CALL_DISPATCHER_H_
#define QIUSUO_SERVICE_SERVER_CALL_DISPATCHER_H_

#include <google/protobuf/descriptor.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <chrono>
#include <functional>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "service/server/worker_pool.h"

namespace qiusuo::server {

// True once nobody waits for the answer: the caller cancelled, its deadline
// passed, its connection broke, or the server stops in a hurry.
using CancelCheck = std::function<bool()>;

enum class RunOn {
  kCaller,  // gRPC's thread: a point read at most
  kPool,    // the worker pool
};

class CallDispatcher {
 public:
  // `pool` must outlive every call.
  explicit CallDispatcher(WorkerPool& pool) : pool_(pool) {}

  // Run answers the call with what `handler(request, cancelled)` answers, an
  // absl::StatusOr<Response>. Without a place in the pool the call ends with
  // RESOURCE_EXHAUSTED (OVERLOADED) and a RetryInfo; an exception with INTERNAL.
  template <typename Request, typename Response, typename Handler>
  grpc::ServerUnaryReactor* Run(grpc::CallbackServerContext& context,
                                const Request& request, Response& response,
                                RunOn run_on, Handler handler) {
    grpc::ServerUnaryReactor* const reactor = context.DefaultReactor();
    const Call call{Request::descriptor(), &context,
                    std::chrono::steady_clock::now()};
    auto work = [call, reactor, &context, &request, &response,
                 handler = std::move(handler)] {
      const auto answer = [&]() -> absl::Status {
        absl::StatusOr<Response> result = handler(
            request, CancelCheck([&] { return context.IsCancelled(); }));
        if (!result.ok()) return std::move(result).status();
        response = *std::move(result);
        return absl::OkStatus();
      };
      // Finish gives context, request and response back to gRPC.
      reactor->Finish(Answer(call, answer));
    };
    if (run_on == RunOn::kCaller) {
      work();
    } else if (!pool_.TrySubmit(std::move(work), request.ByteSizeLong())) {
      reactor->Finish(Answer(call, Overloaded));
    }
    return reactor;
  }

 private:
  struct Call {
    const google::protobuf::Descriptor* request_type;
    grpc::CallbackServerContext* context;
    std::chrono::steady_clock::time_point start;
  };

  static grpc::Status Answer(const Call& call,
                             absl::FunctionRef<absl::Status()> handler);
  static absl::Status Overloaded();

  WorkerPool& pool_;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_CALL_DISPATCHER_H_
