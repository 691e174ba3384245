// File: service/server/response_stream.h
//
// One call that answers with a stream: has a source make the responses on the pool, one at a time,
// and the next one only when the last was taken (flow control).
//
//   return calls_.Stream<ExportDocumentsRequest>(
//       *context, *request, [this](const ExportDocumentsRequest& message) {
//         return Open(message);  // absl::StatusOr<std::unique_ptr<ResponseSource>>
//       });

#ifndef QIUSUO_SERVICE_SERVER_RESPONSE_STREAM_H_
#define QIUSUO_SERVICE_SERVER_RESPONSE_STREAM_H_

#include <google/protobuf/message.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <memory>
#include <mutex>

#include "absl/status/statusor.h"
#include "service/server/call_dispatcher.h"
#include "service/server/worker_pool.h"

namespace qiusuo::server {

class ResponseStream final : public grpc::ServerWriteReactor<grpc::ByteBuffer> {
 public:
  // Called once, on a thread of the pool.
  using Open = std::function<absl::StatusOr<std::unique_ptr<ResponseSource>>()>;

  // The pool must outlive the call. Deletes itself when the call is over.
  ResponseStream(CallDispatcher::Call call, WorkerPool& pool, Open open);

  // Answers nothing but the error.
  ResponseStream(CallDispatcher::Call call, WorkerPool& pool,
                 const absl::Status& error);

  void OnWriteDone(bool ok) override;
  void OnDone() override;

 private:
  // Either the pool or gRPC has the stream in hand, never both. The lock is never waited for:
  // it shows ThreadSanitizer the order of turns, which gRPC keeps where it cannot look.
  void Submit();
  void Produce();
  void End(const absl::Status& status);

  const CallDispatcher::Call call_;
  WorkerPool& pool_;
  const Open open_;
  std::mutex turn_;  // guards all below
  std::unique_ptr<ResponseSource> source_;
  grpc::ByteBuffer write_buffer_;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_RESPONSE_STREAM_H_
