#include "service/parser/extract/main_content.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "service/parser/extract/page_title.h"

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

// Who issued a text and when stands below its title, on some pages in a block of the page's.
bool IsOfHead(std::string_view text, const WrittenLine& line) {
  text = text.substr(line.begin, line.end - line.begin);
  if (IsMostlyLinks(line)) return false;
  constexpr std::array<std::string_view, 10> kEnds = {
      "局", "厅", "队", "政府", "院", "委员会", "日", "月）", "日）", "会议上"};
  return std::any_of(kEnds.begin(), kEnds.end(),
                     [text](auto end) { return text.ends_with(end); });
}

// Where the red head begins whose last line stands above `title`: 某县人民政府文件 and the
// number below it are no menu. `title` if there is none.
size_t RedHeadAbove(const HtmlPage& page, size_t title) {
  constexpr size_t kMaxLines = 4;
  constexpr std::string_view kPaper = "文件";
  size_t first = title;
  for (size_t i = title; i > 0 && title - i < kMaxLines; --i) {
    const WrittenLine& line = page.writer.lines()[i - 1];
    if (line.facts.furniture || line.link_bytes > 0) break;
    const std::string_view text =
        std::string_view(page.writer.text())
            .substr(line.begin, line.end - line.begin);
    // 发文字号：〔2024〕5号 is a record's.
    if (text.find("：") != text.npos) break;
    if (text.find("〔") != text.npos ||
        (text.ends_with(kPaper) && text.size() > 2 * kPaper.size())) {
      first = i - 1;
    }
  }
  return first;
}

// 附件1：预算表.xlsx below a text names what belongs to it.
bool NamesFile(std::string_view text, const WrittenLine& line) {
  text = text.substr(line.begin, line.end - line.begin);
  if (text.starts_with("附件")) return true;
  constexpr std::array<std::string_view, 9> kEnds = {
      ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".zip", ".rar"};
  return std::any_of(kEnds.begin(), kEnds.end(),
                     [text](auto end) { return text.ends_with(end); });
}

// A row of a table, or more than a few words.
bool IsRowOrText(std::string_view text, const WrittenLine& line) {
  constexpr size_t kMaxBytes = 240;
  text = text.substr(line.begin, line.end - line.begin);
  return text.size() > kMaxBytes || text.find('\t') != text.npos;
}

struct LineRange {
  size_t begin = 0;
  size_t end = 0;
};

struct MainContent {
  LineRange lines;
  size_t first_prose =
      0;  // the first line of prose in it; its end if there is none
  size_t end_prose = 0;  // behind the last one
};

// The lines of the innermost block that holds nearly all prose; all lines if there is
// no prose.
MainContent FindMain(const HtmlPage& page) {
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
  MainContent main = {.lines = {0, lines.size()},
                      .first_prose = lines.size(),
                      .end_prose = lines.size()};
  if (all == 0) return main;
  int innermost = -1;
  for (size_t i = 0; i < page.blocks.size(); ++i) {
    const HtmlBlock& block = page.blocks[i];
    const size_t held =
        prose_before[block.end_line] - prose_before[block.first_line];
    if (block.parent == innermost && held * 100 >= all * kPercent) {
      innermost = static_cast<int>(i);
      main.lines = {block.first_line, block.end_line};
    }
  }
  main.first_prose = main.lines.begin;
  main.end_prose = main.lines.end;
  const auto is_prose = [&](size_t i) {
    return prose_before[i] < prose_before[i + 1];
  };
  while (!is_prose(main.first_prose)) ++main.first_prose;
  while (!is_prose(main.end_prose - 1)) --main.end_prose;
  return main;
}

}  // namespace

std::vector<ZoneKind> ZonesOfPage(const HtmlPage& page) {
  const std::vector<WrittenLine>& lines = page.writer.lines();
  const MainContent main = FindMain(page);
  const size_t title =
      FindTitleLine(page.writer, page.titles, main.first_prose);
  const bool has_title = title < main.first_prose;
  const size_t head = has_title ? RedHeadAbove(page, title) : 0;
  // Up to the head all is the site's; below it and around the text, what the tree says.
  const size_t above = has_title ? main.first_prose : main.lines.begin;
  std::vector<ZoneKind> zones(lines.size(), qiusuo::v1::ZONE_KIND_UNSPECIFIED);
  bool is_below_site = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    const WrittenLine& line = lines[i];
    const bool of_page = line.facts.furniture || IsMostlyLinks(line);
    if (i < head) {
      zones[i] = qiusuo::v1::ZONE_KIND_NAVIGATION;
    } else if (i < above) {
      if (of_page && i != title && line.facts.heading == 0 &&
          !SaysSource(page.writer.text(), line) &&
          !(i > head && IsOfHead(page.writer.text(), line))) {
        zones[i] = qiusuo::v1::ZONE_KIND_NAVIGATION;
      }
    } else if (i >= main.lines.end) {
      if (IsMostlyLinks(line)) {
        zones[i] = qiusuo::v1::ZONE_KIND_RELATED_LINKS;
      } else if (line.facts.furniture ||
                 (is_below_site && !IsRowOrText(page.writer.text(), line))) {
        zones[i] = qiusuo::v1::ZONE_KIND_FOOTER;
      }
      is_below_site |= of_page && !NamesFile(page.writer.text(), line);
    }
  }
  return zones;
}

}  // namespace qiusuo::parser
