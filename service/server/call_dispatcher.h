// File: service/server/call_dispatcher.h
//
// What every unary call has around its handler: bytes to message and back, a thread
// to run on, a look whether the caller still waits, a log line, and the way of an
// error into gRPC.
//
//   return calls_.Run<GetDocumentRequest>(
//       *context, *request, *response, kOnPool,
//       [this](const GetDocumentRequest& get, const CancelCheck&) {
//         return Handle(get);  // absl::StatusOr<GetDocumentResponse>
//       });
//
// Services take their requests raw: gRPC would call bytes that are no message, such
// as a string in GBK, UNIMPLEMENTED, and say no more.
//
// Safe from any thread.

#ifndef QIUSUO_SERVICE_SERVER_CALL_DISPATCHER_H_
#define QIUSUO_SERVICE_SERVER_CALL_DISPATCHER_H_

#include <google/protobuf/message.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <chrono>
#include <functional>
#include <memory>
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

inline constexpr auto kOnPool = [](const auto&) { return RunOn::kPool; };

class CallDispatcher {
 public:
  // `pool` must outlive every call.
  explicit CallDispatcher(WorkerPool& pool) : pool_(pool) {}

  // Run reads the request out of `bytes` and writes what `handler(request, cancelled)`
  // answers, an absl::StatusOr of a message, to `answer`. `run_on(request)` chooses the
  // thread. Errors, besides the handler's: INVALID_ARGUMENT (MALFORMED_REQUEST);
  // RESOURCE_EXHAUSTED (OVERLOADED) with a RetryInfo, without a place in the pool;
  // CANCELLED when the caller is gone before the handler begins; INTERNAL for an
  // exception.
  template <typename Request, typename Choose, typename Handler>
  grpc::ServerUnaryReactor* Run(grpc::CallbackServerContext& context,
                                const grpc::ByteBuffer& bytes,
                                grpc::ByteBuffer& answer, Choose run_on,
                                Handler handler) {
    grpc::ServerUnaryReactor* const reactor = context.DefaultReactor();
    const Call call{Request::descriptor(), &context,
                    std::chrono::steady_clock::now()};
    const auto request = std::make_shared<Request>();
    if (!ReadMessage(bytes, *request)) {
      reactor->Finish(Finished(call, MalformedRequest(*call.request_type)));
      return reactor;
    }
    auto work = [call, reactor, &context, &answer, request,
                 handler = std::move(handler)] {
      // Finish gives context and answer back to gRPC.
      reactor->Finish(Finished(
          call, Guarded(call, [&]() -> absl::Status {
            const auto response = handler(
                *request, CancelCheck([&] { return context.IsCancelled(); }));
            if (!response.ok()) return response.status();
            return WriteMessage(*response, answer);
          })));
    };
    if (run_on(*request) == RunOn::kCaller) {
      work();
    } else if (!pool_.TrySubmit(std::move(work), bytes.Length())) {
      reactor->Finish(Finished(call, Overloaded()));
    }
    return reactor;
  }

  // What streams need as well: bytes to message and back, and the errors for bytes that are none
  // and for a pool without a place.
  static bool ReadMessage(grpc::ByteBuffer bytes,
                          google::protobuf::Message& message);
  static absl::Status WriteMessage(const google::protobuf::Message& message,
                                   grpc::ByteBuffer& bytes);
  static absl::Status MalformedRequest(
      const google::protobuf::Descriptor& request_type);
  static absl::Status Overloaded();

  WorkerPool& pool() { return pool_; }

 private:
  struct Call {
    const google::protobuf::Descriptor* request_type;
    grpc::CallbackServerContext* context;
    std::chrono::steady_clock::time_point start;
  };

  static absl::Status Guarded(const Call& call,
                              absl::FunctionRef<absl::Status()> handler);

  // Logs the end of the call and answers its status for gRPC.
  static grpc::Status Finished(const Call& call, const absl::Status& status);

  WorkerPool& pool_;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_CALL_DISPATCHER_H_
