#include "service/parser/decode.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "proto/error_details.h"
#include "service/parser/charset.h"

namespace qiusuo::parser {
namespace {

using std::string_view_literals::operator""sv;

// What a format's files begin with, and what to do with one.
struct Format {
  std::string_view magic;
  std::string_view name;
  std::string_view advice;
};

constexpr std::array kFormats = {
    Format{"%PDF-"sv, "a PDF document", "extract its text first"},
    Format{"PK\x03\x04"sv, "a ZIP archive such as DOCX or OFD",
           "save it as plain text first"},
    Format{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, "a DOC, XLS or WPS document",
           "save it as plain text first"},
    Format{"{\\rtf"sv, "an RTF document", "save it as plain text first"},
    Format{"\x89PNG"sv, "a PNG image", "recognise its text first"},
    Format{"\xff\xd8\xff"sv, "a JPEG image", "recognise its text first"},
    Format{"GIF8"sv, "a GIF image", "recognise its text first"},
    Format{"II*\0"sv, "a TIFF image", "recognise its text first"},
    Format{"MM\0*"sv, "a TIFF image", "recognise its text first"},
    Format{"\x1f\x8b"sv, "a gzip file", "unpack it first"},
    Format{"BZh9"sv, "a bzip2 file", "unpack it first"},
    Format{"\xfd"
           "7zXZ\0"sv,
           "an xz file", "unpack it first"},
    Format{"7z\xbc\xaf"sv, "a 7-Zip archive", "unpack it first"},
    Format{"Rar!\x1a"sv, "a RAR archive", "unpack it first"},
    Format{"\x28\xb5\x2f\xfd"sv, "a Zstandard file", "unpack it first"},
    Format{"\x7f"
           "ELF"sv,
           "a program", "send the report's text"},
};

absl::Status BinaryContent(std::string_view name, std::string_view advice) {
  return MakeError(absl::StatusCode::kInvalidArgument, "BINARY_CONTENT",
                   absl::StrCat("content: is ", ToAbsl(name), ", not text; ",
                                ToAbsl(advice)));
}

// A DOCX and an OFD are told from other archives by the names of their members,
// which stand in clear near the beginning.
absl::Status ZipContent(std::string_view data) {
  const std::string_view head = data.substr(0, 4096);
  if (head.find("word/") != std::string_view::npos) {
    return BinaryContent("a DOCX document", "save it as plain text first");
  }
  if (head.find("OFD.xml") != std::string_view::npos) {
    return BinaryContent("an OFD document", "extract its text first");
  }
  return BinaryContent("a ZIP archive", "unpack it first");
}

// Text may hold a stray NUL, as it may hold any bad byte; more of them are
// data.
constexpr size_t kBytesPerStrayNul = 100;

bool IsBlank(std::string_view utf8) {
  constexpr std::string_view kIdeographicSpace = "\xe3\x80\x80";
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  constexpr std::string_view kNoBreakSpace = "\xc2\xa0";
  while (!utf8.empty()) {
    if (" \t\r\n\f\v"sv.find(utf8.front()) != std::string_view::npos) {
      utf8.remove_prefix(1);
    } else if (utf8.starts_with(kIdeographicSpace) ||
               utf8.starts_with(kByteOrderMark)) {
      utf8.remove_prefix(3);
    } else if (utf8.starts_with(kNoBreakSpace)) {
      utf8.remove_prefix(2);
    } else {
      return false;
    }
  }
  return true;
}

absl::Status EmptyContent() {
  return MakeError(absl::StatusCode::kInvalidArgument, "EMPTY_CONTENT",
                   "content: holds no text");
}

std::string MediaType(const Report& report) {
  const bool is_markdown = report.media_type.starts_with("text/markdown") ||
                           report.uri.ends_with(".md") ||
                           report.uri.ends_with(".markdown");
  return is_markdown ? "text/markdown" : "text/plain";
}

}  // namespace

absl::StatusOr<DecodedReport> Decode(const Report& report) {
  const std::string_view data = report.data;
  if (IsBlank(data)) return EmptyContent();
  for (const Format& format : kFormats) {
    if (!data.starts_with(format.magic)) continue;
    if (format.magic == "PK\x03\x04"sv) return ZipContent(data);
    return BinaryContent(format.name, format.advice);
  }
  const Charset charset = GuessCharset(data, report.charset);
  const bool is_utf16 =
      charset == Charset::kUtf16Le || charset == Charset::kUtf16Be;
  if (!is_utf16 && data.find('\0') != data.npos) {
    const auto nuls =
        static_cast<size_t>(std::count(data.begin(), data.end(), '\0'));
    if (nuls * kBytesPerStrayNul > data.size()) {
      return BinaryContent("binary data", "send the report's text");
    }
  }
  if (charset == Charset::kUnknown) {
    return MakeError(absl::StatusCode::kInvalidArgument, "UNKNOWN_CHARSET",
                     "content: is neither UTF-8, UTF-16, GB18030 nor Big5; "
                     "convert it to UTF-8");
  }
  DecodedReport decoded = {.utf8 = ToUtf8(data, charset),
                           .charset = std::string(CharsetName(charset)),
                           .media_type = MediaType(report)};
  if (IsBlank(decoded.utf8)) return EmptyContent();
  return decoded;
}

}  // namespace qiusuo::parser
