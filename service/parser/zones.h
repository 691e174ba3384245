// File: service/parser/zones.h
//
// What each stretch of a report is, and what its title block and signature say.
//
// Nothing is cut: menus and adverts are marked as what they are, and sections and
// metrics come from BODY and ATTACHMENT alone.

#ifndef QIUSUO_SERVICE_PARSER_ZONES_H_
#define QIUSUO_SERVICE_PARSER_ZONES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "qiusuo/v1/document.pb.h"
#include "service/parser/lines.h"
#include "service/parser/parts.h"
#include "service/parser/text.h"
#include "service/parser/title_block.h"

namespace qiusuo::parser {

struct Layout {
  std::vector<ZoneSpan> zones;  // cover the text, in order, without overlap
  std::vector<bool> is_body;    // for each line: BODY or ATTACHMENT
  std::vector<Part> parts;      // attachments and the like, in order
  std::string title;
  std::string issuer;
  std::string document_number;
  std::string source_site;
  std::optional<qiusuo::v1::Date> issue_date;
};

// ReadLayout answers the layout of a text with these lines, whole lines of which are
// duplicates of others, or garbled. Time is linear in the size of the text.
Layout ReadLayout(const Text& text, const std::vector<Line>& lines,
                  const std::vector<CharSpan>& duplicates,
                  const std::vector<CharSpan>& garbled);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_ZONES_H_
