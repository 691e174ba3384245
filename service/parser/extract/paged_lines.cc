#include "service/parser/extract/paged_lines.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "service/parser/extract/characters.h"
#include "service/parser/extract/line_writer.h"

namespace qiusuo::parser {
namespace {

size_t CountChars(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), IsLead));
}

char LastLead(std::string_view text) {
  size_t i = text.size();
  while (i > 0 && !IsLead(text[i - 1])) --i;
  return i == 0 ? '\0' : text[i - 1];
}

struct PageLine {
  double left = 0;
  double right = 0;
  double top = 0;
  double bottom = 0;
  // Of a Han character. Heights say less: they are those of the tallest font.
  double type_size = 0;
  std::string text = {};
  bool has_cells = false;
  bool of_page = false;  // running head or page number
};

void Trim(std::string& text) {
  text.erase(text.find_last_not_of(" \t\r\n") + 1);
  text.erase(0, text.find_first_not_of(" \t\r\n"));
}

// The size of the type of texts in one line: what their characters take on an average, where
// figures and letters are half as wide as Han. 0 of none.
double FindTypeSize(std::span<const PlacedText* const> texts) {
  double width = 0, ems = 0;
  for (const PlacedText* text : texts) {
    for (const char c : text->text) {
      constexpr double kNarrow = 0.5;
      if (IsLead(c)) ems += IsWide(c) ? 1 : kNarrow;
    }
    width += text->right - text->left;
  }
  return ems > 0 ? width / ems : 0;
}

// Joins the texts of one line, which are sorted from left to right.
PageLine JoinTexts(const std::vector<const PlacedText*>& texts) {
  constexpr double kCellGap = 1.5;  // in heights of a character
  PageLine line = {.left = texts.front()->left,
                   .right = texts.front()->right,
                   .top = texts.front()->top,
                   .bottom = texts.front()->bottom,
                   .type_size = FindTypeSize(texts)};
  // Titles set their characters apart: each stands alone.
  const bool is_spaced_out =
      std::all_of(texts.begin(), texts.end(), [](const PlacedText* text) {
        return CountChars(text->text) == 1 && IsWide(text->text.front());
      });
  for (const PlacedText* text : texts) {
    const double em = text->bottom - text->top;
    const double gap = text->left - line.right;
    if (!line.text.empty() && !is_spaced_out) {
      if (gap > kCellGap * em) {
        line.text += '\t';
        line.has_cells = true;
      } else if (!IsWide(LastLead(line.text)) && !IsWide(text->text.front())) {
        constexpr double kWordGap = 0.15;
        if (gap > kWordGap * em) line.text += ' ';
      }
    }
    line.text += text->text;
    line.right = std::max(line.right, text->right);
    line.top = std::min(line.top, text->top);
    line.bottom = std::max(line.bottom, text->bottom);
  }
  return line;
}

// The texts as lines, from the top of the page down.
std::vector<PageLine> JoinLines(std::vector<const PlacedText*> texts) {
  const auto middle = [](const PlacedText* text) {
    return (text->top + text->bottom) / 2;
  };
  std::stable_sort(texts.begin(), texts.end(),
                   [&](const PlacedText* a, const PlacedText* b) {
                     return middle(a) < middle(b);
                   });
  std::vector<PageLine> lines;
  for (size_t i = 0; i < texts.size();) {
    const double bottom = texts[i]->bottom;
    size_t end = i + 1;
    const double size = FindTypeSize({&texts[i], 1});
    // Figures stand in the middle of a label of two lines; lines are further apart.
    constexpr double kSameLine = 0.75;
    while (end < texts.size() && middle(texts[end]) < bottom &&
           middle(texts[end]) - middle(texts[i]) <
               kSameLine * std::max(size, FindTypeSize({&texts[end], 1}))) {
      ++end;
    }
    std::vector<const PlacedText*> row(texts.begin() + static_cast<long>(i),
                                       texts.begin() + static_cast<long>(end));
    std::stable_sort(row.begin(), row.end(),
                     [](const PlacedText* a, const PlacedText* b) {
                       return a->left < b->left;
                     });
    lines.push_back(JoinTexts(row));
    i = end;
  }
  return lines;
}

struct Margins {
  double left = 0;
  double right = 0;
};

// The margins of the running text: of the lines that are as wide as most.
Margins FindMargins(const std::vector<PageLine>& lines) {
  std::vector<double> lefts, rights;
  for (const PageLine& line : lines) {
    constexpr size_t kMinChars = 10;
    if (line.of_page || CountChars(line.text) < kMinChars) continue;
    lefts.push_back(line.left);
    rights.push_back(line.right);
  }
  if (lefts.empty()) return {};
  std::sort(lefts.begin(), lefts.end());
  std::sort(rights.begin(), rights.end());
  // A tenth may stick out: tables, titles.
  return {.left = lefts[lefts.size() / 10],
          .right = rights[rights.size() - 1 - rights.size() / 10]};
}

// Where the page is set in two columns: the place between them; 0 for one column. Both columns
// hold lines that fill them, which those of tables do not.
double FindGutter(const Page& page, const std::vector<PageLine>& lines) {
  constexpr size_t kMinLines = 10;
  const double middle = page.width / 2;
  size_t beside = 0, across = 0, left_full = 0, right_full = 0;
  for (const PageLine& line : lines) {
    if (line.left < middle && line.right > middle) {
      line.has_cells ? ++beside : ++across;
    }
  }
  if (beside < kMinLines || across * 10 > beside) return 0;
  for (const PlacedText& text : page.texts) {
    if (text.left < middle && text.right > middle) return 0;
    constexpr double kReach = 0.06;  // of the page's width
    if (text.right < middle && text.right > middle * (1 - kReach)) ++left_full;
    if (text.left > middle && text.left < middle * (1 + kReach)) ++right_full;
  }
  return left_full * 2 > beside && right_full * 2 > beside ? middle : 0;
}

