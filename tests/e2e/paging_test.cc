// Pages: however a list is cut, its pages together are the list.

#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/e2e/fixture.h"

namespace qiusuo::e2e {
namespace {

constexpr int kDocuments = 30;
constexpr int kRounds = 5;
constexpr size_t kMaxPageBytes = size_t{1} << 20;

// Fetches one page: its items, serialised, and the next page's token.
struct FetchedPage {
  std::vector<std::string> items;
  std::string next_page_token;
};
using Fetch =
    std::function<FetchedPage(int32_t page_size, const std::string& token)>;

// Reads a list to its end with a page size by page_size() for each page.
std::vector<std::string> ReadAll(const Fetch& fetch,
                                 const std::function<int32_t()>& page_size) {
  std::vector<std::string> all;
  std::string token;
  do {
    const int32_t size = page_size();
    FetchedPage page = fetch(size, token);
    EXPECT_LE(page.items.size(), static_cast<size_t>(size));
    all.insert(all.end(), page.items.begin(), page.items.end());
    token = page.next_page_token;
  } while (!token.empty());
  return all;
}

void ExpectPagesMakeTheList(const Fetch& fetch, size_t at_least) {
  const std::vector<std::string> whole = ReadAll(fetch, [] { return 1000; });
  EXPECT_GE(whole.size(), at_least);
  std::mt19937 random(20241216);
  std::uniform_int_distribution<int32_t> sizes(1, 17);
  EXPECT_EQ(ReadAll(fetch, [] { return 1; }), whole);
  for (int round = 0; round < kRounds; ++round) {
    EXPECT_EQ(ReadAll(fetch, [&] { return sizes(random); }), whole);
  }
}

class PagingTest : public EndToEndTest {
 protected:
  void SetUp() override {
    EndToEndTest::SetUp();
    for (int i = 0; i < kDocuments; ++i) {
      // Many equal values: only document and place tell them apart.
      Import(CourtReport("林州法院", 2020 + i % 3, 1000 + i % 4, 900),
             {.collection = i % 2 == 0 ? "courts" : "archive",
              .document_id = absl::StrCat("report-", i)});
    }
  }

  FetchedPage Metrics(v1::QueryMetricsRequest query, int32_t page_size,
                      const std::string& token) {
    query.set_page_size(page_size);
    query.set_page_token(token);
    const auto page = connection().QueryMetrics(query, Soon());
    EXPECT_TRUE(page.ok()) << page.status();
    if (!page.ok()) return {};
    FetchedPage fetched{{}, page->next_page_token()};
    for (const v1::MetricResult& result : page->results()) {
      fetched.items.push_back(result.SerializeAsString());
    }
    return fetched;
  }
};

TEST_F(PagingTest, Documents) {
  for (const char* parent : {"collections/courts", "collections/-"}) {
    ExpectPagesMakeTheList(
        [&](int32_t page_size, const std::string& token) -> FetchedPage {
          v1::ListDocumentsRequest request;
          request.set_parent(parent);
          request.set_page_size(page_size);
          request.set_page_token(token);
          const auto page = connection().ListDocuments(request, Soon());
          EXPECT_TRUE(page.ok()) << page.status();
          if (!page.ok()) return {};
          FetchedPage fetched{{}, page->next_page_token()};
          for (const v1::Document& document : page->documents()) {
            fetched.items.push_back(document.name());
          }
          return fetched;
        },
        kDocuments / 2);
  }
}

TEST_F(PagingTest, MetricsInEveryOrder) {
  for (const v1::MetricOrder order :
       {v1::METRIC_ORDER_DOCUMENT, v1::METRIC_ORDER_VALUE,
        v1::METRIC_ORDER_PERIOD}) {
    for (const bool descending : {false, true}) {
      v1::QueryMetricsRequest query;
      query.set_parent(descending ? "collections/-" : "collections/courts");
      query.set_order(order);
      query.set_descending(descending);
      ExpectPagesMakeTheList(
          [&](int32_t page_size, const std::string& token) {
            return Metrics(query, page_size, token);
          },
          kDocuments);
    }
  }
}

TEST_F(PagingTest, MetricsOfOneIndicator) {
  v1::QueryMetricsRequest query;
  query.set_parent("collections/-");
  query.mutable_filter()->add_indicators("结案率");
  query.set_order(v1::METRIC_ORDER_VALUE);
  ExpectPagesMakeTheList(
      [&](int32_t page_size, const std::string& token) {
        return Metrics(query, page_size, token);
      },
      kDocuments);
}

TEST_F(PagingTest, ATokenOfSectionsIsOfOneRevision) {
  const std::string name = "collections/courts/documents/report-0";
  v1::ListSectionsRequest request;
  request.set_parent(name);
  request.set_page_size(1);
  const auto page = connection().ListSections(request, Soon());
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_FALSE(page->next_page_token().empty());
  request.set_page_token(page->next_page_token());
  EXPECT_TRUE(connection().ListSections(request, Soon()).ok());
  Import(CourtReport("林州法院", 2024, 10, 9),
         {.collection = "courts", .document_id = "report-0"});
  EXPECT_EQ(Describe(connection().ListSections(request, Soon()).status()),
            "INVALID_ARGUMENT INVALID_PAGE_TOKEN page_token");
}

TEST_F(PagingTest, APageEndsAtAMebibyte) {
  // 64 labels of 256 bytes make 17 kB a document: 100 of them are more than a page.
  std::map<std::string, std::string> labels;
  for (int i = 0; i < 64; ++i) {
    labels[absl::StrCat("label-", i)] = std::string(256, 'x');
  }
  constexpr int kLarge = 100;
  for (int i = 0; i < kLarge; ++i) {
    Import(CourtReport("林州法院", 2023, 1000, 900 + i),
           {.collection = "large",
            .document_id = absl::StrCat("report-", i),
            .labels = labels});
  }
  v1::ListDocumentsRequest request;
  request.set_parent("collections/large");
  request.set_page_size(1000);
  int seen = 0;
  int pages = 0;
  do {
    const auto page = connection().ListDocuments(request, Soon());
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_LE(page->ByteSizeLong(), kMaxPageBytes + 2048);
    seen += page->documents_size();
    ++pages;
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(seen, kLarge);
  EXPECT_EQ(pages, 2);
}

}  // namespace
}  // namespace qiusuo::e2e
