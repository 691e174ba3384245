#include "service/parser/run_in_headings.h"

#include <cstdint>

namespace qiusuo::parser {
namespace {

// With more characters than this, true headings are outnumbered by sentences.
constexpr size_t kMaxTitle = 16;
constexpr size_t kMinTitle = 4;
// Characters that two headings of one list share at their beginning.
constexpr size_t kParallel = 2;

// Points of a list may open with a dash: ——经济发展稳中有进。
size_t SkipDash(const Text& text, size_t begin) {
  while (text[begin] == U'—') ++begin;
  return begin;
}

// The place of the 。 that ends a short sentence beginning at `begin`, with text
// behind it; 0 if it does not end so.
size_t FindTitleStop(const Text& text, size_t begin, size_t end) {
  begin = SkipDash(text, begin);
  for (size_t i = begin; i < end && i <= begin + kMaxTitle; ++i) {
    switch (text[i]) {
      case U'。':
        return i >= begin + kMinTitle && i + 1 < end ? i : 0;
      case U'!':
      case U'?':
      case U';':
      case U':':
        return 0;
      default:
        break;
    }
  }
  return 0;
}

// How a paragraph opens. Neighbours are of one list if they open alike.
enum class Opening { kText, kTitle, kDashedTitle };

class RunInFinder {
 public:
  RunInFinder(const Text& text, const std::vector<Line>& lines,
              const std::vector<bool>& is_body, const std::vector<Mark>& marks)
      : text_(text), lines_(lines), is_marked_(lines.size(), false) {
    for (const Mark& mark : marks) {
      if (mark.at_line_start) is_marked_[mark.line] = true;
    }
    for (size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].blank()) continue;
      const CharSpan ink = lines[i].ink;
      const bool opens = is_body[i] && !is_marked_[i] &&
                         FindTitleStop(text, ink.begin, ink.end) > 0;
      const bool is_dashed = SkipDash(text, ink.begin) > ink.begin;
      paragraphs_.push_back(i);
      openings_.push_back(!opens      ? Opening::kText
                          : is_dashed ? Opening::kDashedTitle
                                      : Opening::kTitle);
    }
  }

  std::vector<Mark> Find() {
    for (size_t p = 0; p < paragraphs_.size(); ++p) {
      if (openings_[p] == Opening::kText) continue;
      const bool has_before = p > 0 && openings_[p - 1] == openings_[p];
      const bool has_after =
          p + 1 < paragraphs_.size() && openings_[p + 1] == openings_[p];
      const size_t hidden = has_before || p < 2 ? 0 : FindHidden(p);
      if (hidden > 0) Add(hidden, paragraphs_[p - 1], false);
      if (has_before || has_after || hidden > 0) {
        Add(lines_[paragraphs_[p]].ink.begin, paragraphs_[p], true);
      }
    }
    return std::move(found_);
  }

 private:
  // Where in the section's first paragraph, right before paragraph p, a heading stands
  // that begins like that of p; 0 if none does.
  size_t FindHidden(size_t p) const {
    const size_t lead = paragraphs_[p - 1];
    if (is_marked_[lead] || !is_marked_[paragraphs_[p - 2]]) return 0;
    const CharSpan ink = lines_[lead].ink;
    const size_t twin = lines_[paragraphs_[p]].ink.begin;
    for (size_t i = ink.begin; i + kParallel < ink.end; ++i) {
      if (text_[i] != U'。') continue;
      const size_t begin = i + 1;
      if (text_.Folded({begin, begin + kParallel}) ==
              text_.Folded({twin, twin + kParallel}) &&
          FindTitleStop(text_, begin, ink.end) > 0) {
        return begin;
      }
    }
    return 0;
  }

  void Add(size_t begin, size_t line, bool at_line_start) {
    Mark mark;
    mark.scheme = qiusuo::v1::SECTION_SCHEME_UNNUMBERED;
    mark.text_begin = SkipDash(text_, begin);
    mark.marker = {begin, mark.text_begin};
    mark.line = line;
    mark.at_line_start = at_line_start;
    found_.push_back(mark);
  }

  const Text& text_;
  const std::vector<Line>& lines_;
  std::vector<bool> is_marked_;
  std::vector<size_t> paragraphs_;  // the lines that are not blank
  std::vector<Opening> openings_;   // by paragraph
  std::vector<Mark> found_;
};

}  // namespace

std::vector<Mark> FindRunInHeadings(const Text& text,
                                    const std::vector<Line>& lines,
                                    const std::vector<bool>& is_body,
                                    const std::vector<Mark>& marks) {
  return RunInFinder(text, lines, is_body, marks).Find();
}

}  // namespace qiusuo::parser
