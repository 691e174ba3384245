// File: service/parser/content.h
//
// From what a caller sent to the text in it: finds out what kind of file it is, and takes
// the text out.
//
//   media type   from the bytes, then the caller's word, then the name
//   plain text   decode.h
//   HTML, Markdown, DOCX, OFD, PDF   extract/*.h

#ifndef QIUSUO_SERVICE_PARSER_CONTENT_H_
#define QIUSUO_SERVICE_PARSER_CONTENT_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/parser/extract/extracted_text.h"
#include "service/parser/parse_report.h"

namespace qiusuo::parser {

struct Content {
  std::string utf8;        // valid UTF-8; damaged bytes are U+FFFD
  std::string media_type;  // that was found: `text/html`
  std::string charset;     // that was found; empty for DOCX, OFD and PDF
  // What the mark-up says of the lines; empty for plain text.
  std::vector<ExtractedLine> lines = {};
};

// ReadContent answers the text of the report. Plain UTF-8 is answered byte for byte, but for
// what decode.h turns back. Errors as of ParseReport.
absl::StatusOr<Content> ReadContent(const Report& report,
                                    const ParseOptions& options);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_CONTENT_H_
