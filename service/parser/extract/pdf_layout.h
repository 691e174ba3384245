// File: service/parser/extract/pdf_layout.h
//
// The words of a PDF with their places, as poppler's `pdftotext -bbox` writes them, as
// text. Poppler itself runs in a process of its own (service/server/pdf_reader.h).

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_PDF_LAYOUT_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_PDF_LAYOUT_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "service/parser/extract/extracted_text.h"

namespace qiusuo::parser {

// ExtractPdfLayout answers the text of the pages in `xhtml`. INVALID_ARGUMENT: NO_TEXT if
// they hold no word (a scanned PDF); BINARY_CONTENT if it is no such XHTML.
absl::StatusOr<ExtractedText> ExtractPdfLayout(std::string_view xhtml);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_PDF_LAYOUT_H_
