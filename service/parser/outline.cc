#include "service/parser/outline.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>

#include "service/parser/inner_lists.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kNone = SIZE_MAX;

bool IsStatutory(const Mark& mark) {
  return mark.scheme >= qiusuo::v1::SECTION_SCHEME_PART &&
         mark.scheme <= qiusuo::v1::SECTION_SCHEME_ARTICLE;
}

// A heading without number on a line of its own.
bool IsPlain(const Mark& mark) {
  return mark.scheme == qiusuo::v1::SECTION_SCHEME_UNNUMBERED &&
         (mark.variant == kPlain || mark.variant == kNamedPart);
}

// The custom of levels: the order of the schemes as numbered, except that a heading
// without number stands above the points inside paragraphs, with a dash above one
// without, on a line of its own above all, that a list inside a paragraph stands below
// all that number headings, and that 1 stands where 1. does, 1.1 right below it.
int Rank(const Mark& mark) {
  constexpr int kStep = 3;
  switch (mark.scheme) {
    case qiusuo::v1::SECTION_SCHEME_UNNUMBERED:
      if (IsPlain(mark)) return 0;
      return kStep * qiusuo::v1::SECTION_SCHEME_CIRCLED +
             (mark.variant == kDashed ? 1 : 2);
    case qiusuo::v1::SECTION_SCHEME_DECIMAL:
      return kStep * qiusuo::v1::SECTION_SCHEME_ARABIC_DOT +
             (mark.variant > 1 ? 1 : 0);
    default:
      if (mark.variant == kInner)
        return kStep * qiusuo::v1::SECTION_SCHEME_CIRCLED;
      return kStep * mark.scheme;
  }
}

// Marks of one kind number one list.
using Kind = std::tuple<int, char32_t, int>;
Kind KindOf(const Mark& mark) {
  return {mark.scheme, mark.variant, mark.hashes};
}
constexpr Kind kTop = {0, 0, 0};

class Nester {
 public:
  explicit Nester(const std::vector<Mark>& marks)
      : marks_(marks), next_(marks.size(), kNone) {
    std::map<Kind, size_t> seen;
    for (size_t i = marks.size(); i-- > 0;) {
      const auto [at, is_new] = seen.try_emplace(KindOf(marks[i]), i);
      if (!is_new) {
        next_[i] = at->second;
        at->second = i;
      }
    }
    nodes_.reserve(marks.size());
  }

  std::vector<OutlineNode> Nest(const std::vector<size_t>& part_lines,
                                const std::vector<size_t>& closing_lines) {
    size_t part = 0;
    size_t closing = 0;
    for (size_t i = 0; i < marks_.size(); ++i) {
      while (part < part_lines.size() && part_lines[part] <= marks_[i].line) {
        open_.clear();
        open_kinds_.clear();
        parent_kinds_.clear();
        part_ = kNone;
        ++part;
      }
      if (OpensPart(marks_[i])) {
        OpenPart(i);
        continue;
      }
      std::optional<size_t> closing_line;
      if (closing < closing_lines.size() &&
          closing_lines[closing] <= marks_[i].line) {
        closing_line = closing_lines[closing++];
        while (open_.size() > 1) Close();
      }
      CloseFor(i);
      Open(i);
      nodes_.back().closing_line = closing_line;
    }
    return std::move(nodes_);
  }

 private:
  // Closes what does not hold mark i.
  void CloseFor(size_t i) {
    const Mark& mark = marks_[i];
    CloseListsOfLines(i);
    if (mark.hashes > 0) {
      while (!open_.empty() &&
             (Top().hashes == 0 || Top().hashes >= mark.hashes))
        Close();
      return;
    }
    if (IsPlain(mark)) {
      CloseForPlain(i);
      return;
    }
    if (mark.scheme == qiusuo::v1::SECTION_SCHEME_DECIMAL &&
        CloseToDecimal(mark))
      return;
    if (mark.scheme == qiusuo::v1::SECTION_SCHEME_UNNUMBERED && IsInPoint(i))
      return;
    const auto open = open_kinds_.find(KindOf(mark));
    if (open != open_kinds_.end() && open->second > 0) {
      while (open_kinds_[KindOf(mark)] > 0) Close();
      return;
    }
    if (IsStatutory(mark)) {
      CloseStatutory(mark);
      return;
    }
    // The first of a list, and a heading without number, stand in what is open.
    const bool opens = mark.ordinal == 1 ||
                       mark.scheme == qiusuo::v1::SECTION_SCHEME_UNNUMBERED;
    if (open_.empty() || (opens && Rank(mark) > Rank(Top())) ||
        IsAnnounced(i)) {
      return;
    }
    const auto learned = parent_kinds_.find(KindOf(mark));
    if (learned != parent_kinds_.end()) {
      const auto parent = open_kinds_.find(learned->second);
      if (parent != open_kinds_.end() && parent->second > 0) {
        while (KindOf(Top()) != learned->second) Close();
        return;
      }
    }
    while (!open_.empty() && Top().hashes == 0 && !IsStatutory(Top()) &&
           Rank(Top()) >= Rank(mark) && !TopContinuesBehind(i)) {
      Close();
    }
  }

