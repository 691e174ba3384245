#include "service/parser/ordinal_checks.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/parser/diagnostics.h"
#include "service/parser/han_digits.h"
#include "service/parser/marks.h"
#include "service/parser/ordinals.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Diagnostic;
using qiusuo::v1::Document;
using qiusuo::v1::Section;
using qiusuo::v1::SectionScheme;

// A jump in Arabic numbers by more than this is no list with a gap but no list.
constexpr int64_t kMaxArabicJump = 3;

// More breaks than this, and more than one in so many marks, are no slips.
constexpr int kMaxBreaks = 3;
constexpr int kMarksPerBreak = 30;
// How far back among its siblings a section is looked for.
constexpr size_t kMaxSiblingsBack = 64;

bool IsArabic(SectionScheme scheme) {
  return scheme == qiusuo::v1::SECTION_SCHEME_ARABIC_DOT ||
         scheme == qiusuo::v1::SECTION_SCHEME_ARABIC_PAREN ||
         scheme == qiusuo::v1::SECTION_SCHEME_CIRCLED;
}

bool HasRuns(SectionScheme scheme) {
  return scheme != qiusuo::v1::SECTION_SCHEME_UNNUMBERED &&
         scheme != qiusuo::v1::SECTION_SCHEME_ATTACHMENT;
}

// Whether a heading's number is written with 之 (第十七条之一): it follows its own number.
bool IsBranch(const Section& section) {
  return section.marker().find("之") != std::string::npos;
}

class OrdinalChecker {
 public:
  OrdinalChecker(const Text& text, const Document& document,
                 const SectionTree& tree,
                 const std::vector<size_t>& part_begins)
      : text_(text),
        document_(document),
        tree_(tree),
        part_begins_(part_begins) {}

  std::vector<Diagnostic> Check() {
    size_t part = 0;
    for (int i = 0; i < document_.sections_size(); ++i) {
      const Section& section = document_.sections(i);
      const size_t begin = text_.CharAtByte(section.span().start_byte());
      while (part < part_begins_.size() && part_begins_[part] <= begin) {
        last_.clear();
        ++part;
      }
      if (HasRuns(section.scheme())) {
        CheckOrdinal(i);
        last_[section.scheme()] = i;
      }
    }
    DropUnsure();
    std::vector<Diagnostic> diagnostics;
    for (const Break& found : breaks_) {
      if (IsSure(found)) diagnostics.push_back(Describe(found));
    }
    return diagnostics;
  }

 private:
  // A section whose number does not follow.
  struct Break {
    int section;
    int before;  // the section before it in its scheme; kTop if there is none
    bool is_duplicate;
    size_t from;  // where a number left out would be written
  };

  const Section& At(int i) const { return document_.sections(i); }
  int ParentOf(int i) const { return tree_.parents[static_cast<size_t>(i)]; }
  size_t BeginOf(int i) const {
    return text_.CharAtByte(At(i).span().start_byte());
  }

  // Where the part begins that section i stands in.
  size_t PartBeginOf(int i) const {
    const auto next =
        std::upper_bound(part_begins_.begin(), part_begins_.end(), BeginOf(i));
    return next == part_begins_.begin() ? 0 : *(next - 1);
  }

