// Streams that break, go on and lie.

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/client.h"
#include "client/mocks/mock_connection.h"
#include "proto/error_details.h"

namespace qiusuo::client {
namespace {

using ::testing::Return;
using ::testing::StrictMock;

template <typename Response>
std::deque<Response> Responses(const std::vector<std::string>& texts) {
  std::deque<Response> responses;
  for (const std::string& text : texts) {
    google::protobuf::TextFormat::ParseFromString(text,
                                                  &responses.emplace_back());
  }
  return responses;
}

// A document of an export, whose original has so many bytes.
std::string Document(const std::string& name, int size_bytes) {
  return absl::StrCat("document { name: '", name,
                      "' source { size_bytes: ", size_bytes,
                      " } } store_version: 7");
}

class DocumentStreamsTest : public ::testing::Test {
 protected:
  // Answers the next ExportDocuments with this stream.
  void Answer(const std::vector<std::string>& responses,
              const absl::Status& status) {
    streams_.emplace_back(responses, status);
  }

  // Exports with originals and tells all that came, errors too.
  std::string Export() {
    EXPECT_CALL(*connection_, ExportDocuments)
        .Times(static_cast<int>(streams_.size()))
        .WillRepeatedly(
            [this](const v1::ExportDocumentsRequest& request, absl::Time) {
              absl::StrAppend(&told_, "[", request.after(), "] ");
              const auto [responses, status] = streams_.front();
              streams_.pop_front();
              return std::make_unique<FakeReader<v1::ExportDocumentsResponse>>(
                  Responses<v1::ExportDocumentsResponse>(responses), status);
            });
    v1::ExportDocumentsRequest request;
    request.set_with_originals(true);
    for (const auto& exported : Client(connection_).ExportDocuments(request)) {
      absl::StrAppend(
          &told_,
          exported.ok()
              ? absl::StrCat(exported->document.name(), "=", exported->original)
              : absl::StatusCodeToString(exported.status().code()),
          " ");
    }
    return told_;
  }

