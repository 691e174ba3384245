// Documents in and out of the store, on every engine.

#include "storage/document_store.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/sha256.h"
#include "storage/keys.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Document;
using qiusuo::v1::DOCUMENT_VIEW_BASIC;
using qiusuo::v1::DOCUMENT_VIEW_FULL;
using qiusuo::v1::DOCUMENT_VIEW_OUTLINE;

class DocumentStoreTest : public ::testing::TestWithParam<std::string> {
 protected:
  DocumentStoreTest() {
    store_ = ValueOf(DocumentStore::Open(OpenEngine(GetParam(), folder_),
                                         [this] { return now_; }));
  }

  PutResult Put(const DocumentName& name, const Document& document) {
    now_ += absl::Seconds(1);
    return ValueOf(store_->Put(MakePut(name, document)));
  }

  std::vector<std::string> IndicatorsIn(const std::string& collection) {
    std::vector<std::string> indicators;
    const auto page =
        ValueOf(store_->Query({.collection = collection}, kNoLimits, ""));
    for (const auto& result : page.items) {
      indicators.push_back(result.metric().indicator());
    }
    return indicators;
  }

  std::vector<std::string> NamesIn(std::string_view collection,
                                   const PageLimits& limits = kNoLimits) {
    std::vector<std::string> names;
    std::string resume;
    do {
      const auto page =
          ValueOf(store_->List({std::string(collection)}, limits, resume));
      EXPECT_LE(page.items.size(), limits.max_items);
      for (const Document& document : page.items) {
        names.push_back(document.name());
      }
      resume = page.resume;
    } while (!resume.empty());
    return names;
  }

  const TempFolder folder_;
  absl::Time now_ = absl::FromUnixSeconds(1700000000);
  std::unique_ptr<DocumentStore> store_;
  const DocumentName name_{"courts", "a"};
};

TEST_P(DocumentStoreTest, GivesBackWhatCameIn) {
  const Document document =
      MakeDocument("结案率超过90%", {MakeMetric("结案率", "90", "%")});
  const PutResult put = Put(name_, document);
  EXPECT_EQ(put.outcome, qiusuo::v1::IMPORT_OUTCOME_CREATED);
  EXPECT_EQ(put.document.name(), "collections/courts/documents/a");
  EXPECT_EQ(put.document.revision(), 1);
  EXPECT_EQ(put.document.section_count(), 1);
  EXPECT_EQ(put.document.metric_count(), 1);
  EXPECT_EQ(put.document.diagnostic_count(), 1);
  EXPECT_EQ(put.document.source().sha256(), Sha256Hex("结案率超过90%"));
  EXPECT_EQ(put.document.source().size_bytes(), 18);
  EXPECT_EQ(put.document.create_time().seconds(), 1700000001);

  const Document basic = ValueOf(store_->Get(name_, DOCUMENT_VIEW_BASIC));
  EXPECT_EQ(basic.DebugString(), put.document.DebugString());
  EXPECT_EQ(basic.title(), document.title());
  EXPECT_EQ(basic.text(), "");

  const Document full = ValueOf(store_->Get(name_, DOCUMENT_VIEW_FULL));
  EXPECT_EQ(full.text(), document.text());
  EXPECT_EQ(full.metrics(0).name(), "collections/courts/documents/a/metrics/1");
  EXPECT_EQ(full.zones_size(), 1);
  EXPECT_EQ(full.etag(), basic.etag());

  const Document outline = ValueOf(store_->Get(name_, DOCUMENT_VIEW_OUTLINE));
  EXPECT_EQ(outline.sections_size(), 1);
  EXPECT_EQ(outline.diagnostics_size(), 1);
  EXPECT_EQ(outline.text(), "");
  EXPECT_EQ(outline.metrics_size(), 0);
  EXPECT_EQ(outline.zones_size(), 0);
}

