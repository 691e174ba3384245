// Revisions in chunks, whole and damaged.

#include "storage/revision_codec.h"

#include <gtest/gtest.h>

#include <random>

#include "storage/big_endian.h"
#include "storage/keys.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::RevisionRecord;
using Chunks = std::vector<std::optional<std::string>>;

// Text that does not compress much below half.
std::string RandomDigits(size_t length, uint64_t seed) {
  std::mt19937_64 random(seed);
  std::string text;
  while (text.size() < length) text += std::to_string(random());
  text.resize(length);
  return text;
}

int64_t BytesOf(const Chunks& chunks) {
  int64_t bytes = 0;
  for (const auto& chunk : chunks) {
    bytes += static_cast<int64_t>(chunk.value_or("").size());
  }
  return bytes;
}

TEST(RevisionCodec, ChunksComeBackAsTheRevision) {
  for (const size_t length : {0u, 1u, 1000u, 100000u, 156000u, 1000000u}) {
    RevisionRecord record;
    record.mutable_document()->set_text(RandomDigits(length, length));
    record.set_original(std::string("\xff\0\xfe", 3));
    const std::vector<std::string> encoded = ValueOf(EncodeRevision(record));
    ASSERT_FALSE(encoded.empty());
    for (size_t i = 0; i < encoded.size(); ++i) {
      const bool is_last = i + 1 == encoded.size();
      EXPECT_EQ(encoded[i].size() < kChunkBytes, is_last) << length;
    }
    const Chunks chunks(encoded.begin(), encoded.end());
    const RevisionRecord decoded =
        ValueOf(DecodeRevision(chunks, BytesOf(chunks), "d"));
    EXPECT_EQ(decoded.SerializeAsString(), record.SerializeAsString());
  }
}

void ExpectCorrupt(const Chunks& chunks, int64_t bytes) {
  const absl::Status status =
      DecodeRevision(chunks, bytes, "the-owner").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
  EXPECT_EQ(ReasonOf(status), "CORRUPT_RECORD");
  EXPECT_NE(status.message().find("the-owner"), absl::string_view::npos);
}

TEST(RevisionCodec, DamageIsNoticed) {
  RevisionRecord record;
  record.mutable_document()->set_text(RandomDigits(300000, 1));
  const std::vector<std::string> encoded = ValueOf(EncodeRevision(record));
  const Chunks chunks(encoded.begin(), encoded.end());
  const int64_t bytes = BytesOf(chunks);
  ASSERT_GE(chunks.size(), 2u);

  std::mt19937_64 random(2);
  for (int i = 0; i < 200; ++i) {
    Chunks damaged = chunks;
    std::string& chunk = *damaged[random() % damaged.size()];
    chunk[random() % chunk.size()] ^= static_cast<char>(1 + random() % 255);
    // Bits of the frame's head that zstd leaves unused may differ; else nothing may.
    const auto decoded = DecodeRevision(damaged, bytes, "the-owner");
    if (decoded.ok()) {
      EXPECT_EQ(decoded->document().text(), record.document().text());
    } else {
      ExpectCorrupt(damaged, bytes);
    }
  }
  Chunks missing = chunks;
  missing[1] = std::nullopt;
  ExpectCorrupt(missing, bytes);
  Chunks shorter = chunks;
  shorter.pop_back();
  ExpectCorrupt(shorter, bytes);
  ExpectCorrupt(shorter, BytesOf(shorter));
  Chunks swapped = chunks;
  std::swap(swapped[0], swapped[1]);
  ExpectCorrupt(swapped, bytes);
  ExpectCorrupt(chunks, bytes + 1);
  ExpectCorrupt({}, 0);
  ExpectCorrupt({"not a frame"}, 11);
}

// A frame that claims to hold more than any revision is refused before memory is
// taken for it.
TEST(RevisionCodec, AFrameThatClaimsTooMuchIsRefused) {
  std::string frame = "\x28\xb5\x2f\xfd\xe0";
  frame += std::string(5, '\0') + "\x01" + std::string(2, '\0');
  ExpectCorrupt({frame}, static_cast<int64_t>(frame.size()));
}

class LargeDocumentTest : public ::testing::TestWithParam<std::string> {};

TEST_P(LargeDocumentTest, SixteenMebibytesFit) {
  const TempFolder folder;
  const auto store =
      ValueOf(DocumentStore::Open(OpenEngine(GetParam(), folder), SystemClock));
  qiusuo::v1::Document document;
  document.set_text(RandomDigits(size_t{16} << 20, 4));
  PutRequest request{
      {"c", "large"}, ArenaDocument(document), "other bytes", nullptr};
  request.original.resize(size_t{16} << 20, 'x');
  ASSERT_TRUE(store->Put(std::move(request)).ok());
  const auto full =
      ValueOf(store->Get({"c", "large"}, qiusuo::v1::DOCUMENT_VIEW_FULL));
  EXPECT_EQ(full.text(), RandomDigits(size_t{16} << 20, 4));
}

