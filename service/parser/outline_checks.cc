#include "service/parser/outline_checks.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "service/parser/diagnostics.h"
#include "service/parser/lines.h"
#include "service/parser/promised_counts.h"

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

std::string_view ParentPath(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view()
                                       : path.substr(0, dot);
}

bool IsArabic(SectionScheme scheme) {
  return scheme == qiusuo::v1::SECTION_SCHEME_ARABIC_DOT ||
         scheme == qiusuo::v1::SECTION_SCHEME_ARABIC_PAREN ||
         scheme == qiusuo::v1::SECTION_SCHEME_CIRCLED;
}

bool HasRuns(SectionScheme scheme) {
  return scheme != qiusuo::v1::SECTION_SCHEME_HAN_IS &&
         scheme != qiusuo::v1::SECTION_SCHEME_UNNUMBERED;
}

// Whether a heading's number is written with 之 (第十七条之一): it follows its own number.
bool IsBranch(const Section& section) {
  return section.marker().find("之") != std::string::npos;
}

class OutlineChecker {
 public:
  OutlineChecker(const Text& text, const Document& document,
                 const std::vector<size_t>& part_begins)
      : text_(text), document_(document), part_begins_(part_begins) {}

  std::vector<Diagnostic> Check() {
    size_t part = 0;
    for (int i = 0; i < document_.sections_size(); ++i) {
      const Section& section = document_.sections(i);
      const size_t begin = text_.CharAtByte(section.span().start_byte());
      by_path_.emplace(section.path(), i);
      while (part < part_begins_.size() && part_begins_[part] <= begin) {
        last_.clear();
        ++part;
      }
      children_[std::string(ParentPath(section.path()))].push_back(i);
      if (HasRuns(section.scheme())) CheckOrdinal(i);
    }
    DropUnsure();
    for (const auto& [path, children] : children_) CheckPromises(children);
    return std::move(diagnostics_);
  }

 private:
  // A number must be 1 or follow the one before it: among its siblings or, where
  // numbering runs on, in the whole part.
  void CheckOrdinal(int i) {
    const Section& section = document_.sections(i);
    const auto last = last_.find(section.scheme());
    const Section* before =
        last == last_.end() ? nullptr : &document_.sections(last->second);
    last_[section.scheme()] = i;
    const int64_t ordinal = section.ordinal();
    if (ordinal == 1) return;
    if (before == nullptr) {
      // An article may be quoted, and an excerpt begins anywhere.
      const bool may_begin_anywhere =
          IsArabic(section.scheme()) ||
          section.scheme() == qiusuo::v1::SECTION_SCHEME_ARTICLE;
      if (!may_begin_anywhere) AddGap(nullptr, section);
      return;
    }
    const bool are_siblings =
        ParentPath(before->path()) == ParentPath(section.path());
    if (ordinal == before->ordinal() + 1) return;
    if (ordinal == before->ordinal() &&
        (IsBranch(section) || IsBranch(*before)))
      return;
    // Between sections of different parents a list may also go on after a list
    // that was nested between them; only a single scheme in order is sure.
    if (!are_siblings &&
        section.scheme() != qiusuo::v1::SECTION_SCHEME_ARTICLE) {
      if (!IsArabic(section.scheme()) && !HasSiblingBefore(section, ordinal)) {
        AddGap(nullptr, section);
      }
      return;
    }
    if (ordinal <= before->ordinal()) {
      AddDuplicate(*before, section);
    } else if (!IsArabic(section.scheme()) ||
               ordinal - before->ordinal() <= kMaxArabicJump) {
      AddGap(before, section);
    }
  }

  // Where numbers break off again and again they number rows of a table or a text
  // whose lines are out of order: then nothing can be said.
  void DropUnsure() {
    std::map<SectionScheme, int> marks;
    for (const Section& section : document_.sections())
      ++marks[section.scheme()];
    std::map<SectionScheme, int> breaks;
    const auto scheme_of = [this](const Diagnostic& diagnostic) {
      return document_.sections(by_path_.at(diagnostic.path())).scheme();
    };
    for (const Diagnostic& diagnostic : diagnostics_)
      ++breaks[scheme_of(diagnostic)];
    std::erase_if(diagnostics_, [&](const Diagnostic& diagnostic) {
      const SectionScheme scheme = scheme_of(diagnostic);
      return breaks[scheme] > kMaxBreaks &&
             breaks[scheme] * kMarksPerBreak > marks[scheme];
    });
  }

  // Whether a sibling of the same scheme with the number before this one stands above.
  bool HasSiblingBefore(const Section& section, int64_t ordinal) const {
    const auto siblings =
        children_.find(std::string(ParentPath(section.path())));
    if (siblings == children_.end()) return false;
    size_t looked_at = 0;
    for (auto at = siblings->second.rbegin();
         at != siblings->second.rend() && looked_at < kMaxSiblingsBack;
         ++at, ++looked_at) {
      const Section& sibling = document_.sections(*at);
      if (sibling.scheme() != section.scheme() ||
          sibling.path() == section.path())
        continue;
      return sibling.ordinal() + 1 == ordinal;
    }
    return false;
  }

