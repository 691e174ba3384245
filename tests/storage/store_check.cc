#include "tests/storage/store_check.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/sha256.h"
#include "storage/keys.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::ChangeRecord;
using qiusuo::storage::v1::HeadRecord;
using qiusuo::storage::v1::MetricRow;
using qiusuo::v1::Document;

std::map<std::string, HeadRecord> ReadHeads(const Snapshot& snapshot) {
  std::map<std::string, HeadRecord> heads;
  for (const Row& row : ReadAll(snapshot, HeadKeys(kAnyCollection))) {
    HeadRecord head;
    EXPECT_TRUE(head.ParseFromString(row.value));
    const auto name = ParseHeadKey(row.key);
    EXPECT_TRUE(name.has_value());
    EXPECT_EQ(name->ToString(), head.document().name());
    heads[head.document().name()] = head;
  }
  return heads;
}

void ExpectIndexRows(const Snapshot& snapshot,
                     const std::vector<Document>& documents) {
  std::map<std::string, std::string> expected;
  for (const Document& document : documents) {
    const DocumentName name = *ParseDocumentName(document.name());
    uint32_t ordinal = 0;
    for (const auto& metric : document.metrics()) {
      for (const std::string& key : MetricIndexKeys(name, metric, ++ordinal)) {
        expected[key] = metric.name();
      }
    }
  }
  std::map<std::string, std::string> actual;
  for (const char keyspace : std::string_view("dvpDVP")) {
    for (const Row& row :
         ReadAll(snapshot, PrefixRange(std::string(1, keyspace)))) {
      MetricRow metric_row;
      EXPECT_TRUE(metric_row.ParseFromString(row.value));
      actual[row.key] = metric_row.metric().name();
    }
  }
  EXPECT_EQ(actual, expected);
}

void ExpectCounters(const DocumentStore& store,
                    const std::vector<Document>& documents) {
  std::map<std::string, std::pair<int64_t, int64_t>> expected;
  for (const Document& document : documents) {
    auto& [document_count, metric_count] =
        expected[ParseDocumentName(document.name())->collection];
    ++document_count;
    metric_count += document.metrics_size();
  }
  for (const CollectionSize& size : ValueOf(store.Collections())) {
    const auto counts = std::pair(size.document_count, size.metric_count);
    EXPECT_EQ(counts, expected[size.collection]) << size.collection;
  }
}

void ExpectChangeLog(const DocumentStore& store,
                     const std::map<std::string, HeadRecord>& heads) {
  std::map<std::string, ChangeRecord> last;
  Version next = 2;  // the first commit is the format record
  for (const auto& [version, change] : ValueOf(store.Changes(0, 1000000))) {
    EXPECT_EQ(version, next++);
    last[change.document_name()] = change;
  }
  EXPECT_EQ(store.engine().last_version(), next - 1);
  EXPECT_EQ(last.size(), heads.size());
  for (const auto& [name, head] : heads) {
    EXPECT_EQ(last[name].revision(), head.document().revision()) << name;
    EXPECT_EQ(last[name].content_sha256(), head.document().source().sha256());
    EXPECT_EQ(last[name].kind() == qiusuo::storage::v1::CHANGE_KIND_DELETED,
              head.document().has_delete_time());
  }
}

}  // namespace

void ExpectConsistent(const DocumentStore& store) {
  const auto snapshot = ValueOf(store.engine().Read());
  const std::map<std::string, HeadRecord> heads = ReadHeads(*snapshot);
  std::vector<Document> living;
  for (const auto& [name, head] : heads) {
    if (head.document().has_delete_time()) continue;
    living.push_back(ValueOf(
        store.Get(*ParseDocumentName(name), qiusuo::v1::DOCUMENT_VIEW_FULL)));
    EXPECT_EQ(living.back().etag(), head.document().etag());
    EXPECT_EQ(Sha256Hex(living.back().text()),
              head.document().source().sha256());
  }
  ExpectIndexRows(*snapshot, living);
  ExpectCounters(store, living);
  ExpectChangeLog(store, heads);
}

}  // namespace qiusuo::storage