  // A heading without number on a line of its own stands beside its like; else in the
  // lists that go on behind it, and where its like stood before, unless what follows
  // it numbers from 1 again.
  void CloseForPlain(size_t i) {
    const auto learned = parent_kinds_.find(KindOf(marks_[i]));
    size_t keep = 0;
    for (size_t k = 0; k < open_.size(); ++k) {
      const Mark& open = marks_[open_[k]];
      const size_t next = next_[open_[k]];
      const bool restarts =
          i + 1 < marks_.size() && next == i + 1 && marks_[next].ordinal == 1;
      const bool goes_on =
          next != kNone && marks_[next].ordinal == open.ordinal + 1;
      const bool is_learned =
          learned != parent_kinds_.end() && learned->second == KindOf(open);
      if (IsPlain(open) || restarts) break;
      if (open.hashes == 0 && !goes_on && !is_learned) break;
      keep = k + 1;
    }
    while (open_.size() > keep) Close();
  }

  // 1.3 closes 1.2 with what stands in it, and what else stands in 1; false if no
  // such number is open.
  bool CloseToDecimal(const Mark& mark) {
    std::optional<size_t> keep;
    for (size_t i = 0; i < open_.size(); ++i) {
      const Mark& open = marks_[open_[i]];
      if (open.scheme != qiusuo::v1::SECTION_SCHEME_DECIMAL) continue;
      const bool is_above = open.variant < mark.variant;
      keep = is_above ? i + 1 : i;
      if (!is_above) break;
    }
    if (!keep) return false;
    while (open_.size() > *keep) Close();
    return true;
  }

  // A list inside a line ends with its paragraph. A heading without number ends with its
  // paragraph, if it is the last of its list, where points of another paragraph follow.
  void CloseListsOfLines(size_t i) {
    const Mark& mark = marks_[i];
    while (!open_.empty() && Top().last_line < mark.line &&
           Top().scheme != qiusuo::v1::SECTION_SCHEME_HAN_IS &&
           IsInsideLine(open_.back())) {
      Close();
    }
    // 序言 holds its paragraphs alone.
    if (!open_.empty() && Top().variant == kNamedPart && mark.at_line_start &&
        mark.scheme <= qiusuo::v1::SECTION_SCHEME_HAN_PAREN) {
      Close();
    }
    const bool opens_list =
        mark.scheme == qiusuo::v1::SECTION_SCHEME_HAN_IS
            ? mark.ordinal == 1
            : mark.scheme == qiusuo::v1::SECTION_SCHEME_UNNUMBERED;
    if (opens_list && !open_.empty() && !IsPlain(Top()) && !IsPlain(mark) &&
        Top().line != mark.line && Top().hashes == 0 &&
        Rank(Top()) < Rank(mark) &&
        Top().scheme == qiusuo::v1::SECTION_SCHEME_UNNUMBERED &&
        !TopHasSiblingBehind()) {
      Close();
    }
  }

  // Whether mark i is the first of a list in the paragraph of the heading without number that is
  // open, or of one that this paragraph announces.
  bool IsAnnounced(size_t i) const {
    const Mark& mark = marks_[i];
    const Mark& top = Top();
    if (mark.ordinal != 1 || open_.back() + 1 != i || top.hashes > 0 ||
        top.scheme != qiusuo::v1::SECTION_SCHEME_UNNUMBERED || IsPlain(top)) {
      return false;
    }
    return mark.line == top.line ? !mark.at_line_start : top.announces;
  }

