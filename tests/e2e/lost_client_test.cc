// Clients that go away in the middle leave nothing behind.

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/time/clock.h"
#include "qiusuo/v1/document_service.grpc.pb.h"
#include "tests/e2e/cutting_proxy.h"
#include "tests/e2e/fixture.h"

namespace qiusuo::e2e {
namespace {

constexpr size_t kLongReportBytes = size_t{11} << 20;

class LostClientTest : public EndToEndTest {
 protected:
  int port() {
    int port = 0;
    const std::string& address = server().address();
    EXPECT_TRUE(
        absl::SimpleAtoi(address.substr(address.rfind(':') + 1), &port));
    return port;
  }

  // Imports over a connection of its own, and cancels after `delay`.
  grpc::Status ImportAndCancel(const std::string& content,
                               const std::string& document_id,
                               absl::Duration delay) {
    const auto stub = v1::DocumentService::NewStub(grpc::CreateChannel(
        server().address(), grpc::InsecureChannelCredentials()));
    v1::ImportDocumentRequest request;
    request.set_parent("collections/courts");
    request.set_document_id(document_id);
    request.mutable_content()->set_data(content);
    grpc::ClientContext context;
    std::future<grpc::Status> call = std::async(std::launch::async, [&] {
      v1::ImportDocumentResponse response;
      return stub->ImportDocument(&context, request, &response);
    });
    absl::SleepFor(delay);
    context.TryCancel();
    return call.get();
  }
};

TEST_F(LostClientTest, ACancelWhileTheReportIsReadStoresNothing) {
  const std::string report = LongReport(kLongReportBytes);
  const absl::Time start = absl::Now();
  Import(report, {.collection = "measured", .document_id = "whole"});
  const absl::Duration whole = absl::Now() - start;
  const std::string before = StoreState();

  // After a quarter of the time the bytes are there and the commit is far.
  const grpc::Status status = ImportAndCancel(report, "cancelled", whole / 4);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::CANCELLED)
      << "the import took " << whole;
  // A restart waits for what is still under way.
  Restart();
  EXPECT_EQ(StoreState(), before);
}

TEST_F(LostClientTest, ACancelAtAnyTimeStoresAllOrNothing) {
  const std::string report = LongReport(kLongReportBytes / 8);
  const absl::Time start = absl::Now();
  Import(report, {.collection = "measured", .document_id = "whole"});
  const absl::Duration whole = absl::Now() - start;
  constexpr int kSteps = 12;
  for (int step = 0; step <= kSteps; ++step) {
    const std::string id = "cancelled-" + std::to_string(step);
    ImportAndCancel(report, id, whole * step / (kSteps - 1));
  }
  Restart();
  for (int step = 0; step <= kSteps; ++step) {
    const auto document = client().GetDocument(
        "collections/courts/documents/cancelled-" + std::to_string(step),
        v1::DOCUMENT_VIEW_FULL);
    if (document.ok()) {
      EXPECT_EQ(document->text(), report);
    } else {
      EXPECT_TRUE(absl::IsNotFound(document.status())) << document.status();
    }
  }
}

TEST_F(LostClientTest, AnImportThatIsCutOffStoresNothing) {
  const std::string before = StoreState();
  const std::string report = LongReport(kLongReportBytes / 4);
  for (const size_t bytes : {size_t{10}, size_t{400}, size_t{100'000},
                             report.size() / 2, report.size() - 1000}) {
    CuttingProxy proxy(port(), bytes);
    const client::Client cut({.endpoint = proxy.address()});
    const auto imported = cut.Import(report, {.collection = "courts"});
    EXPECT_EQ(imported.status().code(), absl::StatusCode::kUnavailable)
        << imported.status();
  }
  EXPECT_EQ(StoreState(), before);
  Restart();
  EXPECT_EQ(StoreState(), before);
}

TEST_F(LostClientTest, ADeadlineThatPassesEndsTheCall) {
  v1::ImportDocumentRequest request;
  request.set_parent("collections/courts");
  request.mutable_content()->set_data(LongReport(kLongReportBytes / 4));
  const std::string before = StoreState();
  const auto imported = connection().ImportDocument(
      request, absl::Now() + absl::Milliseconds(10));
  EXPECT_TRUE(absl::IsDeadlineExceeded(imported.status())) << imported.status();
  Restart();
  EXPECT_EQ(StoreState(), before);
}

}  // namespace
}  // namespace qiusuo::e2e