  std::shared_ptr<StrictMock<MockConnection>> connection_ =
      std::make_shared<StrictMock<MockConnection>>();
  std::deque<std::pair<std::vector<std::string>, absl::Status>> streams_;
  std::string told_;
};

const absl::Status& Lost() {
  static const absl::Status status = absl::UnavailableError("lost");
  return status;
}

TEST_F(DocumentStreamsTest, PutsOriginalsTogether) {
  Answer({Document("a", 3), "original: 'xy'", "original: 'z'", Document("b", 1),
          "original: 'w'"},
         absl::OkStatus());
  EXPECT_EQ(Export(), "[] a=xyz b=w ");
}

TEST_F(DocumentStreamsTest, GoesOnBehindTheLastWholeDocument) {
  Answer({Document("a", 1), "original: 'x'", Document("b", 2), "original: 'y'"},
         Lost());
  Answer({Document("b", 2), "original: 'yy'"}, absl::OkStatus());
  EXPECT_CALL(*connection_, WaitReady).WillOnce(Return(absl::OkStatus()));
  EXPECT_EQ(Export(), "[] a=x [a] b=yy ");
}

TEST_F(DocumentStreamsTest, AStreamThatBringsNothingIsNotTriedAgain) {
  Answer({}, Lost());
  EXPECT_EQ(Export(), "[] UNAVAILABLE ");
}

TEST_F(DocumentStreamsTest, NorOneThatBringsNothingAfterOneThatDid) {
  Answer({Document("a", 1), "original: 'x'"}, Lost());
  Answer({}, Lost());
  EXPECT_CALL(*connection_, WaitReady).WillOnce(Return(absl::OkStatus()));
  EXPECT_EQ(Export(), "[] a=x [a] UNAVAILABLE ");
}

TEST_F(DocumentStreamsTest, AServerThatDoesNotComeBackIsAnError) {
  Answer({Document("a", 1), "original: 'x'"}, Lost());
  EXPECT_CALL(*connection_, WaitReady)
      .WillOnce(Return(absl::DeadlineExceededError("no server")));
  EXPECT_EQ(Export(), "[] a=x DEADLINE_EXCEEDED ");
}

TEST_F(DocumentStreamsTest, WaitsForAServerThatHasTooMuchToDo) {
  Answer({Document("a", 1), "original: 'x'"},
         WithRetryDelay(MakeError(absl::StatusCode::kResourceExhausted,
                                  "OVERLOADED", "busy"),
                        absl::Milliseconds(1)));
  Answer({Document("b", 1), "original: 'y'"}, absl::OkStatus());
  EXPECT_CALL(*connection_, WaitReady).WillOnce(Return(absl::OkStatus()));
  EXPECT_EQ(Export(), "[] a=x [a] b=y ");
}

TEST_F(DocumentStreamsTest, OtherErrorsEndTheExport) {
  Answer({Document("a", 1), "original: 'x'"}, absl::DataLossError("damaged"));
  EXPECT_EQ(Export(), "[] a=x DATA_LOSS ");
}

TEST_F(DocumentStreamsTest, AnOriginalOfAnotherSizeIsAnError) {
  Answer({Document("a", 3), "original: 'x'"}, absl::OkStatus());
  EXPECT_EQ(Export(), "[] INTERNAL ");
}

TEST_F(DocumentStreamsTest, AndSoIsOneThatIsCutOffByTheNextDocument) {
  Answer({Document("a", 3), "original: 'x'", Document("b", 1), "original: 'y'"},
         absl::OkStatus());
  EXPECT_EQ(Export(), "[] INTERNAL ");
}

TEST_F(DocumentStreamsTest, ReadOriginalWantsAllOfIt) {
  const auto answer = [&](const std::vector<std::string>& responses,
                          const absl::Status& status) {
    EXPECT_CALL(*connection_, ReadOriginal)
        .WillOnce(Return(std::make_unique<FakeReader<v1::ReadOriginalResponse>>(
            Responses<v1::ReadOriginalResponse>(responses), status)));
    return Client(connection_).ReadOriginal("x");
  };
  const std::string first =
      "document { name: 'x' source { size_bytes: 3 } } data: 'ab'";
  const auto whole = answer({first, "data: 'c'"}, absl::OkStatus());
  ASSERT_TRUE(whole.ok()) << whole.status();
  EXPECT_EQ(whole->bytes, "abc");
  EXPECT_EQ(whole->document.name(), "x");
  EXPECT_EQ(answer({first}, absl::OkStatus()).status().code(),
            absl::StatusCode::kInternal);
  EXPECT_EQ(answer({first}, Lost()).status(), Lost());
}

TEST_F(DocumentStreamsTest, AReparseGoesOnBehindTheLastDocument) {
  std::string told;
  std::deque<absl::Status> ends = {Lost(), absl::OkStatus()};
  EXPECT_CALL(*connection_, WaitReady).WillOnce(Return(absl::OkStatus()));
  EXPECT_CALL(*connection_, ReparseDocuments)
      .Times(2)
      .WillRepeatedly(
          [&](const v1::ReparseDocumentsRequest& request, absl::Time) {
            absl::StrAppend(&told, "[", request.after(), "] ");
            const absl::Status end = ends.front();
            ends.pop_front();
            return std::make_unique<FakeReader<v1::ReparseDocumentsResponse>>(
                Responses<v1::ReparseDocumentsResponse>(
                    {absl::StrCat("last_document: 'd", ends.size(), "'"), ""}),
                end);
          });
  for (const auto& response : Client(connection_).ReparseDocuments({})) {
    absl::StrAppend(&told, response->last_document(), " ");
  }
  EXPECT_EQ(told, "[] d1  [d1] d0  ");
}

}  // namespace
}  // namespace qiusuo::client
