#include "service/parser/outline_checks.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "service/parser/character_set.h"
#include "service/parser/diagnostics.h"
#include "service/parser/level_checks.h"
#include "service/parser/lines.h"
#include "service/parser/ordinal_checks.h"
#include "service/parser/promised_counts.h"
#include "service/parser/section_tree.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Diagnostic;
using qiusuo::v1::Document;
using qiusuo::v1::Section;

// Holds each list against what may have announced how long it is.
class PromiseChecker {
 public:
  PromiseChecker(const Text& text, const Document& document,
                 const SectionTree& tree)
      : text_(text), document_(document), tree_(tree) {}

  std::vector<Diagnostic> Check(const std::vector<SectionList>& lists) {
    for (const SectionList& list : lists) CheckList(list);
    return std::move(diagnostics_);
  }

 private:
  const Section& At(int i) const { return document_.sections(i); }

  std::string PathOf(int i) const { return i == kTop ? "" : At(i).path(); }

  void CheckList(const SectionList& list) {
    const Section& item = At(list.items[0]);
    if (item.ordinal() != 1 || list.items.size() < 2) return;
    const bool has_all =
        list.items.size() == tree_.ChildrenOf(list.parent).size();
    if (list.parent != kTop && has_all) CheckHeading(list);
    if (item.kind() == qiusuo::v1::SECTION_KIND_ATTACHMENT ||
        item.scheme() == qiusuo::v1::SECTION_SCHEME_UNNUMBERED)
      return;
    const CharSpan sentence =
        SentenceBefore(text_.CharAtByte(item.span().start_byte()));
    const std::optional<PromisedCount> promised =
        FindAnnouncedCount(text_, sentence);
    if (!promised) return;
    const bool lacks_some =
        promised->count > static_cast<int64_t>(list.items.size());
    if (!lacks_some || !GoesOnInWords(list)) Compare(*promised, list);
  }

  // Whether the last item goes on with what is counted but has no number: 四种类型：一是…。
  // 二是…。还有两类…
  bool GoesOnInWords(const SectionList& list) const {
    constexpr std::array<std::u32string_view, 6> kMore = {
        U"另一", U"还有", U"另有", U"另外", U"此外", U"再一"};
    const CharSpan span = text_.FromSpan(At(list.items.back()).span());
    std::u32string_view words = text_.Folded(span);
    words = words.substr(0, words.find(U'\n'));
    return std::any_of(kMore.begin(), kMore.end(), [words](auto word) {
      const size_t at = words.find(word);
      return at != words.npos && at > 0 && IsOneOf(words[at - 1], U"。;,:!");
    });
  }

  // “三引领” over items that each say 引领.
  void CheckHeading(const SectionList& list) {
    const std::optional<PromisedCount> promised =
        FindQuotedCount(text_, text_.FromSpan(At(list.parent).title_span()));
    if (!promised) return;
    const std::string_view noun = text_.Utf8(promised->noun);
    for (const int item : list.items) {
      if (At(item).title().find(noun) == std::string::npos) return;
    }
    Compare(*promised, list);
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

  void Compare(const PromisedCount& promised, const SectionList& list) {
    const auto count = static_cast<int64_t>(list.items.size());
    if (promised.count == count) return;
    Diagnostic& diagnostic = diagnostics_.emplace_back(MakeDiagnostic(
        kPromisedCountMismatch,
        absl::StrCat("“", ToAbsl(text_.Utf8(promised.phrase)), "”应有",
                     promised.count, "项，",
                     count < promised.count ? "只" : "却", "见", count, "项")));
    *diagnostic.add_spans() = text_.ToSpan(promised.phrase);
    diagnostic.set_path(PathOf(list.parent));
  }

  const Text& text_;
  const Document& document_;
  const SectionTree& tree_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace

std::vector<Diagnostic> CheckOutline(const Text& text, const Document& document,
                                     const std::vector<size_t>& part_begins) {
  const SectionTree tree = MakeSectionTree(document);
  const std::vector<SectionList> lists = FindLists(document, tree);
  std::vector<Diagnostic> diagnostics =
      CheckOrdinals(text, document, tree, part_begins);
  const auto append = [&diagnostics](std::vector<Diagnostic> more) {
    diagnostics.insert(diagnostics.end(), std::make_move_iterator(more.begin()),
                       std::make_move_iterator(more.end()));
  };
  append(CheckLevels(text, document, tree, lists));
  append(PromiseChecker(text, document, tree).Check(lists));
  return diagnostics;
}

}  // namespace qiusuo::parser
