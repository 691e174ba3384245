// Originals out of the store, walks over all documents, and documents that are read anew.

#include <gtest/gtest.h>

#include <functional>

#include "storage/document_store.h"
#include "storage/keys.h"
#include "tests/storage/store_check.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Document;
using qiusuo::v1::DOCUMENT_VIEW_BASIC;
using qiusuo::v1::DOCUMENT_VIEW_FULL;

// A document that a parser of this version made.
Document Reading(std::string_view text, std::string_view parser_version,
                 const std::vector<qiusuo::v1::Metric>& metrics = {}) {
  Document document = MakeDocument(text, metrics);
  document.set_parser_version(std::string(parser_version));
  return document;
}

ArenaDocument ReadAnew(std::string_view text, std::string_view parser_version,
                       const std::vector<qiusuo::v1::Metric>& metrics = {}) {
  return ArenaDocument(Reading(text, parser_version, metrics));
}

class DocumentReplaceTest : public ::testing::TestWithParam<std::string> {
 protected:
  DocumentReplaceTest() {
    store_ = ValueOf(DocumentStore::Open(OpenEngine(GetParam(), folder_),
                                         [this] { return now_; }));
  }

  Document Put(const DocumentName& name, const Document& document) {
    now_ += absl::Seconds(1);
    return ValueOf(store_->Put(MakePut(name, document))).document;
  }

  StoredDocument Whole() { return ValueOf(store_->GetWhole(name_)); }

  size_t ChunkCount(int64_t revision) {
    const auto snapshot = ValueOf(store_->engine().Read());
    std::string key = RevisionChunkKey(name_, revision, 0);
    key.resize(key.size() - sizeof(int32_t));
    return ReadAll(*snapshot, PrefixRange(key)).size();
  }

  qiusuo::storage::v1::ChangeRecord LastChange() {
    return ValueOf(store_->Changes(store_->engine().last_version() - 1, 1))
        .at(0)
        .second;
  }

  const TempFolder folder_;
  absl::Time now_ = absl::FromUnixSeconds(1700000000);
  const DocumentName name_{"courts", "a"};
  std::unique_ptr<DocumentStore> store_;
};

TEST_P(DocumentReplaceTest, AnOriginalComesBackByteForByte) {
  std::string original = "\xB9\xA4\xD7\xF7";  // 工作 in GB18030
  for (uint32_t i = 0; i < 200000; ++i) {
    original += static_cast<char>(i * i >> 3);
  }
  PutRequest request = MakePut(name_, MakeDocument("工作", {}));
  request.original = original;
  request.stated_media_type = "text/plain";
  request.stated_charset = "gb2312";
  ValueOf(store_->Put(std::move(request)));
  const StoredDocument stored = Whole();
  EXPECT_EQ(stored.original, original);
  EXPECT_EQ(stored.stated_media_type, "text/plain");
  EXPECT_EQ(stored.stated_charset, "gb2312");
  EXPECT_EQ(stored.document.text(), "工作");

  // Text that is its own original is kept once and still comes back.
  Put(name_, MakeDocument("报告", {}));
  EXPECT_EQ(Whole().original, "报告");
}

TEST_P(DocumentReplaceTest, OriginalsAreKeptCompressed) {
  PutRequest request = MakePut(name_, MakeDocument("工作", {}));
  request.original.assign(size_t{4} << 20, '<');
  ValueOf(store_->Put(std::move(request)));
  EXPECT_EQ(ChunkCount(1), 1u);
  EXPECT_EQ(Whole().original.size(), size_t{4} << 20);
}

TEST_P(DocumentReplaceTest, DeletedDocumentsHaveNoOriginal) {
  EXPECT_EQ(ReasonOf(store_->GetWhole(name_).status()), "COLLECTION_NOT_FOUND");
  Put(name_, MakeDocument("一", {}));
  ValueOf(store_->Delete(name_, ""));
  EXPECT_EQ(ReasonOf(store_->GetWhole(name_).status()), "DOCUMENT_NOT_FOUND");
}

TEST_P(DocumentReplaceTest, AWalkShowsOneMoment) {
  for (const char* id : {"a", "b", "c", "d"}) {
    Put({"courts", id}, MakeDocument(id, {}));
  }
  Put({"laws", "a"}, MakeDocument("laws", {}));
  ValueOf(store_->Delete({"courts", "c"}, ""));
  const auto walk = ValueOf(store_->Walk("courts", std::nullopt));
  EXPECT_EQ(walk->version(), store_->engine().last_version());

  Put({"courts", "a"}, MakeDocument("later", {}));
  ValueOf(store_->Delete({"courts", "b"}, ""));
  Put({"courts", "e"}, MakeDocument("e", {}));
  std::string seen;
  for (;;) {
    const std::optional<Document> document = ValueOf(walk->Next());
    if (!document.has_value()) break;
    const StoredDocument whole = ValueOf(walk->Whole());
    EXPECT_EQ(whole.document.etag(), document->etag());
    seen += whole.original + " ";
  }
  EXPECT_EQ(seen, "a b d ");
}