  void AddGap(const Section* before, const Section& section) {
    Diagnostic diagnostic = MakeDiagnostic(
        kOrdinalGap, before == nullptr
                         ? absl::StrCat("“", section.marker(), "”之前没有序号")
                         : absl::StrCat("“", before->marker(), "”之后是“",
                                        section.marker(), "”，序号不连续"));
    *diagnostic.add_spans() = section.title_span();
    if (before != nullptr) *diagnostic.add_spans() = before->title_span();
    diagnostic.set_path(section.path());
    diagnostics_.push_back(std::move(diagnostic));
  }

  void AddDuplicate(const Section& before, const Section& section) {
    Diagnostic diagnostic = MakeDiagnostic(
        kOrdinalDuplicate, absl::StrCat("“", before.marker(), "”之后又是“",
                                        section.marker(), "”，序号重复"));
    *diagnostic.add_spans() = section.title_span();
    *diagnostic.add_spans() = before.title_span();
    diagnostic.set_path(section.path());
    diagnostics_.push_back(std::move(diagnostic));
  }

  // Lists among the children of one section, each with what may have announced it.
  void CheckPromises(const std::vector<int>& children) {
    for (size_t first = 0; first < children.size();) {
      size_t end = first + 1;
      while (end < children.size() && Follows(children[end - 1], children[end]))
        ++end;
      CheckList(children, first, end);
      first = end;
    }
  }

  bool Follows(int before, int i) const {
    const Section& a = document_.sections(before);
    const Section& b = document_.sections(i);
    return a.scheme() == b.scheme() && b.ordinal() == a.ordinal() + 1;
  }

  void CheckList(const std::vector<int>& children, size_t first, size_t end) {
    const Section& item = document_.sections(children[first]);
    const auto count = static_cast<int64_t>(end - first);
    if (item.ordinal() != 1 || count < 2) return;
    if (first == 0 && end == children.size()) {
      if (const Section* parent = FindParent(item))
        CheckHeading(*parent, children, count);
    }
    if (item.scheme() == qiusuo::v1::SECTION_SCHEME_UNNUMBERED) return;
    const CharSpan sentence =
        SentenceBefore(text_.CharAtByte(item.span().start_byte()));
    const std::optional<PromisedCount> promised =
        FindAnnouncedCount(text_, sentence);
    if (promised && promised->count != count) {
      AddPromise(*promised, count, std::string(ParentPath(item.path())));
    }
  }

  // “三引领” over items that each say 引领.
  void CheckHeading(const Section& parent, const std::vector<int>& children,
                    int64_t count) {
    const std::optional<PromisedCount> promised =
        FindQuotedCount(text_, text_.FromSpan(parent.title_span()));
    if (!promised || promised->count == count) return;
    const std::string_view noun = text_.Utf8(promised->noun);
    for (const int child : children) {
      if (document_.sections(child).title().find(noun) == std::string::npos)
        return;
    }
    AddPromise(*promised, count, parent.path());
  }

  const Section* FindParent(const Section& item) const {
    const auto parent = by_path_.find(std::string(ParentPath(item.path())));
    return parent == by_path_.end() ? nullptr
                                    : &document_.sections(parent->second);
  }

  // The sentence that ends right before a place, its stop included.
  CharSpan SentenceBefore(size_t place) const {
    constexpr size_t kMaxSentence = 200;
    const size_t floor = place > kMaxSentence ? place - kMaxSentence : 0;
    const CharSpan before = Ink(text_, {floor, place});
    if (before.empty()) return before;
    size_t begin = before.end - 1;
    while (begin > before.begin && text_[begin - 1] != U'。' &&
           text_[begin - 1] != U'\n')
      --begin;
    return {begin, before.end};
  }

  void AddPromise(const PromisedCount& promised, int64_t count,
                  std::string path) {
    Diagnostic diagnostic = MakeDiagnostic(
        kPromisedCountMismatch,
        absl::StrCat("“", ToAbsl(text_.Utf8(promised.phrase)), "”应有",
                     promised.count, "项，",
                     count < promised.count ? "只" : "却", "见", count, "项"));
    *diagnostic.add_spans() = text_.ToSpan(promised.phrase);
    diagnostic.set_path(std::move(path));
    diagnostics_.push_back(std::move(diagnostic));
  }

  const Text& text_;
  const Document& document_;
  const std::vector<size_t>& part_begins_;
  std::map<SectionScheme, int>
      last_;  // the last section of each scheme in this part
  std::map<std::string, std::vector<int>> children_;  // by the parent's path
  std::unordered_map<std::string, int> by_path_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace

std::vector<Diagnostic> CheckOutline(const Text& text, const Document& document,
                                     const std::vector<size_t>& part_begins) {
  return OutlineChecker(text, document, part_begins).Check();
}

}  // namespace qiusuo::parser
