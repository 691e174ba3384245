#include "service/parser/mark_runs.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "service/parser/character_set.h"
#include "service/parser/decimal_marks.h"
#include "service/parser/ordinals.h"
#include "service/parser/row_lines.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::SECTION_SCHEME_HAN_IS;

// A quotation that is longer than this was left open by mistake.
constexpr size_t kMaxQuotedLines = 60;
constexpr size_t kNone = SIZE_MAX;

// Lines that belong to a quotation which opens a line and runs over several, as in
// decisions that amend other texts.
std::vector<bool> FindQuotedLines(const Text& text,
                                  const std::vector<Line>& lines) {
  std::vector<bool> quoted(lines.size(), false);
  for (size_t i = 0; i < lines.size(); ++i) {
    if (quoted[i] || text[lines[i].ink.begin] != U'“') continue;
    int open = 0;
    const size_t limit = std::min(lines.size(), i + kMaxQuotedLines);
    for (size_t j = i; j < limit; ++j) {
      for (const char32_t c : text.Folded(lines[j].ink)) {
        open += c == U'“' ? 1 : c == U'”' ? -1 : 0;
      }
      if (open > 0) continue;
      std::fill(quoted.begin() + static_cast<ptrdiff_t>(i),
                quoted.begin() + static_cast<ptrdiff_t>(j) + 1, true);
      break;
    }
  }
  return quoted;
}

// Follows `附件：1.…`, `2.…`: the list of what is attached, which numbers no sections.
class AttachmentList {
 public:
  // True if this line belongs to such a list.
  bool Holds(const Text& text, const Line& line) {
    const std::u32string_view ink = text.Folded(line.ink);
    if (ink.starts_with(U"附件") || ink.starts_with(U"附:")) {
      size_t at = line.ink.begin + (ink.starts_with(U"附件") ? 2 : 1);
      while (text[at] == U':' || text[at] == U' ') ++at;
      const std::optional<Mark> mark = ReadMark(text, at);
      next_ = mark && mark->ordinal == 1 ? 2 : 0;
      return next_ > 0;
    }
    if (next_ == 0) return false;
    const std::optional<Mark> mark = ReadMark(text, line.ink.begin);
    const bool continues = mark && mark->ordinal == next_;
    next_ = continues ? next_ + 1 : 0;
    return continues;
  }

 private:
  int64_t next_ = 0;
};

// Follows `注：①…`, `②…`, and `注：` above `1.…`: the notes below a table, which are no sections.
class TableNotes {
 public:
  // True if a note begins in this line.
  bool Hold(const Text& text, const Line& line) {
    const std::u32string_view ink = text.Folded(line.ink);
    size_t at = line.ink.begin;
    if (ink.starts_with(U"注:")) {
      at += 2;
      while (text[at] == U' ') ++at;
      next_ = 1;
      unmarked_ = 0;
      if (at >= line.ink.end) return false;
    }
    if (next_ == 0) return false;
    const std::optional<Mark> mark = ReadMark(text, at);
    if (!mark) {
      if (++unmarked_ > kMaxUnmarked || next_ == 1) next_ = 0;
      return false;
    }
    const bool goes_on =
        mark->ordinal == next_ && (next_ == 1 || mark->scheme == scheme_);
    scheme_ = mark->scheme;
    next_ = goes_on ? next_ + 1 : 0;
    unmarked_ = 0;
    return goes_on;
  }

 private:
  // Lines that a note goes on in.
  static constexpr int kMaxUnmarked = 3;
  int64_t next_ = 0;
  int unmarked_ = 0;
  qiusuo::v1::SectionScheme scheme_ = qiusuo::v1::SECTION_SCHEME_UNSPECIFIED;
};

// Behind these a new statement begins, so a mark may stand.
constexpr std::u32string_view kBeforeMark = U"。;:!?”) ";
// Points of an enumeration may follow a comma as well.
constexpr CharacterSet kBeforePoint{U"。;:!?”) ,、"};

