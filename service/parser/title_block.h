// File: service/parser/title_block.h
//
// The head of a report, above its text: title, document number, dates, speaker,
// addressee, and the menus of a site among them. By GB/T 9704-2012 (7.2, 7.3) and by custom.
//
//   国务院办公厅关于推进                     TITLE
//   政务新媒体健康有序发展的意见              TITLE
//   国办发〔2018〕123号                      DOCUMENT_NUMBER
//   各省、自治区、直辖市人民政府：            ADDRESSEE

#ifndef QIUSUO_SERVICE_PARSER_TITLE_BLOCK_H_
#define QIUSUO_SERVICE_PARSER_TITLE_BLOCK_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "qiusuo/v1/document.pb.h"
#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// A stretch of the text with one role.
struct ZoneSpan {
  qiusuo::v1::ZoneKind kind = qiusuo::v1::ZONE_KIND_UNSPECIFIED;
  CharSpan span;
};

struct TitleBlock {
  std::vector<ZoneSpan> zones;  // in text order, without overlap
  size_t end_line = 0;          // the first line that is not of the head
  std::string title;
  std::string issuer;  // by 发文机关标志 above the number, else empty
  std::string document_number;
  std::string source_site;
  // The day the text itself names (speech, adoption), else the day of publication.
  std::optional<qiusuo::v1::Date> stated_date;
  std::optional<qiusuo::v1::Date> published_date;
};

// ReadTitleBlock reads the head, which ends before `end_line`. `is_contents` tells lines of a
// table of contents, which may stand above the title or below.
TitleBlock ReadTitleBlock(const Text& text, const std::vector<Line>& lines,
                          const std::vector<bool>& is_contents,
                          size_t end_line);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_TITLE_BLOCK_H_
