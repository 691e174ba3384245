#include "service/parser/decode.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <string>
#include <string_view>

#include "proto/error_details.h"
#include "service/parser/charset.h"
#include "service/parser/content.h"
#include "service/parser/parse_report.h"

namespace qiusuo::parser {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kText =
    "关于做好春季防火工作的通知\n各乡镇人民政府：\n　　一、提高认识。今年以来，"
    "全县发生火情12起，"
    "同比下降20%。\n　　二、落实责任。各单位要加强巡护，及时处置隐患。\n";

// The text in another charset, by ICU's name for it.
std::string Encode(std::string_view utf8, const char* charset) {
  std::string bytes(utf8.size() * 4, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size = ucnv_convert(
      charset, "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()),
      utf8.data(), static_cast<int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << u_errorName(status);
  bytes.resize(static_cast<size_t>(size));
  return bytes;
}

void ExpectDecodes(const std::string& bytes, std::string_view charset,
                   std::string_view utf8) {
  const absl::StatusOr<DecodedText> decoded = Decode(bytes, "");
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(decoded->charset, charset);
  EXPECT_EQ(decoded->utf8, utf8);
}

std::string ReasonOf(std::string_view bytes) {
  return ErrorReason(ReadContent({.data = bytes}, {}).status());
}

TEST(DecodeTest, ReadsEveryCharset) {
  const std::string text(kText);
  ExpectDecodes(text, "UTF-8", text);
  ExpectDecodes(Encode(text, "GB18030"), "GB18030", text);
  ExpectDecodes(Encode(text, "UTF-16LE"), "UTF-16LE", text);
  ExpectDecodes(Encode(text, "UTF-16BE"), "UTF-16BE", text);
  ExpectDecodes("\xff\xfe" + Encode(text, "UTF-16LE"), "UTF-16LE", text);
  ExpectDecodes("\xfe\xff" + Encode(text, "UTF-16BE"), "UTF-16BE", text);
}

TEST(DecodeTest, ReadsTraditionalTextInBig5) {
  const std::string text =
      "關於加強冬季防火工作的通知\n各鄉鎮公所：\n今年以來，全縣發生火警十二起，"
      "請各單位落實責任，"
      "加強巡護，及時處理隱患，確保人民生命財產安全。\n";
  ExpectDecodes(Encode(text, "Big5"), "Big5", text);
}

TEST(DecodeTest, KeepsTheByteOrderMarkOfUtf8) {
  const std::string text = "\xef\xbb\xbf" + std::string(kText);
  ExpectDecodes(text, "UTF-8", text);
}

TEST(DecodeTest, IsNotMisledByOneBadByte) {
  std::string text(kText);
  const size_t end_of_first_line = text.find('\n');
  std::string damaged = text;
  damaged.insert(end_of_first_line, "\xff");
  std::string expected = text;
  expected.insert(end_of_first_line, "\xef\xbf\xbd");
  ExpectDecodes(damaged, "UTF-8", expected);
}

TEST(DecodeTest, IsNotMisledByOneBadByteLateInAnyCharset) {
  std::string text;
  for (int i = 0; i < 40; ++i) text.append(kText);
  for (const char* charset : {"GB18030", "UTF-8"}) {
    const std::string bytes =
        Encode(text, charset) + "\xff\n" + Encode(kText, charset);
    ExpectDecodes(bytes, charset, text + "\xef\xbf\xbd\n" + std::string(kText));
  }
}

// gb2312 and gbk are names that sites give to GB18030, which includes both.
TEST(DecodeTest, ReadsWhatIsLabelledGb2312OrGbk) {
  const std::string text = std::string(kText) + "镕•㐂";
  for (const char* label : {"gb2312", "GB2312", "gbk", "GBK", "x-gbk", ""}) {
    const absl::StatusOr<DecodedText> decoded =
        Decode(Encode(text, "GB18030"), label);
    ASSERT_TRUE(decoded.ok()) << decoded.status();
    EXPECT_EQ(decoded->charset, "GB18030") << label;
    EXPECT_EQ(decoded->utf8, text) << label;
  }
}

TEST(DecodeTest, IsNotMisledByAnEndInMidCharacter) {
  const std::string whole = std::string(kText) + "尾";
  const std::string cut = whole.substr(0, whole.size() - 1);
  ExpectDecodes(cut, "UTF-8", std::string(kText) + "\xef\xbf\xbd");
}

// 镕 is in GBK and • in GB18030 alone; a verdict by a prefix would miss both.
TEST(DecodeTest, ReadsRareCharactersLateInTheText) {
  std::string text;
  for (int i = 0; i < 40; ++i) text.append(kText);
  text.append("参加会议的有张镕基同志•等。\n");
  ExpectDecodes(Encode(text, "GB18030"), "GB18030", text);
}

TEST(DecodeTest, ReadsUtf16OfOddLength) {
  const std::string bytes = Encode(kText, "UTF-16LE") + "x";
  const absl::StatusOr<DecodedText> decoded = Decode(bytes, "");
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded->charset, "UTF-16LE");
  EXPECT_EQ(decoded->utf8, std::string(kText) + "\xef\xbf\xbd");
}

TEST(DecodeTest, BelievesBytesBeforeTheLabel) {
  const std::string text(kText);
  const absl::StatusOr<DecodedText> decoded = Decode(text, "gb2312");
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded->charset, "UTF-8");
  EXPECT_EQ(decoded->utf8, text);
}

TEST(DecodeTest, BelievesTheLabelOfWhatIsTooShort) {
  const std::string text = "镕";
  const std::string bytes = Encode(text, "GB18030");
  const absl::StatusOr<DecodedText> decoded = Decode(bytes, "GBK");
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(decoded->utf8, text);
}

// Long texts are judged block by block; one changed byte must be seen wherever it stands.
// What someone who takes the text for GBK sees and saves.
std::string TakeForGbk(std::string_view utf8) {
  std::string seen = ToUtf8(utf8, Charset::kGb18030);
  constexpr std::string_view kByte80 = "\xc2\x80";
  for (size_t at = seen.find(kByte80); at != seen.npos;
       at = seen.find(kByte80, at)) {
    seen.replace(at, kByte80.size(), "\xef\xbf\xbd");
  }
  return seen;
}

TEST(DecodeTest, TurnsBackWhatWasTakenForGbk) {
  std::string text;
  for (int i = 0; i < 10; ++i) {
    text.append("一、平衡发展，衣食无忧。技术所需，退税A股“开通”了\n");
  }
  const std::string sound = "前半部分完好，没有问题。\n";
  ExpectDecodes(sound + TakeForGbk(text), "UTF-8", sound + text);
  ExpectDecodes(TakeForGbk(text) + sound, "UTF-8", text + sound);
}

TEST(DecodeTest, TellsTheEuroOfGbkFromThatOfCp936) {
  std::string text;
  for (int i = 0; i < 10; ++i) text.append("水面、丘陵，一律“开通”了。\n");
  ExpectDecodes(TakeForGbk(text), "UTF-8", text);
}

TEST(DecodeTest, PutsBackTheStopThatEndsALine) {
  std::string text;
  for (int i = 0; i < 10; ++i) text.append("今年，工作有序，成效显著。\n");
  std::string seen = TakeForGbk(text);
  // GBK had no character to pair the last byte of 。 with.
  size_t lost = 0;
  for (size_t at = seen.find("\xef\xbf\xbd\n"); at != seen.npos;
       at = seen.find("\xef\xbf\xbd\n", at + 1)) {
    ++lost;
  }
  EXPECT_GT(lost, 0U);
  ExpectDecodes(seen, "UTF-8", text);
}

TEST(DecodeTest, LeavesWhatDoesNotReadAsUtf8) {
  std::string text;
  for (int i = 0; i < 20; ++i) text.append("锛铝银锛铝的鈥，");
  ExpectDecodes(text, "UTF-8", text);
}

TEST(CharsetTest, SeesOneBadByteInEveryPlace) {
  std::string text;
  while (text.size() < 600) text.append("增长5.2%，·😀");
  for (size_t i = 0; i < text.size(); ++i) {
    const char kept = text[i];
    for (const char byte : {'\x00', 'a', '\x80', '\xa0', '\xbf', '\xc0', '\xc2',
                            '\xe0', '\xe5', '\xed', '\xf0', '\xf4', '\xff'}) {
      text[i] = byte;
      const std::string_view valid = ValidUtf8Prefix(text);
      ASSERT_EQ(JudgeUtf8(valid), Utf8Judgement::kWhole) << i;
      if (valid.size() == text.size()) continue;
      for (size_t more = 1; more <= 4; ++more) {
        ASSERT_NE(JudgeUtf8(text.substr(0, valid.size() + more)),
                  Utf8Judgement::kWhole)
            << i;
      }
    }
    text[i] = kept;
  }
}

TEST(CharsetTest, WeighsDamageAgainstAllThatFollows) {
  EXPECT_EQ(JudgeUtf8("\xff\xff增长增长增长增长"), Utf8Judgement::kDamaged);
  EXPECT_EQ(JudgeUtf8("增长增长增长增长\xff\xff"), Utf8Judgement::kDamaged);
  EXPECT_EQ(JudgeUtf8("\xff\xff增长增长增长增"), Utf8Judgement::kOther);
  EXPECT_EQ(JudgeUtf8("增长增长增长增\xff\xff"), Utf8Judgement::kOther);
  // As many bytes, but not of Han characters.
  EXPECT_EQ(JudgeUtf8("\xff\xff 5.2, 5.3, 5.4, 5.5, 5.6"),
            Utf8Judgement::kOther);
}

TEST(DecodeTest, RefusesNothing) {
  for (const std::string_view bytes :
       {""sv, " \r\n\t"sv, "\xef\xbb\xbf"sv, "\xe3\x80\x80\n\xc2\xa0"sv,
        "\xff\xfe \0\n\0"sv}) {
    EXPECT_EQ(ReasonOf(bytes), "EMPTY_CONTENT")
        << testing::PrintToString(bytes);
  }
}

TEST(DecodeTest, RefusesWhatNoCharsetReads) {
  std::string noise;
  unsigned state = 12345;
  for (int i = 0; i < 4000; ++i) {
    state = state * 1103515245 + 12345;
    noise.push_back(static_cast<char>(1 + (state >> 16) % 255));
  }
  EXPECT_EQ(ReasonOf(noise), "UNKNOWN_CHARSET");
}

TEST(ParseReportTest, RefusesTooMuch) {
  const absl::Status status =
      ParseDocument({.data = "一二三"}, {.max_content_bytes = 8}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ErrorReason(status), "CONTENT_TOO_LARGE");
  EXPECT_EQ(GetErrorInfo(status)->metadata().at("max_content_bytes"), "8");
  EXPECT_EQ(GetErrorInfo(status)->metadata().at("size_bytes"), "9");
}

TEST(ParseReportTest, StatesTheSource) {
  const std::string bytes = Encode(kText, "GB18030");
  const absl::StatusOr<qiusuo::v1::Document> document =
      ParseDocument({.data = bytes, .uri = "file:///fire.txt"}, {});
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->source().charset(), "GB18030");
  EXPECT_EQ(document->source().size_bytes(),
            static_cast<int64_t>(bytes.size()));
  EXPECT_EQ(document->source().sha256().size(), 64u);
  EXPECT_EQ(document->source().uri(), "file:///fire.txt");
  EXPECT_EQ(document->parser_version(), kParserVersion);
  EXPECT_EQ(document->text(), kText);
  EXPECT_EQ(document->section_count(), 2);
}

// The same report in any charset has the same outline and the same head.
TEST(ParseReportTest, CharsetChangesNothing) {
  const qiusuo::v1::Document original = *ParseDocument({.data = kText}, {});
  for (const char* charset : {"GB18030", "UTF-16LE", "UTF-16BE"}) {
    const std::string bytes = Encode(kText, charset);
    qiusuo::v1::Document document = *ParseDocument({.data = bytes}, {});
    *document.mutable_source() = original.source();
    EXPECT_EQ(document.SerializeAsString(), original.SerializeAsString())
        << charset;
  }
}

}  // namespace
}  // namespace qiusuo::parser
