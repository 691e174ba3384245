// Text searches: against a brute force over all texts, page by page, and while documents come
// and go.

#include "storage/text_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "storage/text_keys.h"
#include "tests/storage/store_testing.h"
#include "tests/storage/text_brute_force.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Document;
using qiusuo::v1::TextHit;
using Random = std::mt19937_64;

const char* const kCollections[] = {"a", "a-b", "b"};
const char* const kPieces[] = {
    "法",   "院", "法院",  "审结", "案", "案件", "率", "率", "民事", "GDP",
    "Ｇdp", "5",  "９8.5", " ",    "，", "\n",   "。", "a",  "%"};

std::string Pick(Random& random, const auto& texts) {
  return texts[random() % std::size(texts)];
}

std::string RandomText(Random& random, size_t pieces) {
  std::string text;
  while (pieces-- > 0) text += Pick(random, kPieces);
  return text;
}

// A phrase that has something to look for.
std::string RandomPhrase(Random& random) {
  for (;;) {
    std::string phrase = RandomText(random, 1 + random() % 4);
    if (Phrase::Parse(phrase).has_value()) return phrase;
  }
}

std::vector<std::string> RandomPhrases(Random& random, size_t count) {
  std::vector<std::string> phrases;
  while (count-- > 0) phrases.push_back(RandomPhrase(random));
  return phrases;
}

size_t CharacterAt(const std::string& text, size_t at) {
  while (at < text.size() && (text[at] & 0xc0) == 0x80) ++at;
  return at;
}

// Sections that lie anywhere, as nothing keeps a parser from making them.
Document RandomDocument(Random& random) {
  // The same bytes again would change nothing.
  Document document = MakeDocument(
      RandomText(random, random() % 60) + "。x" + std::to_string(random()), {});
  const std::string& text = document.text();
  document.clear_sections();
  for (size_t i = random() % 4; i > 0; --i) {
    size_t at[4];
    for (size_t& offset : at) {
      offset = CharacterAt(text, random() % (text.size() + 1));
    }
    std::sort(std::begin(at), std::end(at));
    auto& section = *document.add_sections();
    section.mutable_title_span()->set_start_byte(static_cast<int64_t>(at[0]));
    section.mutable_title_span()->set_end_byte(static_cast<int64_t>(at[1]));
    section.mutable_span()->set_start_byte(static_cast<int64_t>(at[0]));
    section.mutable_span()->set_end_byte(static_cast<int64_t>(at[3]));
  }
  const char* const issuers[] = {"甲县人民法院", "乙市人民法院", ""};
  document.set_issuer(Pick(random, issuers));
  document.clear_issue_date();
  if (random() % 4 != 0) {
    document.mutable_issue_date()->set_year(
        static_cast<int>(2020 + random() % 4));
    if (random() % 2 == 0) document.mutable_issue_date()->set_month(6);
  }
  return document;
}

PlainQuery RandomQuery(Random& random) {
  PlainQuery query;
  if (random() % 3 != 0) query.collection = Pick(random, kCollections);
  query.all_of = RandomPhrases(random, random() % 3);
  query.any_of = RandomPhrases(
      random, query.all_of.empty() ? 1 + random() % 3 : random() % 3);
  if (random() % 3 == 0) query.none_of = RandomPhrases(random, random() % 3);
  if (random() % 3 == 0) query.section_title = RandomPhrase(random);
  if (random() % 4 == 0) query.issuer = "甲县";
  if (random() % 4 == 0) query.dates.mutable_first_date()->set_year(2021);
  if (random() % 4 == 0) {
    query.dates.mutable_last_date()->set_year(2022);
    query.dates.mutable_last_date()->set_month(7);
  }
  return query;
}

class TextSearchTest : public ::testing::TestWithParam<std::string> {
 protected:
  TextSearchTest() { Open(); }

  // So near the end of a bucket that the documents lie in two.
  void Open() {
    store_.reset();
    auto engine = OpenEngine(GetParam(), folder_);
    if (documents_.empty()) {
      qiusuo::storage::v1::TextCollectionRecord sums;
      sums.set_next_ordinal(kBucketDocuments - 3);
      const std::string bytes = sums.SerializeAsString();
      EXPECT_TRUE(engine->Load({{TextCollectionKey("a"), bytes}}).ok());
    }
    store_ = ValueOf(DocumentStore::Open(std::move(engine), SystemClock));
  }

  void Put(const DocumentName& name, Document document) {
    documents_[name] = document;
    ASSERT_TRUE(store_->Put(MakePut(name, std::move(document))).ok());
  }

  void Delete(const DocumentName& name) {
    documents_.erase(name);
    ASSERT_TRUE(store_->Delete(name, "").ok());
  }

  void PutRandomDocuments(Random& random, int count) {
    for (int i = 0; i < count; ++i) {
      const DocumentName name{Pick(random, kCollections),
                              "d" + std::to_string(random() % 12)};
      if (random() % 6 == 0 && documents_.contains(name)) {
        Delete(name);
      } else {
        Put(name, RandomDocument(random));
      }
      // Not all of it is in the index.
      EXPECT_TRUE(random() % 5 != 0 || store_->IndexNow().ok());
    }
  }

