// Health and reflection, as probes and tools ask for them.

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/message.h>
#include <grpc/health/v1/health.pb.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>

#include "tests/e2e/fixture.h"
#include "tests/e2e/raw_call.h"

namespace qiusuo::e2e {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using grpc::health::v1::HealthCheckResponse;

// Asks the reflection service one question, by the name of its field, and answers the
// response as text. The server's own library brings the messages.
std::string Reflect(const std::string& address, const std::string& field,
                    const std::string& value) {
  const auto make = [](const std::string& type) {
    const google::protobuf::Descriptor* descriptor =
        DescriptorPool::generated_pool()->FindMessageTypeByName(
            "grpc.reflection.v1alpha." + type);
    EXPECT_NE(descriptor, nullptr) << type;
    return std::unique_ptr<Message>(
        google::protobuf::MessageFactory::generated_factory()
            ->GetPrototype(descriptor)
            ->New());
  };
  const std::unique_ptr<Message> request = make("ServerReflectionRequest");
  request->GetReflection()->SetString(
      request.get(), request->GetDescriptor()->FindFieldByName(field), value);
  RawCall call(address,
               "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
               request->SerializeAsString());
  const std::unique_ptr<Message> response = make("ServerReflectionResponse");
  EXPECT_TRUE(call.Read(*response));
  return response->Utf8DebugString();
}

class HealthTest : public EndToEndTest {
 protected:
  HealthTest() { options_.shutdown_grace = absl::Milliseconds(500); }
};

TEST_F(HealthTest, EveryServiceHasItsName) {
  for (const char* service :
       {"", "qiusuo.v1.DocumentService", "qiusuo.v1.MetricService",
        "qiusuo.v1.AdminService"}) {
    EXPECT_EQ(ReadHealth(server().address(), service), "SERVING") << service;
  }
  EXPECT_EQ(ReadHealth(server().address(), "qiusuo.v1.NoService"), "NOT_FOUND");
}

TEST_F(HealthTest, ShutdownIsToldBeforeItHappens) {
  RawCall watch(server().address(), "/grpc.health.v1.Health/Watch", "");
  HealthCheckResponse response;
  ASSERT_TRUE(watch.Read(response));
  EXPECT_EQ(response.status(), HealthCheckResponse::SERVING);
  std::thread shutdown([&] { server().Shutdown(); });
  ASSERT_TRUE(watch.Read(response));
  EXPECT_EQ(response.status(), HealthCheckResponse::NOT_SERVING);
  shutdown.join();
}

TEST_F(HealthTest, ReflectionListsTheServices) {
  const std::string services = Reflect(server().address(), "list_services", "");
  for (const char* service :
       {"qiusuo.v1.DocumentService", "qiusuo.v1.MetricService",
        "qiusuo.v1.AdminService", "grpc.health.v1.Health"}) {
    EXPECT_NE(services.find(service), std::string::npos) << services;
  }
}

TEST_F(HealthTest, ReflectionDescribesEveryServiceThatItLists) {
  for (const char* symbol :
       {"qiusuo.v1.DocumentService", "qiusuo.v1.MetricService",
        "qiusuo.v1.AdminService", "grpc.health.v1.Health",
        "qiusuo.v1.Document"}) {
    const std::string answer =
        Reflect(server().address(), "file_containing_symbol", symbol);
    EXPECT_NE(answer.find("file_descriptor_proto"), std::string::npos)
        << symbol << "\n"
        << answer;
  }
}

}  // namespace
}  // namespace qiusuo::e2e