TEST_P(LargeDocumentTest, OriginalBytesAreKeptWhereTheyDifferFromTheText) {
  const TempFolder folder;
  const auto store =
      ValueOf(DocumentStore::Open(OpenEngine(GetParam(), folder), SystemClock));
  const DocumentName name{"c", "d"};
  for (const std::string& original :
       {std::string("\xbd\xe1\xb0\xb8", 4), std::string("结案")}) {
    PutRequest request = MakePut(name, MakeDocument("结案", {}));
    request.original = original;
    const auto put = ValueOf(store->Put(std::move(request)));
    const auto snapshot = ValueOf(store->engine().Read());
    const auto chunks = ValueOf(snapshot->MultiGet(
        {RevisionChunkKey(name, put.document.revision(), 0)}));
    const RevisionRecord record =
        ValueOf(DecodeRevision(chunks, BytesOf(chunks), "d"));
    EXPECT_EQ(record.original(), original == "结案" ? "" : original);
  }
}

// Puts damaged bytes under the store's feet.
class DamagedStoreTest : public ::testing::TestWithParam<std::string> {
 protected:
  DamagedStoreTest() {
    auto engine = OpenEngine(GetParam(), folder_);
    engine_ = engine.get();
    store_ = ValueOf(DocumentStore::Open(std::move(engine), SystemClock));
    EXPECT_TRUE(store_
                    ->Put(MakePut(
                        name_, MakeDocument("一", {MakeMetric("a", "1", "")})))
                    .ok());
  }

  void Overwrite(const std::string& key, const std::string& value) {
    Commit commit;
    commit.Put(key, value);
    EXPECT_TRUE(engine_->Apply(std::move(commit)).ok());
  }

  void ExpectCorrupt(const absl::Status& status) {
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
    EXPECT_EQ(ReasonOf(status), "CORRUPT_RECORD");
  }

  const TempFolder folder_;
  Engine* engine_;
  std::unique_ptr<DocumentStore> store_;
  const DocumentName name_{"courts", "a"};
};

TEST_P(DamagedStoreTest, ADamagedChunkIsDataLossAndTheHeadStaysReadable) {
  Overwrite(RevisionChunkKey(name_, 1, 0), "damaged");
  const absl::Status status =
      store_->Get(name_, qiusuo::v1::DOCUMENT_VIEW_FULL).status();
  ExpectCorrupt(status);
  EXPECT_NE(status.message().find(name_.ToString()), absl::string_view::npos);
  EXPECT_TRUE(store_->Get(name_, qiusuo::v1::DOCUMENT_VIEW_BASIC).ok());
}

TEST_P(DamagedStoreTest, AChunkOfAnotherDocumentIsDataLoss) {
  ASSERT_TRUE(
      store_->Put(MakePut({"courts", "b"}, MakeDocument("一", {}))).ok());
  const auto snapshot = ValueOf(engine_->Read());
  const auto values = ValueOf(snapshot->MultiGet(
      {HeadKey({"courts", "b"}), RevisionChunkKey({"courts", "b"}, 1, 0)}));
  Overwrite(RevisionChunkKey(name_, 1, 0), *values[1]);
  ExpectCorrupt(store_->Get(name_, qiusuo::v1::DOCUMENT_VIEW_FULL).status());
  Overwrite(HeadKey(name_), *values[0]);
  ExpectCorrupt(store_->Get(name_, qiusuo::v1::DOCUMENT_VIEW_BASIC).status());
}

TEST_P(DamagedStoreTest, AnOlderRevisionInPlaceOfTheNewestIsDataLoss) {
  ASSERT_TRUE(
      store_
          ->Put(MakePut(name_, MakeDocument("二", {MakeMetric("a", "1", "")})))
          .ok());
  const auto snapshot = ValueOf(engine_->Read());
  const auto values =
      ValueOf(snapshot->MultiGet({RevisionChunkKey(name_, 1, 0)}));
  qiusuo::storage::v1::HeadRecord head;
  *head.mutable_document() =
      ValueOf(store_->Get(name_, qiusuo::v1::DOCUMENT_VIEW_BASIC));
  head.set_chunk_count(1);
  head.set_revision_bytes(static_cast<int64_t>(values[0]->size()));
  Overwrite(HeadKey(name_), head.SerializeAsString());
  Overwrite(RevisionChunkKey(name_, 2, 0), *values[0]);
  ExpectCorrupt(store_->Get(name_, qiusuo::v1::DOCUMENT_VIEW_FULL).status());
}

