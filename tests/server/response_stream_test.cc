#include "service/server/response_stream.h"

#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "proto/error_details.h"
#include "qiusuo/v1/document_service.grpc.pb.h"

namespace qiusuo::server {
namespace {

namespace v1 = qiusuo::v1;
using google::protobuf::Message;
using MakeNext = std::function<absl::StatusOr<std::unique_ptr<Message>>(
    const CancelCheck& cancelled)>;

// A source whose responses the test makes.
class TestSource final : public ResponseSource {
 public:
  TestSource(MakeNext next, std::atomic<int>& living)
      : next_(std::move(next)), living_(living) {
    ++living_;
  }
  ~TestSource() override { --living_; }

  absl::StatusOr<std::unique_ptr<Message>> Next(
      const CancelCheck& cancelled) override {
    return next_(cancelled);
  }

 private:
  const MakeNext next_;
  std::atomic<int>& living_;
};

class TestService final
    : public v1::DocumentService::WithRawCallbackMethod_ReadOriginal<
          v1::DocumentService::Service> {
 public:
  TestService(CallDispatcher& calls, MakeNext next)
      : calls_(calls), next_(std::move(next)) {}

  grpc::ServerWriteReactor<grpc::ByteBuffer>* ReadOriginal(
      grpc::CallbackServerContext* context,
      const grpc::ByteBuffer* request) override {
    return calls_.Stream<v1::ReadOriginalRequest>(
        *context, *request,
        [this](const v1::ReadOriginalRequest& message)
            -> absl::StatusOr<std::unique_ptr<ResponseSource>> {
          if (message.name().empty()) {
            return InvalidArgument("INVALID_FIELD", "name", "is missing");
          }
          return std::make_unique<TestSource>(next_, living_sources);
        });
  }

  std::atomic<int> living_sources = 0;

 private:
  CallDispatcher& calls_;
  const MakeNext next_;
};

class ResponseStreamTest : public ::testing::Test {
 protected:
  using Reader = grpc::ClientReader<v1::ReadOriginalResponse>;

  void Serve(MakeNext next) {
    service_ = std::make_unique<TestService>(calls_, std::move(next));
    int port = 0;
    server_ = grpc::ServerBuilder()
                  .AddListeningPort("127.0.0.1:0",
                                    grpc::InsecureServerCredentials(), &port)
                  .RegisterService(service_.get())
                  .BuildAndStart();
    stub_ = v1::DocumentService::NewStub(
        grpc::CreateChannel("127.0.0.1:" + std::to_string(port),
                            grpc::InsecureChannelCredentials()));
  }

  std::unique_ptr<Reader> Start(grpc::ClientContext& context,
                                const std::string& name = "x") {
    v1::ReadOriginalRequest request;
    request.set_name(name);
    return stub_->ReadOriginal(&context, request);
  }

  static absl::Status Finish(Reader& reader) {
    const grpc::Status status = reader.Finish();
    return ParseStatusDetails(
        static_cast<absl::StatusCode>(status.error_code()),
        status.error_message(), status.error_details());
  }

  void TearDown() override {
    server_->Shutdown();
    EXPECT_EQ(service_->living_sources, 0);
  }

  WorkerPool pool_{{.threads = 2, .max_queued_tasks = 4}};
  CallDispatcher calls_{pool_};
  std::unique_ptr<TestService> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::DocumentService::Stub> stub_;
};

absl::StatusOr<std::unique_ptr<Message>> Bytes(size_t count) {
  auto response = std::make_unique<v1::ReadOriginalResponse>();
  response->set_data(std::string(count, 'x'));
  return response;
}

TEST_F(ResponseStreamTest, AnswersWhatTheSourceMakes) {
  int count = 0;
  Serve([&](const CancelCheck&) -> absl::StatusOr<std::unique_ptr<Message>> {
    if (++count > 3) return nullptr;
    return Bytes(static_cast<size_t>(count));
  });
  grpc::ClientContext context;
  const auto reader = Start(context);
  v1::ReadOriginalResponse response;
  for (size_t i = 1; i <= 3; ++i) {
    ASSERT_TRUE(reader->Read(&response));
    EXPECT_EQ(response.data().size(), i);
  }
  EXPECT_FALSE(reader->Read(&response));
  EXPECT_TRUE(Finish(*reader).ok());
}

TEST_F(ResponseStreamTest, ErrorsKeepTheirDetailsWhereverTheyCome) {
  int count = 0;
  Serve([&](const CancelCheck&) -> absl::StatusOr<std::unique_ptr<Message>> {
    if (++count == 1) return Bytes(1);
    if (count == 2) {
      return MakeError(absl::StatusCode::kDataLoss, "CORRUPT_RECORD", "bad");
    }
    throw std::string("out of luck");
  });
  v1::ReadOriginalResponse response;
  {
    grpc::ClientContext context;
    const auto reader = Start(context, "");
    EXPECT_FALSE(reader->Read(&response));
    EXPECT_EQ(ErrorReason(Finish(*reader)), "INVALID_FIELD");
  }
  {
    grpc::ClientContext context;
    const auto reader = Start(context);
    EXPECT_TRUE(reader->Read(&response));
    EXPECT_FALSE(reader->Read(&response));
    EXPECT_EQ(ErrorReason(Finish(*reader)), "CORRUPT_RECORD");
  }
  {
    grpc::ClientContext context;
    const auto reader = Start(context);
    EXPECT_FALSE(reader->Read(&response));
    EXPECT_EQ(Finish(*reader).code(), absl::StatusCode::kInternal);
  }
}

// 1 GiB would come, and a reader that is asleep holds it back; then it goes away.
TEST_F(ResponseStreamTest, MakesNoMoreThanIsRead) {
  constexpr int kResponses = 1024;
  std::atomic<int> count = 0;
  Serve([&](const CancelCheck&) -> absl::StatusOr<std::unique_ptr<Message>> {
    if (++count > kResponses) return nullptr;
    return Bytes(size_t{1} << 20);
  });
  grpc::ClientContext context;
  const auto reader = Start(context);
  v1::ReadOriginalResponse response;
  ASSERT_TRUE(reader->Read(&response));
  absl::SleepFor(absl::Milliseconds(500));
  EXPECT_LT(count, 64);
  context.TryCancel();
  EXPECT_EQ(Finish(*reader).code(), absl::StatusCode::kCancelled);
  for (int i = 0; i < 500 && service_->living_sources > 0; ++i) {
    absl::SleepFor(absl::Milliseconds(10));
  }
  EXPECT_EQ(service_->living_sources, 0);
}

TEST_F(ResponseStreamTest, WithoutAPlaceInThePoolItEnds) {
  std::atomic<bool> is_done = false;
  std::atomic<int> running = 0;
  Serve([&](const CancelCheck&) { return Bytes(1); });
  const auto wait = [&] {
    ++running;
    while (!is_done) absl::SleepFor(absl::Milliseconds(1));
  };
  // Two that run, four that wait.
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(pool_.TrySubmit(wait, 0));
  while (running < 2) absl::SleepFor(absl::Milliseconds(1));
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(pool_.TrySubmit(wait, 0));
  grpc::ClientContext context;
  const auto reader = Start(context);
  v1::ReadOriginalResponse response;
  EXPECT_FALSE(reader->Read(&response));
  const absl::Status status = Finish(*reader);
  EXPECT_EQ(ErrorReason(status), "OVERLOADED");
  EXPECT_TRUE(GetRetryDelay(status).has_value());
  is_done = true;
  while (running < 6) absl::SleepFor(absl::Milliseconds(1));
}

}  // namespace
}  // namespace qiusuo::server
