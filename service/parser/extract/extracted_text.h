// File: service/parser/extract/extracted_text.h
//
// What a file that is no plain text says: its text, line by line, and what its
// mark-up knows about each line.
//
//   <h2>一、总体要求</h2><p>到2025年…</p>
//     utf8 == "一、总体要求\n到2025年…\n", lines[0].heading == 2

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_EXTRACTED_TEXT_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_EXTRACTED_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "qiusuo/v1/document.pb.h"

namespace qiusuo::parser {

struct ExtractedLine {
  size_t end_byte = 0;  // of the text, past the line end
  int heading = 0;      // level that the mark-up gives it, from 1; 0 for none
  // What the mark-up says the line is; UNSPECIFIED where it says nothing.
  qiusuo::v1::ZoneKind zone = qiusuo::v1::ZONE_KIND_UNSPECIFIED;
};

struct ExtractedText {
  // Lines, each ended by LF. Where the file names what is no character (&#99999999999;), bytes
  // may be no UTF-8: content.h repairs them.
  std::string utf8;
  std::vector<ExtractedLine> lines;  // cover the text, in order
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_EXTRACTED_TEXT_H_