TEST_P(DamagedStoreTest, DamagedRecordsAreDataLoss) {
  Overwrite(HeadKey(name_), "\xff");
  ExpectCorrupt(store_->Get(name_, qiusuo::v1::DOCUMENT_VIEW_BASIC).status());
  ExpectCorrupt(store_->List({"courts"}, kNoLimits, "").status());
  ExpectCorrupt(store_->Put(MakePut(name_, MakeDocument("二", {}))).status());
  for (const std::string& key :
       MetricIndexKeys(name_, MakeMetric("a", "1", ""), 1)) {
    Overwrite(key, "\xff");
  }
  ExpectCorrupt(
      store_->Query({.collection = "courts"}, kNoLimits, "").status());
  Overwrite(ChangeKeyPrefix() + BigEndian64(2), "\xff");
  ExpectCorrupt(store_->Changes(0, 10).status());
}

// What the tail reads, and what an index row leads to.
TEST_P(DamagedStoreTest, DamagedMetricsAreDataLoss) {
  MetricQuery query{.collection = "courts"};
  query.filter.add_indicators("a");
  const auto answer = [&] { return store_->Query(query, kNoLimits, ""); };
  EXPECT_EQ(ValueOf(answer()).items.size(), 1u);
  ASSERT_TRUE(store_->IndexNow().ok());
  EXPECT_EQ(ValueOf(answer()).items.size(), 1u);
  const std::string block = MetricBlockKey(name_, 1, 1);
  const auto before = ValueOf(ValueOf(engine_->Read())->MultiGet({block}));
  for (const std::string& damaged :
       {std::string("\xff"), std::string("\x0a\x7f"),
        std::string("\x0a\x01\xff"), std::string()}) {
    Overwrite(block, damaged);
    ExpectCorrupt(answer().status());
    ExpectCorrupt(store_->Get(name_, qiusuo::v1::DOCUMENT_VIEW_FULL).status());
  }
  Commit commit;
  commit.Delete(block);
  ASSERT_TRUE(engine_->Apply(std::move(commit)).ok());
  ExpectCorrupt(answer().status());
  ExpectCorrupt(store_->Get(name_, qiusuo::v1::DOCUMENT_VIEW_FULL).status());
  EXPECT_TRUE(store_->Get(name_, qiusuo::v1::DOCUMENT_VIEW_BASIC).ok());
  Overwrite(block, *before[0]);
  EXPECT_EQ(ValueOf(answer()).items.size(), 1u);

  for (const std::string& key :
       MetricIndexKeys(name_, MakeMetric("a", "1", ""), 1)) {
    Overwrite(key, "\xff");
  }
  ExpectCorrupt(answer().status());
  Overwrite(IndexRecordKey(), "\xff");
  ExpectCorrupt(answer().status());
  ExpectCorrupt(store_->IndexNow());
}

TEST_P(DamagedStoreTest, AnotherFormatVersionIsRefused) {
  qiusuo::storage::v1::FormatRecord format;
  format.set_format_version(kFormatVersion + 41);
  for (const std::string& bytes :
       {format.SerializeAsString(), std::string("\xff")}) {
    const TempFolder folder;
    auto engine = OpenEngine(GetParam(), folder);
    Commit commit;
    commit.Put(FormatKey(), bytes);
    ASSERT_TRUE(engine->Apply(std::move(commit)).ok());
    const absl::Status status =
        DocumentStore::Open(std::move(engine), SystemClock).status();
    if (bytes == "\xff") {
      ExpectCorrupt(status);
      continue;
    }
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(ReasonOf(status), "FORMAT_VERSION");
    EXPECT_NE(status.message().find(std::to_string(kFormatVersion + 41)),
              absl::string_view::npos);
    EXPECT_NE(status.message().find(std::to_string(kFormatVersion)),
              absl::string_view::npos);
  }
}

TEST_P(DamagedStoreTest, WhatIsNoStoreIsRefused) {
  const TempFolder folder;
  auto engine = OpenEngine(GetParam(), folder);
  Commit commit;
  commit.Put("something", "else");
  ASSERT_TRUE(engine->Apply(std::move(commit)).ok());
  EXPECT_EQ(
      ReasonOf(DocumentStore::Open(std::move(engine), SystemClock).status()),
      "FORMAT_VERSION");
}

INSTANTIATE_TEST_SUITE_P(Engines, LargeDocumentTest, EngineNames(),
                         [](const auto& test) { return test.param; });
INSTANTIATE_TEST_SUITE_P(Engines, DamagedStoreTest, EngineNames(),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace qiusuo::storage