TEST_P(DocumentStoreTest, TheSameBytesAndLabelsChangeNothing) {
  Document document = MakeDocument("一", {MakeMetric("受理", "2", "件")});
  (*document.mutable_labels())["year"] = "2024";
  const PutResult first = Put(name_, document);
  const Version version = store_->engine().last_version();
  const PutResult second = Put(name_, document);
  EXPECT_EQ(second.outcome, qiusuo::v1::IMPORT_OUTCOME_UNCHANGED);
  EXPECT_EQ(second.document.DebugString(), first.document.DebugString());
  EXPECT_EQ(store_->engine().last_version(), version);

  (*document.mutable_labels())["year"] = "2025";
  const PutResult third = Put(name_, document);
  EXPECT_EQ(third.outcome, qiusuo::v1::IMPORT_OUTCOME_UPDATED);
  EXPECT_EQ(third.document.revision(), 2);
  EXPECT_NE(third.document.etag(), first.document.etag());
  EXPECT_EQ(third.document.create_time().seconds(),
            first.document.create_time().seconds());
  EXPECT_GT(third.document.update_time().seconds(),
            first.document.update_time().seconds());
}

TEST_P(DocumentStoreTest, ANewRevisionReplacesTheIndexRows) {
  Put(name_, MakeDocument("一", {MakeMetric("受理", "2", "件"),
                                 MakeMetric("审结", "1", "件")}));
  Put(name_, MakeDocument("二", {MakeMetric("结案率", "90", "%")}));
  EXPECT_EQ(IndicatorsIn("courts"), std::vector<std::string>{"结案率"});
  const std::vector<CollectionSize> sizes = ValueOf(store_->Collections());
  ASSERT_EQ(sizes.size(), 1u);
  EXPECT_EQ(sizes[0].collection, "courts");
  EXPECT_EQ(sizes[0].document_count, 1);
  EXPECT_EQ(sizes[0].metric_count, 1);
  // One metric with one indicator name has five index rows; nothing else is left.
  ASSERT_TRUE(store_->IndexNow().ok());
  const auto snapshot = ValueOf(store_->engine().Read());
  EXPECT_EQ(ReadAll(*snapshot, {"A", IndexRecordKey()}).size(), 5u);
}

TEST_P(DocumentStoreTest, OldRevisionsStayStored) {
  Put(name_, MakeDocument("一", {}));
  Put(name_, MakeDocument("二", {}));
  const auto snapshot = ValueOf(store_->engine().Read());
  const auto chunks = ValueOf(snapshot->MultiGet(
      {RevisionChunkKey(name_, 1, 0), RevisionChunkKey(name_, 2, 0)}));
  EXPECT_TRUE(chunks[0].has_value());
  EXPECT_TRUE(chunks[1].has_value());
}

