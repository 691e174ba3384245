#include "service/server/call_dispatcher.h"

#include <grpcpp/client_context.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "proto/error_details.h"
#include "qiusuo/v1/admin_service.grpc.pb.h"

namespace qiusuo::server {
namespace {

namespace v1 = qiusuo::v1;
using Response = v1::GetServerStatusResponse;
using Handler = std::function<absl::StatusOr<Response>(const CancelCheck&)>;

// A service of one method, with the handler of the test.
class TestService final
    : public v1::AdminService::WithRawCallbackMethod_GetServerStatus<
          v1::AdminService::Service> {
 public:
  TestService(CallDispatcher& calls, RunOn run_on, Handler handler)
      : calls_(calls), run_on_(run_on), handler_(std::move(handler)) {}

  grpc::ServerUnaryReactor* GetServerStatus(
      grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
      grpc::ByteBuffer* response) override {
    return calls_.Run<v1::GetServerStatusRequest>(
        *context, *request, *response,
        [this](const v1::GetServerStatusRequest&) { return run_on_; },
        [this](const v1::GetServerStatusRequest&,
               const CancelCheck& cancelled) { return handler_(cancelled); });
  }

 private:
  CallDispatcher& calls_;
  const RunOn run_on_;
  const Handler handler_;
};

class CallDispatcherTest : public ::testing::Test {
 protected:
  void Serve(RunOn run_on, Handler handler) {
    service_ =
        std::make_unique<TestService>(calls_, run_on, std::move(handler));
    server_ =
        grpc::ServerBuilder().RegisterService(service_.get()).BuildAndStart();
    stub_ = v1::AdminService::NewStub(server_->InProcessChannel({}));
  }

  absl::Status Call(grpc::ClientContext& context, Response& response) {
    const grpc::Status status = stub_->GetServerStatus(
        &context, v1::GetServerStatusRequest(), &response);
    return ParseStatusDetails(
        static_cast<absl::StatusCode>(status.error_code()),
        status.error_message(), status.error_details());
  }

  absl::Status Call() {
    grpc::ClientContext context;
    Response response;
    return Call(context, response);
  }

  void TearDown() override {
    if (server_ != nullptr) server_->Shutdown();
  }

  WorkerPool pool_{{.threads = 1, .max_queued_tasks = 1}};
  CallDispatcher calls_{pool_};
  std::unique_ptr<TestService> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<v1::AdminService::Stub> stub_;
};

TEST_F(CallDispatcherTest, AnswersOnEitherThread) {
  for (const RunOn run_on : {RunOn::kCaller, RunOn::kPool}) {
    Serve(run_on, [](const CancelCheck& cancelled) -> absl::StatusOr<Response> {
      Response response;
      response.set_engine(cancelled() ? "cancelled" : "rocksdb");
      return response;
    });
    grpc::ClientContext context;
    Response response;
    EXPECT_TRUE(Call(context, response).ok());
    EXPECT_EQ(response.engine(), "rocksdb");
    server_->Shutdown();
  }
}

TEST_F(CallDispatcherTest, ErrorsKeepTheirDetails) {
  Serve(RunOn::kPool, [](const CancelCheck&) -> absl::StatusOr<Response> {
    return MakeError(absl::StatusCode::kAborted, "ETAG_MISMATCH", "changed");
  });
  const absl::Status status = Call();
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ErrorReason(status), "ETAG_MISMATCH");
}

TEST_F(CallDispatcherTest, AnExceptionIsInternalAndTheServerGoesOn) {
  for (const RunOn run_on : {RunOn::kCaller, RunOn::kPool}) {
    int count = 0;
    Serve(run_on, [&](const CancelCheck&) -> absl::StatusOr<Response> {
      if (++count == 1) throw std::runtime_error("out of luck");
      if (count == 2) throw 42;
      return Response();
    });
    const absl::Status status = Call();
    EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
    EXPECT_EQ(status.message(), "exception: out of luck");
    EXPECT_EQ(Call().code(), absl::StatusCode::kInternal);
    EXPECT_TRUE(Call().ok());
    server_->Shutdown();
  }
}

TEST_F(CallDispatcherTest, AFullPoolIsSaidWithADelay) {
  std::promise<void> started;
  std::promise<void> release;
  bool first = true;
  Serve(RunOn::kPool, [&](const CancelCheck&) -> absl::StatusOr<Response> {
    if (std::exchange(first, false)) {
      started.set_value();
      release.get_future().wait();
    }
    return Response();
  });
  std::future<absl::Status> running =
      std::async(std::launch::async, [&] { return Call(); });
  started.get_future().wait();
  // One more waits in the queue; which of the two it is does not matter.
  std::future<absl::Status> one =
      std::async(std::launch::async, [&] { return Call(); });
  std::future<absl::Status> two =
      std::async(std::launch::async, [&] { return Call(); });
  std::future<absl::Status>* refused = nullptr;
  while (refused == nullptr) {
    for (std::future<absl::Status>* call : {&one, &two}) {
      if (call->wait_for(std::chrono::milliseconds(1)) ==
          std::future_status::ready) {
        refused = call;
      }
    }
  }
  const absl::Status status = refused->get();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ErrorReason(status), "OVERLOADED");
  EXPECT_GT(GetRetryDelay(status).value_or(absl::ZeroDuration()),
            absl::ZeroDuration());
  release.set_value();
  EXPECT_TRUE(running.get().ok());
  EXPECT_TRUE((refused == &one ? two : one).get().ok());
}

TEST_F(CallDispatcherTest, AHandlerSeesThatItsCallerIsGone) {
  std::promise<void> started;
  std::promise<bool> seen;
  Serve(RunOn::kPool,
        [&](const CancelCheck& cancelled) -> absl::StatusOr<Response> {
          started.set_value();
          const auto give_up =
              std::chrono::steady_clock::now() + std::chrono::seconds(20);
          while (!cancelled() && std::chrono::steady_clock::now() < give_up) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
          }
          seen.set_value(cancelled());
          return Response();
        });
  grpc::ClientContext context;
  std::future<absl::Status> call = std::async(std::launch::async, [&] {
    Response response;
    return Call(context, response);
  });
  started.get_future().wait();
  context.TryCancel();
  EXPECT_TRUE(seen.get_future().get());
  EXPECT_EQ(call.get().code(), absl::StatusCode::kCancelled);
}

TEST_F(CallDispatcherTest, ACallThatWaitedTooLongIsNotRun) {
  std::promise<void> started;
  std::promise<void> release;
  int count = 0;
  Serve(RunOn::kPool, [&](const CancelCheck&) -> absl::StatusOr<Response> {
    if (++count == 1) {
      started.set_value();
      release.get_future().wait();
    }
    return Response();
  });
  std::future<absl::Status> running =
      std::async(std::launch::async, [&] { return Call(); });
  started.get_future().wait();
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::milliseconds(100));
  Response response;
  EXPECT_EQ(Call(context, response).code(),
            absl::StatusCode::kDeadlineExceeded);
  release.set_value();
  EXPECT_TRUE(running.get().ok());
  server_->Shutdown();
  EXPECT_EQ(count, 1);
}

}  // namespace
}  // namespace qiusuo::server