  // A number must be 1 or follow the one before it: among its siblings or, where
  // numbering runs on, in the whole part.
  void CheckOrdinal(int i) {
    const Section& section = At(i);
    const auto last = last_.find(section.scheme());
    const int before = last == last_.end() ? kTop : last->second;
    const int64_t ordinal = section.ordinal();
    if (ordinal == 1) return;
    if (section.scheme() == qiusuo::v1::SECTION_SCHEME_HAN_IS) {
      if (before != kTop) CheckPoint(i, before);
      return;
    }
    if (before == kTop) {
      // An article may be quoted, and an excerpt begins anywhere.
      const bool may_begin_anywhere =
          IsArabic(section.scheme()) ||
          section.scheme() == qiusuo::v1::SECTION_SCHEME_ARTICLE;
      if (!may_begin_anywhere && IsList(i)) AddGap(i, kTop);
      return;
    }
    const int64_t ordinal_before = At(before).ordinal();
    if (ordinal == ordinal_before + 1) return;
    if (ordinal == ordinal_before &&
        (IsBranch(section) || IsBranch(At(before))))
      return;
    // Between sections of different parents a list may also go on after a list
    // that was nested between them; only a single scheme in order is sure.
    const bool are_siblings = ParentOf(before) == ParentOf(i);
    if (!are_siblings &&
        section.scheme() != qiusuo::v1::SECTION_SCHEME_ARTICLE) {
      if (!IsArabic(section.scheme()) && IsList(i) && !HasSiblingBefore(i)) {
        AddGap(i, kTop);
      }
      return;
    }
    if (HasSiblingBefore(i)) return;
    if (ordinal == ordinal_before ||
        (ordinal < ordinal_before && !IsArabic(section.scheme()))) {
      breaks_.push_back({i, before, true, BeginOf(before) + 1});
    } else if (ordinal > ordinal_before &&
               (!IsArabic(section.scheme()) ||
                ordinal - ordinal_before <= kMaxArabicJump) &&
               !IsCountedTwice(before, ordinal)) {
      AddGap(i, before);
    }
  }

  // 一是… 三是…: points follow each other in one list or they are of two.
  void CheckPoint(int i, int before) {
    const int64_t jump = At(i).ordinal() - At(before).ordinal();
    if (ParentOf(i) == ParentOf(before) && jump > 1 && jump <= kMaxArabicJump &&
        FrameOf(At(i)) == FrameOf(At(before)) && !HasSiblingBefore(i)) {
      AddGap(i, before);
    }
  }

  // （二）… （二）… （四）…: the second （二） is the third.
  bool IsCountedTwice(int before, int64_t ordinal) const {
    return !breaks_.empty() && breaks_.back().section == before &&
           breaks_.back().is_duplicate && At(before).ordinal() + 2 == ordinal;
  }

  void AddGap(int i, int before) {
    size_t from = PartBeginOf(i);
    if (before != kTop) {
      from = BeginOf(before) + 1;
    } else if (ParentOf(i) != kTop) {
      from = std::max(from, BeginOf(ParentOf(i)));
    }
    breaks_.push_back({i, before, false, from});
  }

  // One number alone, such as the （四） of a question that is quoted, is no list.
  bool IsList(int i) const {
    if (At(i).ordinal() == 2) return true;
    const std::vector<int>& siblings = tree_.ChildrenOf(ParentOf(i));
    const auto next = std::upper_bound(siblings.begin(), siblings.end(), i);
    return next != siblings.end() && At(*next).scheme() == At(i).scheme() &&
           At(*next).ordinal() == At(i).ordinal() + 1;
  }

  // Whether a sibling of the same scheme with the number before this one stands right
  // above, or above a list of its own that was nested between the two.
  bool HasSiblingBefore(int i) const {
    const std::vector<int>& siblings = tree_.ChildrenOf(ParentOf(i));
    auto at = std::lower_bound(siblings.begin(), siblings.end(), i);
    const size_t part_begin = PartBeginOf(i);
    int64_t next = 1;
    for (size_t k = 0; k < kMaxSiblingsBack && at != siblings.begin(); ++k) {
      const Section& sibling = At(*--at);
      if (sibling.scheme() != At(i).scheme()) continue;
      if (BeginOf(*at) < part_begin) return false;
      if (next == 1 && sibling.ordinal() + 1 == At(i).ordinal()) return true;
      next = sibling.ordinal();
    }
    return false;
  }

  // Where numbers break off again and again they number rows of a table or a text
  // whose lines are out of order: then nothing can be said.
  void DropUnsure() {
    std::map<SectionScheme, int> marks;
    for (const Section& section : document_.sections())
      ++marks[section.scheme()];
    std::map<SectionScheme, int> breaks;
    for (const Break& found : breaks_) ++breaks[At(found.section).scheme()];
    std::erase_if(breaks_, [&](const Break& found) {
      const SectionScheme scheme = At(found.section).scheme();
      return breaks[scheme] > kMaxBreaks &&
             breaks[scheme] * kMarksPerBreak > marks[scheme];
    });
  }