  // Whether mark i comes between paragraphs that 一是 and 二是 open.
  bool IsInPoint(size_t i) const {
    return !open_.empty() && Top().at_line_start &&
           Top().scheme == qiusuo::v1::SECTION_SCHEME_HAN_IS && TopGoesOn(i);
  }

  // Whether mark i stands in a line behind other words than a marker.
  bool IsInsideLine(size_t i) const {
    return !marks_[i].at_line_start &&
           (i == 0 || marks_[i - 1].line != marks_[i].line ||
            marks_[i - 1].text_begin != marks_[i].marker.begin);
  }

  // Whether a mark of its kind comes behind the innermost open mark before the lists
  // it stands in go on.
  bool TopHasSiblingBehind() const {
    const size_t next = next_[open_.back()];
    if (next == kNone) return false;
    return std::none_of(open_.begin(), open_.end() - 1,
                        [&](size_t above) { return next_[above] < next; });
  }

  // A chapter closes chapters and what stands in them, but not a 一、 above them; 第一编 and
  // 第一部分 stand above all.
  void CloseStatutory(const Mark& mark) {
    size_t keep = open_.size();
    for (size_t i = open_.size(); i-- > 0;) {
      const Mark& open = marks_[open_[i]];
      const bool is_below = mark.scheme == qiusuo::v1::SECTION_SCHEME_PART ||
                            (IsStatutory(open) && open.scheme >= mark.scheme);
      if (open.hashes == 0 && is_below) keep = i;
    }
    while (open_.size() > keep) Close();
    const auto learned = parent_kinds_.find(KindOf(mark));
    if (learned == parent_kinds_.end() || learned->second == kTop) return;
    const auto parent = open_kinds_.find(learned->second);
    if (parent == open_kinds_.end() || parent->second == 0) return;
    while (KindOf(Top()) != learned->second && !IsStatutory(Top())) Close();
  }

  // Whether the list of the innermost open mark goes on behind mark i, before the
  // list it stands in does: then i, which by custom would close it, stands inside.
  bool TopContinuesBehind(size_t i) const {
    return marks_[i].ordinal == 1 && TopGoesOn(i);
  }

  bool TopGoesOn(size_t i) const {
    const size_t top = open_.back();
    const size_t next = next_[top];
    if (next == kNone || next < i ||
        marks_[next].ordinal != marks_[top].ordinal + 1)
      return false;
    return open_.size() == 1 || next_[open_[open_.size() - 2]] == kNone ||
           next < next_[open_[open_.size() - 2]];
  }

  const Mark& Top() const { return marks_[open_.back()]; }

  // What holds the marks up to the next part; it closes for none of them.
  void OpenPart(size_t i) {
    nodes_.push_back({.mark = marks_[i], .parent = -1, .level = 1});
    part_ = i;
  }

  void Open(size_t i) {
    const Kind kind = KindOf(marks_[i]);
    parent_kinds_[kind] = open_.empty() ? kTop : KindOf(Top());
    const size_t parent = open_.empty() ? part_ : open_.back();
    nodes_.push_back(
        {.mark = marks_[i],
         .parent = parent == kNone ? -1 : static_cast<int>(parent),
         .level = static_cast<int>(open_.size()) + (part_ == kNone ? 1 : 2)});
    open_.push_back(i);
    ++open_kinds_[kind];
  }

  void Close() {
    --open_kinds_[KindOf(Top())];
    open_.pop_back();
  }

  const std::vector<Mark>& marks_;
  std::vector<size_t> next_;  // next mark of the same kind
  std::vector<OutlineNode> nodes_;
  std::vector<size_t>
      open_;             // the marks whose sections are open, outermost first
  size_t part_ = kNone;  // the mark of the part, if it has one
  std::map<Kind, int> open_kinds_;
  std::map<Kind, Kind> parent_kinds_;  // where a kind stood last
};

}  // namespace

std::vector<OutlineNode> NestMarks(const std::vector<Mark>& marks,
                                   const std::vector<size_t>& part_lines,
                                   const std::vector<size_t>& closing_lines) {
  return Nester(marks).Nest(part_lines, closing_lines);
}

}  // namespace qiusuo::parser