TEST_P(DocumentReplaceTest, AWalkBeginsBehindAName) {
  for (const char* id : {"a", "b", "d"}) {
    Put({"courts", id}, MakeDocument(id, {}));
  }
  Put({"laws", "a"}, MakeDocument("x", {}));
  const auto names = [&](std::string_view collection,
                         std::optional<DocumentName> after) {
    const auto walk = ValueOf(store_->Walk(collection, after));
    std::string seen;
    while (const std::optional<Document> document = ValueOf(walk->Next())) {
      seen += ParseDocumentName(document->name())->document + " ";
    }
    return seen;
  };
  EXPECT_EQ(names("courts", DocumentName{"courts", "a"}), "b d ");
  EXPECT_EQ(names("courts", DocumentName{"courts", "c"}), "d ");
  EXPECT_EQ(names("courts", DocumentName{"courts", "d"}), "");
  EXPECT_EQ(names("-", DocumentName{"courts", "d"}), "a ");
  EXPECT_EQ(names("-", std::nullopt), "a b d a ");
  EXPECT_EQ(ReasonOf(store_->Walk("none", std::nullopt).status()),
            "COLLECTION_NOT_FOUND");
}

TEST_P(DocumentReplaceTest, AnotherReadingIsANewRevisionInPlaceOfTheOld) {
  Document old = Reading("结案率90%", "1", {MakeMetric("结案", "9", "件")});
  (*old.mutable_labels())["region"] = "x";
  const Document before = Put(name_, old);
  now_ += absl::Seconds(60);
  const Document after = ValueOf(
      store_->Replace(Whole(), ReadAnew("结案率90%", "2",
                                        {MakeMetric("结案率", "90", "%"),
                                         MakeMetric("审结", "1", "件")})));
  EXPECT_EQ(after.revision(), 2);
  EXPECT_NE(after.etag(), before.etag());
  EXPECT_EQ(after.create_time().seconds(), before.create_time().seconds());
  EXPECT_EQ(after.update_time().seconds(), before.update_time().seconds() + 60);
  EXPECT_EQ(after.labels().at("region"), "x");
  EXPECT_EQ(after.source().sha256(), before.source().sha256());
  EXPECT_EQ(after.source().size_bytes(), before.source().size_bytes());
  EXPECT_EQ(after.metric_count(), 2);
  EXPECT_EQ(LastChange().kind(), qiusuo::storage::v1::CHANGE_KIND_UPDATED);
  EXPECT_EQ(LastChange().revision(), 2);
  EXPECT_EQ(ChunkCount(1), 0u);
  EXPECT_EQ(ChunkCount(2), 1u);
  EXPECT_EQ(Whole().original, "结案率90%");
  ExpectConsistent(*store_);
}

TEST_P(DocumentReplaceTest, TheSameReadingChangesTheParserVersionAlone) {
  const Document before = Put(name_, Reading("一", "1"));
  now_ += absl::Seconds(60);
  EXPECT_TRUE(store_->Confirm(before, "2").ok());
  for (const auto view : {DOCUMENT_VIEW_BASIC, DOCUMENT_VIEW_FULL}) {
    const Document after = ValueOf(store_->Get(name_, view));
    EXPECT_EQ(after.parser_version(), "2");
    EXPECT_EQ(after.revision(), 1);
    EXPECT_EQ(after.etag(), before.etag());
    EXPECT_EQ(after.update_time().seconds(), before.update_time().seconds());
  }
  EXPECT_EQ(LastChange().kind(), qiusuo::storage::v1::CHANGE_KIND_CONFIRMED);
  ExpectConsistent(*store_);

  const Version version = store_->engine().last_version();
  EXPECT_TRUE(store_->Confirm(before, "2").ok());
  EXPECT_EQ(store_->engine().last_version(), version);

  // What was confirmed can be replaced: it is still the same revision.
  EXPECT_EQ(ValueOf(store_->Replace(Whole(), ReadAnew("一", "3"))).revision(),
            2);
}

TEST_P(DocumentReplaceTest, WhatChangedMeanwhileIsNotOverwritten) {
  const std::function<void()> changes[] = {
      [&] { Put(name_, Reading("二", "1")); },
      [&] { ValueOf(store_->Delete(name_, "")); },
      [&] {
        ValueOf(store_->Delete(name_, ""));
        Put(name_, Reading("一", "1"));
      },
      [&] { ValueOf(store_->Replace(Whole(), ReadAnew("一", "9"))); }};
  for (const auto& change : changes) {
    Put(name_, Reading("一", "1"));
    const StoredDocument read = Whole();
    change();
    const Version version = store_->engine().last_version();
    const auto replaced = store_->Replace(read, ReadAnew("三", "2"));
    EXPECT_EQ(ReasonOf(replaced.status()), "CONFLICT");
    EXPECT_EQ(ReasonOf(store_->Confirm(read.document, "2")), "CONFLICT");
    EXPECT_EQ(store_->engine().last_version(), version);
  }
  ExpectConsistent(*store_);
}

TEST_P(DocumentReplaceTest, TellsReadingsApart) {
  Document first = Reading("结案率90%", "1", {MakeMetric("结案率", "90", "%")});
  for (const char* key : {"a", "b", "c", "d"}) {
    (*first.mutable_labels())[key] = "x";
  }
  Put(name_, first);
  const Document stored = Whole().document;
  const auto metrics = std::vector{MakeMetric("结案率", "90", "%")};
  EXPECT_TRUE(ReadsTheSame(stored, Reading("结案率90%", "2", metrics)));
  EXPECT_FALSE(ReadsTheSame(stored, Reading("结案率90%", "1")));
  EXPECT_FALSE(ReadsTheSame(
      stored, Reading("结案率90%", "1", {MakeMetric("结案率", "9", "%")})));
  Document other_title = Reading("结案率90%", "1", metrics);
  other_title.set_title("别的");
  EXPECT_FALSE(ReadsTheSame(stored, other_title));
}

INSTANTIATE_TEST_SUITE_P(Engines, DocumentReplaceTest, EngineNames(),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace qiusuo::storage