std::vector<PageLine> ReadLines(const Page& page) {
  std::vector<const PlacedText*> texts;
  for (const PlacedText& text : page.texts) {
    if (!text.text.empty()) texts.push_back(&text);
  }
  std::vector<PageLine> lines = JoinLines(texts);
  const double gutter = FindGutter(page, lines);
  if (gutter == 0) return lines;
  const auto right = std::stable_partition(
      texts.begin(), texts.end(),
      [gutter](const PlacedText* text) { return text->left < gutter; });
  lines = JoinLines({texts.begin(), right});
  for (PageLine& line : JoinLines({right, texts.end()})) {
    lines.push_back(std::move(line));
  }
  return lines;
}

// A line without what differs from page to page.
std::string WithoutDigits(const std::string& text) {
  std::string kept;
  for (const char c : text) {
    if (c < '0' || c > '9') kept += c;
  }
  return kept;
}

bool IsPageNumber(const std::string& text) {
  constexpr size_t kMaxBytes = 24;
  bool has_digit = false;
  if (text.size() > kMaxBytes) return false;
  for (std::string_view rest = text; !rest.empty();) {
    constexpr std::string_view kMarks = " -/|0123456789";
    size_t size = 0;
    if (kMarks.find(rest.front()) != kMarks.npos) {
      has_digit |= rest.front() >= '0' && rest.front() <= '9';
      size = 1;
    }
    for (const std::string_view mark :
         {"—", "–", "－", "第", "页", "共", "·"}) {
      if (rest.starts_with(mark)) size = mark.size();
    }
    if (size == 0) return false;
    rest.remove_prefix(size);
  }
  return has_digit;
}

using Pages = std::vector<std::vector<PageLine>>;

// The first and the last line of a page, where running heads stand.
std::vector<PageLine*> EdgeLines(std::vector<PageLine>& lines) {
  std::vector<PageLine*> edges;
  if (!lines.empty()) edges.push_back(&lines.front());
  if (lines.size() > 1) edges.push_back(&lines.back());
  return edges;
}

// Marks page numbers, and lines that half of the pages have at their edge.
void MarkFurniture(Pages& pages) {
  constexpr size_t kMinPages = 3;
  for (std::vector<PageLine>& lines : pages) {
    for (PageLine* line : EdgeLines(lines)) {
      line->of_page = IsPageNumber(line->text);
    }
  }
  if (pages.size() < kMinPages) return;
  std::unordered_map<std::string, size_t> pages_with;
  for (std::vector<PageLine>& lines : pages) {
    for (const PageLine* line : EdgeLines(lines)) {
      ++pages_with[WithoutDigits(line->text)];
    }
  }
  for (std::vector<PageLine>& lines : pages) {
    for (PageLine* line : EdgeLines(lines)) {
      if (pages_with[WithoutDigits(line->text)] * 2 > pages.size()) {
        line->of_page = true;
      }
    }
  }
}

// An entry of a table of contents: dots up to the number of a page.
bool IsContentsEntry(const std::string& text) {
  const size_t number = text.find_last_not_of("0123456789 ");
  return number != text.npos && number + 1 < text.size() &&
         (text.find("……") != text.npos || text.find("....") != text.npos);
}

// Whether `next` goes on with the paragraph of `line`.
bool GoesOn(const PageLine& line, const Margins& margins, const PageLine& next,
            const Margins& next_margins) {
  constexpr double kIndent = 1.2;  // in sizes of the type
  constexpr double kShort = 1.6;
  const double em = line.type_size;
  return !line.has_cells && !next.has_cells && !IsContentsEntry(line.text) &&
         line.right >= margins.right - kShort * em &&
         next.left <= next_margins.left + kIndent * em &&
         std::abs(next.type_size - em) < em / 4;
}

}  // namespace

ExtractedText ReadPages(const std::vector<Page>& pages) {
  Pages lines_of;
  for (const Page& page : pages) {
    std::vector<PageLine> lines = ReadLines(page);
    for (PageLine& line : lines) Trim(line.text);
    std::erase_if(lines, [](const PageLine& l) { return l.text.empty(); });
    lines_of.push_back(std::move(lines));
  }
  MarkFurniture(lines_of);
  LineWriter writer;
  std::vector<const PageLine*> furniture;  // met since the paragraph began
  const PageLine* last = nullptr;
  Margins last_margins;
  const auto end_paragraph = [&] {
    writer.EndLine();
    for (const PageLine* line : furniture) {
      writer.Append(line->text);
      writer.EndLine({.zone = qiusuo::v1::ZONE_KIND_FOOTER});
    }
    furniture.clear();
  };
  for (const std::vector<PageLine>& lines : lines_of) {
    const Margins margins = FindMargins(lines);
    for (const PageLine& line : lines) {
      if (line.of_page) {
        furniture.push_back(&line);
        continue;
      }
      if (last != nullptr && !GoesOn(*last, last_margins, line, margins)) {
        end_paragraph();
      } else if (last != nullptr && !IsWide(LastLead(last->text)) &&
                 !IsWide(line.text.front())) {
        writer.Append(" ");
      }
      writer.Append(line.text);
      last = &line;
      last_margins = margins;
    }
  }
  end_paragraph();
  return writer.Take();
}

}  // namespace qiusuo::parser
