// What changes of a document while its revision stays: labels, deletion and return. And lists of
// documents by filter.

#include <gtest/gtest.h>

#include <memory>

#include "storage/keys.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Document;

class DocumentChangeTest : public ::testing::TestWithParam<std::string> {
 protected:
  DocumentChangeTest() {
    store_ = ValueOf(
        DocumentStore::Open(OpenEngine(GetParam(), folder_), SystemClock));
  }

  Document Put(const DocumentName& name) {
    return ValueOf(store_->Put(MakePut(
                       name, MakeDocument(name.document,
                                          {MakeMetric("审结", "1", "件"),
                                           MakeMetric("审结", "2", "件")}))))
        .document;
  }

  size_t CountMetrics() {
    return ValueOf(store_->Query({.collection = "a"}, kNoLimits, ""))
        .items.size();
  }

  std::vector<std::string> List(const DocumentQuery& query) {
    std::vector<std::string> ids;
    std::string resume;
    do {
      const auto page =
          ValueOf(store_->List(query, {2, size_t{1} << 20}, resume));
      for (const Document& document : page.items) {
        ids.push_back(ParseDocumentName(document.name())->document);
      }
      resume = page.resume;
    } while (!resume.empty());
    return ids;
  }

  const TempFolder folder_;
  std::unique_ptr<DocumentStore> store_;
};

TEST_P(DocumentChangeTest, LabelsChangeWhileTheRevisionStays) {
  const Document before = Put({"a", "d"});
  Labels labels;
  labels["region"] = "华东";
  const Document after =
      ValueOf(store_->SetLabels({"a", "d"}, labels, before.etag()));
  EXPECT_EQ(after.revision(), before.revision());
  EXPECT_NE(after.etag(), before.etag());
  EXPECT_EQ(after.labels().at("region"), "华东");
  EXPECT_EQ(ReasonOf(store_->SetLabels({"a", "d"}, {}, before.etag()).status()),
            "ETAG_MISMATCH");
  // The labels that it has change nothing.
  const Version version = store_->engine().last_version();
  EXPECT_EQ(ValueOf(store_->SetLabels({"a", "d"}, labels, "")).etag(),
            after.etag());
  EXPECT_EQ(store_->engine().last_version(), version);
  // All views and an import of the same say so.
  for (const auto view :
       {qiusuo::v1::DOCUMENT_VIEW_BASIC, qiusuo::v1::DOCUMENT_VIEW_FULL}) {
    const Document read = ValueOf(store_->Get({"a", "d"}, view));
    EXPECT_EQ(read.etag(), after.etag());
    EXPECT_EQ(read.labels().at("region"), "华东");
    EXPECT_EQ(read.update_time().ShortDebugString(),
              after.update_time().ShortDebugString());
  }
  EXPECT_TRUE(
      ValueOf(store_->FindSame({"a", "d"}, before.source().sha256(), labels))
          .has_value());
  EXPECT_EQ(CountMetrics(), 2u);
  ASSERT_TRUE(store_->IndexNow().ok());
  EXPECT_EQ(CountMetrics(), 2u);
  EXPECT_EQ(ReasonOf(store_->SetLabels({"a", "e"}, labels, "").status()),
            "DOCUMENT_NOT_FOUND");
}

TEST_P(DocumentChangeTest, ALabelThatWasSetMeanwhileOutlivesAnotherReading) {
  Put({"a", "d"});
  StoredDocument read = ValueOf(store_->GetWhole({"a", "d"}));
  Labels labels;
  labels["region"] = "华东";
  ASSERT_TRUE(store_->SetLabels({"a", "d"}, labels, "").ok());
  ArenaDocument document;
  document->set_text(read.document.text());
  ASSERT_TRUE(store_->Replace(std::move(read), std::move(document)).ok());
  EXPECT_EQ(ValueOf(store_->Get({"a", "d"}, qiusuo::v1::DOCUMENT_VIEW_FULL))
                .labels()
                .at("region"),
            "华东");
}

