// Bad input of every kind, through the real client: each has its code, its reason
// and its field, and leaves the store as it was.

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "proto/error_details.h"
#include "tests/e2e/fixture.h"
#include "tests/e2e/raw_call.h"

namespace qiusuo::e2e {
namespace {

constexpr size_t kMaxContentBytes = size_t{1} << 20;
constexpr char kName[] = "collections/courts/documents/a";

class BadInputTest : public EndToEndTest {
 protected:
  BadInputTest() { options_.max_content_bytes = kMaxContentBytes; }

  void SetUp() override {
    EndToEndTest::SetUp();
    Import(CourtReport("林州法院", 2023, 2000, 1800),
           {.collection = "courts", .document_id = "a"});
    before_ = StoreState();
  }

  void TearDown() override { EXPECT_EQ(StoreState(), before_); }

  // Every content is refused alike by the two methods that take one.
  void ExpectContentRefused(const std::string& content,
                            const std::string& error,
                            const std::string& charset = "") {
    const auto parsed = client().Parse(content, {.charset = charset});
    EXPECT_EQ(Describe(parsed.status()), error);
    const auto imported = client().Import(
        content,
        {.collection = "courts", .document_id = "new", .charset = charset});
    EXPECT_EQ(Describe(imported.status()), error);
    EXPECT_EQ(imported.status().message().find('\n'), absl::string_view::npos);
  }

  std::string ListError(
      const std::function<void(v1::ListDocumentsRequest&)>& change) {
    v1::ListDocumentsRequest request;
    request.set_parent("collections/courts");
    change(request);
    return Describe(connection().ListDocuments(request, Soon()).status());
  }

  std::string QueryError(
      const std::function<void(v1::QueryMetricsRequest&)>& change) {
    v1::QueryMetricsRequest request;
    request.set_parent("collections/courts");
    change(request);
    return Describe(connection().QueryMetrics(request, Soon()).status());
  }

