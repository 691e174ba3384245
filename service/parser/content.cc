#include "service/parser/content.h"

#include <array>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "proto/error_details.h"
#include "service/parser/charset.h"
#include "service/parser/decode.h"
#include "service/parser/extract/docx.h"
#include "service/parser/extract/format.h"
#include "service/parser/extract/html.h"
#include "service/parser/extract/markdown.h"
#include "service/parser/extract/ofd.h"
#include "service/parser/extract/pdf_layout.h"

namespace qiusuo::parser {
namespace {

constexpr std::string_view kPlain = "text/plain";
constexpr std::string_view kHtml = "text/html";
constexpr std::string_view kMarkdown = "text/markdown";
constexpr std::string_view kPdf = "application/pdf";
constexpr std::string_view kOfd = "application/ofd";
constexpr std::string_view kDocx =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

bool EndsWithAnyOf(std::string_view uri,
                   const std::array<std::string_view, 3>& endings) {
  uri = uri.substr(0, uri.find_first_of("?#"));
  for (const std::string_view ending : endings) {
    if (uri.ends_with(ending)) return true;
  }
  return false;
}

std::string_view MediaTypeOfText(const Report& report, std::string_view utf8) {
  if (LooksLikeHtml(utf8)) return kHtml;
  const std::string_view said = report.media_type;
  if (said.starts_with(kMarkdown)) return kMarkdown;
  if (said.starts_with(kHtml) || said.starts_with("application/xhtml")) {
    return kHtml;
  }
  if (said.starts_with(kPlain)) return kPlain;
  if (EndsWithAnyOf(report.uri, {".md", ".markdown", ".MD"})) return kMarkdown;
  if (EndsWithAnyOf(report.uri, {".html", ".htm", ".HTM"})) return kHtml;
  return kPlain;
}

// Entities and damaged members of a package can hold what is no character; it becomes U+FFFD.
void RepairUtf8(ExtractedText& text) {
  if (ValidUtf8Prefix(text.utf8).size() == text.utf8.size()) return;
  std::string repaired;
  size_t begin = 0;
  for (ExtractedLine& line : text.lines) {
    repaired +=
        ToUtf8(std::string_view(text.utf8).substr(begin, line.end_byte - begin),
               Charset::kUtf8);
    begin = std::exchange(line.end_byte, repaired.size());
  }
  text.utf8 = std::move(repaired);
}

Content WithText(ExtractedText text, std::string_view media_type,
                 std::string charset = {}) {
  RepairUtf8(text);
  return {.utf8 = std::move(text.utf8),
          .media_type = std::string(media_type),
          .charset = std::move(charset),
          .lines = std::move(text.lines)};
}

absl::StatusOr<Content> ReadTextContent(const Report& report) {
  // What a page says of itself is a word like the caller's.
  const std::string_view label =
      report.charset.empty() ? HtmlCharset(report.data) : report.charset;
  ASSIGN_OR_RETURN(DecodedText decoded, Decode(report.data, label));
  const std::string_view media_type = MediaTypeOfText(report, decoded.utf8);
  if (media_type == kPlain) {
    return Content{.utf8 = std::move(decoded.utf8),
                   .media_type = std::string(media_type),
                   .charset = std::move(decoded.charset)};
  }
  ASSIGN_OR_RETURN(ExtractedText text, media_type == kHtml
                                           ? ExtractHtml(decoded.utf8)
                                           : ExtractMarkdown(decoded.utf8));
  return WithText(std::move(text), media_type, std::move(decoded.charset));
}

absl::StatusOr<Content> ReadPackage(const Report& report) {
  ASSIGN_OR_RETURN(Package package, Package::Open(report.data));
  ASSIGN_OR_RETURN(const Format format, FormatOfPackage(package));
  if (format == Format::kOfd) {
    ASSIGN_OR_RETURN(ExtractedText text, ExtractOfd(package));
    return WithText(std::move(text), kOfd);
  }
  ASSIGN_OR_RETURN(ExtractedText text, ExtractDocx(package));
  return WithText(std::move(text), kDocx);
}

absl::StatusOr<Content> ReadPdf(const Report& report,
                                const ParseOptions& options) {
  if (!options.read_pdf) {
    return BinaryContent("a PDF document", "extract its text first");
  }
  ASSIGN_OR_RETURN(const std::string layout, options.read_pdf(report.data));
  ASSIGN_OR_RETURN(ExtractedText text, ExtractPdfLayout(layout));
  return WithText(std::move(text), kPdf);
}

absl::StatusOr<Content> ReadAnyContent(const Report& report,
                                       const ParseOptions& options) {
  ASSIGN_OR_RETURN(const Format format, FormatOf(report.data));
  switch (format) {
    case Format::kPdf:
      return ReadPdf(report, options);
    case Format::kZip:
      return ReadPackage(report);
    default:
      return ReadTextContent(report);
  }
}

}  // namespace

absl::StatusOr<Content> ReadContent(const Report& report,
                                    const ParseOptions& options) {
  RETURN_IF_ERROR(CheckNotBlank(report.data));
  ASSIGN_OR_RETURN(Content content, ReadAnyContent(report, options));
  RETURN_IF_ERROR(CheckNotBlank(content.utf8));
  // A small file may hold a large text.
  if (!content.lines.empty() &&
      content.utf8.size() > options.max_content_bytes) {
    const std::string limit = absl::StrCat(options.max_content_bytes);
    return MakeError(
        absl::StatusCode::kResourceExhausted, "CONTENT_TOO_LARGE",
        absl::StrCat("content: holds ", content.utf8.size(),
                     " bytes of text, at most ", limit, " are read"),
        {{"max_content_bytes", limit},
         {"size_bytes", absl::StrCat(content.utf8.size())}});
  }
  return content;
}

}  // namespace qiusuo::parser
