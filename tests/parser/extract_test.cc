#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "proto/error_details.h"
#include "service/parser/content.h"
#include "service/parser/extract/characters.h"
#include "service/parser/extract/docx.h"
#include "service/parser/extract/docx_numbering.h"
#include "service/parser/extract/html.h"
#include "service/parser/extract/markdown.h"
#include "service/parser/extract/ofd.h"
#include "service/parser/extract/pdf_layout.h"
#include "tests/testing/case_file.h"
#include "tests/testing/zip_file.h"

namespace qiusuo::parser {
namespace {

using qiusuo::testing::ExpectCases;
using qiusuo::testing::MakeZip;

// A line of text each, with its zone or its heading level in front.
std::string Dump(const absl::StatusOr<ExtractedText>& text) {
  if (!text.ok()) return std::string(text.status().message());
  std::string dump;
  size_t begin = 0;
  for (const ExtractedLine& line : text->lines) {
    if (line.zone != qiusuo::v1::ZONE_KIND_UNSPECIFIED) {
      absl::StrAppend(&dump, ZoneKind_Name(line.zone).substr(10), " ");
    }
    if (line.heading > 0) absl::StrAppend(&dump, line.heading, " ");
    dump += text->utf8.substr(begin, line.end_byte - begin);
    begin = line.end_byte;
  }
  if (!dump.empty()) dump.pop_back();
  return dump;
}

absl::StatusOr<ExtractedText> ReadDocx(const std::string& bytes) {
  absl::StatusOr<Package> package = Package::Open(bytes);
  return package.ok() ? ExtractDocx(*package)
                      : absl::StatusOr<ExtractedText>(package.status());
}

std::string Docx(std::string_view body, std::string_view styles = "",
                 std::string_view numbering = "",
                 std::string_view footnotes = "") {
  const auto part = [](std::string_view root, std::string_view inner) {
    return absl::StrCat("<w:", std::string(root), " xmlns:w=\"w\">",
                        std::string(inner), "</w:", std::string(root), ">");
  };
  return MakeZip({{"word/document.xml",
                   part("document", absl::StrCat("<w:body>", std::string(body),
                                                 "</w:body>"))},
                  {"word/styles.xml", part("styles", styles)},
                  {"word/numbering.xml", part("numbering", numbering)},
                  {"word/footnotes.xml", part("footnotes", footnotes)},
                  {"word/footer1.xml",
                   part("ftr", "<w:p><w:r><w:t>第1页</w:t></w:r></w:p>")}});
}

std::string Paragraph(std::string_view text, std::string_view properties = "") {
  return absl::StrCat("<w:p><w:pPr>", std::string(properties),
                      "</w:pPr><w:r><w:t>", std::string(text),
                      "</w:t></w:r></w:p>");
}

TEST(HtmlTest, Cases) {
  ExpectCases("html.case", [](const std::string& input) {
    return Dump(ExtractHtml(input));
  });
}

TEST(MarkdownTest, Cases) {
  ExpectCases("markdown.case", [](const std::string& input) {
    return Dump(ExtractMarkdown(input));
  });
}

TEST(HtmlTest, TellsPagesFromText) {
  for (const char* page :
       {"<!DOCTYPE HTML><p>甲", "\xef\xbb\xbf \n<html>", "<!-- a --><DIV>甲",
        "<?xml version=\"1.0\"?><html>"}) {
    EXPECT_TRUE(LooksLikeHtml(page)) << page;
  }
  for (const char* text : {"一、<总则>", "<2024年>工作要点", "", "<!-- 甲"}) {
    EXPECT_FALSE(LooksLikeHtml(text)) << text;
  }
}

TEST(HtmlTest, ReadsTheCharsetThatAPageNames) {
  EXPECT_EQ(HtmlCharset("<html><META http-equiv=\"Content-Type\" "
                        "content=\"text/html; charset=gb2312\">"),
            "gb2312");
  EXPECT_EQ(HtmlCharset("<meta charset='utf-8'>"), "utf-8");
  EXPECT_EQ(HtmlCharset("<meta name=x><p>charset=big5"), "");
}

TEST(DocxTest, ReadsParagraphsHeadingsAndNumbers) {
  const std::string styles =
      "<w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>"
      "<w:style w:styleId=\"a\"><w:basedOn w:val=\"1\"/></w:style>";
  const std::string numbering =
      "<w:abstractNum w:abstractNumId=\"7\">"
      "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
      "<w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl>"
      "<w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/>"
      "<w:lvlText w:val=\"%1.%2\"/><w:isLgl/></w:lvl></w:abstractNum>"
      "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/></w:num>";
  const std::string first =
      "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/></w:numPr>";
  const std::string second =
      "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"3\"/></w:numPr>";
  const std::string body =
      Paragraph("总体要求", absl::StrCat("<w:pStyle w:val=\"a\"/>", first)) +
      Paragraph("目标", second) + Paragraph("任务", second) +
      Paragraph("保障", first) + Paragraph("经费", second) +
      "<w:p><w:r><w:t>增长</w:t></w:r><w:del><w:r><w:delText>3</w:delText></"
      "w:r>"
      "</w:del><w:ins><w:r><w:t>5</w:t></w:r></w:ins><w:r><w:t>%</w:t></w:r>"
      "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r></w:p>"
      "<w:tbl><w:tr><w:tc>" +
      Paragraph("收入") + "</w:tc><w:tc>" + Paragraph("3万元") +
      "</w:tc></w:tr></w:tbl>";
  const std::string footnotes =
      "<w:footnote w:type=\"separator\"><w:p><w:r><w:t>x</w:t></w:r></w:p>"
      "</w:footnote><w:footnote>" +
      Paragraph("注一") + "</w:footnote>";
  EXPECT_EQ(Dump(ReadDocx(Docx(body, styles, numbering, footnotes))),
            "1 一、总体要求\n1.1 目标\n1.2 任务\n二、保障\n2.1 经费\n"
            "增长5%\n收入\t3万元\nFOOTNOTE 注一\nFOOTER 第1页");
}

TEST(DocxTest, WritesNumbersAsWordDoes) {
  struct Row {
    int64_t number;
    const char* format;
    const char* text;
  };
  constexpr Row kRows[] = {{10, "chineseCounting", "十"},
                           {11, "chineseCountingThousand", "十一"},
                           {20, "chineseCounting", "二十"},
                           {105, "chineseCountingThousand", "一百零五"},
                           {1010, "japaneseCounting", "一千零一十"},
                           {12, "chineseLegalSimplified", "拾贰"},
                           {2024, "ideographDigital", "二〇二四"},
                           {3, "decimalEnclosedCircle", "③"},
                           {21, "decimalEnclosedCircle", ""},
                           {4, "ideographTraditional", "丁"},
                           {14, "upperRoman", "XIV"},
                           {28, "lowerLetter", "bb"},
                           {7, "decimalZero", "07"},
                           {7, "ordinalOfTomorrow", "7"},
                           {1, "bullet", ""}};
  for (const Row& row : kRows) {
    EXPECT_EQ(FormatNumber(row.number, row.format), row.text)
        << row.number << " " << row.format;
  }
}

TEST(OfdTest, ReadsTextInReadingOrderInAnyNamespace) {
  for (const std::string_view prefix : {"ofd:", ""}) {
    const std::string p(prefix);
    const auto object = [&p](const char* box, const char* text) {
      return absl::StrCat("<", p, "TextObject Boundary=\"", box, "\"><", p,
                          "TextCode X=\"0\" Y=\"5\">", text, "</", p,
                          "TextCode></", p, "TextObject>");
    };
    const std::string page = absl::StrCat(
        "<", p, "Page xmlns:ofd=\"o\"><", p, "Content><", p, "Layer>",
        object("20 60 40 5", "一、总则"), object("20 40 80 5", "关于"),
        object("100 40 60 5", "春耕的通知"), "</", p, "Layer></", p,
        "Content></", p, "Page>");
    const std::string bytes = MakeZip(
        {{"OFD.xml",
          absl::StrCat("<", p, "OFD xmlns:ofd=\"o\"><", p, "DocBody><", p,
                       "DocRoot>Doc_0/Document.xml</", p, "DocRoot></", p,
                       "DocBody></", p, "OFD>")},
         {"Doc_0/Document.xml",
          absl::StrCat("<", p, "Document xmlns:ofd=\"o\"><", p, "Pages><", p,
                       "Page BaseLoc=\"Pages/Page_0/Content.xml\"/></", p,
                       "Pages></", p, "Document>")},
         {"Doc_0/Pages/Page_0/Content.xml", page}});
    absl::StatusOr<Package> package = Package::Open(bytes);
    ASSERT_TRUE(package.ok()) << package.status();
    EXPECT_EQ(Dump(ExtractOfd(*package)), "关于春耕的通知\n一、总则");
  }
}

// Words as pdftotext writes them: in a type of 12, or as high as `height` says, for a word
// is as high as the highest of its fonts.
std::string Word(int left, int top, std::string_view text, int height = 12) {
  int width = 0;
  for (const char c : text) {
    if (IsLead(c)) width += IsWide(c) ? 12 : 6;
  }
  return absl::StrCat("<word xMin=\"", left, "\" xMax=\"", left + width,
                      "\" yMin=\"", top, "\" yMax=\"", top + height, "\">",
                      std::string(text), "</word>");
}

std::string PdfPage(const std::string& words) {
  return absl::StrCat("<page width=\"600\" height=\"800\">", words, "</page>");
}

std::string PdfFile(const std::string& pages) {
  return absl::StrCat("<html><body><doc>", pages, "</doc></body></html>");
}

TEST(PdfTest, JoinsLinesAcrossPagesAndTellsPageNumbers) {
  const std::string pages =
      PdfPage(Word(140, 60, "某县预算报告") +
              Word(112, 100, "一、全年收入完成303亿元，增长") +
              Word(88, 120, "5.1%，支出完成288亿元，其中教育") +
              Word(180, 780, "- 1 -")) +
      PdfPage(Word(88, 60, "支出60亿元，下降1%。") +
              Word(112, 80, "二、今年主要支出是教育和医疗") +
              Word(88, 100, "等。") + Word(180, 780, "- 2 -"));
  EXPECT_EQ(Dump(ExtractPdfLayout(PdfFile(pages))),
            "某县预算报告\n一、全年收入完成303亿元，增长5.1%，支出完成288亿元，"
            "其中教育支出60亿元，下降1%。\nFOOTER - 1 -\n"
            "二、今年主要支出是教育和医疗等。\nFOOTER - 2 -");
}

TEST(PdfTest, JoinsLinesOfOneSizeOfTypeHoweverHighTheirFonts) {
  EXPECT_EQ(Dump(ExtractPdfLayout(PdfFile(PdfPage(
                Word(112, 60, "（1）稳定就业。一是安排专项资金", 16) +
                Word(88, 80, "支持高校毕业生到基层工作，其中新") +
                Word(88, 100, "增VR等岗位", 16) + Word(154, 100, "20个。"))))),
            "（1）稳定就业。一是安排专项资金支持高校毕业生到基层工作，其中新"
            "增VR等岗位20个。");
}

TEST(PdfTest, PartsLinesWhoseFontsAreHigherThanTheyAreApart) {
  EXPECT_EQ(Dump(ExtractPdfLayout(PdfFile(PdfPage(
                Word(88, 60, "某支部开展", 28) + Word(160, 60, "主题教育", 28) +
                Word(88, 74, "活动纪实", 28))))),
            "某支部开展主题教育\n活动纪实");
}

TEST(PdfTest, PartsCellsAndClosesUpSpacedTitles) {
  EXPECT_EQ(
      Dump(ExtractPdfLayout(PdfFile(PdfPage(
          Word(200, 40, "目") + Word(240, 40, "录") + Word(88, 80, "教育支出") +
          Word(300, 80, "60") + Word(400, 80, "58.5"))))),
      "目录\n教育支出\t60\t58.5");
}

TEST(PdfTest, RefusesPagesOfPictures) {
  EXPECT_EQ(ErrorReason(ExtractPdfLayout(PdfFile(PdfPage(""))).status()),
            "NO_TEXT");
}

TEST(ContentTest, FindsTheMediaTypeInTheBytesThenInWordsThenInTheName) {
  const auto media_type = [](const Report& report) {
    const absl::StatusOr<Content> content = ReadContent(report, {});
    return content.ok() ? content->media_type
                        : std::string(content.status().message());
  };
  EXPECT_EQ(
      media_type({.data = "<html><p>甲</html>", .media_type = "text/plain"}),
      "text/html");
  EXPECT_EQ(media_type({.data = "甲", .media_type = "text/markdown"}),
            "text/markdown");
  EXPECT_EQ(media_type({.data = "甲", .uri = "file:///a.md"}), "text/markdown");
  EXPECT_EQ(media_type({.data = "甲", .uri = "https://x/a.html?b#c"}),
            "text/html");
  EXPECT_EQ(media_type({.data = "甲", .uri = "file:///a.txt"}), "text/plain");
  const std::string docx = Docx(Paragraph("甲"));
  EXPECT_EQ(media_type({.data = docx, .media_type = "text/plain"}),
            "application/vnd.openxmlformats-officedocument.wordprocessingml."
            "document");
}

TEST(ContentTest, AsksTheReaderOfPdf) {
  ParseOptions options;
  options.read_pdf = [](std::string_view pdf) -> absl::StatusOr<std::string> {
    return PdfFile(PdfPage(Word(0, 0, pdf.substr(0, 4))));
  };
  const absl::StatusOr<Content> content =
      ReadContent({.data = "%PDF-1.7"}, options);
  ASSERT_TRUE(content.ok()) << content.status();
  EXPECT_EQ(content->utf8, "%PDF\n");
  EXPECT_EQ(content->media_type, "application/pdf");
}

}  // namespace
}  // namespace qiusuo::parser
