// Documents that are read anew. A server with a table of its own is another parser: it knows an
// indicator more.

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <map>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "proto/error_details.h"
#include "tests/e2e/fixture.h"

namespace qiusuo::e2e {
namespace {

struct Counts {
  int64_t changed = 0, same = 0, failed = 0, current = 0, total = 0;
  std::string error = {};
  friend bool operator==(const Counts&, const Counts&) = default;
};

void PrintTo(const Counts& c, std::ostream* out) {
  *out << c.changed << " changed " << c.same << " same " << c.failed
       << " failed " << c.current << " current of " << c.total << " "
       << c.error;
}

class ReparseTest : public EndToEndTest {
 protected:
  static std::string Name(std::string_view id) {
    return absl::StrCat("collections/c/documents/", std::string(id));
  }

  // Reports whose figures the other parser reads otherwise, and others.
  static std::string Known(int n) {
    return absl::StrCat("工作总结\n\n全年阅读指数达", n, ".5。\n");
  }
  static std::string Other(int n) {
    return absl::StrCat("工作总结\n\n全年审结案件", n, "件。\n");
  }

  void ImportAs(const std::string& id, const std::string& content) {
    Import(content,
           {.collection = "c", .document_id = id, .labels = {{"region", "x"}}});
  }

  // Starts the server with a parser that knows the indicator, of a version of its own.
  void RestartWithTable(std::string_view meaning = "how much is read") {
    options_.indicators_file = tables_.path() + "/indicators.tsv";
    std::ofstream(options_.indicators_file)
        << "阅读指数\tcity.reading_index\t" << meaning << "\n";
    Restart();
    parser_version_ = client().GetServerStatus()->parser_version();
  }

  Counts Reparse(v1::ReparseDocumentsRequest request = {}) {
    if (request.parent().empty()) request.set_parent("collections/c");
    Counts counts;
    for (const auto& response : client().ReparseDocuments(request)) {
      if (!response.ok()) {
        counts.error = Describe(response.status());
        break;
      }
      Add(*response, counts);
    }
    return counts;
  }

  static void Add(const v1::ReparseDocumentsResponse& response,
                  Counts& counts) {
    for (const v1::ReparseResult& result : response.results()) {
      counts.changed += result.outcome() == v1::REPARSE_OUTCOME_CHANGED;
      counts.same += result.outcome() == v1::REPARSE_OUTCOME_SAME;
      counts.failed += result.outcome() == v1::REPARSE_OUTCOME_FAILED;
    }
    counts.current += response.current_count();
    counts.total = response.total_count();
  }

  v1::Document Get(std::string_view id) {
    const auto document =
        client().GetDocument(Name(id), v1::DOCUMENT_VIEW_FULL);
    EXPECT_TRUE(document.ok()) << document.status();
    return document.ok() ? *document : v1::Document();
  }

  std::string parser_version_;