// What is no sign, but a character of words: all those of Chinese.
constexpr bool IsWord(char32_t c) { return c >= 0x3400; }

// Nearly all characters are of words, and no mark begins between two of them. The span has
// a character behind it.
size_t SkipWords(std::u32string_view folded, CharSpan span) {
  while (span.begin < span.end && IsWord(folded[span.begin]) &&
         folded[span.begin + 1] != U'(') {
    ++span.begin;
  }
  return span.begin;
}

class Candidates {
 public:
  Candidates(const Text& text, const std::vector<Line>& lines,
             const WrappedLines& wrapped)
      : text_(text), lines_(lines), wrapped_(wrapped) {}

  // A line that a number such as 1.2 begins.
  void AddDecimal(const Mark& mark) {
    marks.push_back(mark);
    marks.back().last_line = LastLine(mark.line);
    ReadInside({mark.text_begin, lines_[mark.line].ink.end}, mark.line);
  }

  void ReadLine(size_t line) {
    const LinePrefix prefix = ReadLinePrefix(text_, lines_[line]);
    std::optional<Mark> mark = ReadMark(text_, prefix.end);
    if (!mark) mark = ReadNumberAlone(lines_[line].ink);
    if (mark && mark->scheme == qiusuo::v1::SECTION_SCHEME_HAN_COMMA &&
        mark->ordinal < 10)
      mark->ordinal += TensAbove(text_, lines_, line);
    // The number of a note, torn from its word.
    if (mark && mark->scheme == qiusuo::v1::SECTION_SCHEME_CIRCLED &&
        mark->text_begin >= lines_[line].ink.end) {
      mark.reset();
    }
    size_t at = prefix.end;
    if (mark || prefix.hashes > 0) {
      if (!mark || mark->scheme == SECTION_SCHEME_HAN_IS) {
        if (prefix.hashes > 0) mark = MarkdownHeading(prefix);
      }
      mark->hashes = prefix.hashes;
      mark->at_line_start = true;
      Add(*mark, line);
      at = mark->text_begin;
      ReadSecondMark(*mark, line);
    }
    ReadInside({at, lines_[line].ink.end}, line);
  }

  std::vector<Mark> marks;

 private:
  // 一 on a line of its own, above the paragraphs that it numbers, as in speeches.
  std::optional<Mark> ReadNumberAlone(CharSpan ink) const {
    constexpr size_t kMaxNumber = 3;
    if (ink.size() > kMaxNumber) return std::nullopt;
    const std::optional<Ordinal> number = ReadHanOrdinal(text_, ink.begin);
    if (!number || number->end != ink.end || number->value == 0)
      return std::nullopt;
    Mark mark;
    mark.scheme = qiusuo::v1::SECTION_SCHEME_HAN_COMMA;
    mark.variant = kNumberAlone;
    mark.ordinal = number->value;
    mark.marker = ink;
    mark.text_begin = ink.end;
    mark.strength = MarkStrength::kByRun;
    return mark;
  }

  static Mark MarkdownHeading(const LinePrefix& prefix) {
    Mark mark;
    mark.scheme = qiusuo::v1::SECTION_SCHEME_UNNUMBERED;
    mark.marker = {prefix.end, prefix.end};
    mark.text_begin = prefix.end;
    return mark;
  }

  void Add(Mark mark, size_t line) {
    mark.line = line;
    mark.last_line = LastLine(line);
    mark.text_begin = std::min(mark.text_begin, lines_[line].ink.end);
    marks.push_back(mark);
  }

  // The last line of the paragraph that holds this one. Lines come in order.
  size_t LastLine(size_t line) {
    if (line > last_line_ || last_line_ == 0)
      last_line_ = wrapped_.ParagraphEnd(line);
    return last_line_;
  }

  // `一、（一）…` and `第三条 （一）…`: the first of a list right behind its parent.
  void ReadSecondMark(const Mark& first, size_t line) {
    const std::optional<Mark> second = ReadMark(text_, first.text_begin);
    if (!second || second->scheme == first.scheme || second->ordinal != 1 ||
        second->strength == MarkStrength::kByNeighbours ||
        second->scheme == SECTION_SCHEME_HAN_IS) {
      return;
    }
    Mark mark = *second;
    mark.strength = MarkStrength::kByRun;
    Add(mark, line);
  }

