// Tokens, terms and phrases, and posting rows.

#include "storage/text_terms.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "storage/text_keys.h"
#include "storage/text_postings.h"
#include "tests/storage/store_testing.h"
#include "tests/storage/text_brute_force.h"

namespace qiusuo::storage {
namespace {

std::string ShowTokens(std::string_view text) {
  std::string shown;
  TokenReader reader(text);
  while (const std::optional<TextToken> token = reader.Next()) {
    const std::string_view bytes =
        text.substr(token->begin, token->end - token->begin);
    shown += token->is_word ? FoldWord(bytes) : std::string(bytes);
    shown += "@" + std::to_string(token->position) + " ";
  }
  return shown;
}

std::string ShowTerms(std::string_view phrase) {
  const std::optional<Phrase> parsed = Phrase::Parse(phrase);
  if (!parsed.has_value()) return "none";
  std::string shown;
  for (const PhraseTerm& term : parsed->terms()) {
    shown += term.term[0] == kAfterWord ? "^" + term.term.substr(1) : term.term;
    if (term.is_prefix) shown += "*";
    shown += "@" + std::to_string(term.offset) + " ";
  }
  return shown;
}

TEST(TextTokens, AreCharactersAndFoldedWords) {
  EXPECT_EQ(ShowTokens("结案率达９８.5%，GDP"),
            "结@0 案@2 率@4 达@6 98@8 5@11 gdp@14 ");
  EXPECT_EQ(ShowTokens("二〇二三年，々"), "二@0 〇@2 二@4 三@6 年@8 々@11 ");
  EXPECT_EQ(ShowTokens("Ａ股 Ωmega ÄÖ"), "a@0 股@2 ωmega@5 äö@8 ");
  EXPECT_EQ(ShowTokens("𠀀案"), "𠀀@0 案@2 ");
  EXPECT_EQ(ShowTokens("——，\n "), "");
  const std::string long_word(200, 'x');
  EXPECT_EQ(FoldWord(long_word), long_word.substr(0, kMaxWordBytes));
}

TEST(Phrase, IsCoveredByTerms) {
  EXPECT_EQ(ShowTerms("结案"), "结案@0 ");
  EXPECT_EQ(ShowTerms("结案率"), "结案@0 案率@2 ");
  EXPECT_EQ(ShowTerms("民事案件结"), "民事@0 案件@4 件结@6 ");
  EXPECT_EQ(ShowTerms(" 案，"), "案*@0 ");
  EXPECT_EQ(ShowTerms("GDP"), "gdp@0 ");
  EXPECT_EQ(ShowTerms("第5条"), "第@0 5@2 ^条@4 ");
  EXPECT_EQ(ShowTerms("5年，件"), "5@0 年@2 件*@5 ");
  EXPECT_EQ(ShowTerms("，。"), "none");
}

TEST(Phrase, IsFoundWithItsSeparators) {
  const auto places = [](std::string_view phrase, std::string_view text) {
    return Phrase::Parse(phrase)->Find(text).size();
  };
  EXPECT_EQ(places("90.5%", "达90．5，"), 1u);
  EXPECT_EQ(places("90.5", "905"), 0u);
  EXPECT_EQ(places("审理 案件", "审理案件"), 0u);
  EXPECT_EQ(places("审理 案件", "审理\n案件"), 1u);
  EXPECT_EQ(places("GDP", "gdp、GDPR、ＧＤＰ"), 2u);
  EXPECT_EQ(places("哈哈", "哈哈哈"), 2u);
}

TEST(Postings, ComeBackAsTheyWent) {
  const uint64_t seed = TestSeed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (int round = 0; round < 50; ++round) {
    std::string row;
    std::string more;
    std::vector<TermPlace> all;
    uint32_t ordinal = 0;
    for (size_t piece = 1 + random() % 3; piece > 0; --piece) {
      std::vector<TermPlace> places;
      for (size_t n = 1 + random() % 20; n > 0; --n) {
        ordinal += 1 + static_cast<uint32_t>(random() % 60);
        uint32_t position = 0;
        for (size_t times = 1 + random() % 5; times > 0; --times) {
          position += 1 + static_cast<uint32_t>(random() % 100000);
          places.push_back({ordinal, position});
        }
      }
      const PostingPiece encoded = EncodePostings(places, random() % 200);
      row += encoded.postings;
      more += encoded.positions;
      all.insert(all.end(), places.begin(), places.end());
    }
    PostingList list = ValueOf(PostingList::Parse(row));
    ASSERT_TRUE(list.LocatePositions(more).ok());
    std::vector<TermPlace> read;
    for (const PostingList::Posting& posting : list.postings()) {
      EXPECT_EQ(list.Find(posting.ordinal), &posting);
      for (const uint32_t position : list.Positions(posting)) {
        read.push_back({posting.ordinal, position});
      }
    }
    EXPECT_TRUE(std::equal(all.begin(), all.end(), read.begin(), read.end(),
                           [](const TermPlace& a, const TermPlace& b) {
                             return a.ordinal == b.ordinal &&
                                    a.position == b.position;
                           }));
    // Damage is an error or another list, never a read behind the end.
    row.resize(random() % row.size());
    absl::StatusOr<PostingList> damaged = PostingList::Parse(row);
    if (damaged.ok()) damaged->LocatePositions("").IgnoreError();
  }
}

// Every stretch of two or more Han characters of the sample reports is found where it is.
TEST(TextSearch, FindsEveryPartOfTheSamples) {
  const uint64_t seed = TestSeed();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  const TempFolder folder;
  const auto store =
      ValueOf(DocumentStore::Open(OpenEngine("rocksdb", folder), SystemClock));
  std::vector<std::string> texts;
  for (const auto& file : std::filesystem::directory_iterator(
           QIUSUO_SOURCE_DIR "/scripts/samples")) {
    if (file.path().string().find("gb18030") != std::string::npos) continue;
    std::ifstream stream(file.path());
    std::ostringstream text;
    text << stream.rdbuf();
    texts.push_back(text.str());
    ASSERT_TRUE(store
                    ->Put(MakePut({"s", "d" + std::to_string(texts.size())},
                                  MakeDocument(texts.back(), {})))
                    .ok());
    // Some of them stay in the tail.
    if (texts.size() == 4) {
      ASSERT_TRUE(store->IndexNow().ok());
    }
  }
  ASSERT_GE(texts.size(), 5u);
  for (int i = 0; i < 500;) {
    const std::string& text = texts[random() % texts.size()];
    const size_t begin = random() % text.size();
    const std::string part = text.substr(begin, 3 * (2 + random() % 12));
    bool is_han = part.size() % 3 == 0;
    for (size_t at = 0; at + 2 < part.size() && is_han; at += 3) {
      is_han = part.substr(at, 3) >= "一" && part.substr(at, 3) <= "龥";
    }
    if (!is_han) continue;
    ++i;
    size_t expected = 0;
    for (const std::string& other : texts) {
      expected += other.find(part) != std::string::npos ? 1 : 0;
    }
    const TextPage page = ValueOf(store->Search(
        ToTextQuery({.collection = "s", .all_of = {part}}), 100, ""));
    ASSERT_EQ(page.hits.size(), expected) << part;
    for (const auto& hit : page.hits) {
      EXPECT_NE(hit.snippet().find(part), std::string::npos);
      EXPECT_GE(hit.highlights_size(), 1);
    }
  }
}

// A store that was written before there was a text index.
TEST(TextSearch, FindsWhatAnOlderStoreHolds) {
  const TempFolder folder;
  {
    const auto store = ValueOf(
        DocumentStore::Open(OpenEngine("rocksdb", folder), SystemClock));
    ASSERT_TRUE(
        store->Put(MakePut({"s", "d"}, MakeDocument("审结案件", {}))).ok());
  }
  qiusuo::storage::v1::FormatRecord format;
  {
    const auto engine = OpenEngine("rocksdb", folder);
    const auto snapshot = ValueOf(engine->Read());
    EXPECT_TRUE(ReadAll(*snapshot, TextIndexKeys()).empty());
    ASSERT_TRUE(format.ParseFromString(
        ValueOf(snapshot->MultiGet({"f"}))[0].value_or("")));
    format.set_format_version(kFormatVersion - 1);
    Commit commit;
    commit.Put("f", format.SerializeAsString());
    ASSERT_TRUE(engine->Apply(std::move(commit)).ok());
  }
  const auto store =
      ValueOf(DocumentStore::Open(OpenEngine("rocksdb", folder), SystemClock));
  const TextQuery query = ToTextQuery({.all_of = {"结案"}});
  EXPECT_EQ(ValueOf(store->Search(query, 10, "")).hits.size(), 1u);
  ASSERT_TRUE(store->IndexNow().ok());
  EXPECT_EQ(ValueOf(store->Search(query, 10, "")).hits.size(), 1u);
  const auto snapshot = ValueOf(store->engine().Read());
  ASSERT_TRUE(format.ParseFromString(
      ValueOf(snapshot->MultiGet({"f"}))[0].value_or("")));
  EXPECT_EQ(format.format_version(), kFormatVersion);
}

}  // namespace
}  // namespace qiusuo::storage
