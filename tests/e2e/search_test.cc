// Texts are searched through the real client: as soon as they are imported, over pages, until they
// go, and after a restart.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "proto/error_details.h"
#include "tests/e2e/fixture.h"

namespace qiusuo::e2e {
namespace {

class SearchTest : public EndToEndTest {
 protected:
  static v1::SearchTextRequest Request(const std::string& words) {
    v1::SearchTextRequest request;
    request.set_parent("collections/courts");
    request.mutable_phrases()->add_all_of(words);
    return request;
  }

  std::vector<v1::TextHit> Search(const v1::SearchTextRequest& request) {
    std::vector<v1::TextHit> hits;
    client::PageRange<v1::TextHit> range = client().SearchText(request);
    for (const absl::StatusOr<v1::TextHit>& hit : range) {
      EXPECT_TRUE(hit.ok()) << hit.status();
      if (hit.ok()) hits.push_back(*hit);
    }
    return hits;
  }
};

TEST_F(SearchTest, AHitTellsWhereTheWordsAre) {
  const std::string report = CourtReport("林州法院", 2023, 2000, 1800);
  const v1::Document document =
      Import(report, {.collection = "courts", .document_id = "lin"}).document();
  const std::vector<v1::TextHit> hits = Search(Request("林州法院工作"));
  ASSERT_EQ(hits.size(), 1u);
  const v1::TextHit& hit = hits[0];
  EXPECT_EQ(hit.document(), document.name());
  EXPECT_EQ(hit.document_title(), document.title());
  EXPECT_EQ(hit.revision(), 1);
  EXPECT_GT(hit.score(), 0);
  const auto text_of = [&](const v1::TextSpan& span) {
    return report.substr(
        static_cast<size_t>(span.start_byte()),
        static_cast<size_t>(span.end_byte() - span.start_byte()));
  };
  EXPECT_EQ(text_of(hit.snippet_span()), hit.snippet());
  ASSERT_EQ(hit.highlights_size(), hit.occurrence_count());
  for (const v1::TextSpan& highlight : hit.highlights()) {
    EXPECT_EQ(text_of(highlight), "林州法院工作");
  }
}

TEST_F(SearchTest, PagesAddUpAndWhatIsDeletedIsGone) {
  std::set<std::string> expected;
  for (int i = 0; i < 7; ++i) {
    expected.insert(
        Import(CourtReport("林州法院", 2017 + i, 2000, 1800 + i),
               {.collection = "courts", .document_id = absl::StrCat("lin-", i)})
            .document()
            .name());
  }
  v1::SearchTextRequest request = Request("林州");
  request.set_page_size(2);
  std::multiset<std::string> found;
  for (const v1::TextHit& hit : Search(request)) found.insert(hit.document());
  EXPECT_EQ(found,
            std::multiset<std::string>(expected.begin(), expected.end()));

  ASSERT_TRUE(client().DeleteDocument(*expected.begin()).ok());
  EXPECT_EQ(Search(request).size(), 6u);
  Restart();
  EXPECT_EQ(Search(request).size(), 6u);
}

TEST_F(SearchTest, ATokenOfAnotherSearchIsRefused) {
  for (int i = 0; i < 3; ++i) {
    Import(CourtReport("林州法院", 2017 + i, 2000, 1800 + i),
           {.collection = "courts", .document_id = absl::StrCat("lin-", i)});
  }
  v1::SearchTextRequest request = Request("林州");
  request.set_page_size(1);
  const auto page = connection().SearchText(request, Soon());
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_EQ(page->found_count(), 3);
  EXPECT_FALSE(page->partial());
  v1::SearchTextRequest other = Request("法院");
  other.set_page_token(page->next_page_token());
  EXPECT_EQ(Describe(connection().SearchText(other, Soon()).status()),
            "INVALID_ARGUMENT INVALID_PAGE_TOKEN page_token");
  v1::SearchTextRequest nowhere = Request("林州");
  nowhere.set_parent("collections/none");
  EXPECT_EQ(Describe(connection().SearchText(nowhere, Soon()).status()),
            "NOT_FOUND COLLECTION_NOT_FOUND");
}

}  // namespace
}  // namespace qiusuo::e2e
