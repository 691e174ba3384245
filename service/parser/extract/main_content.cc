#include "service/parser/extract/main_content.h"

#include <cstddef>
#include <string_view>

namespace qiusuo::parser {
namespace {

using qiusuo::v1::ZoneKind;

bool IsMostlyLinks(const WrittenLine& line) {
  return line.link_bytes * 2 > line.end - line.begin;
}

size_t Count(std::string_view text, std::string_view mark) {
  size_t count = 0;
  for (size_t at = text.find(mark); at != text.npos;
       at = text.find(mark, at + mark.size())) {
    ++count;
  }
  return count;
}

bool IsProse(std::string_view text, const WrittenLine& line) {
  constexpr size_t kMinCommas = 2;
  if (IsMostlyLinks(line)) return false;
  text = text.substr(line.begin, line.end - line.begin);
  return text.find("。") != text.npos || Count(text, "，") >= kMinCommas;
}

// When and by whom a text was published stands among the furniture of many pages.
bool SaysSource(std::string_view text, const WrittenLine& line) {
  text = text.substr(line.begin, line.end - line.begin);
  for (const std::string_view word : {"来源", "发布", "日期", "时间"}) {
    if (text.find(word) != text.npos) return true;
  }
  return false;
}

struct LineRange {
  size_t begin = 0;
  size_t end = 0;
};

// The lines of the innermost block that holds nearly all prose; all lines if there is
// no prose.
LineRange FindMain(const HtmlPage& page) {
  constexpr size_t kPercent = 95;
  const std::vector<WrittenLine>& lines = page.writer.lines();
  std::vector<size_t> prose_before = {0};  // bytes, for each line
  prose_before.reserve(lines.size() + 1);
  for (const WrittenLine& line : lines) {
    const size_t bytes =
        IsProse(page.writer.text(), line) ? line.end - line.begin : 0;
    prose_before.push_back(prose_before.back() + bytes);
  }
  const size_t all = prose_before.back();
  LineRange main = {0, lines.size()};
  if (all == 0) return main;
  int innermost = -1;
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    const HtmlBlock& block = page.blocks[i];
    const size_t held =
        prose_before[block.end_line] - prose_before[block.first_line];
    if (block.parent == innermost && held * 100 >= all * kPercent) {
      innermost = static_cast<int>(i);
      main = {block.first_line, block.end_line};
    }
  }
  return main;
}

}  // namespace

std::vector<ZoneKind> ZonesOfPage(const HtmlPage& page) {
  const std::vector<WrittenLine>& lines = page.writer.lines();
  const LineRange main = FindMain(page);
  std::vector<ZoneKind> zones(lines.size(), qiusuo::v1::ZONE_KIND_UNSPECIFIED);
  for (size_t i = 0; i < lines.size(); ++i) {
    const WrittenLine& line = lines[i];
    const bool of_page = line.facts.furniture || IsMostlyLinks(line);
    if (i < main.begin) {
      if (of_page && line.facts.heading == 0 &&
          !SaysSource(page.writer.text(), line)) {
        zones[i] = qiusuo::v1::ZONE_KIND_NAVIGATION;
      }
    } else if (i >= main.end) {
      if (IsMostlyLinks(line)) {
        zones[i] = qiusuo::v1::ZONE_KIND_RELATED_LINKS;
      } else if (line.facts.furniture) {
        zones[i] = qiusuo::v1::ZONE_KIND_FOOTER;
      }
    }
  }
  return zones;
}

}  // namespace qiusuo::parser