TEST_P(DocumentStoreTest, DeletedIsGoneAndComesBackAsANewRevision) {
  const Document document = MakeDocument("一", {MakeMetric("受理", "2", "件")});
  const PutResult first = Put(name_, document);
  EXPECT_EQ(ReasonOf(store_->Delete(name_, "other").status()), "ETAG_MISMATCH");
  const Document deleted =
      ValueOf(store_->Delete(name_, first.document.etag()));
  EXPECT_EQ(deleted.revision(), 1);
  EXPECT_TRUE(deleted.has_delete_time());

  EXPECT_EQ(ReasonOf(store_->Get(name_, DOCUMENT_VIEW_BASIC).status()),
            "DOCUMENT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(store_->Delete(name_, "").status()), "DOCUMENT_NOT_FOUND");
  EXPECT_TRUE(NamesIn("courts").empty());
  EXPECT_TRUE(IndicatorsIn("courts").empty());
  EXPECT_EQ(ValueOf(store_->Collections())[0].document_count, 0);
  EXPECT_EQ(ValueOf(store_->Collections())[0].metric_count, 0);

  const PutResult again = Put(name_, document);
  EXPECT_EQ(again.outcome, qiusuo::v1::IMPORT_OUTCOME_CREATED);
  EXPECT_EQ(again.document.revision(), 2);
  EXPECT_FALSE(again.document.has_delete_time());
  EXPECT_EQ(again.document.create_time().seconds(),
            first.document.create_time().seconds());
  EXPECT_EQ(IndicatorsIn("courts"), std::vector<std::string>{"受理"});
}

TEST_P(DocumentStoreTest, MissingThingsAreNamed) {
  EXPECT_EQ(ReasonOf(store_->Get(name_, DOCUMENT_VIEW_BASIC).status()),
            "COLLECTION_NOT_FOUND");
  EXPECT_EQ(ReasonOf(store_->List({"courts"}, kNoLimits, "").status()),
            "COLLECTION_NOT_FOUND");
  EXPECT_EQ(
      ReasonOf(store_->Query({.collection = "courts"}, kNoLimits, "").status()),
      "COLLECTION_NOT_FOUND");
  EXPECT_TRUE(NamesIn(kAnyCollection).empty());
  Put({"courts", "b"}, MakeDocument("一", {}));
  EXPECT_EQ(ReasonOf(store_->Get(name_, DOCUMENT_VIEW_FULL).status()),
            "DOCUMENT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(store_->Delete(name_, "").status()), "DOCUMENT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(store_
                         ->Query({.collection = "courts", .document = "a"},
                                 kNoLimits, "")
                         .status()),
            "DOCUMENT_NOT_FOUND");
}

TEST_P(DocumentStoreTest, ListsByNameInPages) {
  std::set<std::string> expected;
  for (const char* collection : {"a", "a-b", "a0", "b"}) {
    for (const char* document : {"x", "x-1", "x.1", "x_1", "x1", "0"}) {
      const DocumentName name{collection, document};
      Put(name, MakeDocument(document, {}));
      expected.insert(name.ToString());
    }
  }
  ASSERT_TRUE(store_->Delete({"a", "x"}, "").ok());
  expected.erase("collections/a/documents/x");
  const std::vector<std::string> sorted(expected.begin(), expected.end());
  for (const size_t page_size : {1u, 2u, 5u, 100u}) {
    EXPECT_EQ(NamesIn(kAnyCollection, {page_size, 1u << 20}), sorted);
  }
  EXPECT_EQ(NamesIn(kAnyCollection, {100, 1}), sorted) << "one a page";
  EXPECT_EQ(NamesIn("a").size(), 5u);
  EXPECT_EQ(NamesIn("a-b").size(), 6u);
  EXPECT_EQ(ValueOf(store_->List({"a"}, {5, 1u << 20}, "")).resume, "");
}

// The deleted are many: a page may end before it has found anything.
TEST_P(DocumentStoreTest, AListReadsABoundedNumberOfRows) {
  const TempFolder folder;
  auto engine = OpenEngine(GetParam(), folder);
  Engine& rows = *engine;
  store_ = ValueOf(DocumentStore::Open(std::move(engine), SystemClock));
  Put({"c", "z"}, MakeDocument("一", {}));
  qiusuo::storage::v1::HeadRecord head;
  head.mutable_document()->mutable_delete_time();
  Commit commit;
  for (size_t i = 0; i < kMaxRowsPerPage; ++i) {
    commit.Put(HeadKey({"c", "d" + std::to_string(i)}),
               head.SerializeAsString());
  }
  ASSERT_TRUE(rows.Apply(std::move(commit)).ok());
  const auto first = ValueOf(store_->List({"c"}, kNoLimits, ""));
  EXPECT_TRUE(first.items.empty());
  ASSERT_NE(first.resume, "");
  const auto second = ValueOf(store_->List({"c"}, kNoLimits, first.resume));
  EXPECT_EQ(second.items.size(), 1u);
  EXPECT_EQ(second.resume, "");
  store_.reset();
}

TEST_P(DocumentStoreTest, AListRefusesAForeignResume) {
  Put({"a", "x"}, MakeDocument("一", {}));
  Put({"b", "x"}, MakeDocument("一", {}));
  for (const std::string& resume :
       {std::string("x"), HeadKey({"b", "x"}), CollectionKey("a"),
        std::string("ha/"), std::string("ha/x\0", 5), std::string("hA/x")}) {
    EXPECT_EQ(ReasonOf(store_->List({"a"}, kNoLimits, resume).status()),
              "INVALID_PAGE_TOKEN");
  }
}

TEST_P(DocumentStoreTest, EveryChangeIsInTheLog) {
  Put(name_, MakeDocument("一", {}));
  Put(name_, MakeDocument("二", {}));
  ASSERT_TRUE(store_->Delete(name_, "").ok());
  Put(name_, MakeDocument("二", {}));
  const auto changes = ValueOf(store_->Changes(0, 100));
  ASSERT_EQ(changes.size(), 4u);
  const int kinds[] = {qiusuo::storage::v1::CHANGE_KIND_CREATED,
                       qiusuo::storage::v1::CHANGE_KIND_UPDATED,
                       qiusuo::storage::v1::CHANGE_KIND_DELETED,
                       qiusuo::storage::v1::CHANGE_KIND_CREATED};
  const int64_t revisions[] = {1, 2, 2, 3};
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(changes[i].first, changes[0].first + i);
    EXPECT_EQ(changes[i].second.kind(), kinds[i]);
    EXPECT_EQ(changes[i].second.revision(), revisions[i]);
    EXPECT_EQ(changes[i].second.document_name(), name_.ToString());
  }
  EXPECT_EQ(changes[3].second.content_sha256(), Sha256Hex("二"));
  const auto later = ValueOf(store_->Changes(changes[1].first, 1));
  ASSERT_EQ(later.size(), 1u);
  EXPECT_EQ(later[0].first, changes[2].first);
  EXPECT_TRUE(ValueOf(store_->Changes(~Version{0}, 10)).empty());
}

