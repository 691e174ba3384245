// File: service/parser/publication_line.h
//
// The line of a page that says when and where its text was published.
//
//   日期：2024-12-16 浏览量：418 来源：清河日报责任编辑：李某

#ifndef QIUSUO_SERVICE_PARSER_PUBLICATION_LINE_H_
#define QIUSUO_SERVICE_PARSER_PUBLICATION_LINE_H_

#include <optional>

#include "service/parser/calendar_dates.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct PublicationLine {
  std::optional<CalendarDate> date;
  CharSpan site;  // empty if none is named
};

// ReadPublicationLine reads `2024-12-16 华博范文网`, `来源：解放日报`, `时间：2026-02-09`. nullopt for
// any other line.
std::optional<PublicationLine> ReadPublicationLine(const Text& text,
                                                   CharSpan ink);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_PUBLICATION_LINE_H_
