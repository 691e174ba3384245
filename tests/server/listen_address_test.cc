#include "service/server/listen_address.h"

#include <gtest/gtest.h>

#include <string>

#include "proto/error_details.h"

namespace qiusuo::server {
namespace {

TEST(ListenAddress, ReadsHostAndPort) {
  const auto v4 = ParseListenAddress("127.0.0.1:7070");
  ASSERT_TRUE(v4.ok()) << v4.status();
  EXPECT_EQ(v4->host, "127.0.0.1");
  EXPECT_EQ(v4->port, 7070);
  EXPECT_EQ(v4->ToString(), "127.0.0.1:7070");
  const auto v6 = ParseListenAddress("[::1]:0");
  ASSERT_TRUE(v6.ok()) << v6.status();
  EXPECT_EQ(v6->host, "::1");
  EXPECT_EQ(v6->ToString(), "[::1]:0");
}

TEST(ListenAddress, KnowsLoopback) {
  for (const char* text :
       {"127.0.0.1:1", "127.8.9.10:1", "localhost:1", "[::1]:1"}) {
    const auto address = ParseListenAddress(text);
    ASSERT_TRUE(address.ok()) << text;
    EXPECT_TRUE(address->is_loopback) << text;
  }
  for (const char* text : {"0.0.0.0:1", "[::]:1", "192.0.2.7:1", "128.0.0.1:1",
                           "[2001:db8::1]:1"}) {
    const auto address = ParseListenAddress(text);
    ASSERT_TRUE(address.ok()) << text;
    EXPECT_FALSE(address->is_loopback) << text;
  }
}

TEST(ListenAddress, RefusesWhatIsNone) {
  for (const char* text :
       {"", "127.0.0.1", ":7070", "127.0.0.1:", "127.0.0.1:http",
        "127.0.0.1:65536", "127.0.0.1:-1", "::1:7070", "[]:7070",
        "unix:/tmp/socket", "300.1.1.1.1:7070"}) {
    const auto address = ParseListenAddress(text);
    ASSERT_FALSE(address.ok()) << text;
    EXPECT_EQ(ErrorReason(address.status()), "INVALID_LISTEN_ADDRESS") << text;
  }
}

TEST(ListenAddress, SaysWhyItCannotListen) {
  // 192.0.2.0/24 is kept for documentation and no machine's own.
  const auto foreign = ParseListenAddress("192.0.2.7:7070");
  ASSERT_TRUE(foreign.ok());
  const absl::Status status = CheckCanListen(*foreign);
  EXPECT_EQ(ErrorReason(status), "LISTEN_FAILED");
  EXPECT_NE(status.message().find("assign"), absl::string_view::npos)
      << status.message();
  EXPECT_TRUE(CheckCanListen(*ParseListenAddress("127.0.0.1:0")).ok());
}

}  // namespace
}  // namespace qiusuo::server