 private:
  TempFolder tables_;
};

TEST_F(ReparseTest, TellsWhatChangedAndWhatDidNot) {
  ImportAs("known", Known(86));
  ImportAs("other", Other(31));
  ImportAs("gone", Known(87));
  ASSERT_TRUE(client().DeleteDocument(Name("gone")).ok());
  const v1::Document known = Get("known");
  const v1::Document other = Get("other");
  EXPECT_EQ(Reparse(), (Counts{.current = 2, .total = 2}));

  RestartWithTable();
  v1::ReparseDocumentsRequest dry_run;
  dry_run.set_validate_only(true);
  const std::string before = StoreState();
  EXPECT_EQ(Reparse(dry_run), (Counts{.changed = 1, .same = 1, .total = 2}));
  EXPECT_EQ(StoreState(), before);
  EXPECT_EQ(Reparse(), (Counts{.changed = 1, .same = 1, .total = 2}));

  const v1::Document changed = Get("known");
  EXPECT_EQ(changed.metrics(0).indicator_id(), "city.reading_index");
  EXPECT_EQ(changed.revision(), 2);
  EXPECT_NE(changed.etag(), known.etag());
  EXPECT_EQ(changed.labels().at("region"), "x");
  EXPECT_EQ(changed.create_time().DebugString(),
            known.create_time().DebugString());
  EXPECT_EQ(changed.parser_version(), parser_version_);
  const auto original = client().ReadOriginal(Name("known"));
  ASSERT_TRUE(original.ok()) << original.status();
  EXPECT_EQ(original->bytes, Known(86));

  v1::Document same = Get("other");
  EXPECT_EQ(same.parser_version(), parser_version_);
  same.set_parser_version(other.parser_version());
  EXPECT_EQ(same.DebugString(), other.DebugString());

  // The deleted one stayed as it was; there is nothing left to do, unless by force.
  EXPECT_EQ(Reparse(), (Counts{.current = 2, .total = 2}));
  v1::ReparseDocumentsRequest force;
  force.set_force(true);
  const std::string done = StoreState();
  EXPECT_EQ(Reparse(force), (Counts{.same = 2, .total = 2}));
  EXPECT_EQ(StoreState(), done);
}

TEST_F(ReparseTest, WhatCannotBeReadStaysAndIsToldOf) {
  ImportAs("long", LongReport(5000));
  ImportAs("short", Known(86));
  const v1::Document before = Get("long");
  options_.max_content_bytes = 1000;
  RestartWithTable();
  v1::ReparseDocumentsRequest request;
  request.set_parent("collections/-");
  int failed = 0;
  for (const auto& response : client().ReparseDocuments(request)) {
    ASSERT_TRUE(response.ok()) << response.status();
    for (const v1::ReparseResult& result : response->results()) {
      if (result.outcome() != v1::REPARSE_OUTCOME_FAILED) continue;
      ++failed;
      EXPECT_EQ(result.name(), Name("long"));
      EXPECT_EQ(Describe(FromRpcStatus(result.error())),
                "RESOURCE_EXHAUSTED CONTENT_TOO_LARGE");
      EXPECT_EQ(result.section_count(), before.section_count());
    }
  }
  EXPECT_EQ(failed, 1);
  EXPECT_EQ(Get("long").DebugString(), before.DebugString());
  EXPECT_EQ(Get("short").revision(), 2);
}

TEST_F(ReparseTest, WhatTheSenderSaidOfTheBytesIsRemembered) {
  // Two characters in Big5 that are text in GB18030 as well: only the sender knows.
  const std::string bytes =
      "\xA4\x40\xA1\x42\xA4\x75\xA7\x40\xB3\xF8\xA7\x69\n";
  const auto imported = client().Import(
      bytes, {.collection = "c", .document_id = "big5", .charset = "big5"});
  ASSERT_TRUE(imported.ok()) << imported.status();
  const v1::Document before = Get("big5");
  EXPECT_EQ(before.source().charset(), "Big5");
  RestartWithTable();
  EXPECT_EQ(Reparse(), (Counts{.same = 1, .total = 1}));
  EXPECT_EQ(Get("big5").text(), before.text());
}

TEST_F(ReparseTest, GoesOnWhereItWasBrokenOff) {
  constexpr int kDocuments = 250;  // two pages
  for (int i = 0; i < kDocuments; ++i) {
    ImportAs(absl::StrCat("r", 1000 + i), i % 2 == 0 ? Known(i) : Other(i));
  }
  RestartWithTable();
  v1::ReparseDocumentsRequest request;
  request.set_parent("collections/c");
  Counts first;
  std::string last;
  {
    auto responses = client().ReparseDocuments(request);
    const auto response = responses.begin();
    ASSERT_TRUE(response->ok()) << response->status();
    Add(**response, first);
    last = (*response)->last_document();
  }  // breaks the stream
  EXPECT_EQ(first.total, kDocuments);
  const int64_t done = first.changed + first.same;
  EXPECT_GT(done, 0);
  EXPECT_LT(done, kDocuments);
  // What was told of is done; some more may be.
  Restart();
  const Counts rest = Reparse();
  EXPECT_EQ(rest.changed + rest.same + rest.current, kDocuments);
  EXPECT_GE(rest.current, done);
  EXPECT_EQ(Reparse(), (Counts{.current = kDocuments, .total = kDocuments}));

  request.set_force(true);
  request.set_after(last);
  EXPECT_EQ(Reparse(request),
            (Counts{.same = kDocuments - done, .total = kDocuments}));
}

// Imports and deletions of the same documents run while they are read anew.
TEST_F(ReparseTest, LosesNoImportThatComesBetween) {
  constexpr int kDocuments = 40;
  constexpr int kRounds = 4;
  for (int i = 0; i < kDocuments; ++i) {
    ImportAs(absl::StrCat("r", 100 + i), Known(i));
  }
  std::map<std::string, std::string> wanted;
  for (int round = 0; round < kRounds; ++round) {
    RestartWithTable(absl::StrCat("meaning ", round));
    std::atomic<bool> is_done = false;
    std::thread writer([&] {
      for (int i = 0; i < kDocuments; ++i) {
        const std::string id = absl::StrCat("r", 100 + i);
        wanted[id] = Known(1000 * round + i);
        ImportAs(id, wanted[id]);
        if (i % 8 == 7) {
          EXPECT_TRUE(client().DeleteDocument(Name(id)).ok());
          wanted.erase(id);
        }
      }
      is_done = true;
    });
    v1::ReparseDocumentsRequest force;
    force.set_force(true);
    do {
      const Counts counts = Reparse(force);
      EXPECT_EQ(counts.error, "");
      EXPECT_EQ(counts.failed, 0);
    } while (!is_done);
    writer.join();
    size_t count = 0;
    for (const auto& document : client().ListDocuments("collections/c")) {
      ASSERT_TRUE(document.ok()) << document.status();
      const std::string id = document->name().substr(Name("").size());
      const auto original = client().ReadOriginal(document->name());
      ASSERT_TRUE(original.ok()) << original.status();
      EXPECT_EQ(original->bytes, wanted[id]) << id;
      EXPECT_EQ(Get(id).text(), wanted[id]) << id;
      ++count;
    }
    EXPECT_EQ(count, wanted.size());
  }
}

TEST_F(ReparseTest, BadRequests) {
  EXPECT_EQ(Reparse().error, "NOT_FOUND COLLECTION_NOT_FOUND");
  v1::ReparseDocumentsRequest request;
  request.set_parent("collections/-");
  EXPECT_EQ(Reparse(request), Counts{});
  request.set_parent("c");
  EXPECT_EQ(Reparse(request).error, "INVALID_ARGUMENT INVALID_FIELD parent");
}

}  // namespace
}  // namespace qiusuo::e2e
