// File: tests/e2e/raw_call.h
//
// One gRPC call by the name of its method, for services that we have no stub of:
// health and reflection.

#ifndef QIUSUO_TESTS_E2E_RAW_CALL_H_
#define QIUSUO_TESTS_E2E_RAW_CALL_H_

#include <google/protobuf/message.h>
#include <grpcpp/client_context.h>
#include <grpcpp/completion_queue.h>
#include <grpcpp/generic/generic_stub.h>

#include <memory>
#include <string>

namespace qiusuo::e2e {

class RawCall {
 public:
  // Begins a call of `method` (`/grpc.health.v1.Health/Check`) with the bytes of one
  // request.
  RawCall(const std::string& address, const std::string& method,
          const std::string& request);
  ~RawCall();

  // Waits for the next response; false if there is none.
  bool Read(google::protobuf::Message& response);

  // Ends the call and answers how it ended; CANCELLED if responses were left.
  grpc::Status Finish();

 private:
  bool WaitForStep();

  grpc::GenericStub stub_;
  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> stream_;
  bool finished_ = false;
};

// ReadHealth answers what grpc.health.v1.Health/Check says of a service: `SERVING`, or the
// code of its error.
std::string ReadHealth(const std::string& address, const std::string& service);

}  // namespace qiusuo::e2e

#endif  // QIUSUO_TESTS_E2E_RAW_CALL_H_
