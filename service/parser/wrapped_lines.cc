#include "service/parser/wrapped_lines.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

#include "service/parser/han_digits.h"
#include "service/parser/marks.h"

namespace qiusuo::parser {
namespace {

// In halves of a Han character, as pages are set; blanks do not count, for programs put
// them between all characters.
constexpr size_t kMinWidth = 40;
constexpr size_t kMaxWidth = 120;
// A line may lack two characters, or have two more, for the sake of its last mark.
constexpr size_t kSlack = 4;
// A line of more characters than this, blanks included, is a paragraph.
constexpr size_t kMaxLine = 200;
constexpr size_t kMinWrapped = 12;
// A shorter line may be a heading, whatever its form.
constexpr size_t kMinBroken = 18;
// Lines that are judged by themselves where the pages of a text differ.
constexpr size_t kBlock = 128;
// The blanks that open a paragraph.
constexpr size_t kIndent = 2;

using Counts = std::array<size_t, kMaxWidth + kSlack + 1>;

// Of a line of text; 0 for a row, which wide gaps part into columns.
size_t WidthOf(std::u32string_view ink) {
  if (ink.size() > kMaxLine) return kMaxLine;
  size_t width = 0;
  size_t blanks = 0;
  for (const char32_t c : ink) {
    blanks = c == U' ' ? blanks + 1 : 0;
    if (blanks == 4) return 0;
    if (blanks == 0) width += IsDigit(c) || IsLatin(c) ? 1 : 2;
  }
  return width;
}

// Whether a sentence may go on behind the line.
bool BreaksOff(const Text& text, CharSpan ink) {
  const char32_t last = text[ink.end - 1];
  return IsAnyHan(last) || IsDigit(last) || last == U',' || last == U'、' ||
         last == U'“';
}

// Whether it is worth while to measure the lines.
bool MayBeWrapped(const Text& text, const std::vector<Line>& lines,
                  const std::vector<bool>& is_body) {
  size_t broken = 0;
  size_t paragraphs = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const CharSpan ink = lines[i].ink;
    if (!is_body[i] || ink.size() < kMinWidth / 2) continue;
    if (ink.size() > kMaxLine) {
      ++paragraphs;
    } else if (BreaksOff(text, ink)) {
      ++broken;
    }
  }
  return broken >= kMinWrapped && paragraphs * 4 <= broken;
}

bool IsNear(size_t width, size_t page_width) {
  return width + kSlack >= page_width && width <= page_width + kSlack;
}

size_t CountNear(const Counts& counts, size_t width) {
  const auto begin = counts.begin() + static_cast<std::ptrdiff_t>(width);
  constexpr auto kReach = static_cast<std::ptrdiff_t>(kSlack);
  return std::accumulate(begin - kReach, begin + kReach + 1, size_t{0});
}

// The width of the page that lines [begin, end) were set on; 0 if they have a line for each
// paragraph.
size_t MeasurePage(const Text& text, const std::vector<Line>& lines,
                   const std::vector<bool>& is_body, size_t begin, size_t end) {
  Counts counts = {};
  size_t broken = 0;
  size_t paragraphs = 0;  // in lines of their own, wider than a page
  for (size_t i = begin; i < end; ++i) {
    const CharSpan ink = lines[i].ink;
    if (!is_body[i] || ink.size() < kMinWidth / 2) continue;
    // Headings break off as well, and may be as wide as each other.
    const bool breaks_off =
        BreaksOff(text, ink) && !ReadMark(text, ink.begin).has_value();
    if (!breaks_off && ink.size() <= kMaxWidth) continue;
    const size_t width = WidthOf(text.Folded(ink));
    if (width > kMaxWidth) ++paragraphs;
    if (!breaks_off || width < kMinWidth || width > kMaxWidth) continue;
    ++broken;
    ++counts[width];
  }
  size_t most = 0;
  size_t page_width = 0;
  for (size_t width = kMinWidth; width <= kMaxWidth; ++width) {
    const size_t count = CountNear(counts, width);
    if (count <= most) continue;
    most = count;
    page_width = width;
  }
  const bool is_wrapped =
      most >= kMinWrapped && most * 2 >= broken && paragraphs * 4 <= most;
  return is_wrapped ? page_width : 0;
}

// Lines that a paragraph has at the most.
constexpr size_t kMaxParagraph = 80;

}  // namespace

WrappedLines::WrappedLines(const Text& text, const std::vector<Line>& lines,
                           const std::vector<bool>& is_body)
    : text_(text), lines_(lines), is_body_(is_body) {
  if (!MayBeWrapped(text, lines, is_body)) return;
  page_width_ = MeasurePage(text, lines, is_body, 0, lines.size());
  if (page_width_ > 0 || lines.size() <= kBlock) return;
  for (size_t begin = 0; begin < lines.size(); begin += kBlock) {
    block_widths_.push_back(MeasurePage(
        text, lines, is_body, begin, std::min(begin + kBlock, lines.size())));
  }
}

size_t WrappedLines::PageWidth(size_t i) const {
  return block_widths_.empty() ? page_width_ : block_widths_[i / kBlock];
}

size_t WrappedLines::Continuation(size_t i, bool in_sentence) const {
  const CharSpan ink = lines_[i].ink;
  if (!BreaksOff(text_, ink)) return i;
  size_t next = i + 1;
  if (next < lines_.size() && Ink(text_, lines_[next].span).empty()) ++next;
  if (next >= lines_.size() || !is_body_[next] || lines_[next].blank() ||
      WidthOf(text_.Folded(lines_[next].ink)) == 0) {
    return i;
  }
  const char32_t last = text_[ink.end - 1];
  const size_t page_width = PageWidth(i);
  const bool begins_paragraph =
      lines_[next].ink.begin >= lines_[next].span.begin + kIndent;
  const bool is_broken =
      last == U',' || last == U'、' ||
      (in_sentence && ink.size() >= kMinBroken && !begins_paragraph) ||
      (page_width > 0 && IsNear(WidthOf(text_.Folded(ink)), page_width));
  return is_broken ? next : i;
}

size_t WrappedLines::ParagraphEnd(size_t i) const {
  const size_t page_width = PageWidth(i);
  if (page_width == 0) return i;
  const size_t limit = std::min(lines_.size(), i + kMaxParagraph);
  size_t last = i;
  for (size_t line = i; line < limit; ++line) {
    const CharSpan ink = lines_[line].ink;
    if (lines_[line].blank() || !is_body_[line]) continue;
    if (line > i && lines_[line].ink.begin >= lines_[line].span.begin + kIndent)
      break;
    last = line;
    if (!BreaksOff(text_, ink) &&
        !IsNear(WidthOf(text_.Folded(ink)), page_width)) {
      break;
    }
  }
  return last;
}

}  // namespace qiusuo::parser
