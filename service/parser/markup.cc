#include "service/parser/markup.h"

#include <cstddef>
#include <utility>

namespace qiusuo::parser {
namespace {

// A heading of the mark-up that is a sentence or more is a paragraph in large type.
constexpr size_t kMaxHeading = 60;

// Adds a zone behind the others; neighbours of one kind are one zone.
void AddZone(const ZoneSpan& zone, std::vector<ZoneSpan>& zones) {
  if (zone.span.empty()) return;
  if (!zones.empty() && zones.back().kind == zone.kind &&
      zones.back().span.end == zone.span.begin) {
    zones.back().span.end = zone.span.end;
  } else {
    zones.push_back(zone);
  }
}

bool MayBeHeading(const Text& text, CharSpan ink) {
  return ink.size() <= kMaxHeading && text[ink.end - 1] != U'。';
}

}  // namespace

MarkedUpLines ApplyMarkup(const Text& text,
                          const std::vector<ExtractedLine>& facts,
                          const std::vector<size_t>& record,
                          std::vector<Line> lines) {
  MarkedUpLines marked;
  if (facts.empty() && record.empty()) {
    marked.lines = std::move(lines);
    return marked;
  }
  size_t next_fact = 0;
  size_t next_record = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    ExtractedLine fact;
    const auto begin = static_cast<size_t>(text.ByteOffset(line.span.begin));
    while (next_fact < facts.size() && facts[next_fact].end_byte <= begin) {
      ++next_fact;
    }
    if (next_fact < facts.size()) fact = facts[next_fact];
    if (next_record < record.size() && record[next_record] == i) {
      fact.zone = qiusuo::v1::ZONE_KIND_RECORD;
      ++next_record;
    }
    if (line.blank()) continue;
    if (fact.zone != qiusuo::v1::ZONE_KIND_UNSPECIFIED) {
      AddZone({fact.zone, line.span}, marked.zones);
      line.ink = {line.span.begin, line.span.begin};
    } else if (MayBeHeading(text, line.ink)) {
      line.heading = fact.heading;
    }
  }
  marked.lines = std::move(lines);
  return marked;
}

std::vector<ZoneSpan> LayZones(const std::vector<ZoneSpan>& zones,
                               const std::vector<ZoneSpan>& above) {
  std::vector<ZoneSpan> laid;
  size_t next = 0;
  for (ZoneSpan zone : zones) {
    for (; next < above.size() && above[next].span.begin < zone.span.end;
         ++next) {
      AddZone({zone.kind, {zone.span.begin, above[next].span.begin}}, laid);
      AddZone(above[next], laid);
      zone.span.begin = above[next].span.end;
    }
    if (zone.span.begin < zone.span.end) AddZone(zone, laid);
  }
  return laid;
}

}  // namespace qiusuo::parser
