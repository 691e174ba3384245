#include "service/server/section_page.h"

#include <gtest/gtest.h>

#include <string>

#include "proto/error_details.h"

namespace qiusuo::server {
namespace {

namespace v1 = qiusuo::v1;

v1::Document DocumentWithSections(int count, const std::string& title) {
  v1::Document document;
  document.set_revision(3);
  for (int i = 1; i <= count; ++i) {
    v1::Section& section = *document.add_sections();
    section.set_path(std::to_string(i));
    section.set_title(title);
  }
  return document;
}

// All paths, taken page by page.
std::string Paths(const v1::Document& document,
                  const storage::PageLimits& limits) {
  std::string paths;
  std::string resume;
  do {
    const auto page = TakeSections(document, limits, resume);
    if (!page.ok()) return std::string(page.status().message());
    for (const v1::Section& section : page->items)
      paths += section.path() + " ";
    paths += "| ";
    resume = page->resume;
  } while (!resume.empty());
  return paths;
}

TEST(SectionPage, EndsByCount) {
  const v1::Document document = DocumentWithSections(5, "产生背景");
  EXPECT_EQ(Paths(document, {.max_items = 2, .max_bytes = 1000}),
            "1 2 | 3 4 | 5 | ");
  EXPECT_EQ(Paths(document, {.max_items = 5, .max_bytes = 1000}),
            "1 2 3 4 5 | ");
  EXPECT_EQ(
      Paths(DocumentWithSections(0, ""), {.max_items = 2, .max_bytes = 9}),
      "| ");
}

TEST(SectionPage, EndsByBytesButHoldsOneAtLeast) {
  const v1::Document document = DocumentWithSections(4, std::string(400, 'x'));
  EXPECT_EQ(Paths(document, {.max_items = 100, .max_bytes = 900}),
            "1 2 | 3 4 | ");
  EXPECT_EQ(Paths(document, {.max_items = 100, .max_bytes = 10}),
            "1 | 2 | 3 | 4 | ");
}

TEST(SectionPage, RefusesThePlaceOfAnotherRevision) {
  const storage::PageLimits limits = {.max_items = 2, .max_bytes = 1000};
  v1::Document document = DocumentWithSections(5, "产生背景");
  const std::string resume = TakeSections(document, limits, "")->resume;
  EXPECT_TRUE(TakeSections(document, limits, resume).ok());
  document.set_revision(4);
  for (const std::string& bad :
       {resume, std::string("4/5"), std::string("4/-1"), std::string("4"),
        std::string("4/1/1"), std::string("x/y")}) {
    const auto page = TakeSections(document, limits, bad);
    ASSERT_FALSE(page.ok()) << bad;
    EXPECT_EQ(ErrorReason(page.status()), "INVALID_PAGE_TOKEN") << bad;
  }
}

}  // namespace
}  // namespace qiusuo::server