  std::vector<TextHit> ReadPages(const PlainQuery& plain, size_t page_size) {
    const TextQuery query = ToTextQuery(plain);
    std::vector<TextHit> hits;
    std::string resume;
    do {
      const TextPage page = ValueOf(store_->Search(query, page_size, resume));
      EXPECT_LE(page.hits.size(), page_size);
      hits.insert(hits.end(), page.hits.begin(), page.hits.end());
      resume = page.resume;
    } while (!resume.empty());
    return hits;
  }

  static std::vector<std::string> SortedNames(
      const std::vector<TextHit>& hits) {
    std::vector<std::string> names;
    for (const TextHit& hit : hits) names.push_back(hit.document());
    std::sort(names.begin(), names.end());
    return names;
  }

  const TempFolder folder_;
  std::unique_ptr<DocumentStore> store_;
  StoredTexts documents_;
};

TEST_P(TextSearchTest, AgreesWithABruteForceAndPagesAddUp) {
  const uint64_t seed = TestSeed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  size_t found = 0;
  for (int round = 0; round < 12; ++round) {
    PutRandomDocuments(random, 5);
    for (int i = 0; i < 40; ++i) {
      const PlainQuery query = RandomQuery(random);
      if (query.collection != "-" &&
          !std::any_of(documents_.begin(), documents_.end(), [&](auto& stored) {
            return stored.first.collection == query.collection;
          })) {
        continue;
      }
      const std::vector<TextHit> hits = ReadPages(query, 1 + random() % 5);
      EXPECT_EQ(SortedNames(hits), BruteForce(documents_, query))
          << ::testing::PrintToString(query.all_of)
          << ::testing::PrintToString(query.any_of)
          << ::testing::PrintToString(query.none_of) << query.section_title
          << query.issuer << query.dates.ShortDebugString();
      for (size_t h = 1; h < hits.size(); ++h) {
        EXPECT_GE(hits[h - 1].score(), hits[h].score());
      }
      found += hits.size();
    }
    if (round == 6 && GetParam() == "rocksdb") Open();
  }
  EXPECT_GT(found, 0u);
}

TEST_P(TextSearchTest, TheSameBeforeAndAfterItIsIndexed) {
  const uint64_t seed = TestSeed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  for (int i = 0; i < 20; ++i) {
    Put({"a", "d" + std::to_string(i)}, RandomDocument(random));
  }
  const PlainQuery query{.any_of = {"法院", "案件"}};
  const std::vector<TextHit> before = ReadPages(query, 100);
  ASSERT_TRUE(store_->IndexNow().ok());
  const std::vector<TextHit> after = ReadPages(query, 100);
  ASSERT_EQ(before.size(), after.size());
  ASSERT_FALSE(before.empty());
  for (size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].SerializeAsString(), after[i].SerializeAsString());
  }
}

TEST_P(TextSearchTest, PagesGoOnWhileTheIndexMovesAndDocumentsCome) {
  const uint64_t seed = TestSeed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Random random(seed);
  for (int i = 0; i < 12; ++i) {
    std::string text;
    for (size_t n = 1 + random() % 4; n > 0; --n) text += "结案率。";
    Put({"a", "d" + std::to_string(i)}, MakeDocument(text, {}));
  }
  const TextQuery query = ToTextQuery({.all_of = {"结案率"}});
  std::vector<std::string> names;
  std::string resume;
  int pages = 0;
  do {
    const TextPage page = ValueOf(store_->Search(query, 2, resume));
    for (const TextHit& hit : page.hits) names.push_back(hit.document());
    resume = page.resume;
    Put({"a", "e" + std::to_string(pages)},
        MakeDocument("结案率，" + std::to_string(pages), {}));
    ++pages;
    ASSERT_TRUE(pages % 2 != 0 || store_->IndexNow().ok());
  } while (!resume.empty() && pages < 30);
  EXPECT_LT(pages, 30);
  std::erase_if(names, [](const std::string& name) {
    return name.find("/e") != std::string::npos;
  });
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 12u);
  EXPECT_EQ(names.size(), 12u);
}

TEST_P(TextSearchTest, ADocumentThatComesBackIsFoundAgain) {
  Put({"a", "d"}, MakeDocument("审结案件", {}));
  Put({"a", "e"}, MakeDocument("审结一审案件", {}));
  Labels labels;
  // With the document, its deletion and its return in the index or not.
  for (int round = 0; round < 8; ++round) {
    SCOPED_TRACE(round);
    ASSERT_TRUE((round & 1) == 0 || store_->IndexNow().ok());
    ASSERT_TRUE(store_->Delete({"a", "d"}, "").ok());
    ASSERT_TRUE((round & 2) == 0 || store_->IndexNow().ok());
    EXPECT_EQ(ReadPages({.all_of = {"审结"}}, 10).size(), 1u);
    ASSERT_TRUE(store_->Undelete({"a", "d"}, "").ok());
    labels["round"] = std::to_string(round);
    ASSERT_TRUE(store_->SetLabels({"a", "d"}, labels, "").ok());
    ASSERT_TRUE((round & 4) == 0 || store_->IndexNow().ok());
    EXPECT_EQ(SortedNames(ReadPages({.all_of = {"审结"}}, 10)),
              (std::vector<std::string>{"collections/a/documents/d",
                                        "collections/a/documents/e"}));
  }
}

