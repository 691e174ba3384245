// File: service/server/call_dispatcher.h
//
// What every call has around its handler: bytes to message and back, a thread
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

// Makes the responses of a stream.
class ResponseSource {
 public:
  virtual ~ResponseSource() = default;

  // Next answers the next response; nullptr at the end. One call at a time, each on a thread
  // of the pool, so it should take some tenths of a second at most.
  virtual absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Next(
      const CancelCheck& cancelled) = 0;
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

  // Stream reads the request out of `bytes` and answers with what comes out of the source that
  // `open(request)` answers, an absl::StatusOr of a unique_ptr of one; both run on the pool.
  // Errors as Run, OVERLOADED also in mid-stream.
  template <typename Request, typename Open>
  grpc::ServerWriteReactor<grpc::ByteBuffer>* Stream(
      grpc::CallbackServerContext& context, const grpc::ByteBuffer& bytes,
      Open open) {
    const auto request = std::make_shared<Request>();
    const bool is_message = ReadMessage(bytes, *request);
    return StartStream(
        {Request::descriptor(), &context, std::chrono::steady_clock::now()},
        is_message,
        [request, open = std::move(open)] { return open(*request); });
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

  struct Call {
    const google::protobuf::Descriptor* request_type;
    grpc::CallbackServerContext* context;
    std::chrono::steady_clock::time_point start;
  };

  // Guarded runs a handler, unless nobody waits for it, and turns exceptions into errors.
  static absl::Status Guarded(const Call& call,
                              absl::FunctionRef<absl::Status()> handler);

  // Finished logs the end of the call and answers its status for gRPC.
  static grpc::Status Finished(const Call& call, const absl::Status& status);

 private:
  grpc::ServerWriteReactor<grpc::ByteBuffer>* StartStream(
      const Call& call, bool is_message,
      std::function<absl::StatusOr<std::unique_ptr<ResponseSource>>()> open);

  WorkerPool& pool_;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_CALL_DISPATCHER_H_
