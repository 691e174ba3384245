#include "service/parser/plain_headings.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMinTitle = 4;
constexpr size_t kMaxTitle = 30;
// Longest numbered heading that one without a number stands right below; a longer one may
// go on in the next line.
constexpr size_t kMaxAbove = 20;
// The least text of the paragraph below a heading.
constexpr size_t kMinText = 50;

constexpr CharacterSet kNeverInTitle{U"。;:!?|#*<>@/=_[]{}…"};

// Whether the words are `part`, with or without blanks between (序　言).
bool IsSpacedOut(std::u32string_view words, std::u32string_view part) {
  size_t matched = 0;
  for (const char32_t c : words) {
    if (c == U' ') continue;
    if (matched == part.size() || part[matched] != c) return false;
    ++matched;
  }
  return matched == part.size();
}

// Whether a title may begin so: with a word, or with a number that no blank parts from it.
bool BeginsTitle(std::u32string_view words) {
  const size_t word = words.find_first_not_of(U"0123456789");
  return word != words.npos &&
         (words[word] >= 0x3400 || IsOneOf(words.front(), U"“《【"));
}

bool EndsTitle(std::u32string_view words) {
  // What was lost at the end may have been a stop.
  return !IsOneOf(words.back(), U",、(—%\uFFFD") && !IsDigit(words.back());
}

// Whether a stop ends the words, inside quotation marks and brackets as well. Words that only
// a ” or a bracket ends may be a cell of a table; those in brackets are a remark.
bool EndsWithStop(std::u32string_view words) {
  if (words.front() == U'(' && words.back() == U')') return true;
  const size_t last = words.find_last_not_of(U"”)");
  return last != words.npos && IsOneOf(words[last], U"。!?;…");
}

class PlainHeadingFinder {
 public:
  PlainHeadingFinder(const Text& text, const std::vector<Line>& lines,
                     const std::vector<bool>& is_body,
                     const std::vector<size_t>& part_lines,
                     const std::vector<Mark>& marks)
      : text_(text),
        lines_(lines),
        is_body_(is_body),
        first_marks_(lines.size(), nullptr),
        is_part_(lines.size(), false) {
    for (const Mark& mark : marks) {
      if (mark.at_line_start && first_marks_[mark.line] == nullptr)
        first_marks_[mark.line] = &mark;
    }
    for (const size_t line : part_lines) is_part_[line] = true;
  }

  std::vector<Mark> Find() {
    std::vector<size_t> found;
    size_t sure = 0;
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].blank()) continue;
      const size_t next = NextInked(lines_, i);
      if (next < lines_.size() && is_body_[next] && IsTitle(i)) {
        const bool is_sure = IsSure(i, next);
        if (is_sure || HeadsText(i, next) || HeadsList(next))
          found.push_back(i);
        sure += is_sure ? 1 : 0;
      }
      before_ = i;
    }
    std::vector<Mark> headings;
    for (const size_t line : found) {
      if (found.size() > 1 || sure > 0) headings.push_back(MakeMark(line));
    }
    return headings;
  }

 private:
  // Whether line i reads as a title and a paragraph ended before it.
  bool IsTitle(size_t i) const {
    if (!is_body_[i] || is_part_[i] || first_marks_[i] != nullptr) return false;
    const CharSpan ink = lines_[i].ink;
    const std::u32string_view words = text_.Folded(ink);
    if (NamesPart(words)) return true;
    if (words.size() < kMinTitle || words.size() > kMaxTitle) return false;
    if (kNeverInTitle.FindIn(words) != words.npos ||
        words.find(U"  ") != words.npos || !BeginsTitle(words) ||
        !EndsTitle(words)) {
      return false;
    }
    return !before_ || !is_body_[*before_] || EndsParagraph(*before_);
  }

  bool EndsParagraph(size_t line) const {
    const bool is_short_heading =
        first_marks_[line] != nullptr && lines_[line].ink.size() <= kMaxAbove;
    return is_short_heading || EndsWithStop(text_.Folded(lines_[line].ink));
  }

  // Whether the next line is a paragraph of sentences, and not the next line of the
  // same page and paragraph.
  bool HeadsText(size_t i, size_t next) const {
    const CharSpan ink = lines_[next].ink;
    return first_marks_[next] == nullptr &&
           ink.size() >= std::max(kMinText, 2 * lines_[i].ink.size()) &&
           text_.Folded(ink).find(U'。') != std::u32string_view::npos;
  }

  // Whether the next line is the first item of a list.
  bool HeadsList(size_t next) const {
    const Mark* mark = first_marks_[next];
    return mark != nullptr && mark->ordinal == 1 &&
           mark->strength == MarkStrength::kSure;
  }

  // Whether one such line is enough.
  bool IsSure(size_t i, size_t next) const {
    if (NamesPart(text_.Folded(lines_[i].ink))) return true;
    return HeadsList(next) &&
           first_marks_[next]->scheme <= qiusuo::v1::SECTION_SCHEME_HAN_PAREN &&
           first_marks_[next]->scheme != qiusuo::v1::SECTION_SCHEME_ARTICLE;
  }

  Mark MakeMark(size_t line) const {
    Mark mark;
    mark.scheme = qiusuo::v1::SECTION_SCHEME_UNNUMBERED;
    mark.variant =
        NamesPart(text_.Folded(lines_[line].ink)) ? kNamedPart : kPlain;
    mark.text_begin = lines_[line].ink.begin;
    mark.marker = {mark.text_begin, mark.text_begin};
    mark.line = line;
    mark.at_line_start = true;
    return mark;
  }

  const Text& text_;
  const std::vector<Line>& lines_;
  const std::vector<bool>& is_body_;
  std::vector<const Mark*> first_marks_;  // by line
  std::vector<bool> is_part_;             // by line
  std::optional<size_t> before_;  // the last line before that is not blank
};

}  // namespace

bool NamesPart(std::u32string_view words) {
  constexpr std::array<std::u32string_view, 8> kParts = {
      U"序言",   U"前言", U"引言", U"导言",
      U"结束语", U"结语", U"后记", U"名词解释"};
  return std::any_of(kParts.begin(), kParts.end(),
                     [words](auto part) { return IsSpacedOut(words, part); });
}

std::vector<Mark> FindPlainHeadings(const Text& text,
                                    const std::vector<Line>& lines,
                                    const std::vector<bool>& is_body,
                                    const std::vector<size_t>& part_lines,
                                    const std::vector<Mark>& marks) {
  return PlainHeadingFinder(text, lines, is_body, part_lines, marks).Find();
}

}  // namespace qiusuo::parser