TEST_P(TextSearchTest, RanksByBm25) {
  const size_t counts[] = {1, 4, 2, 7, 1};
  double bytes = 0;
  for (size_t i = 0; i < std::size(counts); ++i) {
    std::string text(i * 30 + 10, ' ');
    for (size_t n = counts[i]; n > 0; --n) text += "审结，";
    bytes += static_cast<double>(text.size());
    Put({"a", "d" + std::to_string(i)}, MakeDocument(text, {}));
  }
  Put({"a", "none"}, MakeDocument("无", {}));
  const double mean = (bytes + 3) / 6;
  for (const bool indexed : {false, true}) {
    ASSERT_TRUE(!indexed || store_->IndexNow().ok());
    const std::vector<TextHit> hits = ReadPages({.all_of = {"审结"}}, 3);
    ASSERT_EQ(hits.size(), 5u);
    for (const TextHit& hit : hits) {
      const size_t i = static_cast<size_t>(hit.document().back() - '0');
      const double count = static_cast<double>(counts[i]);
      const double size = static_cast<double>(
          documents_.at({"a", "d" + std::to_string(i)}).text().size());
      EXPECT_NEAR(hit.score(),
                  std::log(1 + (6 - 5 + .5) / 5.5) * count * 2.2 /
                      (count + 1.2 * (.25 + .75 * size / mean)),
                  1e-9);
      EXPECT_EQ(hit.occurrence_count(), static_cast<int>(counts[i]));
    }
  }
}

TEST_P(TextSearchTest, TooManyRowsMakePartsThatAddUp) {
  for (int i = 0; i < 8; ++i) {
    Put({i % 2 == 0 ? "a" : "b", "d" + std::to_string(i)},
        MakeDocument("结案率" + std::to_string(i), {}));
    ASSERT_TRUE(i != 5 || store_->IndexNow().ok());
  }
  const TextQuery query = ToTextQuery({.all_of = {"结案率"}});
  const auto snapshot = ValueOf(store_->engine().Read());
  TextTail tail;
  const TextTailPtr view = ValueOf(tail.View(*snapshot));
  std::multiset<std::string> names;
  std::string resume;
  int pages = 0;
  do {
    const TextPage page =
        ValueOf(SearchText(*snapshot, *view, query, {"a", "b"}, 2, resume,
                           /*max_rows=*/1));
    EXPECT_TRUE(page.is_partial);
    for (const TextHit& hit : page.hits) names.insert(hit.document());
    resume = page.resume;
  } while (!resume.empty() && ++pages < 30);
  EXPECT_EQ(names.size(), 8u);
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 8u);
}

TEST_P(TextSearchTest, AnotherReadingOfTheSameTextKeepsItsPostings) {
  Put({"b", "d"}, MakeDocument("审结案件", {}));
  ASSERT_TRUE(store_->IndexNow().ok());
  auto whole = ValueOf(store_->GetWhole({"b", "d"}));
  ArenaDocument again;
  *again = whole.document;
  again->set_title("另一个标题");
  ASSERT_TRUE(store_->Replace(std::move(whole), std::move(again)).ok());
  EXPECT_EQ(ReadPages({.all_of = {"审结"}}, 10).size(), 1u);
  ASSERT_TRUE(store_->IndexNow().ok());
  const auto snapshot = ValueOf(store_->engine().Read());
  const auto row = ValueOf(snapshot->MultiGet({PostingKey("b", "审结", 0)}))[0];
  EXPECT_EQ(row, std::string("\x01\x02\x01\x00", 4));
  const auto hits = ReadPages({.all_of = {"审结"}}, 10);
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].document_title(), "另一个标题");
  EXPECT_EQ(hits[0].revision(), 2);
}

TEST_P(TextSearchTest, RefusesAForeignToken) {
  Put({"a", "d"}, MakeDocument("审结案件", {}));
  const auto page =
      store_->Search(ToTextQuery({.all_of = {"审结"}}), 1, "\xff\xff");
  EXPECT_EQ(ReasonOf(page.status()), "INVALID_PAGE_TOKEN");
  EXPECT_EQ(ReasonOf(store_
                         ->Search(ToTextQuery({.collection = "none",
                                               .all_of = {"审结"}}),
                                  1, "")
                         .status()),
            "COLLECTION_NOT_FOUND");
}

INSTANTIATE_TEST_SUITE_P(Engines, TextSearchTest, EngineNames(),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace qiusuo::storage
