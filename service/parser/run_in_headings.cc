#include "service/parser/run_in_headings.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"
#include "service/parser/run_in_titles.h"
#include "service/parser/scan.h"
#include "service/parser/site_chrome.h"

namespace qiusuo::parser {
namespace {

// The least text behind a long one.
constexpr size_t kMinLongText = 20;
// The least text behind a numbered heading that opens its paragraph.
constexpr size_t kMinRunInText = 30;
// Characters that two headings of one list share at their beginning.
constexpr size_t kParallel = 2;

constexpr size_t kNone = std::u32string_view::npos;

// The least paragraph below a line title, and how many times as long as the title.
constexpr size_t kMinBelow = 50;
constexpr size_t kTimesBelow = 3;
// Such headings are of one list if no more paragraphs than this part one from the next.
constexpr size_t kMaxApart = 3;
// The least paragraphs that open with the same time, and the characters they share there.
constexpr size_t kMinTimed = 3;
constexpr size_t kTimedParallel = 4;
constexpr size_t kMaxTime = 6;
constexpr size_t kMaxTimedTitle = 45;
// The least headings elsewhere that bear out a pair which may open alike by chance.
constexpr size_t kMinFound = 8;
// The least lines that tell whether a text has a line for each sentence.
constexpr size_t kMinSentenceLines = 40;

constexpr CharacterSet kStops{U"。;"};
constexpr CharacterSet kStopsAndComma{U"。;,"};

// Whether hardly a line holds more or less than a sentence: then nothing tells where a
// paragraph begins.
bool HasLinePerSentence(const Text& text, const std::vector<Line>& lines,
                        const std::vector<bool>& is_body) {
  const auto is_stop = [](char32_t c) { return c == U'。'; };
  size_t sentences = 0;
  size_t others = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const CharSpan ink = lines[i].ink;
    if (!is_body[i] || ink.size() < kMinLongText) continue;
    const bool is_sentence =
        is_stop(text[ink.end - 1]) &&
        FirstWhere(text.folded(), ink.begin, ink.end, is_stop) + 1 == ink.end;
    ++(is_sentence ? sentences : others);
  }
  return sentences >= kMinSentenceLines && sentences >= 4 * others;
}

// How a paragraph opens. Neighbours are of one list if they open alike; a long title belongs
// to a list of short ones.
// A line title is a sentence on a line of its own above a paragraph, a timed one opens with a time.
enum class Opening {
  kText,
  kTitle,
  kLongTitle,
  kDashedTitle,
  kColonTitle,
  kLineTitle,
  kTimedTitle
};

class RunInFinder {
 public:
  RunInFinder(const Text& text, const std::vector<Line>& lines,
              const std::vector<bool>& is_body, const std::vector<Mark>& marks)
      : text_(text),
        lines_(lines),
        has_line_per_sentence_(HasLinePerSentence(text, lines, is_body)),
        is_marked_(lines.size(), false) {
    for (const Mark& mark : marks) {
      if (mark.at_line_start) is_marked_[mark.line] = true;
    }
    paragraphs_.reserve(lines.size());
    openings_.reserve(lines.size());
    stretches_.reserve(lines.size());
    const std::vector<bool> is_announced = FindAnnounced(marks);
    bool begins_paragraph = true;
    bool may_head = false;
    for (size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].blank()) continue;
      if (is_announced[i] && begins_paragraph) {
        begins_paragraph = EndsParagraph(i);
        continue;
      }
      // A paragraph goes on over the foot of a page.
      if (!is_body[i] && !begins_paragraph && IsPageNumber(text, lines[i]))
        continue;
      if (!begins_paragraph && is_body[i] && !is_marked_[i]) {
        begins_paragraph = IsOneOf(text[lines[i].ink.end - 1], U"。!?;:");
        may_head = false;
        continue;
      }
      paragraphs_.push_back(i);
      const bool may_open = is_body[i] && !is_marked_[i] && begins_paragraph;
      openings_.push_back(may_open ? ReadOpening(lines[i].ink)
                                   : Opening::kText);
      if (may_open && may_head) PairWithLineAbove();
      may_head = may_open && openings_.back() == Opening::kText &&
                 IsSentence(lines[i].ink);
      begins_paragraph = EndsParagraph(i);
      if (is_marked_[i]) dashed_.push_back(0);
      dashed_.back() += openings_.back() == Opening::kDashedTitle ? 1 : 0;
      stretches_.push_back(dashed_.size() - 1);
    }
    JudgeLineTitles();
  }

  std::vector<Mark> Find() {
    for (size_t p = 0; p < paragraphs_.size();) {
      if (openings_[p] == Opening::kText) {
        ++p;
        continue;
      }
      size_t end = p + 1;
      while (end < paragraphs_.size() && IsOfList(p, end)) ++end;
      AddList(p, end, /*is_sure=*/false);
      p = end;
    }
    // What opens paragraphs all over the text opens those of a pair too.
    if (found_.size() >= kMinFound) {
      for (const size_t pair : pairs_) AddList(pair, pair + 2, true);
      std::sort(found_.begin(), found_.end(), [](const Mark& a, const Mark& b) {
        return a.marker.begin < b.marker.begin;
      });
    }
    return std::move(found_);
  }

 private:
  // Whether the paragraph announces a list: 完成三项任务：
  bool Announces(size_t line) const {
    return text_[lines_[line].ink.end - 1] == U':';
  }

  static bool IsTitle(Opening opening) {
    return opening == Opening::kTitle || opening == Opening::kLongTitle;
  }

  // By line: whether an item of a list begins there that a paragraph with a title announces. Such
  // items do not part the paragraphs of a list.
  std::vector<bool> FindAnnounced(const std::vector<Mark>& marks) const {
    std::vector<bool> is_announced(lines_.size(), false);
    const Mark* item = nullptr;
    for (const Mark& mark : marks) {
      if (!mark.at_line_start) continue;
      const auto is_next = [&](const Mark& last) {
        return mark.scheme == last.scheme && mark.variant == last.variant &&
               mark.ordinal == last.ordinal + 1;
      };
      const bool is_first = mark.ordinal == 1 && mark.line > 0 &&
                            !lines_[mark.line - 1].blank() &&
                            !is_marked_[mark.line - 1] &&
                            Announces(mark.line - 1) &&
                            IsTitle(ReadOpening(lines_[mark.line - 1].ink));
      item = is_first || (item != nullptr && is_next(*item)) ? &mark : nullptr;
      is_announced[mark.line] = item != nullptr;
    }
    return is_announced;
  }

  Opening ReadOpening(CharSpan ink) const {
    if (SkipDash(text_, ink.begin) > ink.begin)
      return IsDashed(ink) ? Opening::kDashedTitle : Opening::kText;
    if (has_line_per_sentence_) return Opening::kText;
    if (FindTitleColon(text_, ink) > 0) return Opening::kColonTitle;
    const size_t stop = FindTitleStop(text_, ink.begin, ink.end, kMaxLongTitle);
    const std::u32string_view words =
        text_.Folded({ink.begin, std::max(stop, ink.begin)});
    if (stop > 0 && !SpeaksToReader(words)) {
      if (FindTitleStop(text_, ink.begin, ink.end) > 0) return Opening::kTitle;
      if (stop + kMinLongText < ink.end && NamesTask(words))
        return Opening::kLongTitle;
    }
    return IsTimed(ink) ? Opening::kTimedTitle : Opening::kText;
  }

  // Whether the line opens with a sentence that opens with a time: 一年来，我们…
  bool IsTimed(CharSpan ink) const {
    const std::u32string_view time = text_.Folded(ink).substr(0, kMaxTime);
    if (time.find(U"年来,") == kNone && time.find(U"一年,") == kNone)
      return false;
    const size_t stop =
        FindTitleStop(text_, ink.begin, ink.end, kMaxTimedTitle);
    if (stop == 0 || stop + kMinLongText >= ink.end) return false;
    const std::u32string_view words = text_.Folded({ink.begin, stop});
    return words.find(U"以下") == kNone &&
           std::none_of(words.begin(), words.end(), &IsDigit);
  }

  // Whether the line is one sentence, short enough for a title.
  bool IsSentence(CharSpan ink) const {
    if (has_line_per_sentence_ || ink.size() <= kMinTitle ||
        ink.size() > kMaxLongTitle + 1) {
      return false;
    }
    const std::u32string_view words = text_.Folded(ink);
    return kStops.FindIn(words) + 1 == words.size() && words.back() == U'。' &&
           !SpeaksToReader(words) && NamesTask(words);
  }

  // Notes the line above the last paragraph, a sentence, where the paragraph is one that
  // it may head.
  void PairWithLineAbove() {
    const size_t p = paragraphs_.size() - 2;
    const CharSpan above = lines_[paragraphs_[p]].ink;
    const CharSpan below = lines_[paragraphs_[p + 1]].ink;
    if (below.size() >= std::max(kMinBelow, kTimesBelow * above.size()) &&
        text_[below.end - 1] == U'。') {
      line_titles_.push_back(p);
    }
  }

  // Sentences on lines of their own are titles where one follows the other, each above its
  // paragraph.
  void JudgeLineTitles() {
    for (size_t i = 0; i < line_titles_.size(); ++i) {
      const auto is_near = [&](size_t a, size_t b) {
        return line_titles_[b] <= line_titles_[a] + 1 + kMaxApart &&
               stretches_[line_titles_[a]] == stretches_[line_titles_[b]];
      };
      if ((i > 0 && is_near(i - 1, i)) ||
          (i + 1 < line_titles_.size() && is_near(i, i + 1))) {
        openings_[line_titles_[i]] = Opening::kLineTitle;
        openings_[line_titles_[i] + 1] = Opening::kText;
      }
    }
  }

  // Whether the line, which opens with a dash, is a point: a sentence or more. A subtitle and
  // the name below a saying have no stop.
  bool IsDashed(CharSpan ink) const {
    const size_t begin = SkipDash(text_, ink.begin);
    if (begin + kMinDashedTitle >= ink.end) return false;
    return IsOneOf(text_[ink.end - 1], U"。;!") ||
           FindTitleStop(text_, ink.begin, ink.end, kMaxLongTitle) > 0 ||
           (ink.size() > kMaxLongTitle &&
            kStopsAndComma.FindIn(text_.Folded(ink)) != kNone);
  }

  // Whether the next line begins a paragraph: not when this one breaks off in
  // mid-sentence, as the lines of a page do.
  bool EndsParagraph(size_t line) const {
    const CharSpan ink = lines_[line].ink;
    const std::u32string_view words = text_.Folded(ink);
    // What was lost at the end of a line was its stop.
    if (IsOneOf(words.back(), U"。!?;:”)》】…\uFFFD")) return true;
    const bool is_heading = is_marked_[line] || ink.size() <= 2 * kMaxTitle;
    return is_heading &&
           (is_marked_[line] ? kStops : kStopsAndComma).FindIn(words) == kNone;
  }

  // The paragraphs [begin, end), which open alike. Those that open with a dash need not
  // be neighbours: no sentence opens so. Two below a numbered heading in their paragraph are put
  // off, unless they are sure.
  void AddList(size_t begin, size_t end, bool is_sure) {
    if (openings_[begin] == Opening::kLineTitle) {
      Add(lines_[paragraphs_[begin]].ink.begin, paragraphs_[begin], true);
      return;
    }
    // What leads the section in is no title.
    if (openings_[begin] == Opening::kLongTitle && begin > 0 &&
        begin + 1 < end && FindHidden(begin + 1) > 0) {
      ++begin;
    }
    const size_t hidden = begin < 2 || openings_[begin] == Opening::kColonTitle
                              ? 0
                              : FindHidden(begin);
    const size_t size = openings_[begin] == Opening::kDashedTitle
                            ? dashed_[stretches_[begin]]
                            : end - begin + (hidden > 0 ? 1 : 0);
    if (size < 2) return;
    if (size < kMinTimed && CountOf(Opening::kTimedTitle, begin, end) > 0)
      return;
    if (size == 2 && hidden == 0 && !is_sure && IsBelowRunIn(begin)) {
      if (NamesTaskAt(begin) && NamesTaskAt(end - 1)) pairs_.push_back(begin);
      return;
    }
    if (!HoldsShortTitles(begin, end, size)) return;
    if (hidden > 0) Add(hidden, paragraphs_[begin - 1], false);
    for (size_t p = begin; p < end; ++p) {
      Add(lines_[paragraphs_[p]].ink.begin, paragraphs_[p], true);
    }
  }

  // Whether the next paragraph opens as p does; a timed title, with the same time.
  bool IsOfList(size_t p, size_t next) const {
    const auto kind = [&](size_t i) {
      return openings_[i] == Opening::kLongTitle ||
                     openings_[i] == Opening::kTimedTitle
                 ? Opening::kTitle
                 : openings_[i];
    };
    const auto time = [&](size_t i) {
      return text_.Folded(lines_[paragraphs_[i]].ink).substr(0, kTimedParallel);
    };
    const bool is_timed = openings_[p] == Opening::kTimedTitle ||
                          openings_[next] == Opening::kTimedTitle;
    return kind(next) == kind(p) && (!is_timed || time(p) == time(next));
  }

  size_t CountOf(Opening opening, size_t begin, size_t end) const {
    const auto first = openings_.begin();
    return static_cast<size_t>(
        std::count(first + static_cast<std::ptrdiff_t>(begin),
                   first + static_cast<std::ptrdiff_t>(end), opening));
  }

  // Whether a list with long titles has short ones enough to bear them out.
  bool HoldsShortTitles(size_t begin, size_t end, size_t size) const {
    const size_t long_titles = CountOf(Opening::kLongTitle, begin, end);
    return long_titles == 0 || size >= long_titles + 2 ||
           (size > long_titles && size > 2);
  }

  // Whether the title of paragraph p names a task or an outcome.
  bool NamesTaskAt(size_t p) const {
    const CharSpan ink = lines_[paragraphs_[p]].ink;
    const size_t stop = FindTitleStop(text_, ink.begin, ink.end, kMaxLongTitle);
    return stop > 0 && NamesTask(text_.Folded({ink.begin, stop}));
  }

  // Whether the paragraph before p opens with a numbered heading of its own: then the
  // next ones go on with its matter, and two that open alike may do so by chance.
  bool IsBelowRunIn(size_t p) const {
    if (p == 0 || !is_marked_[paragraphs_[p - 1]]) return false;
    const CharSpan ink = lines_[paragraphs_[p - 1]].ink;
    const std::u32string_view words = text_.Folded(ink);
    const size_t stop = words.find(U'。');
    return stop != std::u32string_view::npos &&
           stop + kMinRunInText < words.size();
  }

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
    mark.marker = Ink(text_, {begin, mark.text_begin});
    if (!mark.marker.empty()) mark.variant = kDashed;
    mark.line = line;
    mark.last_line = line;
    mark.at_line_start = at_line_start;
    mark.announces = Announces(line);
    found_.push_back(mark);
  }

  const Text& text_;
  const std::vector<Line>& lines_;
  bool has_line_per_sentence_;
  std::vector<bool> is_marked_;
  std::vector<size_t> paragraphs_;    // their first lines
  std::vector<Opening> openings_;     // by paragraph
  std::vector<size_t> stretches_;     // by paragraph, its place in dashed_
  std::vector<size_t> dashed_ = {0};  // dashed titles between two marked lines
  std::vector<size_t> line_titles_;   // paragraphs that may be such
  std::vector<size_t> pairs_;         // first paragraphs of pairs put off
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
