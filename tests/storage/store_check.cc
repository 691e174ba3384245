#include "tests/storage/store_check.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/sha256.h"
#include "storage/index_rows.h"
#include "storage/index_tail.h"
#include "storage/keys.h"
#include "storage/text_keys.h"
#include "storage/text_postings.h"
#include "storage/text_terms.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::ChangeRecord;
using qiusuo::storage::v1::HeadRecord;
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

using Rows = std::map<std::string, std::string>;

Rows IndexRows(const std::vector<Document>& documents) {
  Rows rows;
  for (const Document& document : documents) {
    const DocumentIndexRows made(*ParseDocumentName(document.name()),
                                 document.revision(), document.metrics());
    for (size_t i = 0; i < made.size(); ++i) {
      rows.emplace(made.key(i), made.value(i));
    }
  }
  return rows;
}

Rows StoredIndexRows(const Snapshot& snapshot) {
  Rows rows;
  for (Row& row : ReadAll(snapshot, {"A", IndexRecordKey()})) {
    rows.emplace(std::move(row.key), std::move(row.value));
  }
  return rows;
}

// The indexes and the tail together, while the indexes lag behind.
void ExpectIndexAndTail(DocumentStore& store,
                        const std::vector<Document>& documents) {
  const auto snapshot = ValueOf(store.engine().Read());
  IndexTail tail;
  const auto view = ValueOf(tail.View(*snapshot));
  std::vector<Document> indexed;
  for (const Document& document : documents) {
    const DocumentName name = *ParseDocumentName(document.name());
    if (!view->Holds(name.collection + "/" + name.document)) {
      indexed.push_back(document);
    }
  }
  Rows expected = IndexRows(indexed);
  for (const TailView::Document& document : view->documents()) {
    if (document.indexed_revision == 0) continue;
    const auto rows = ValueOf(
        ReadIndexRows(*snapshot, document.name, document.indexed_revision));
    for (size_t i = 0; i < rows->size(); ++i) {
      expected.emplace(rows->key(i), rows->value(i));
    }
  }
  EXPECT_EQ(StoredIndexRows(*snapshot), expected);
}

// Blocks are there of revisions that are, and of no others.
void ExpectMetricBlocks(const Snapshot& snapshot) {
  std::set<std::string> revisions;
  for (Row& row : ReadAll(snapshot, PrefixRange("r"))) {
    revisions.insert(row.key.substr(1, row.key.size() - 5));
  }
  for (Row& row : ReadAll(snapshot, PrefixRange("m"))) {
    EXPECT_TRUE(revisions.contains(row.key.substr(1, row.key.size() - 5)));
  }
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

// Every living text is found by its own words, and nothing that does not live.
void ExpectFound(const DocumentStore& store,
                 const std::vector<Document>& documents) {
  std::map<std::string, int64_t> revisions;
  for (const Document& document : documents) {
    revisions[document.name()] = document.revision();
  }
  for (const Document& document : documents) {
    const auto phrase = Phrase::Parse(document.text());
    if (!phrase.has_value()) continue;
    TextQuery query{.collection = std::string(kAnyCollection),
                    .all_of = {*phrase}};
    const TextPage page = ValueOf(store.Search(query, 1000, ""));
    bool is_found = false;
    for (const auto& hit : page.hits) {
      EXPECT_EQ(revisions[hit.document()], hit.revision());
      is_found = is_found || hit.document() == document.name();
    }
    EXPECT_TRUE(is_found) << document.name();
  }
}

// Nothing is in the text index twice.
void ExpectPostings(const Snapshot& snapshot) {
  for (Row& row : ReadAll(snapshot, PrefixRange("t"))) {
    const PostingList list = ValueOf(PostingList::Parse(std::move(row.value)));
    for (size_t i = 1; i < list.postings().size(); ++i) {
      ASSERT_LT(list.postings()[i - 1].ordinal, list.postings()[i].ordinal);
    }
  }
}

}  // namespace

void ExpectConsistent(DocumentStore& store) {
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
  ExpectIndexAndTail(store, living);
  ExpectFound(store, living);
  EXPECT_TRUE(store.IndexNow().ok());
  const auto indexed = ValueOf(store.engine().Read());
  EXPECT_EQ(StoredIndexRows(*indexed), IndexRows(living));
  ExpectMetricBlocks(*indexed);
  ExpectFound(store, living);
  ExpectPostings(*indexed);
  ExpectCounters(store, living);
  ExpectChangeLog(store, heads);
}

}  // namespace qiusuo::storage
