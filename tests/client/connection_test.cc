// The connection against a server of its own in this process: what goes over
// the wire, and how errors come back.

#include "client/connection.h"

#include <gmock/gmock.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "client/client.h"
#include "proto/error_details.h"
#include "qiusuo/v1/admin_service.grpc.pb.h"
#include "qiusuo/v1/document_service.grpc.pb.h"

namespace qiusuo::client {
namespace {

using ::testing::HasSubstr;

// Answers GetDocument as a test says.
class FakeDocuments final : public v1::DocumentService::Service {
 public:
  std::function<grpc::Status(grpc::ServerContext&, v1::Document&)> answer;

  grpc::Status GetDocument(grpc::ServerContext* context,
                           const v1::GetDocumentRequest*,
                           v1::GetDocumentResponse* response) override {
    return answer(*context, *response->mutable_document());
  }
};

class FakeAdmin final : public v1::AdminService::Service {
  grpc::Status GetServerStatus(grpc::ServerContext*,
                               const v1::GetServerStatusRequest*,
                               v1::GetServerStatusResponse* response) override {
    response->set_server_version("7");
    return grpc::Status::OK;
  }
};

class ConnectionTest : public ::testing::Test {
 protected:
  ~ConnectionTest() override {
    if (server_ != nullptr) server_->Shutdown(std::chrono::system_clock::now());
  }

  // Starts the server on `port`, 0 for any, and answers the port.
  int Start(int port = 0) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort(absl::StrCat("127.0.0.1:", port),
                             grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&documents_);
    builder.RegisterService(&admin_);
    server_ = builder.BuildAndStart();
    return port;
  }

  void Stop() {
    server_->Shutdown(std::chrono::system_clock::now());
    server_->Wait();
    server_.reset();
  }

  static std::shared_ptr<Connection> ConnectTo(int port) {
    return MakeConnection({.endpoint = absl::StrCat("127.0.0.1:", port),
                           .user_agent_suffix = "portal/2.3"});
  }

  FakeDocuments documents_;
  FakeAdmin admin_;
  std::unique_ptr<grpc::Server> server_;
};

absl::StatusOr<v1::GetDocumentResponse> Get(
    Connection& connection, absl::Duration timeout = absl::Seconds(20)) {
  return connection.GetDocument(v1::GetDocumentRequest(),
                                absl::Now() + timeout);
}

TEST_F(ConnectionTest, ErrorsComeWithReasonAndField) {
  documents_.answer = [](grpc::ServerContext&, v1::Document&) {
    const absl::Status error =
        InvalidArgument("INVALID_FIELD", "name", "must name a document");
    return grpc::Status(grpc::StatusCode::INVALID_ARGUMENT,
                        std::string(error.message()),
                        SerializeStatusDetails(error));
  };
  const std::shared_ptr<Connection> connection = ConnectTo(Start());
  const absl::Status status = Get(*connection).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "name: must name a document");
  EXPECT_EQ(ErrorReason(status), "INVALID_FIELD");
  ASSERT_TRUE(GetBadRequest(status).has_value());
  EXPECT_EQ(GetBadRequest(status)->field_violations(0).field(), "name");
}

TEST_F(ConnectionTest, ErrorsWithoutDetailsKeepCodeAndMessage) {
  documents_.answer = [](grpc::ServerContext&, v1::Document&) {
    return grpc::Status(grpc::StatusCode::DATA_LOSS, "bad checksum");
  };
  const std::shared_ptr<Connection> connection = ConnectTo(Start());
  EXPECT_EQ(Get(*connection).status(), absl::DataLossError("bad checksum"));
}

TEST_F(ConnectionTest, ReceivesDocumentsBeyondTheDefaultLimit) {
  constexpr size_t kBytes = 20 << 20;
  documents_.answer = [](grpc::ServerContext&, v1::Document& document) {
    document.set_text(std::string(kBytes, 'x'));
    return grpc::Status::OK;
  };
  const std::shared_ptr<Connection> connection = ConnectTo(Start());
  const absl::StatusOr<v1::GetDocumentResponse> got = Get(*connection);
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_EQ(got->document().text().size(), kBytes);
}

TEST_F(ConnectionTest, EveryCallHasItsDeadlineAndTheUserAgent) {
  std::mutex mutex;
  std::string user_agent;
  documents_.answer = [&](grpc::ServerContext& context, v1::Document&) {
    const auto entry = context.client_metadata().find("user-agent");
    {
      const std::lock_guard<std::mutex> lock(mutex);
      user_agent = std::string(entry->second.data(), entry->second.size());
    }
    while (!context.IsCancelled()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return grpc::Status::OK;
  };
  const std::shared_ptr<Connection> connection = ConnectTo(Start());
  EXPECT_EQ(Get(*connection, absl::Milliseconds(300)).status().code(),
            absl::StatusCode::kDeadlineExceeded);
  Stop();
  const std::lock_guard<std::mutex> lock(mutex);
  EXPECT_THAT(user_agent, HasSubstr(absl::StrCat("qiusuo-client/",
                                                 std::string(ClientVersion()),
                                                 " portal/2.3 ")));
}

TEST_F(ConnectionTest, NoServerIsUnavailableAtOnce) {
  const int port = Start();
  Stop();
  const std::shared_ptr<Connection> connection = ConnectTo(port);
  const absl::Time begin = absl::Now();
  EXPECT_EQ(Get(*connection).status().code(), absl::StatusCode::kUnavailable);
  EXPECT_LT(absl::Now() - begin, absl::Seconds(10));
}

TEST_F(ConnectionTest, WaitReadyWaitsForAServerThatComesLate) {
  const int port = Start();
  Stop();
  const std::shared_ptr<Connection> connection = ConnectTo(port);
  std::thread late([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    Start(port);
  });
  EXPECT_TRUE(connection->WaitReady(absl::Now() + absl::Seconds(60)).ok());
  late.join();
  EXPECT_EQ(connection
                ->GetServerStatus(v1::GetServerStatusRequest(),
                                  absl::Now() + absl::Seconds(20))
                ->server_version(),
            "7");
}

TEST_F(ConnectionTest, WaitReadyGivesUpAtItsDeadline) {
  const int port = Start();
  Stop();
  EXPECT_EQ(
      ConnectTo(port)->WaitReady(absl::Now() + absl::Milliseconds(200)).code(),
      absl::StatusCode::kDeadlineExceeded);
}

}  // namespace
}  // namespace qiusuo::client
