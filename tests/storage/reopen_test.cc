// What a store on RocksDB was before it was closed, it is after it is opened again.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "storage/index_tail.h"
#include "tests/storage/store_check.h"
#include "tests/storage/store_testing.h"

namespace qiusuo::storage {
namespace {

std::unique_ptr<DocumentStore> OpenStore(const TempFolder& folder) {
  return ValueOf(
      DocumentStore::Open(OpenEngine("rocksdb", folder), SystemClock));
}

std::vector<Row> RowsOf(const DocumentStore& store) {
  return ReadAll(*ValueOf(store.engine().Read()));
}

TEST(Reopen, EverythingIsStillThere) {
  const TempFolder folder;
  auto store = OpenStore(folder);
  for (int i = 0; i < 30; ++i) {
    const DocumentName name{i % 2 == 0 ? "a" : "b", std::to_string(i % 20)};
    ASSERT_TRUE(store
                    ->Put(MakePut(
                        name, MakeDocument(std::to_string(i),
                                           {MakeMetric("结案率", "90", "%")})))
                    .ok());
  }
  ASSERT_TRUE(store->Delete({"a", "0"}, "").ok());
  ExpectConsistent(*store);
  const std::vector<Row> before = RowsOf(*store);
  const Version version = store->engine().last_version();
  for (int i = 0; i < 3; ++i) {
    store.reset();
    store = OpenStore(folder);
    EXPECT_EQ(RowsOf(*store), before);
    EXPECT_EQ(store->engine().last_version(), version);
  }
  ASSERT_TRUE(store->Put(MakePut({"a", "0"}, MakeDocument("x", {}))).ok());
  EXPECT_EQ(store->engine().last_version(), version + 1);
  ExpectConsistent(*store);
}

// The indexes lag behind; what they do not show is found all the same, and catches up.
TEST(Reopen, WhatWasNotIndexedIsFound) {
  const TempFolder folder;
  auto store = OpenStore(folder);
  const auto put = [&](const char* id, const char* value) {
    const auto metric = MakeMetric("结案率", value, "%");
    ASSERT_TRUE(
        store->Put(MakePut({"a", id}, MakeDocument(value, {metric}))).ok());
  };
  MetricQuery query{.collection = "a"};
  query.order = qiusuo::v1::METRIC_ORDER_VALUE;
  const auto values = [&] {
    std::string found;
    for (const auto& result :
         ValueOf(store->Query(query, kNoLimits, "")).items) {
      found += result.metric().quantity().value() + " ";
    }
    return found;
  };
  put("x", "5");
  put("y", "4");
  put("z", "3");
  ASSERT_TRUE(store->IndexNow().ok());
  put("x", "1");
  put("u", "9");
  ASSERT_TRUE(store->Delete({"a", "y"}, "").ok());
  EXPECT_EQ(values(), "1 3 9 ");
  for (int i = 0; i < 2; ++i) {
    store.reset();
    store = OpenStore(folder);
    EXPECT_EQ(values(), "1 3 9 ");
    query.filter.add_indicators("结案率");
  }
  ExpectConsistent(*store);
  EXPECT_EQ(values(), "1 3 9 ");
}

// Nobody has to ask for it.
TEST(Reopen, IndexesCatchUpByThemselves) {
  const TempFolder folder;
  auto store = OpenStore(folder);
  const std::vector<qiusuo::v1::Metric> metrics(
      30000, MakeMetric("结案率", "90", "%"));
  ASSERT_TRUE(store->Put(MakePut({"a", "b"}, MakeDocument("x", metrics))).ok());
  const auto indexed = [&] {
    const auto snapshot = ValueOf(store->engine().Read());
    return ValueOf(ReadIndexRecord(*snapshot)).version();
  };
  for (int i = 0; i < 600 && indexed() == 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_EQ(indexed(), store->engine().last_version());
}

TEST(Reopen, ConcurrentImportsAllArriveAndAgree) {
  const TempFolder folder;
  auto store = OpenStore(folder);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 20; ++i) {
        const DocumentName name{
            "c", std::to_string(thread) + "-" + std::to_string(i)};
        EXPECT_TRUE(
            store
                ->Put(MakePut(name, MakeDocument(name.document,
                                                 {MakeMetric("a", "1", "")})))
                .ok());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  ExpectConsistent(*store);
  store.reset();
  store = OpenStore(folder);
  ExpectConsistent(*store);
  EXPECT_EQ(ValueOf(store->Collections())[0].document_count, 160);
}

// All want the same document: each import either is stored as the next revision or is
// told of the conflict.
TEST(Reopen, ConcurrentImportsOfOneDocumentTakeTurns) {
  const TempFolder folder;
  const auto store = OpenStore(folder);
  std::atomic<int> stored = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 20; ++i) {
        const std::string text =
            std::to_string(thread) + " " + std::to_string(i);
        const auto put = store->Put(MakePut(
            {"c", "d"}, MakeDocument(text, {MakeMetric("a", "1", "")})));
        EXPECT_TRUE(put.ok() || ReasonOf(put.status()) == "CONFLICT")
            << put.status();
        stored += put.ok();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  ExpectConsistent(*store);
  EXPECT_EQ(ValueOf(store->Get({"c", "d"}, qiusuo::v1::DOCUMENT_VIEW_BASIC))
                .revision(),
            stored);
}

}  // namespace
}  // namespace qiusuo::storage
