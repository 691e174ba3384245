#include "client/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "client/mocks/mock_connection.h"
#include "proto/error_details.h"

namespace qiusuo::client {
namespace {

using ::testing::_;
using ::testing::ElementsAre;
using ::testing::Return;
using ::testing::StrictMock;

class ClientTest : public ::testing::Test {
 protected:
  std::shared_ptr<StrictMock<MockConnection>> connection_ =
      std::make_shared<StrictMock<MockConnection>>();
  Client client_{
      connection_,
      {.timeout = absl::Seconds(5), .import_timeout = absl::Minutes(3)}};
};

// True if the deadline is `timeout` from now, give or take what a slow machine
// takes.
bool IsFromNow(absl::Time deadline, absl::Duration timeout) {
  const absl::Duration left = deadline - absl::Now();
  return left <= timeout && left > timeout - absl::Seconds(4);
}

TEST_F(ClientTest, ImportSendsEverythingAndAnswersTheOutcome) {
  v1::ImportDocumentResponse response;
  response.mutable_document()->set_name("collections/courts/documents/a");
  response.set_outcome(v1::IMPORT_OUTCOME_UPDATED);
  EXPECT_CALL(*connection_, ImportDocument)
      .WillOnce(
          [&](const v1::ImportDocumentRequest& request, absl::Time deadline) {
            EXPECT_EQ(request.parent(), "collections/courts");
            EXPECT_EQ(request.document_id(), "a");
            EXPECT_EQ(request.content().data(), "结案率超过90%");
            EXPECT_EQ(request.content().media_type(), "text/plain");
            EXPECT_EQ(request.content().charset(), "gb2312");
            EXPECT_EQ(request.content().uri(), "file:///a.txt");
            EXPECT_EQ(request.labels().at("year"), "2023");
            EXPECT_TRUE(IsFromNow(deadline, absl::Minutes(3)));
            return response;
          });
  const absl::StatusOr<v1::ImportDocumentResponse> imported =
      client_.Import("结案率超过90%", {.collection = "courts",
                                       .document_id = "a",
                                       .labels = {{"year", "2023"}},
                                       .media_type = "text/plain",
                                       .charset = "gb2312",
                                       .uri = "file:///a.txt"});
  ASSERT_TRUE(imported.ok());
  EXPECT_EQ(imported->document().name(), "collections/courts/documents/a");
  EXPECT_EQ(imported->outcome(), v1::IMPORT_OUTCOME_UPDATED);
}

TEST_F(ClientTest, ImportGoesToTheDefaultCollection) {
  EXPECT_CALL(*connection_, ImportDocument)
      .WillOnce([](const v1::ImportDocumentRequest& request, absl::Time) {
        EXPECT_EQ(request.parent(), "collections/default");
        EXPECT_EQ(request.document_id(), "");
        return v1::ImportDocumentResponse();
      });
  EXPECT_TRUE(client_.Import("x").ok());
}

TEST_F(ClientTest, ParseAnswersTheDocument) {
  v1::ParseDocumentResponse response;
  response.mutable_document()->set_title("工作报告");
  EXPECT_CALL(*connection_, ParseDocument)
      .WillOnce(
          [&](const v1::ParseDocumentRequest& request, absl::Time deadline) {
            EXPECT_EQ(request.content().data(), "工作报告\n");
            EXPECT_TRUE(IsFromNow(deadline, absl::Minutes(3)));
            return response;
          });
  EXPECT_EQ(client_.Parse("工作报告\n")->title(), "工作报告");
}

TEST_F(ClientTest, GetDocumentAsksForBasicUnlessTold) {
  std::vector<v1::DocumentView> views;
  EXPECT_CALL(*connection_, GetDocument)
      .Times(2)
      .WillRepeatedly(
          [&](const v1::GetDocumentRequest& request, absl::Time deadline) {
            EXPECT_EQ(request.name(), "collections/c/documents/d");
            EXPECT_TRUE(IsFromNow(deadline, absl::Seconds(5)));
            views.push_back(request.view());
            return v1::GetDocumentResponse();
          });
  EXPECT_TRUE(client_.GetDocument("collections/c/documents/d").ok());
  EXPECT_TRUE(
      client_.GetDocument("collections/c/documents/d", v1::DOCUMENT_VIEW_FULL)
          .ok());
  EXPECT_THAT(views,
              ElementsAre(v1::DOCUMENT_VIEW_BASIC, v1::DOCUMENT_VIEW_FULL));
}

TEST_F(ClientTest, DeleteDocumentSendsTheEtag) {
  v1::DeleteDocumentResponse response;
  response.mutable_document()->set_revision(3);
  EXPECT_CALL(*connection_, DeleteDocument)
      .WillOnce([&](const v1::DeleteDocumentRequest& request, absl::Time) {
        EXPECT_EQ(request.name(), "collections/c/documents/d");
        EXPECT_EQ(request.etag(), "e1");
        return response;
      });
  EXPECT_EQ(
      client_.DeleteDocument("collections/c/documents/d", "e1")->revision(), 3);
}

TEST_F(ClientTest, ErrorsArriveAsTheyAre) {
  const absl::Status error = MakeError(
      absl::StatusCode::kNotFound, "DOCUMENT_NOT_FOUND", "no such document");
  EXPECT_CALL(*connection_, GetDocument).WillOnce(Return(error));
  const absl::Status status = client_.GetDocument("x").status();
  EXPECT_EQ(status, error);
  EXPECT_EQ(ErrorReason(status), "DOCUMENT_NOT_FOUND");
}

TEST_F(ClientTest, QueryMetricsFollowsTokensWithTheQueryUnchanged) {
  std::vector<std::string> tokens;
  EXPECT_CALL(*connection_, QueryMetrics)
      .Times(3)
      .WillRepeatedly([&](const v1::QueryMetricsRequest& request, absl::Time) {
        EXPECT_EQ(request.parent(), "collections/-");
        EXPECT_EQ(request.filter().indicators(0), "结案率");
        EXPECT_EQ(request.page_size(), 2);
        tokens.push_back(request.page_token());
        v1::QueryMetricsResponse response;
        if (tokens.size() != 2) {
          response.add_results()->mutable_metric()->set_name(
              std::to_string(tokens.size()));
        }
        if (tokens.size() < 3) {
          response.set_next_page_token("t" + std::to_string(tokens.size()));
        }
        return response;
      });
  v1::QueryMetricsRequest request;
  request.set_parent("collections/-");
  request.mutable_filter()->add_indicators("结案率");
  request.set_page_size(2);
  request.set_page_token("t0");
  std::vector<std::string> names;
  PageRange<v1::MetricResult> results = client_.QueryMetrics(request);
  for (const absl::StatusOr<v1::MetricResult>& result : results) {
    ASSERT_TRUE(result.ok());
    names.push_back(result->metric().name());
  }
  EXPECT_THAT(tokens, ElementsAre("t0", "t1", "t2"));
  EXPECT_THAT(names, ElementsAre("1", "3"));
}

TEST_F(ClientTest, AggregateMetricsAndListIndicatorsFollowTokens) {
  int pages = 0;
  EXPECT_CALL(*connection_, AggregateMetrics)
      .Times(2)
      .WillRepeatedly(
          [&](const v1::AggregateMetricsRequest& request, absl::Time) {
            EXPECT_TRUE(request.with_median());
            v1::AggregateMetricsResponse response;
            response.add_groups()->set_count(++pages);
            if (request.page_token().empty()) {
              response.set_next_page_token("more");
            }
            return response;
          });
  EXPECT_CALL(*connection_, ListIndicators)
      .WillOnce([&](const v1::ListIndicatorsRequest& request, absl::Time) {
        EXPECT_EQ(request.parent(), "collections/-");
        EXPECT_EQ(request.prefix(), "结");
        EXPECT_EQ(request.page_size(), 3);
        v1::ListIndicatorsResponse response;
        response.add_indicators()->set_name("结案率");
        return response;
      });
  v1::AggregateMetricsRequest request;
  request.set_with_median(true);
  int64_t sum = 0;
  for (const auto& group : client_.AggregateMetrics(request)) {
    ASSERT_TRUE(group.ok());
    sum += group->count();
  }
  EXPECT_EQ(sum, 3);
  for (const auto& indicator :
       client_.ListIndicators("collections/-", "结", 3)) {
    ASSERT_TRUE(indicator.ok());
    EXPECT_EQ(indicator->name(), "结案率");
  }
}

TEST_F(ClientTest, ListsOutliveTheClient) {
  v1::ListSectionsResponse response;
  response.add_sections()->set_path("1");
  response.add_sections()->set_path("1.1");
  EXPECT_CALL(*connection_, ListSections)
      .WillOnce([&](const v1::ListSectionsRequest& request, absl::Time) {
        EXPECT_EQ(request.parent(), "collections/c/documents/d");
        return response;
      });
  PageRange<v1::Section> sections =
      Client(connection_).ListSections("collections/c/documents/d");
  std::vector<std::string> paths;
  for (const absl::StatusOr<v1::Section>& section : sections) {
    paths.push_back(section->path());
  }
  EXPECT_THAT(paths, ElementsAre("1", "1.1"));
}

TEST_F(ClientTest, ListDocumentsAsksForThePageSize) {
  EXPECT_CALL(*connection_, ListDocuments)
      .WillOnce([&](const v1::ListDocumentsRequest& request, absl::Time) {
        EXPECT_EQ(request.parent(), "collections/c");
        EXPECT_EQ(request.page_size(), 7);
        return v1::ListDocumentsResponse();
      });
  PageRange<v1::Document> documents = client_.ListDocuments("collections/c", 7);
  EXPECT_TRUE(documents.begin() == documents.end());
}

TEST_F(ClientTest, WaitReadyTurnsTheTimeoutIntoADeadline) {
  EXPECT_CALL(*connection_, WaitReady).WillOnce([](absl::Time deadline) {
    EXPECT_TRUE(IsFromNow(deadline, absl::Seconds(30)));
    return absl::OkStatus();
  });
  EXPECT_TRUE(client_.WaitReady(absl::Seconds(30)).ok());
}

}  // namespace
}  // namespace qiusuo::client
