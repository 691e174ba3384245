#include "service/parser/level_checks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/parser/diagnostics.h"
#include "service/parser/text.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Diagnostic;
using qiusuo::v1::Document;
using qiusuo::v1::Section;
using qiusuo::v1::SectionScheme;

// The levels of GB/T 9704-2012, 7.3.3, outermost first.
constexpr std::array<SectionScheme, 4> kLevels = {
    qiusuo::v1::SECTION_SCHEME_HAN_COMMA,
    qiusuo::v1::SECTION_SCHEME_HAN_PAREN,
    qiusuo::v1::SECTION_SCHEME_ARABIC_DOT,
    qiusuo::v1::SECTION_SCHEME_ARABIC_PAREN,
};
constexpr std::array<std::string_view, 4> kFirstMarkers = {"一、", "（一）",
                                                           "1.", "（1）"};

std::optional<size_t> LevelOf(SectionScheme scheme) {
  const auto at = std::find(kLevels.begin(), kLevels.end(), scheme);
  if (at == kLevels.end()) return std::nullopt;
  return static_cast<size_t>(at - kLevels.begin());
}

class LevelChecker {
 public:
  LevelChecker(const Text& text, const Document& document,
               const SectionTree& tree, const std::vector<SectionList>& lists)
      : text_(text), document_(document), lists_(lists) {
    int part = kTop;
    for (int i = 0; i < document.sections_size(); ++i) {
      const int parent = tree.parents[static_cast<size_t>(i)];
      if (parent == kTop) {
        part = At(i).kind() == qiusuo::v1::SECTION_KIND_ATTACHMENT ? i : kTop;
      } else {
        nested_.insert({part, At(parent).scheme(), At(i).scheme()});
      }
      parts_.push_back(part);
    }
  }

  std::vector<Diagnostic> Check() {
    for (const SectionList& list : lists_) {
      if (list.items.size() < 2 || At(list.items[0]).ordinal() != 1 ||
          StandsInTable(text_, At(list.items[0])) ||
          StandsInTable(text_, At(list.items[1])))
        continue;
      CheckParent(list);
      CheckFrames(list);
    }
    return std::move(diagnostics_);
  }

 private:
  const Section& At(int i) const { return document_.sections(i); }

  void CheckParent(const SectionList& list) {
    if (list.parent == kTop) return;
    const Section& parent = At(list.parent);
    const Section& item = At(list.items[0]);
    const std::optional<size_t> outer = LevelOf(parent.scheme());
    const std::optional<size_t> inner = LevelOf(item.scheme());
    if (!outer || !inner || *inner < *outer + 2) return;
    if (StandsInTable(text_, parent) || !IsProse(item) || IsNote(item)) return;
    // An attachment has levels of its own.
    const int part = parts_[static_cast<size_t>(list.parent)];
    for (size_t level = *outer + 1; level < *inner; ++level) {
      if (!nested_.contains({part, kLevels[level - 1], kLevels[level]})) return;
    }
    // The level is used in the right place elsewhere as well.
    if (!nested_.contains({part, kLevels[*inner - 1], kLevels[*inner]})) return;
    if (!skipped_.insert({part, parent.scheme(), item.scheme()}).second) return;
    Diagnostic& diagnostic = diagnostics_.emplace_back(MakeDiagnostic(
        kLevelSkipped,
        absl::StrCat("“", parent.marker(), "”之下直接用“", item.marker(),
                     "”，缺“", std::string(kFirstMarkers[*outer + 1]),
                     "”一级")));
    *diagnostic.add_spans() = item.title_span();
    *diagnostic.add_spans() = parent.title_span();
    diagnostic.set_path(parent.path());
  }

  // 注：1.…: notes below a table are no level of the text.
  bool IsNote(const Section& section) const {
    const size_t begin = text_.CharAtByte(section.span().start_byte());
    return begin > 0 && text_[begin - 1] == U':';
  }

  // Headings over columns of a table hold no sentence.
  bool IsProse(const Section& section) const {
    constexpr size_t kMaxLook = 400;
    CharSpan span = text_.FromSpan(section.span());
    span.end = std::min(span.end, span.begin + kMaxLook);
    return text_.Folded(span).find_first_of(U"。;") !=
           std::u32string_view::npos;
  }

  // （ / 三）: a line ends within the marker.
  bool IsTorn(const Section& section) const {
    size_t begin = text_.CharAtByte(section.span().start_byte());
    while (begin > 0 && text_[begin - 1] <= U' ') --begin;
    return begin > 0 && text_[begin - 1] == U'(';
  }

  void CheckFrames(const SectionList& list) {
    const Section& first = At(list.items[0]);
    if (!LevelOf(first.scheme())) return;
    const std::u32string frame = FrameOf(first);
    const auto other =
        std::find_if(list.items.begin() + 1, list.items.end(), [&](int item) {
          return FrameOf(At(item)) != frame && !IsTorn(At(item));
        });
    if (other == list.items.end()) return;
    const Section& before = At(*(other - 1));
    const Section& section = At(*other);
    Diagnostic& diagnostic = diagnostics_.emplace_back(MakeDiagnostic(
        kMixedNumbering, absl::StrCat("“", before.marker(), "”之后是“",
                                      section.marker(), "”，写法不一")));
    *diagnostic.add_spans() = section.title_span();
    *diagnostic.add_spans() = before.title_span();
    diagnostic.set_path(section.path());
  }

  const Text& text_;
  const Document& document_;
  const std::vector<SectionList>& lists_;
  // The attachment that each section stands in; kTop in the report.
  std::vector<int> parts_;
  // Which scheme stands under which, by part.
  std::set<std::tuple<int, SectionScheme, SectionScheme>> nested_;
  std::set<std::tuple<int, SectionScheme, SectionScheme>> skipped_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace

std::vector<Diagnostic> CheckLevels(const Text& text, const Document& document,
                                    const SectionTree& tree,
                                    const std::vector<SectionList>& lists) {
  return LevelChecker(text, document, tree, lists).Check();
}

}  // namespace qiusuo::parser
