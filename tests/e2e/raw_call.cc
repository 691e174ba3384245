#include "tests/e2e/raw_call.h"

#include <grpc/health/v1/health.pb.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/proto_buffer_reader.h>
#include <grpcpp/support/slice.h>

#include <chrono>
#include <utility>

#include "absl/status/status.h"

namespace qiusuo::e2e {

RawCall::RawCall(const std::string& address, const std::string& method,
                 const std::string& request)
    : stub_(grpc::CreateChannel(address, grpc::InsecureChannelCredentials())) {
  context_.set_deadline(std::chrono::system_clock::now() +
                        std::chrono::seconds(60));
  stream_ = stub_.PrepareCall(&context_, method, &queue_);
  stream_->StartCall(nullptr);
  WaitForStep();
  const grpc::Slice slice(request);
  stream_->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(),
                     nullptr);
  WaitForStep();
}

RawCall::~RawCall() {
  Finish();
  queue_.Shutdown();
  while (WaitForStep()) continue;
}

bool RawCall::WaitForStep() {
  void* tag = nullptr;
  bool ok = false;
  return queue_.Next(&tag, &ok) && ok;
}

bool RawCall::Read(google::protobuf::Message& response) {
  grpc::ByteBuffer buffer;
  stream_->Read(&buffer, nullptr);
  if (!WaitForStep()) return false;
  grpc::ProtoBufferReader reader(&buffer);
  return response.ParseFromZeroCopyStream(&reader);
}

grpc::Status RawCall::Finish() {
  if (std::exchange(finished_, true)) return grpc::Status::OK;
  grpc::Status status;
  stream_->Finish(&status, nullptr);
  WaitForStep();
  return status;
}

std::string ReadHealth(const std::string& address, const std::string& service) {
  grpc::health::v1::HealthCheckRequest request;
  request.set_service(service);
  RawCall call(address, "/grpc.health.v1.Health/Check",
               request.SerializeAsString());
  grpc::health::v1::HealthCheckResponse response;
  if (call.Read(response)) {
    return grpc::health::v1::HealthCheckResponse::ServingStatus_Name(
        response.status());
  }
  return absl::StatusCodeToString(
      static_cast<absl::StatusCode>(call.Finish().error_code()));
}

}  // namespace qiusuo::e2e
