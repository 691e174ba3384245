#include "client/page_range.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace qiusuo::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

static_assert(std::ranges::input_range<PageRange<int>>);

// Pages by token; asking for another token is NOT_FOUND.
struct Book {
  std::map<std::string, Page<int>> pages;
  std::vector<std::string> fetched = {};

  PageRange<int> Range() {
    return PageRange<int>(
        [this](const std::string& token) -> absl::StatusOr<Page<int>> {
          fetched.push_back(token);
          const auto page = pages.find(token);
          if (page == pages.end()) return absl::NotFoundError(token);
          return page->second;
        });
  }

  std::vector<std::string> ReadAll() {
    std::vector<std::string> items;
    PageRange<int> range = Range();
    for (const absl::StatusOr<int>& item : range) {
      items.push_back(item.ok() ? absl::StrCat(*item)
                                : std::string(item.status().message()));
    }
    return items;
  }
};

TEST(PageRangeTest, EmptyListHasNoItems) {
  Book book{{{"", {{}, ""}}}};
  EXPECT_THAT(book.ReadAll(), IsEmpty());
  EXPECT_THAT(book.fetched, ElementsAre(""));
}

TEST(PageRangeTest, GoesOnOverPages) {
  Book book{{{"", {{1, 2}, "b"}}, {"b", {{3}, "c"}}, {"c", {{4, 5}, ""}}}};
  EXPECT_THAT(book.ReadAll(), ElementsAre("1", "2", "3", "4", "5"));
  EXPECT_THAT(book.fetched, ElementsAre("", "b", "c"));
}

TEST(PageRangeTest, FollowsEmptyPagesThatHaveAToken) {
  Book book{{{"", {{}, "b"}}, {"b", {{}, "c"}}, {"c", {{7}, "d"}}, {"d", {}}}};
  EXPECT_THAT(book.ReadAll(), ElementsAre("7"));
}

TEST(PageRangeTest, FetchesAPageOnlyWhenItIsReached) {
  Book book{{{"", {{1, 2}, "b"}}, {"b", {{3}, ""}}}};
  PageRange<int> range = book.Range();
  EXPECT_THAT(book.fetched, IsEmpty());
  PageRange<int>::Iterator item = range.begin();
  ++item;
  EXPECT_EQ(**item, 2);
  EXPECT_THAT(book.fetched, ElementsAre(""));
  ++item;
  EXPECT_EQ(**item, 3);
  EXPECT_THAT(book.fetched, ElementsAre("", "b"));
  ++item;
  EXPECT_TRUE(item == range.end());
}

TEST(PageRangeTest, AnErrorIsTheLastItem) {
  Book book{{{"", {{1, 2}, "lost"}}}};
  EXPECT_THAT(book.ReadAll(), ElementsAre("1", "2", "lost"));
  EXPECT_THAT(book.fetched, ElementsAre("", "lost"));
}

TEST(PageRangeTest, AnErrorOnTheFirstPageIsTheOnlyItem) {
  Book book;
  EXPECT_THAT(book.ReadAll(), ElementsAre(""));
}

TEST(PageRangeTest, AServerThatGoesInACircleIsAnError) {
  Book book{{{"", {{1}, "b"}}, {"b", {{}, "b"}}}};
  EXPECT_THAT(book.ReadAll(), ElementsAre("1", HasSubstr("itself")));
}

}  // namespace
}  // namespace qiusuo::client