TEST_P(DocumentChangeTest, ADeletedDocumentComesBackAsItWas) {
  const Document before = Put({"a", "d"});
  Put({"a", "e"});
  EXPECT_EQ(ReasonOf(store_->Undelete({"a", "d"}, "").status()),
            "DOCUMENT_NOT_DELETED");
  // With the deletion in the indexes, in the tail, and both in the tail.
  for (int round = 0; round < 4; ++round) {
    SCOPED_TRACE(round);
    ASSERT_TRUE(store_->Delete({"a", "d"}, "").ok());
    EXPECT_TRUE(round % 2 != 0 || store_->IndexNow().ok());
    EXPECT_EQ(CountMetrics(), 2u);
    EXPECT_EQ(ReasonOf(store_->Undelete({"a", "d"}, "x").status()),
              "ETAG_MISMATCH");
    const Document after = ValueOf(store_->Undelete({"a", "d"}, before.etag()));
    EXPECT_EQ(after.SerializeAsString(), before.SerializeAsString());
    EXPECT_EQ(CountMetrics(), 4u);
    EXPECT_TRUE(round < 2 || store_->IndexNow().ok());
    EXPECT_EQ(CountMetrics(), 4u);
  }
  const auto sizes = ValueOf(store_->Collections());
  ASSERT_EQ(sizes.size(), 1u);
  EXPECT_EQ(sizes[0].document_count, 2);
  EXPECT_EQ(sizes[0].metric_count, 4);
  EXPECT_EQ(ReasonOf(store_->Undelete({"a", "x"}, "").status()),
            "DOCUMENT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(store_->Undelete({"x", "x"}, "").status()),
            "COLLECTION_NOT_FOUND");
}

TEST_P(DocumentChangeTest, ManyAreReadAtOnce) {
  const Document d = Put({"a", "d"});
  Put({"a", "e"});
  const Document f = Put({"b", "f"});
  ASSERT_TRUE(store_->Delete({"a", "e"}, "").ok());
  const auto documents = ValueOf(store_->BatchGet(
      {{"b", "f"}, {"a", "e"}, {"a", "d"}, {"x", "y"}, {"a", "d"}}));
  ASSERT_EQ(documents.size(), 5u);
  EXPECT_EQ(documents[0]->SerializeAsString(), f.SerializeAsString());
  EXPECT_FALSE(documents[1].has_value());
  EXPECT_EQ(documents[2]->SerializeAsString(), d.SerializeAsString());
  EXPECT_FALSE(documents[3].has_value());
  EXPECT_EQ(documents[4]->SerializeAsString(), d.SerializeAsString());
}

TEST_P(DocumentChangeTest, ListsChooseByFilter) {
  const auto put = [&](const char* id, const char* title, const char* issuer,
                       int month, const char* region, bool with_diagnostics) {
    Document document = MakeDocument(id, {});
    document.set_title(title);
    document.set_issuer(issuer);
    document.clear_issue_date();
    if (month > 0) {
      document.mutable_issue_date()->set_year(2024);
      document.mutable_issue_date()->set_month(month);
    }
    if (!with_diagnostics) document.clear_diagnostics();
    (*document.mutable_labels())["region"] = region;
    ASSERT_TRUE(store_->Put(MakePut({"a", id}, document)).ok());
  };
  put("d1", "东江市法院工作报告", "东江市法院", 1, "华东", true);
  put("d2", "西岭市法院工作报告", "西岭市法院", 2, "西北", false);
  put("d3", "东江市统计公报", "东江市统计局", 3, "华东", false);
  put("d4", "无日期", "", 0, "华东", false);
  put("d5", "东江市预算", "东江市财政局", 3, "华东", true);
  ASSERT_TRUE(store_->Delete({"a", "d5"}, "").ok());
  using Ids = std::vector<std::string>;
  DocumentQuery all{.collection = "a"};
  EXPECT_EQ(List(all), (Ids{"d1", "d2", "d3", "d4"}));
  all.show_deleted = true;
  EXPECT_EQ(List(all), (Ids{"d1", "d2", "d3", "d4", "d5"}));
  DocumentQuery query{.collection = "-"};
  query.filter.set_title_contains("工作报告");
  EXPECT_EQ(List(query), (Ids{"d1", "d2"}));
  query.filter.set_issuer_contains("西岭");
  EXPECT_EQ(List(query), (Ids{"d2"}));
  query.filter.Clear();
  (*query.filter.mutable_labels())["region"] = "华东";
  EXPECT_EQ(List(query), (Ids{"d1", "d3", "d4"}));
  query.filter.set_has_diagnostics(false);
  EXPECT_EQ(List(query), (Ids{"d3", "d4"}));
  query.filter.Clear();
  auto& range = *query.filter.mutable_issue_date_range();
  range.mutable_first_date()->set_year(2024);
  range.mutable_first_date()->set_month(2);
  EXPECT_EQ(List(query), (Ids{"d2", "d3"}));
  range.mutable_last_date()->set_year(2024);
  range.mutable_last_date()->set_month(2);
  EXPECT_EQ(List(query), (Ids{"d2"}));
  range.mutable_last_date()->set_day(15);
  EXPECT_EQ(List(query), Ids());
}

INSTANTIATE_TEST_SUITE_P(Engines, DocumentChangeTest, EngineNames());

}  // namespace
}  // namespace qiusuo::storage
