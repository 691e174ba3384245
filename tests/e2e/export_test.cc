// Originals and exports: what was imported comes out again.

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/sha256.h"
#include "tests/e2e/fixture.h"

namespace qiusuo::e2e {
namespace {

class ExportTest : public EndToEndTest {
 protected:
  static std::string Name(std::string_view id) {
    return absl::StrCat("collections/courts/documents/", std::string(id));
  }

  void ImportAs(const std::string& id, const std::string& content) {
    Import(content, {.collection = "courts", .document_id = id});
  }

  static v1::ExportDocumentsRequest Courts() {
    v1::ExportDocumentsRequest request;
    request.set_parent("collections/courts");
    return request;
  }
};

// 工作报告 and two sections in GB18030.
constexpr char kGb18030[] =
    "\xB9\xA4\xD7\xF7\xB1\xA8\xB8\xE6\r\n\r\n"
    "\xD2\xBB\xA1\xA2\xD7\xDC\xCC\xE5\xD2\xAA\xC7\xF3\r\n"
    "\xB6\xFE\xA1\xA2\xD6\xF7\xD2\xAA\xB9\xA4\xD7\xF7\r\n";

TEST_F(ExportTest, OriginalsComeBackByteForByte) {
  const std::map<std::string, std::string> originals = {
      {"text", CourtReport("河东法院", 2023, 900, 800)},
      {"gb", kGb18030},
      {"utf16", std::string("\xFF\xFE\x00\x4E\x01\x30\x3B\x60\x53\x4F", 10)},
      {"page", "<html><body>\r\n<p>一、<b>总体</b>要求</p></body></html>"},
      // Several responses, and bytes that compress to nothing.
      {"long", LongReport(size_t{5} << 20)}};
  for (const auto& [id, bytes] : originals) ImportAs(id, bytes);
  for (const auto& [id, bytes] : originals) {
    const auto original = client().ReadOriginal(Name(id));
    ASSERT_TRUE(original.ok()) << id << original.status();
    EXPECT_TRUE(original->bytes == bytes) << id;
    EXPECT_EQ(original->document.name(), Name(id));
    EXPECT_EQ(original->document.source().sha256(), Sha256Hex(bytes));
    EXPECT_TRUE(original->document.text().empty());
  }
  auto request = Courts();
  request.set_with_originals(true);
  size_t count = 0;
  for (const auto& exported : client().ExportDocuments(request)) {
    ASSERT_TRUE(exported.ok()) << exported.status();
    const std::string id = exported->document.name().substr(Name("").size());
    EXPECT_TRUE(exported->original == originals.at(id)) << id;
    ++count;
  }
  EXPECT_EQ(count, originals.size());
}

TEST_F(ExportTest, ThereIsNoOriginalOfWhatIsNotThere) {
  EXPECT_EQ(Describe(client().ReadOriginal("nonsense").status()),
            "INVALID_ARGUMENT INVALID_FIELD name");
  EXPECT_EQ(Describe(client().ReadOriginal(Name("a")).status()),
            "NOT_FOUND COLLECTION_NOT_FOUND");
  ImportAs("a", "一、总体要求");
  ASSERT_TRUE(client().DeleteDocument(Name("a")).ok());
  EXPECT_EQ(Describe(client().ReadOriginal(Name("a")).status()),
            "NOT_FOUND DOCUMENT_NOT_FOUND");
}

TEST_F(ExportTest, AnExportHoldsWhatGetShows) {
  for (const char* id : {"a", "b", "c"}) {
    ImportAs(id, CourtReport(absl::StrCat(id, "法院"), 2023, 900, 800));
  }
  ASSERT_TRUE(client().DeleteDocument(Name("b")).ok());
  for (const auto view :
       {v1::DOCUMENT_VIEW_UNSPECIFIED, v1::DOCUMENT_VIEW_BASIC,
        v1::DOCUMENT_VIEW_OUTLINE, v1::DOCUMENT_VIEW_FULL}) {
    auto request = Courts();
    request.set_view(view);
    std::string names;
    for (const auto& exported : client().ExportDocuments(request)) {
      ASSERT_TRUE(exported.ok()) << exported.status();
      const auto document = client().GetDocument(
          exported->document.name(), view == v1::DOCUMENT_VIEW_UNSPECIFIED
                                         ? v1::DOCUMENT_VIEW_FULL
                                         : view);
      ASSERT_TRUE(document.ok()) << document.status();
      EXPECT_EQ(exported->document.DebugString(), document->DebugString());
      EXPECT_TRUE(exported->original.empty());
      EXPECT_EQ(exported->store_version,
                client().GetServerStatus()->last_version());
      absl::StrAppend(&names, exported->document.name(), " ");
    }
    EXPECT_EQ(names, Name("a") + " " + Name("c") + " ");
  }
}

TEST_F(ExportTest, BadRequestsAndEmptyCollections) {
  const auto first = [&](const v1::ExportDocumentsRequest& request) {
    for (const auto& exported : client().ExportDocuments(request)) {
      return Describe(exported.status());
    }
    return std::string("nothing");
  };
  EXPECT_EQ(first(Courts()), "NOT_FOUND COLLECTION_NOT_FOUND");
  EXPECT_EQ(first({}), "INVALID_ARGUMENT INVALID_FIELD parent");
  ImportAs("a", "一、总体要求");
  auto request = Courts();
  request.set_after(Name("a"));
  EXPECT_EQ(first(request), "nothing");
  request.set_after("nonsense");
  EXPECT_EQ(first(request), "INVALID_ARGUMENT INVALID_FIELD after");
}

// One thread imports and deletes while another exports: the export shows one moment.
TEST_F(ExportTest, WritesMeanwhileDoNotShow) {
  constexpr int kDocuments = 60;
  const auto id = [](int i) { return absl::StrCat("r", 100 + i); };
  for (int i = 0; i < kDocuments; ++i) {
    ImportAs(id(i), CourtReport("甲法院", 2023, 900 + i, 800));
  }
  auto documents = client().ExportDocuments(Courts());
  auto exported = documents.begin();
  const int64_t version = (*exported)->store_version;
  for (int i = 0; i < kDocuments; i += 2) {
    ImportAs(id(i), CourtReport("乙法院", 2023, 900 + i, 800));
    ASSERT_TRUE(client().DeleteDocument(Name(id(i + 1))).ok());
  }
  int count = 0;
  for (; exported != documents.end(); ++exported, ++count) {
    ASSERT_TRUE(exported->ok()) << exported->status();
    EXPECT_EQ((*exported)->document.title(), "甲法院工作报告");
    EXPECT_EQ((*exported)->store_version, version);
  }
  EXPECT_EQ(count, kDocuments);
}

// The server goes and comes back on the same port between two documents.
TEST_F(ExportTest, GoesOnBehindTheLastDocumentWhenTheServerStartsAnew) {
  constexpr int kDocuments = 24;
  for (int i = 0; i < kDocuments; ++i) {
    ImportAs(absl::StrCat("r", 100 + i),
             absl::StrCat("<html><!--", std::string(size_t{2} << 20, 'x'),
                          "--><p>一、总体要求", i, "</p></html>"));
  }
  client::Client client = this->client();
  auto request = Courts();
  request.set_with_originals(true);
  auto documents = client.ExportDocuments(request);
  auto exported = documents.begin();
  options_.listen = server().address();
  options_.shutdown_grace = absl::ZeroDuration();
  std::thread restart([this] { Restart(); });
  std::string last;
  int count = 0;
  for (; exported != documents.end(); ++exported, ++count) {
    ASSERT_TRUE(exported->ok()) << exported->status();
    EXPECT_LT(last, (*exported)->document.name());
    last = (*exported)->document.name();
    if (count == 1) restart.join();
  }
  EXPECT_EQ(count, kDocuments);
}

}  // namespace
}  // namespace qiusuo::e2e