 private:
  std::string before_;
};

TEST_F(BadInputTest, EmptyContent) {
  ExpectContentRefused("", "INVALID_ARGUMENT EMPTY_CONTENT content.data");
  v1::ImportDocumentRequest without_content;
  without_content.set_parent("collections/courts");
  EXPECT_EQ(
      Describe(connection().ImportDocument(without_content, Soon()).status()),
      "INVALID_ARGUMENT EMPTY_CONTENT content.data");
}

TEST_F(BadInputTest, BinaryContent) {
  const std::string error = "INVALID_ARGUMENT BINARY_CONTENT content.data";
  ExpectContentRefused("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\n", error);
  ExpectContentRefused(std::string("PK\3\4\24\0\6\0\10\0\0\0!\0", 14), error);
  ExpectContentRefused(std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), error);
}

TEST_F(BadInputTest, UnknownCharset) {
  // Bytes that neither UTF-8 nor GB18030 has.
  std::string noise = "工作";
  for (int i = 0; i < 300; ++i) noise += "\xff\x80\xfe";
  ExpectContentRefused(noise, "INVALID_ARGUMENT UNKNOWN_CHARSET content.data");
}

TEST_F(BadInputTest, ContentOverTheLimit) {
  const std::string error = "RESOURCE_EXHAUSTED CONTENT_TOO_LARGE content.data";
  ExpectContentRefused(std::string(kMaxContentBytes + 1, 'a'), error);
  ExpectContentRefused(std::string(2 * kMaxContentBytes, 'a'), error);
  EXPECT_TRUE(client().Parse(std::string(kMaxContentBytes, 'a')).ok())
      << "the limit itself is taken";
  const auto imported = client().Import(LongReport(kMaxContentBytes + 1));
  EXPECT_EQ(GetErrorInfo(imported.status())->metadata().at("max_content_bytes"),
            std::to_string(kMaxContentBytes));
}

TEST_F(BadInputTest, AMessageThatTheServerWillNotEvenTake) {
  const auto parsed = client().Parse(std::string(4 * kMaxContentBytes, 'a'));
  EXPECT_EQ(parsed.status().code(), absl::StatusCode::kResourceExhausted);
}

TEST_F(BadInputTest, MalformedNames) {
  const std::string error = "INVALID_ARGUMENT INVALID_FIELD ";
  for (const char* name :
       {"", "a", "collections/courts", "collections/-/documents/a",
        "collections/Courts/documents/a", "collections/courts/documents/A",
        "collections/courts/documents/../a", "collections/法院/documents/a",
        "/collections/courts/documents/a"}) {
    EXPECT_EQ(Describe(client().GetDocument(name).status()), error + "name");
    EXPECT_EQ(Describe(client().DeleteDocument(name).status()), error + "name");
    v1::ListSectionsRequest sections;
    sections.set_parent(name);
    EXPECT_EQ(Describe(connection().ListSections(sections, Soon()).status()),
              error + "parent");
  }
  EXPECT_EQ(ListError([](auto& r) { r.set_parent("courts"); }),
            error + "parent");
  EXPECT_EQ(QueryError([](auto& r) { r.set_parent(""); }), error + "parent");
  const std::string report = CourtReport("林州法院", 2023, 10, 9);
  EXPECT_EQ(Describe(client().Import(report, {.collection = "-"}).status()),
            error + "parent");
  EXPECT_EQ(
      Describe(client().Import(report, {.collection = "Courts"}).status()),
      error + "parent");
  EXPECT_EQ(Describe(client().Import(report, {.document_id = "a b"}).status()),
            error + "document_id");
}

TEST_F(BadInputTest, MarksThatAreTooManyOrTooLong) {
  const std::string report = CourtReport("林州法院", 2023, 10, 9);
  const auto error = [&](const client::ImportOptions& options) {
    return Describe(client().Import(report, options).status());
  };
  EXPECT_EQ(error({.labels = {{"Level", "county"}}}),
            "INVALID_ARGUMENT INVALID_FIELD labels");
  EXPECT_EQ(error({.labels = {{"level", std::string(257, 'x')}}}),
            "INVALID_ARGUMENT INVALID_FIELD labels.level");
  EXPECT_EQ(error({.uri = std::string(2049, 'x')}),
            "INVALID_ARGUMENT INVALID_FIELD content.uri");
}

TEST_F(BadInputTest, NegativePageSize) {
  const std::string error = "INVALID_ARGUMENT INVALID_FIELD page_size";
  EXPECT_EQ(ListError([](auto& r) { r.set_page_size(-1); }), error);
  EXPECT_EQ(QueryError([](auto& r) { r.set_page_size(-1); }), error);
  v1::ListSectionsRequest sections;
  sections.set_parent(kName);
  sections.set_page_size(-1);
  EXPECT_EQ(Describe(connection().ListSections(sections, Soon()).status()),
            error);
}

TEST_F(BadInputTest, UnknownPageToken) {
  const std::string error = "INVALID_ARGUMENT INVALID_PAGE_TOKEN page_token";
  for (const char* token : {"x", "AAAA", "!", "下一页", "bm90IGEgdG9rZW4"}) {
    EXPECT_EQ(ListError([&](auto& r) { r.set_page_token(token); }), error);
    EXPECT_EQ(QueryError([&](auto& r) { r.set_page_token(token); }), error);
    v1::ListSectionsRequest sections;
    sections.set_parent(kName);
    sections.set_page_token(token);
    EXPECT_EQ(Describe(connection().ListSections(sections, Soon()).status()),
              error);
  }
}

TEST_F(BadInputTest, ATokenOfAnotherQuery) {
  v1::QueryMetricsRequest request;
  request.set_parent("collections/courts");
  request.set_page_size(1);
  const auto page = connection().QueryMetrics(request, Soon());
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_FALSE(page->next_page_token().empty());
  const std::string& token = page->next_page_token();
  const std::string error = "INVALID_ARGUMENT INVALID_PAGE_TOKEN page_token";
  EXPECT_EQ(QueryError([&](auto& r) { r.set_page_token(token); }), "OK");
  EXPECT_EQ(QueryError([&](auto& r) {
              r.set_page_token(token);
              r.set_parent("collections/-");
            }),
            error);
  EXPECT_EQ(QueryError([&](auto& r) {
              r.set_page_token(token);
              r.set_order(v1::METRIC_ORDER_VALUE);
            }),
            error);
  EXPECT_EQ(ListError([&](auto& r) { r.set_page_token(token); }), error);
}

TEST_F(BadInputTest, UnknownCollectionOrDocument) {
  const std::string no_collection = "NOT_FOUND COLLECTION_NOT_FOUND";
  EXPECT_EQ(ListError([](auto& r) { r.set_parent("collections/banks"); }),
            no_collection);
  EXPECT_EQ(QueryError([](auto& r) { r.set_parent("collections/banks"); }),
            no_collection);
  const std::string in_no_collection = "collections/banks/documents/a";
  EXPECT_EQ(Describe(client().GetDocument(in_no_collection).status()),
            no_collection);
  EXPECT_EQ(Describe(client().DeleteDocument(in_no_collection).status()),
            no_collection);
  const std::string no_document = "NOT_FOUND DOCUMENT_NOT_FOUND";
  const std::string missing = "collections/courts/documents/b";
  EXPECT_EQ(Describe(client().GetDocument(missing).status()), no_document);
  EXPECT_EQ(
      Describe(client().GetDocument(missing, v1::DOCUMENT_VIEW_FULL).status()),
      no_document);
  EXPECT_EQ(Describe(client().DeleteDocument(missing).status()), no_document);
  EXPECT_EQ(QueryError([&](auto& r) { r.set_parent(missing); }), no_document);
  v1::ListSectionsRequest sections;
  sections.set_parent(missing);
  EXPECT_EQ(Describe(connection().ListSections(sections, Soon()).status()),
            no_document);
}

TEST_F(BadInputTest, FiltersThatMakeNoSense) {
  const auto error = [&](const std::function<void(v1::MetricFilter&)>& change) {
    return QueryError([&](auto& r) { change(*r.mutable_filter()); });
  };
  const std::string bad = "INVALID_ARGUMENT INVALID_FIELD filter.";
  EXPECT_EQ(error([](auto& f) { f.mutable_value_range()->set_min("many"); }),
            bad + "value_range.min");
  EXPECT_EQ(error([](auto& f) {
              f.mutable_value_range()->set_min("2");
              f.mutable_value_range()->set_max("1");
            }),
            bad + "value_range");
  EXPECT_EQ(error([](auto& f) {
              f.mutable_period_range()->mutable_last_date()->set_year(-5);
            }),
            bad + "period_range.last_date.year");
  EXPECT_EQ(
      error([](auto& f) { f.add_kinds(static_cast<v1::MetricKind>(42)); }),
      bad + "kinds[0]");
  EXPECT_EQ(
      error([](auto& f) { f.set_subject_contains(std::string(257, 'x')); }),
      bad + "subject_contains");
}

TEST_F(BadInputTest, BytesThatAreNoRequest) {
  // A name in GBK, as a client sends it that does not know of UTF-8; and a
  // message that ends too soon.
  for (const std::string& bytes :
       {std::string("\x0a\x04\xb7\xa8\xd4\xba"), std::string("\x0a\x20"
                                                             "a")}) {
    RawCall call(server().address(), "/qiusuo.v1.DocumentService/GetDocument",
                 bytes);
    const grpc::Status status = call.Finish();
    EXPECT_EQ(Describe(ParseStatusDetails(
                  static_cast<absl::StatusCode>(status.error_code()),
                  status.error_message(), status.error_details())),
              "INVALID_ARGUMENT MALFORMED_REQUEST");
  }
}

TEST_F(BadInputTest, AViewThatIsNone) {
  v1::GetDocumentRequest request;
  request.set_name(kName);
  request.set_view(static_cast<v1::DocumentView>(42));
  EXPECT_EQ(Describe(connection().GetDocument(request, Soon()).status()),
            "INVALID_ARGUMENT INVALID_FIELD view");
}

}  // namespace
}  // namespace qiusuo::e2e