TEST_P(DocumentStoreTest, ACancelledImportStoresNothing) {
  const Version version = store_->engine().last_version();
  PutRequest request = MakePut(name_, MakeDocument("一", {}));
  request.cancelled = [] { return true; };
  const absl::Status status = store_->Put(std::move(request)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(store_->engine().last_version(), version);
  EXPECT_TRUE(ValueOf(store_->Collections()).empty());
}

TEST_P(DocumentStoreTest, ValidateOnlyAnswersAsIfAndStoresNothing) {
  PutRequest request = MakePut(name_, MakeDocument("一", {}));
  request.validate_only = true;
  const PutResult created = ValueOf(store_->Put(std::move(request)));
  EXPECT_EQ(created.outcome, qiusuo::v1::IMPORT_OUTCOME_CREATED);
  EXPECT_EQ(created.document.revision(), 1);
  EXPECT_TRUE(ValueOf(store_->Collections()).empty());

  Put(name_, MakeDocument("一", {}));
  const Version version = store_->engine().last_version();
  request = MakePut(name_, MakeDocument("二", {}));
  request.validate_only = true;
  const PutResult updated = ValueOf(store_->Put(std::move(request)));
  EXPECT_EQ(updated.outcome, qiusuo::v1::IMPORT_OUTCOME_UPDATED);
  EXPECT_EQ(updated.document.revision(), 2);
  EXPECT_EQ(store_->engine().last_version(), version);
}

// The race is forced: another import is stored while the first is about to commit.
TEST_P(DocumentStoreTest, AnImportThatCameBetweenIsAConflict) {
  PutRequest request = MakePut(name_, MakeDocument("一", {}));
  request.cancelled = [this] {
    Put(name_, MakeDocument("二", {}));
    return false;
  };
  const absl::Status status = store_->Put(std::move(request)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(status), "CONFLICT");
  EXPECT_EQ(ValueOf(store_->Get(name_, DOCUMENT_VIEW_FULL)).text(), "二");
}

TEST_P(DocumentStoreTest, TwoFirstDocumentsOfACollectionDoNotConflict) {
  PutRequest request = MakePut({"courts", "b"}, MakeDocument("一", {}));
  request.cancelled = [this] {
    Put(name_, MakeDocument("二", {}));
    return false;
  };
  EXPECT_TRUE(store_->Put(std::move(request)).ok());
  EXPECT_EQ(NamesIn("courts").size(), 2u);
  EXPECT_EQ(ValueOf(store_->Collections())[0].document_count, 2);
}

INSTANTIATE_TEST_SUITE_P(Engines, DocumentStoreTest, EngineNames(),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace qiusuo::storage
