#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "proto/error_details.h"
#include "service/parser/content.h"
#include "service/parser/parse_report.h"
#include "tests/testing/zip_file.h"

namespace qiusuo::parser {
namespace {

using qiusuo::testing::MakeZip;

std::string Repeat(std::string_view piece, size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (size_t i = 0; i < times; ++i) text += piece;
  return text;
}

std::string ReasonOf(std::string_view bytes, std::string_view uri = "") {
  const absl::StatusOr<Content> content =
      ReadContent({.data = bytes, .uri = uri}, {});
  return content.ok() ? "" : ErrorReason(content.status());
}

// The most memory that the process ever held.
int64_t PeakBytes() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return int64_t{usage.ru_maxrss} << 10;
}

std::string DocxOf(std::string document) {
  return MakeZip({{"word/document.xml", std::move(document)}});
}

TEST(RefusalTest, NamesWhatItIsAndWhatToDo) {
  using std::string_view_literals::operator""sv;
  struct Row {
    std::string bytes;
    std::string_view reason;
    std::string_view names;
  };
  const auto compound = [](std::string_view stream) {
    std::string bytes = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    for (const char c : stream) bytes.append({c, '\0'});
    return bytes;
  };
  const Row rows[] = {
      {"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "BINARY_CONTENT", "PDF"},
      {"PK\x03\x04 cut off", "BINARY_CONTENT", "damaged ZIP"},
      {MakeZip({{"photo.jpg", "x"}}), "BINARY_CONTENT", "unpack it"},
      {MakeZip({{"xl/workbook.xml", "x"}}), "BINARY_CONTENT", "XLSX"},
      {MakeZip({{"ppt/presentation.xml", "x"}}), "BINARY_CONTENT", "PPTX"},
      {MakeZip({{"word/document.xml", "<w:document/>", "secret"}}),
       "ENCRYPTED_CONTENT", "password"},
      {compound("WordDocument"), "BINARY_CONTENT", "save it as DOCX"},
      {compound("Workbook"), "BINARY_CONTENT", "XLS"},
      {compound("EncryptedPackage"), "ENCRYPTED_CONTENT", "password"},
      {"{\\rtf1\\ansi", "BINARY_CONTENT", "RTF"},
      {"\x89PNG\r\n\x1a\n", "BINARY_CONTENT", "PNG"},
      {"\xff\xd8\xff\xe0", "BINARY_CONTENT", "JPEG"},
      {"GIF89a", "BINARY_CONTENT", "GIF image, not text; recognise its text"},
      {std::string("II*\0\x08"sv), "BINARY_CONTENT", "TIFF"},
      {std::string("BM\x36\0\x01\0\0\0\0\0\x36"sv), "BINARY_CONTENT", "BMP"},
      {std::string("RIFF\x24\0\0\0WEBPVP8 "sv), "BINARY_CONTENT", "WebP"},
      {"7z\xbc\xaf\x27\x1c", "BINARY_CONTENT",
       "7-Zip archive, not text; unpack"},
      {"Rar!\x1a\x07\x01", "BINARY_CONTENT", "RAR archive, not text; unpack"},
      {"report.txt" + std::string(247, '\0') + "ustar", "BINARY_CONTENT",
       "tar archive"},
      {"MIME-Version: 1.0\nContent-Type: multipart/related; type=text/html\n",
       "BINARY_CONTENT", "save it as HTML"},
      {"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>"
       "<w:wordDocument>",
       "BINARY_CONTENT", "save it as DOCX"},
      {MakeZip({{"mimetype", "x"}, {"content.xml", "x"}}), "BINARY_CONTENT",
       "OpenDocument"},
      {compound("PowerPoint Document"), "BINARY_CONTENT", "PPT"},
      {std::string("\x1f\x8b\x08\0"sv), "BINARY_CONTENT", "gzip"},
      {std::string("\x01\x02\0\0\0\x03\0\0\x7f"sv), "BINARY_CONTENT", "binary"},
      {DocxOf("<w:document><w:body/></w:document>"), "EMPTY_CONTENT",
       "no text"},
      {DocxOf("no xml"), "BINARY_CONTENT", "no XML"},
  };
  for (const Row& row : rows) {
    const absl::Status status = ReadContent({.data = row.bytes}, {}).status();
    EXPECT_EQ(ErrorReason(status), row.reason) << row.names << status;
    EXPECT_NE(std::string(status.message()).find(row.names), std::string::npos)
        << status;
  }
}

// Each would cost far more than its size if it were read: time, stack or memory.
TEST(HostileContentTest, IsRefusedAtLittleCost) {
  std::string attributes = "<div";
  for (int i = 0; i < 200'000; ++i) absl::StrAppend(&attributes, " a", i, "=1");
  std::string formatting;
  for (int i = 0; i < 400; ++i) absl::StrAppend(&formatting, "<b id=", i, ">");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) absl::StrAppend(&deep, "<a", i, ">");
  for (int i = 100'000; i-- > 0;) absl::StrAppend(&deep, "</a", i, ">");
  struct Row {
    const char* name;
    std::string bytes;
    const char* uri;
    const char* reason;
  };
  const Row rows[] = {
      {"nested elements", Repeat("<div>", 1'000'000), "",
       "CONTENT_TOO_COMPLEX"},
      {"attributes", attributes + ">", "", "CONTENT_TOO_COMPLEX"},
      {"formatting that begins anew in each paragraph",
       "<html>" + formatting + Repeat("<p>x", 500'000), "",
       "CONTENT_TOO_COMPLEX"},
      {"tags", "<html>" + Repeat("<i></i>", 800'000), "",
       "CONTENT_TOO_COMPLEX"},
      {"quotes in quotes in Markdown", Repeat(">", 1'000'000), "a.md",
       "CONTENT_TOO_COMPLEX"},
      {"a table of more cells than characters",
       Repeat("|a", 20'000) + "\n" + Repeat("|---", 20'000) + "\n" +
           Repeat("|b\n", 200'000),
       "a.md", "CONTENT_TOO_COMPLEX"},
      {"a ZIP bomb",
       DocxOf("<w:document>" + std::string(100'000'000, ' ') + "</w:document>"),
       "", "CONTENT_TOO_LARGE"},
      {"a package of many members",
       [] {
         std::vector<qiusuo::testing::ZipMember> members;
         for (int i = 0; i < 10'001; ++i) {
           members.push_back({absl::StrCat("m", i), ""});
         }
         return MakeZip(members);
       }(),
       "", "CONTENT_TOO_COMPLEX"},
      {"deep XML", DocxOf(deep), "", "CONTENT_TOO_COMPLEX"},
  };
  const int64_t before = PeakBytes();
  for (const Row& row : rows) {
    EXPECT_EQ(ReasonOf(row.bytes, row.uri), row.reason) << row.name;
  }
  // Sanitizers keep what was freed, and shadow it.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  constexpr int64_t kAllowedBytes = int64_t{400} << 20;
  EXPECT_LT(PeakBytes() - before, kAllowedBytes);
#endif
}

// More than is read at all is refused before anything else is done with it.
TEST(HostileContentTest, ALineOfAHundredMegabytesIsRefused) {
  const std::string line = Repeat("全县生产总值增长5.2%，", 100'000'000 / 30);
  const int64_t before = PeakBytes();
  for (const std::string_view uri : {"a.txt", "a.html", "a.md"}) {
    const absl::Status status =
        ParseDocument({.data = line, .uri = uri}, {}).status();
    EXPECT_EQ(ErrorReason(status), "CONTENT_TOO_LARGE") << uri;
  }
  constexpr int64_t kAllowedBytes = int64_t{20} << 20;
  EXPECT_LT(PeakBytes() - before, kAllowedBytes);
}

TEST(HostileContentTest, WhatIsNoCharacterBecomesAReplacement) {
  const auto text = [](std::string_view bytes, std::string_view uri) {
    const absl::StatusOr<Content> content =
        ReadContent({.data = bytes, .uri = uri}, {});
    return content.ok() ? content->utf8 : content.status().ToString();
  };
  EXPECT_EQ(text("<p>甲&#8110000000;乙</p><p>丙</p>", "a.html")
                .find("甲\xef\xbf\xbd"),
            0u);
  EXPECT_EQ(text(DocxOf("<w:document><w:p><w:r><w:t>甲\xff乙</w:t></w:r></w:p>"
                        "<w:p><w:r><w:t>丙</w:t></w:r></w:p></w:document>"),
                 ""),
            "甲\xef\xbf\xbd乙\n丙\n");
}

// Entities that name entities stay as they are written: nothing expands them.
TEST(HostileContentTest, EntitiesOfXmlAreNotExpanded) {
  std::string laughs = "<!DOCTYPE x [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 30; ++i) {
    absl::StrAppend(&laughs, "<!ENTITY a", i, " \"&a", i - 1, ";&a", i - 1,
                    ";\">");
  }
  laughs +=
      "]><w:document><w:p><w:r><w:t>笑&a29;&xxe;</w:t></w:r></w:p>"
      "</w:document>";
  const absl::StatusOr<Content> content =
      ReadContent({.data = DocxOf(laughs)}, {});
  ASSERT_TRUE(content.ok()) << content.status();
  EXPECT_EQ(content->utf8, "笑&a29;&xxe;\n");
}

TEST(HostileContentTest, AnHonestPageOfManyPartsIsRead) {
  std::string page = "<html><body>";
  for (int i = 0; i < 20'000; ++i) {
    absl::StrAppend(&page, "<div class=x><p><font color=red><b>第", i,
                    "条</b> 收入增长5%。</font></p></div>");
  }
  EXPECT_EQ(ReasonOf(page), "");
}

TEST(HostileContentTest, TextThatInflatesBeyondTheLimitIsRefused) {
  std::string body = "<w:document>";
  for (int i = 0; i < 1000; ++i) {
    absl::StrAppend(&body, "<w:p><w:r><w:t>第", i, "段增长", i * 7919 % 1000,
                    "%</w:t></w:r></w:p>");
  }
  const std::string bytes = DocxOf(body + "</w:document>");
  const absl::Status status =
      ReadContent({.data = bytes}, {.max_content_bytes = 10'000}).status();
  EXPECT_EQ(ErrorReason(status), "CONTENT_TOO_LARGE");
}

}  // namespace
}  // namespace qiusuo::parser
