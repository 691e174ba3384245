#include "service/server/page_token.h"

#include <gtest/gtest.h>

#include <string>

#include "proto/error_details.h"
#include "qiusuo/v1/document_service.pb.h"
#include "qiusuo/v1/metric_service.pb.h"

namespace qiusuo::server {
namespace {

namespace v1 = qiusuo::v1;

v1::QueryMetricsRequest Query() {
  v1::QueryMetricsRequest request;
  request.set_parent("collections/courts");
  request.mutable_filter()->add_indicators("结案率");
  request.set_page_size(10);
  return request;
}

void ExpectRefused(const google::protobuf::Message& request) {
  const absl::StatusOr<std::string> resume = OpenPageToken(request);
  ASSERT_FALSE(resume.ok()) << request.ShortDebugString();
  EXPECT_EQ(resume.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ErrorReason(resume.status()), "INVALID_PAGE_TOKEN");
  EXPECT_EQ(GetBadRequest(resume.status())->field_violations(0).field(),
            "page_token");
}

TEST(PageToken, GoesOnInTheSameQueryWithAnotherPageSize) {
  v1::QueryMetricsRequest request = Query();
  const std::string resume("m/courts\0\xff\x01", 11);
  request.set_page_token(SealPageToken(request, resume));
  EXPECT_EQ(*OpenPageToken(request), resume);
  request.set_page_size(999);
  EXPECT_EQ(*OpenPageToken(request), resume);
}

TEST(PageToken, TheEndHasNone) { EXPECT_EQ(SealPageToken(Query(), ""), ""); }

TEST(PageToken, NoneIsTheFirstPage) { EXPECT_EQ(*OpenPageToken(Query()), ""); }

TEST(PageToken, RefusesThatOfAnotherQuery) {
  const std::string token = SealPageToken(Query(), "here");
  v1::QueryMetricsRequest other = Query();
  other.set_page_token(token);
  ASSERT_TRUE(OpenPageToken(other).ok());
  other.set_descending(true);
  ExpectRefused(other);
  other = Query();
  other.set_page_token(token);
  other.set_parent("collections/banks");
  ExpectRefused(other);
  other = Query();
  other.set_page_token(token);
  other.mutable_filter()->add_indicators("审结");
  ExpectRefused(other);
}

TEST(PageToken, RefusesThatOfAnotherMethod) {
  v1::ListDocumentsRequest documents;
  documents.set_parent("collections/courts");
  v1::QueryMetricsRequest metrics;
  metrics.set_parent("collections/courts");
  metrics.set_page_token(SealPageToken(documents, "here"));
  ExpectRefused(metrics);
}

TEST(PageToken, RefusesEveryDamage) {
  v1::QueryMetricsRequest request = Query();
  const std::string token = SealPageToken(request, "the place to go on at");
  for (size_t i = 0; i < token.size(); ++i) {
    for (const char c : {'A', 'B', '_', '=', ' ', '\n'}) {
      std::string damaged = token;
      if (damaged[i] == c) continue;
      damaged[i] = c;
      request.set_page_token(damaged);
      ExpectRefused(request);
    }
    request.set_page_token(token.substr(0, i));
    if (i > 0) ExpectRefused(request);
    request.set_page_token(token.substr(0, i) + "A" + token.substr(i));
    ExpectRefused(request);
  }
  request.set_page_token(token + "A");
  ExpectRefused(request);
  request.set_page_token(token + "=");
  ExpectRefused(request);
}

}  // namespace
}  // namespace qiusuo::server
