// File: service/parser/extract/ofd.h
//
// OFD, the fixed-layout format of Chinese offices (GB/T 33190-2016), as text.

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_OFD_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_OFD_H_

#include "absl/status/statusor.h"
#include "service/parser/extract/extracted_text.h"
#include "service/parser/extract/package.h"

namespace qiusuo::parser {

// ExtractOfd answers the text objects of all pages in reading order (down the page, then
// from left to right), those of one height as one line; paragraphs as of paged_lines.h.
// Elements are known by their local names, so both namespaces in use are read. Errors as of
// Package; BINARY_CONTENT for a package that is no OFD, and NO_TEXT for pages of pictures
// alone.
absl::StatusOr<ExtractedText> ExtractOfd(Package& package);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_OFD_H_
