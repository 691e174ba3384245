// What holds for every document, held for the documents in ../shared beside the checkout; without
// them the tests are skipped. Every 31st document, or every QIUSUO_CORPUS_EVERYth.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/parser/parse_report.h"
#include "service/parser/text.h"
#include "tests/fuzz/document_properties.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Document;
using qiusuo::v1::Metric;
using qiusuo::v1::Section;

constexpr size_t kEvery = 31;

std::vector<std::filesystem::path> CorpusFiles() {
  const std::filesystem::path folder =
      QIUSUO_SOURCE_DIR "/../shared/corpus/docs";
  std::vector<std::filesystem::path> files;
  if (!std::filesystem::exists(folder)) return files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder)) {
    const std::filesystem::path ending = entry.path().extension();
    if (ending == ".txt" || ending == ".md") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Runs `test` on the bytes and the document of every nth file.
void ForCorpus(
    const std::function<void(const std::string&, const Document&)>& test) {
  const std::vector<std::filesystem::path> files = CorpusFiles();
  if (files.empty()) GTEST_SKIP() << "no ../shared beside the checkout";
  size_t every = kEvery;
  if (const char* const chosen = std::getenv("QIUSUO_CORPUS_EVERY")) {
    ASSERT_TRUE(absl::SimpleAtoi(chosen, &every) && every > 0) << chosen;
  }
  for (size_t i = 0; i < files.size(); i += every) {
    SCOPED_TRACE(files[i].string());
    std::ifstream file(files[i], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const absl::StatusOr<Document> document =
        ParseDocument({.data = bytes}, {});
    ASSERT_TRUE(document.ok()) << document.status();
    test(bytes, *document);
  }
}

TEST(Corpus, DocumentsKeepTheirProperties) {
  ForCorpus([](const std::string& bytes, const Document& document) {
    EXPECT_THAT(qiusuo::testing::BrokenProperties(document),
                ::testing::IsEmpty());
    EXPECT_EQ(ParseDocument({.data = bytes}, {})->SerializeAsString(),
              document.SerializeAsString());
  });
}

std::vector<std::string> Tree(const Document& document) {
  std::vector<std::string> tree;
  for (const Section& section : document.sections()) {
    tree.push_back(absl::StrCat(section.path(), " ", section.marker(), " ",
                                section.title()));
  }
  return tree;
}

TEST(Corpus, ChromeAboveChangesNoTree) {
  ForCorpus([](const std::string&, const Document& document) {
    const std::string page = "清河范文网 首页\n" + document.text();
    EXPECT_EQ(Tree(*ParseDocument({.data = page}, {})), Tree(document));
  });
}

// The text with full-width letters, digits and marks for all half-width ones.
std::string FullWidth(const std::string& utf8) {
  std::string wide;
  for (const char c : utf8) {
    if (c <= ' ' || c > '~') {
      wide += c;
      continue;
    }
    const int code = 0xfee0 + c;  // three bytes of UTF-8
    wide += static_cast<char>(0xe0 | (code >> 12));
    wide += static_cast<char>(0x80 | ((code >> 6) & 0x3f));
    wide += static_cast<char>(0x80 | (code & 0x3f));
  }
  return wide;
}

// What a metric states, without where it stands.
std::string Facts(const Metric& metric) {
  const qiusuo::v1::Quantity& quantity = metric.quantity();
  return absl::StrCat(quantity.value(), "..", quantity.value_to(), " ",
                      FullWidth(quantity.unit()), " ", quantity.relation(), " ",
                      metric.kind(), " ", metric.direction(), " ",
                      metric.basis());
}

std::vector<std::string> AllFacts(const Document& document) {
  std::vector<std::string> facts;
  for (const Metric& metric : document.metrics())
    facts.push_back(Facts(metric));
  return facts;
}

TEST(Corpus, WidthChangesNoMetric) {
  ForCorpus([](const std::string&, const Document& document) {
    const std::string wide = FullWidth(document.text());
    EXPECT_EQ(AllFacts(*ParseDocument({.data = wide}, {})), AllFacts(document));
  });
}

// A text that breaks off before one of its sections states the same up to there. Dates below
// the text resolve 今年; those must be the same as well.
TEST(Corpus, MetricsDoNotDependOnTheNextSection) {
  ForCorpus([](const std::string&, const Document& document) {
    std::vector<const Section*> tops;
    for (const Section& section : document.sections()) {
      if (section.level() == 1) tops.push_back(&section);
    }
    if (tops.size() < 3) return;
    const int64_t end = tops[tops.size() / 2]->span().start_byte();
    const std::string text =
        document.text().substr(0, static_cast<size_t>(end));
    // The rows of a table are read together, whatever is numbered among them.
    const size_t last = text.find_last_not_of(" \r\n#");
    if (last == text.npos || !text.substr(0, last + 1).ends_with("。")) return;
    const absl::StatusOr<Document> cut = ParseDocument({.data = text}, {});
    ASSERT_TRUE(cut.ok());
    std::vector<std::string> facts;
    for (const Metric& metric : document.metrics()) {
      if (metric.span().end_byte() <= end) facts.push_back(Facts(metric));
    }
    EXPECT_EQ(AllFacts(*cut), facts);
  });
}

}  // namespace
}  // namespace qiusuo::parser