  void ReadInside(CharSpan span, size_t line) {
    const std::u32string_view folded = text_.folded();
    const size_t end = span.size() < 3 ? span.begin : span.end - 2;
    for (size_t i = SkipWords(folded, {span.begin, end}); i < end;
         i = SkipWords(folded, {i + 1, end})) {
      const bool follows_words = IsWord(folded[i]) && folded[i] != U'第';
      const bool follows_sign =
          kBeforePoint.Has(folded[i]) && !kBeforePoint.Has(folded[i + 1]);
      if (!follows_words && !follows_sign) continue;
      std::optional<Mark> mark = ReadMark(text_, i + 1);
      if (!mark || !MayStandInside(*mark, text_[i], follows_words)) continue;
      mark->strength = MarkStrength::kByRun;
      Add(*mark, line);
      i = mark->marker.end - 1;
    }
  }

  // Whether a mark may stand behind the character `before`, inside a line. The first of a
  // list may follow the words that lead it in: 重点行业（一）造纸。…（二）印染。…
  static bool MayStandInside(const Mark& mark, char32_t before,
                             bool follows_words) {
    if (mark.scheme == SECTION_SCHEME_HAN_IS) return true;
    if (mark.strength != MarkStrength::kSure) return false;
    return follows_words
               ? mark.ordinal == 1 &&
                     mark.scheme == qiusuo::v1::SECTION_SCHEME_HAN_PAREN
               : IsOneOf(before, kBeforeMark);
  }

  const Text& text_;
  const std::vector<Line>& lines_;
  const WrappedLines& wrapped_;
  size_t last_line_ = 0;  // of the last paragraph
};

using RunKey = std::pair<int, char32_t>;
RunKey KeyOf(const Mark& mark) { return {mark.scheme, mark.variant}; }

// Whether an enumeration inside paragraphs (一是) ends where this mark stands.
bool EndsPoints(const Mark& mark) {
  return mark.at_line_start && mark.strength == MarkStrength::kSure &&
         (mark.scheme <= qiusuo::v1::SECTION_SCHEME_HAN_PAREN ||
          mark.scheme == qiusuo::v1::SECTION_SCHEME_DECIMAL);
}

// For each candidate the index of the next one of its kind, kNone behind the last.
// What looks like a decimal is no neighbour to count on.
std::vector<size_t> FindNextOfKind(const std::vector<Mark>& marks) {
  std::vector<size_t> next(marks.size(), kNone);
  std::map<RunKey, size_t> seen;
  for (size_t i = marks.size(); i-- > 0;) {
    const auto at = seen.find(KeyOf(marks[i]));
    if (at != seen.end()) next[i] = at->second;
    if (marks[i].strength != MarkStrength::kByNeighbours) {
      seen[KeyOf(marks[i])] = i;
    }
  }
  return next;
}

// Keeps the candidates that are sure and those whose run bears them out.
class RunFilter {
 public:
  explicit RunFilter(std::vector<Mark> candidates)
      : marks_(std::move(candidates)),
        next_(FindNextOfKind(marks_)),
        stretch_(marks_.size()) {
    size_t stretch = 0;
    for (size_t i = 0; i < marks_.size(); ++i) {
      if (EndsPoints(marks_[i])) ++stretch;
      stretch_[i] = stretch;
    }
  }

  std::vector<Mark> Run() {
    std::vector<Mark> kept;
    kept.reserve(marks_.size());
    for (size_t i = 0; i < marks_.size(); ++i) {
      Mark& mark = marks_[i];
      const auto last = last_.find(KeyOf(mark));
      const size_t before = last == last_.end() ? kNone : last->second;
      if (!Stands(before, i)) continue;
      if (mark.ordinal == 0 && before != kNone)
        mark.ordinal = marks_[before].ordinal + 1;
      if (LacksHashes(before, i)) mark.hashes = marks_[before].hashes;
      last_[KeyOf(mark)] = i;
      kept.push_back(mark);
    }
    return kept;
  }