  bool IsSure(const Break& found) const {
    const Section& section = At(found.section);
    if (StandsInTable(text_, section)) return false;
    if (found.before != kTop) {
      if (StandsInTable(text_, At(found.before)) || IsOutOfOrder(found))
        return false;
      // A number alone that is quoted from elsewhere is not used twice by being quoted again.
      if (found.is_duplicate && At(found.before).ordinal() > 1 &&
          !HasSiblingBefore(found.before))
        return false;
    }
    return !IsWritten(section.scheme(), section.ordinal() - 1, found.from,
                      BeginOf(found.section));
  }

  // Pages in the wrong order: what seems to be left out stands further down, what seems to be used
  // twice stands once.
  bool IsOutOfOrder(const Break& found) const {
    const std::vector<int>& siblings =
        tree_.ChildrenOf(ParentOf(found.section));
    const auto at =
        std::lower_bound(siblings.begin(), siblings.end(), found.section);
    const auto reach = static_cast<ptrdiff_t>(kMaxSiblingsBack);
    const auto count = [&](auto begin, auto end, int64_t ordinal) {
      return std::count_if(begin, end, [&](int i) {
        return At(i).scheme() == At(found.section).scheme() &&
               At(i).ordinal() == ordinal;
      });
    };
    const auto first = at - std::min(reach, at - siblings.begin());
    const auto is_restart = [&](int i) {
      return At(i).scheme() == At(found.section).scheme() &&
             At(i).ordinal() == 1;
    };
    const auto last =
        std::find_if(at, at + std::min(reach, siblings.end() - at), is_restart);
    const int64_t ordinal = At(found.section).ordinal();
    return found.is_duplicate ? count(first, last, ordinal) == 1
                              : count(at, last, ordinal - 1) > 0;
  }

  // Whether this number stands where a section may begin: the outline may have had a
  // reason not to take it for one, but it is not left out.
  bool IsWritten(SectionScheme scheme, int64_t ordinal, size_t begin,
                 size_t end) const {
    constexpr std::u32string_view kBefore = U"\n 。;:!?”)#*,";
    for (size_t i = begin; i < end; ++i) {
      if (i > 0 && kBefore.find(text_[i - 1]) == kBefore.npos) continue;
      const std::optional<Mark> mark = ReadMark(text_, i);
      if (mark && mark->scheme == scheme && mark->ordinal == ordinal)
        return true;
      if (scheme == qiusuo::v1::SECTION_SCHEME_HAN_IS && IsTorn(ordinal, i))
        return true;
    }
    return false;
  }

  // 六 / 是: a line ends within the point's marker at i.
  bool IsTorn(int64_t ordinal, size_t i) const {
    const std::optional<Ordinal> number = ReadHanOrdinal(text_, i);
    if (!number || number->value != ordinal || text_[number->end] > U' ')
      return false;
    size_t next = number->end;
    while (next < text_.size() && text_[next] <= U' ') ++next;
    return IsOneOf(text_[next], U"是要");
  }

  Diagnostic Describe(const Break& found) const {
    const Section& section = At(found.section);
    std::string message;
    if (found.before == kTop) {
      message = absl::StrCat("“", section.marker(), "”之前没有序号");
    } else if (found.is_duplicate) {
      message = absl::StrCat("“", At(found.before).marker(), "”之后又是“",
                             section.marker(), "”，序号重复");
    } else {
      message = absl::StrCat("“", At(found.before).marker(), "”之后是“",
                             section.marker(), "”，序号不连续");
    }
    Diagnostic diagnostic =
        MakeDiagnostic(found.is_duplicate ? kOrdinalDuplicate : kOrdinalGap,
                       std::move(message));
    *diagnostic.add_spans() = section.title_span();
    if (found.before != kTop) {
      *diagnostic.add_spans() = At(found.before).title_span();
    }
    diagnostic.set_path(section.path());
    return diagnostic;
  }

  const Text& text_;
  const Document& document_;
  const SectionTree& tree_;
  const std::vector<size_t>& part_begins_;
  // The last section of each scheme in this part.
  std::map<SectionScheme, int> last_;
  std::vector<Break> breaks_;
};

}  // namespace

std::vector<Diagnostic> CheckOrdinals(const Text& text,
                                      const Document& document,
                                      const SectionTree& tree,
                                      const std::vector<size_t>& part_begins) {
  return OrdinalChecker(text, document, tree, part_begins).Check();
}

}  // namespace qiusuo::parser
