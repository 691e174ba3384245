// File: service/parser/markup.h
//
// What the mark-up of a file said of its lines, brought to the lines of the text.

#ifndef QIUSUO_SERVICE_PARSER_MARKUP_H_
#define QIUSUO_SERVICE_PARSER_MARKUP_H_

#include <vector>

#include "service/parser/extract/extracted_text.h"
#include "service/parser/lines.h"
#include "service/parser/text.h"
#include "service/parser/title_block.h"

namespace qiusuo::parser {

struct MarkedUpLines {
  // The lines; headings know their level, and those that the mark-up gives to the page, not to
  // its text, are blank.
  std::vector<Line> lines;
  std::vector<ZoneSpan> zones;  // of those that are blank now, in text order
};

// ApplyMarkup answers `lines` with what `facts`, which cover the text or are empty, say of
// them; those of `record`, rising indexes, are RECORD.
MarkedUpLines ApplyMarkup(const Text& text,
                          const std::vector<ExtractedLine>& facts,
                          const std::vector<size_t>& record,
                          std::vector<Line> lines);

// LayZones answers `zones`, which cover the text, with `above` laid on top of them.
std::vector<ZoneSpan> LayZones(const std::vector<ZoneSpan>& zones,
                               const std::vector<ZoneSpan>& above);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_MARKUP_H_
