#include "service/parser/extract/format.h"

#include <array>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "proto/error_details.h"

namespace qiusuo::parser {
namespace {

using std::string_view_literals::operator""sv;

// What a format's files hold in one place, and what to do with one.
struct Magic {
  std::string_view bytes;
  std::string_view name;
  std::string_view advice;
  size_t place = 0;
  std::string_view first = {};  // what else they begin with
};

constexpr std::array kMagics = {
    Magic{"{\\rtf"sv, "an RTF document", "save it as DOCX or plain text"},
    Magic{"\x89PNG"sv, "a PNG image", "recognise its text (OCR) first"},
    Magic{"\xff\xd8\xff"sv, "a JPEG image", "recognise its text (OCR) first"},
    Magic{"GIF8"sv, "a GIF image", "recognise its text (OCR) first"},
    Magic{"II*\0"sv, "a TIFF image", "recognise its text (OCR) first"},
    Magic{"MM\0*"sv, "a TIFF image", "recognise its text (OCR) first"},
    Magic{"\0\0\0\0"sv, "a BMP image", "recognise its text (OCR) first", 6,
          "BM"},
    Magic{"WEBP"sv, "a WebP image", "recognise its text (OCR) first", 8,
          "RIFF"},
    Magic{"\x1f\x8b"sv, "a gzip file", "unpack it first"},
    Magic{"BZh9"sv, "a bzip2 file", "unpack it first"},
    Magic{"\xfd"
          "7zXZ\0"sv,
          "an xz file", "unpack it first"},
    Magic{"7z\xbc\xaf"sv, "a 7-Zip archive", "unpack it first"},
    Magic{"Rar!\x1a"sv, "a RAR archive", "unpack it first"},
    Magic{"ustar"sv, "a tar archive", "unpack it first", 257},
    Magic{"\x28\xb5\x2f\xfd"sv, "a Zstandard file", "unpack it first"},
    Magic{"\x7f"
          "ELF"sv,
          "a program", "send the report's text"},
    Magic{"SQLite format 3\0"sv, "an SQLite database",
          "send the report's text"},
};

// The same of formats that are text, and begin in several ways.
constexpr std::array kTextMarks = {
    Magic{"multipart/related", "a web archive (MHT)", "save it as HTML first"},
    Magic{"<w:wordDocument", "a Word 2003 XML document",
          "save it as DOCX first"},
    Magic{"<pkg:package", "a flat Word XML document", "save it as DOCX first"},
};

// The mark that a text of mail headers or XML holds near its beginning; nullptr if none.
const Magic* FindTextMark(std::string_view bytes) {
  constexpr size_t kHead = 4096;
  const std::string_view head = bytes.substr(0, kHead);
  if (!head.starts_with("MIME-Version:") && !head.starts_with("From:") &&
      !head.starts_with("<?xml") && !head.starts_with("\xef\xbb\xbf<?xml")) {
    return nullptr;
  }
  for (const Magic& mark : kTextMarks) {
    if (head.find(mark.bytes) != head.npos) return &mark;
  }
  return nullptr;
}

absl::Status Encrypted() {
  return MakeError(absl::StatusCode::kInvalidArgument, "ENCRYPTED_CONTENT",
                   "content: has a password; save it without one");
}

std::string Utf16(std::string_view ascii) {
  std::string wide;
  for (const char c : ascii) {
    wide += c;
    wide += '\0';
  }
  return wide;
}

// A compound file of the old Office (DOC, XLS, PPT, WPS), told by the names of its streams.
absl::Status CompoundFile(std::string_view bytes) {
  const auto has = [bytes](std::string_view stream) {
    return bytes.find(Utf16(stream)) != bytes.npos;
  };
  if (has("EncryptedPackage")) return Encrypted();
  if (has("WordDocument")) {
    return BinaryContent("a DOC or WPS document", "save it as DOCX first");
  }
  if (has("Workbook") || has("Book")) {
    return BinaryContent("an XLS or ET workbook",
                         "save its tables as CSV or plain text first");
  }
  if (has("PowerPoint Document")) {
    return BinaryContent("a PPT or DPS presentation",
                         "save it as plain text first");
  }
  return BinaryContent("a DOC, XLS or WPS document", "save it as DOCX first");
}

}  // namespace

absl::Status BinaryContent(std::string_view name, std::string_view advice) {
  return MakeError(absl::StatusCode::kInvalidArgument, "BINARY_CONTENT",
                   absl::StrCat("content: is ", ToAbsl(name), ", not text; ",
                                ToAbsl(advice)));
}

absl::StatusOr<Format> FormatOf(std::string_view bytes) {
  // Some programs write a few bytes before a PDF's mark.
  constexpr size_t kPdfHead = 1024;
  const size_t pdf = bytes.substr(0, kPdfHead).find("%PDF-");
  if (pdf == 0 || (pdf != bytes.npos && bytes.find('\0') != bytes.npos)) {
    return Format::kPdf;
  }
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
    return Format::kZip;
  }
  if (bytes.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
    return CompoundFile(bytes);
  }
  for (const Magic& magic : kMagics) {
    if (bytes.size() >= magic.place && bytes.starts_with(magic.first) &&
        bytes.substr(magic.place).starts_with(magic.bytes)) {
      return BinaryContent(magic.name, magic.advice);
    }
  }
  if (const Magic* mark = FindTextMark(bytes)) {
    return BinaryContent(mark->name, mark->advice);
  }
  return Format::kText;
}

absl::StatusOr<Format> FormatOfPackage(const Package& package) {
  if (package.Has("OFD.xml")) return Format::kOfd;
  if (package.Has("xl/workbook.xml")) {
    return BinaryContent("an XLSX workbook",
                         "save its tables as CSV or plain text first");
  }
  if (package.Has("ppt/presentation.xml")) {
    return BinaryContent("a PPTX presentation", "save it as plain text first");
  }
  if (package.Has("word/document.xml") || package.Has("_rels/.rels")) {
    return Format::kDocx;
  }
  if (package.Has("content.xml") && package.Has("mimetype")) {
    return BinaryContent("an OpenDocument file", "save it as DOCX first");
  }
  return BinaryContent("a ZIP archive", "unpack it first");
}

}  // namespace qiusuo::parser
