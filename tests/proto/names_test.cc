#include "proto/names.h"

#include <gtest/gtest.h>

namespace qiusuo {
namespace {

TEST(Names, DocumentNamesThatAreGood) {
  for (const char* name :
       {"collections/default/documents/a", "collections/a/documents/0",
        "collections/court-2024/documents/u-0f.x_y-z"}) {
    const std::optional<DocumentName> parsed = ParseDocumentName(name);
    ASSERT_TRUE(parsed.has_value()) << name;
    EXPECT_EQ(parsed->ToString(), name);
  }
}

TEST(Names, DocumentNamesThatAreBad) {
  for (const char* name :
       {"", "collections/", "collections/default",
        "collections/default/documents/", "collections//documents/a",
        "collections/-/documents/a", "collections/Default/documents/a",
        "collections/default/documents/A", "collections/default/documents/-a",
        "collections/default/documents/a/b",
        "collections/default/documents/法院", "documents/a",
        "/collections/default/documents/a", "collections/9a/documents/a",
        "collections/a/documents/a\n"}) {
    EXPECT_FALSE(ParseDocumentName(name).has_value()) << name;
  }
}

TEST(Names, IdsHaveALongest) {
  EXPECT_TRUE(IsCollectionId(std::string(63, 'a')));
  EXPECT_FALSE(IsCollectionId(std::string(64, 'a')));
  EXPECT_TRUE(IsDocumentId(std::string(128, 'a')));
  EXPECT_FALSE(IsDocumentId(std::string(129, 'a')));
}

TEST(Names, CollectionNames) {
  EXPECT_EQ(ParseCollectionName("collections/default"), "default");
  EXPECT_EQ(ParseCollectionName("collections/-"), kAnyCollection);
  EXPECT_FALSE(ParseCollectionName("collections/").has_value());
  EXPECT_FALSE(ParseCollectionName("collections/a/").has_value());
  EXPECT_FALSE(ParseCollectionName("collections/a/documents/b").has_value());
  EXPECT_EQ(CollectionName("a"), "collections/a");
  EXPECT_EQ(MetricName("collections/a/documents/b", 7),
            "collections/a/documents/b/metrics/7");
}

TEST(Names, MetricNamesComeApart) {
  const std::optional<MetricPlace> place =
      ParseMetricName("collections/a/documents/b/metrics/70");
  ASSERT_TRUE(place.has_value());
  EXPECT_EQ(place->document.ToString(), "collections/a/documents/b");
  EXPECT_EQ(place->ordinal, 70u);
  for (const char* name :
       {"", "collections/a/documents/b", "collections/a/documents/b/metrics/",
        "collections/a/documents/b/metrics/0",
        "collections/a/documents/b/metrics/07",
        "collections/a/documents/b/metrics/-1",
        "collections/a/documents/b/metrics/1x",
        "collections/a/documents/b/metrics/4294967296",
        "documents/b/metrics/1"}) {
    EXPECT_FALSE(ParseMetricName(name).has_value()) << name;
  }
}

}  // namespace
}  // namespace qiusuo