 private:
  // Two marks of one kind can number one list: points (一是) within one section, marks
  // inside a line within its paragraph.
  bool CanShareList(size_t a, size_t b) const {
    if (marks_[b].scheme == SECTION_SCHEME_HAN_IS)
      return stretch_[a] == stretch_[b];
    return marks_[b].at_line_start || marks_[b].line <= marks_[a].last_line;
  }

  bool Continues(size_t before, size_t i) const {
    if (before == kNone || !CanShareList(before, i)) return false;
    return marks_[i].ordinal == 0 ||
           marks_[i].ordinal == marks_[before].ordinal + 1;
  }

  bool Stands(size_t before, size_t i) const {
    switch (marks_[i].strength) {
      case MarkStrength::kSure:
        return true;
      case MarkStrength::kByRun:
        return Continues(before, i) || Begins(i) || SkipsPoint(before, i);
      case MarkStrength::kByNeighbours:
        return Continues(before, i) && next_[i] != kNone &&
               marks_[next_[i]].ordinal == marks_[i].ordinal + 1;
    }
    return false;
  }

  // 一是… 二是… 四是…: one point was lost or numbered wrong, where two others speak for the list.
  bool SkipsPoint(size_t before, size_t i) const {
    const Mark& mark = marks_[i];
    if (mark.scheme != SECTION_SCHEME_HAN_IS || before == kNone ||
        !CanShareList(before, i) || mark.ordinal != marks_[before].ordinal + 2)
      return false;
    return mark.ordinal > 3 || GoesOn(i);
  }

  bool GoesOn(size_t i) const {
    return next_[i] != kNone && CanShareList(i, next_[i]) &&
           marks_[next_[i]].ordinal == marks_[i].ordinal + 1;
  }

  // 三、 between `## 二、` and `## 四、`, or behind the last of them, is of their list.
  bool LacksHashes(size_t before, size_t i) const {
    const Mark& mark = marks_[i];
    if (mark.hashes > 0 || !mark.at_line_start || !Continues(before, i) ||
        marks_[before].hashes == 0)
      return false;
    return next_[i] == kNone ||
           (marks_[next_[i]].hashes == marks_[before].hashes &&
            marks_[next_[i]].ordinal == mark.ordinal + 1);
  }

  bool Begins(size_t i) const {
    if (marks_[i].ordinal != 1 || next_[i] == kNone) return false;
    return GoesOn(i) || (SkipsPoint(i, next_[i]) && GoesOn(next_[i]));
  }

  std::vector<Mark> marks_;
  std::vector<size_t> next_;
  std::vector<size_t> stretch_;
  std::map<RunKey, size_t> last_;
};

}  // namespace

std::vector<Mark> FindMarks(const Text& text, const std::vector<Line>& lines,
                            const std::vector<bool>& is_body,
                            const WrappedLines& wrapped) {
  const std::vector<bool> quoted = FindQuotedLines(text, lines);
  const std::vector<bool> is_row = FindRowLines(text, lines);
  Candidates candidates(text, lines, wrapped);
  AttachmentList attachments;
  TableNotes notes;
  const std::vector<Mark> decimals = FindDecimalMarks(text, lines, is_body);
  size_t decimal = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].blank() || is_row[i] || !is_body[i] || quoted[i]) continue;
    if (attachments.Holds(text, lines[i]) || notes.Hold(text, lines[i]))
      continue;
    while (decimal < decimals.size() && decimals[decimal].line < i) ++decimal;
    if (decimal < decimals.size() && decimals[decimal].line == i) {
      candidates.AddDecimal(decimals[decimal]);
    } else {
      candidates.ReadLine(i);
    }
  }
  return RunFilter(std::move(candidates.marks)).Run();
}

}  // namespace qiusuo::parser
