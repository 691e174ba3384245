#include "service/parser/section_kinds.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "service/parser/glossaries.h"
#include "service/parser/own_text.h"
#include "service/parser/parts.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::SectionKind;
using qiusuo::v1::SectionScheme;

// Longest title of a heading on a line of its own, in characters.
constexpr size_t kMaxLineTitle = 60;
// Longest title that runs into its paragraph: measured on titles set in another type,
// the median has 7 characters, the longest of 305 has 29.
constexpr size_t kMaxRunInTitle = 30;
// The same where the other items of the list have such titles.
constexpr size_t kMaxRunInTitleInList = 45;
// Longest title that ends in a colon: 元旦：12月30日至…
constexpr size_t kMaxColonTitle = 12;
constexpr size_t kMaxPointTitle = 40;
// The least clauses of a long sentence that may be its title.
constexpr size_t kMinPointTitle = 6;

// Whether the span has no more than `limit` characters but blanks.
bool IsWithin(const Text& text, CharSpan span, size_t limit) {
  size_t count = 0;
  for (size_t i = span.begin; i < span.end; ++i) {
    if (text[i] != U' ' && ++count > limit) return false;
  }
  return true;
}

bool IsArabic(SectionScheme scheme) {
  return scheme == qiusuo::v1::SECTION_SCHEME_ARABIC_DOT ||
         scheme == qiusuo::v1::SECTION_SCHEME_ARABIC_PAREN ||
         scheme == qiusuo::v1::SECTION_SCHEME_CIRCLED;
}

// The title of a point is its first sentence, of a long sentence the clauses that have room in
// a title; a first clause that says but when (五年来) is none.
SectionReading ReadPoint(const Text& text, const OwnText& own) {
  const size_t stop = std::min(own.stop, own.colon);
  size_t end = own.span.begin;
  size_t count = 0;
  for (size_t i = own.span.begin; i < stop; ++i) {
    const bool has_room = count <= kMaxPointTitle;
    if (!has_room && (end > own.span.begin || count > 2 * kMaxPointTitle))
      break;
    if (text[i] == U',' && count >= kMinPointTitle) end = i;
    count += text[i] == U' ' ? 0 : 1;
  }
  if (count <= kMaxPointTitle) end = stop;
  while (end > own.span.begin && text[end - 1] == U',') --end;
  return {.kind = qiusuo::v1::SECTION_KIND_ENUMERATION,
          .title = {own.span.begin, end}};
}

// What an item of a list is by its own shape.
SectionReading ReadItem(const Text& text, const OwnText& own) {
  const CharSpan none = {own.span.begin, own.span.begin};
  const SectionReading clause = {qiusuo::v1::SECTION_KIND_CLAUSE, none};
  const CharSpan first = {own.span.begin, own.stop};
  if (own.span.empty()) return clause;
  if (own.stop == own.span.end) {
    if (own.colon < own.span.end) {
      const CharSpan title = {own.span.begin, own.colon};
      const bool goes_on = own.colon + 1 < own.span.end;
      if (!IsWithin(text, title, kMaxColonTitle) || LeadsIn(text, title))
        return clause;
      return {goes_on ? qiusuo::v1::SECTION_KIND_RUN_IN_HEADING
                      : qiusuo::v1::SECTION_KIND_HEADING,
              title};
    }
    if (!IsWithin(text, own.span, kMaxLineTitle) ||
        text[own.span.end - 1] == U',')
      return clause;
    return {qiusuo::v1::SECTION_KIND_HEADING, own.span};
  }
  if (text[own.stop] != U'。' || own.has_remark) return clause;
  if (!own.goes_on && (own.followed_by_text || own.has_children) &&
      IsWithin(text, first, kMaxRunInTitleInList) && !LeadsIn(text, first)) {
    return {qiusuo::v1::SECTION_KIND_HEADING, first};
  }
  const CharSpan before_colon = {own.span.begin, own.colon};
  if (own.colon < own.stop && IsWithin(text, before_colon, kMaxColonTitle) &&
      !LeadsIn(text, before_colon)) {
    return {qiusuo::v1::SECTION_KIND_RUN_IN_HEADING, before_colon};
  }
  if (own.goes_on && IsWithin(text, first, kMaxRunInTitle)) {
    return {qiusuo::v1::SECTION_KIND_RUN_IN_HEADING, first};
  }
  return clause;
}

// What the items of one list look like.
struct List {
  int run_ins = 0;
  int sentences = 0;  // headings that end in a full stop
  int clauses = 0;
  int items = 0;
  // Of the items that text follows, those whose first sentence might be a title, and
  // how many of them begin with the same words as the one before.
  int openers = 0;
  int alike = 0;
  size_t opener = 0;     // the first character of the last one
  bool runs_on = false;  // its numbers go on under the next parent
};

class SectionReader {
 public:
  SectionReader(const Text& text, const std::vector<Line>& lines,
                const std::vector<OutlineNode>& outline,
                const WrappedLines& wrapped)
      : text_(text),
        lines_(lines),
        outline_(outline),
        wrapped_(wrapped),
        own_(outline.size()),
        list_of_(outline.size()) {}

  std::vector<SectionReading> Read() {
    std::vector<SectionReading> readings(outline_.size());
    for (size_t i = 0; i < outline_.size(); ++i) own_[i] = ReadOwn(i);
    for (const OutlineNode& node : outline_) {
      if (node.parent >= 0)
        own_[static_cast<size_t>(node.parent)].has_children = true;
    }
    for (size_t i = 0; i < outline_.size(); ++i) readings[i] = ReadNode(i);
    JudgeLists(readings);
    for (SectionReading& reading : readings)
      reading.title = Ink(text_, reading.title);
    return readings;
  }

 private:
  OwnText ReadOwn(size_t i) const {
    const Mark& mark = outline_[i].mark;
    const bool is_last = i + 1 == outline_.size();
    const size_t line = LastLine(i);
    size_t end = lines_[line].ink.end;
    const bool shares_line = !is_last && outline_[i + 1].mark.line == line;
    if (shares_line) end = outline_[i + 1].mark.marker.begin;
    OwnText own =
        ReadOwnText(text_, {mark.text_begin, std::max(end, mark.text_begin)});
    if (!shares_line) {
      const size_t next = NextInked(lines_, line);
      own.followed_by_text = next < lines_.size() &&
                             (is_last || outline_[i + 1].mark.line != next);
    }
    return own;
  }

  // The last line of the words that stand behind the mark of node i.
  size_t LastLine(size_t i) const {
    constexpr int kMaxLines = 4;
    size_t line = outline_[i].mark.line;
    for (int read = 1; read < kMaxLines; ++read) {
      const size_t next = Continuation(outline_[i].mark, line);
      if (next == line) break;
      if (i + 1 < outline_.size()) {
        const Mark& mark = outline_[i + 1].mark;
        if (mark.line < next || (mark.line == next && mark.at_line_start))
          break;
      }
      line = next;
    }
    return line;
  }

  // The line in which the words of the mark go on behind `line`; `line` if they end there. A page
  // may break them right behind the marker.
  size_t Continuation(const Mark& mark, size_t line) const {
    if (mark.text_begin == lines_[line].ink.end && mark.last_line > line)
      return NextInked(lines_, line);
    return wrapped_.Continuation(
        line, mark.scheme == qiusuo::v1::SECTION_SCHEME_HAN_IS);
  }

  SectionReading ReadNode(size_t i) const {
    const Mark& mark = outline_[i].mark;
    const OwnText& own = own_[i];
    const CharSpan none = {mark.text_begin, mark.text_begin};
    if (mark.scheme == qiusuo::v1::SECTION_SCHEME_HAN_IS)
      return ReadPoint(text_, own);
    if (mark.scheme == qiusuo::v1::SECTION_SCHEME_ARTICLE) {
      return {qiusuo::v1::SECTION_KIND_ARTICLE, none};
    }
    if (mark.hashes > 0 || mark.scheme <= qiusuo::v1::SECTION_SCHEME_SECTION) {
      return {qiusuo::v1::SECTION_KIND_HEADING, own.span};
    }
    if (IsEntry(i)) {
      if (const CharSpan term = FindTerm(text_, own.span); !term.empty())
        return {qiusuo::v1::SECTION_KIND_RUN_IN_HEADING, term};
      if (own.stop < own.span.end)
        return {qiusuo::v1::SECTION_KIND_CLAUSE, none};
    }
    if (mark.scheme == qiusuo::v1::SECTION_SCHEME_UNNUMBERED) {
      const bool is_titled =
          own.goes_on && text_[own.stop] == U'。' &&
          IsWithin(text_, {own.span.begin, own.stop}, kMaxPointTitle);
      if (mark.variant == kDashed && !is_titled) return ReadPoint(text_, own);
      const size_t end = std::min(own.stop, own.colon);
      return {end + 1 < own.span.end ? qiusuo::v1::SECTION_KIND_RUN_IN_HEADING
                                     : qiusuo::v1::SECTION_KIND_HEADING,
              {own.span.begin, end}};
    }
    if (IsUnderArticle(i)) return {qiusuo::v1::SECTION_KIND_CLAUSE, none};
    return ReadItem(text_, own);
  }

  // Whether node i is an entry of a glossary, be it a part or a section.
  bool IsEntry(size_t i) const {
    const OutlineNode* parent = Above(outline_[i]);
    return parent != nullptr &&
           (parent->mark.variant == kGlossary ||
            IsGlossaryTitle(
                text_, own_[static_cast<size_t>(outline_[i].parent)].span));
  }

  // The node that holds this one; nullptr at the top.
  const OutlineNode* Above(const OutlineNode& node) const {
    return node.parent < 0 ? nullptr
                           : &outline_[static_cast<size_t>(node.parent)];
  }

  bool IsUnderArticle(size_t i) const {
    for (const OutlineNode* p = Above(outline_[i]); p; p = Above(*p)) {
      if (p->mark.scheme == qiusuo::v1::SECTION_SCHEME_ARTICLE) return true;
    }
    return false;
  }

  // For each node the list it is an item of, which may run on under several parents.
  void FindLists() {
    struct Last {
      size_t node = 0;
      int list = 0;
    };
    std::map<std::pair<int, char32_t>, Last> lasts;
    for (size_t i = 0; i < outline_.size(); ++i) {
      const OutlineNode& node = outline_[i];
      const auto [at, is_first] =
          lasts.try_emplace({node.mark.scheme, node.mark.variant});
      Last& last = at->second;
      const OutlineNode& before = outline_[last.node];
      const bool is_sibling = before.parent == node.parent;
      const bool continues =
          node.mark.ordinal > 1 && node.mark.ordinal == before.mark.ordinal + 1;
      if (is_first || (!continues && (!is_sibling || node.mark.ordinal == 1))) {
        last.list = static_cast<int>(lists_.size());
        lists_.emplace_back();
      } else if (!is_sibling) {
        lists_[static_cast<size_t>(last.list)].runs_on = true;
      }
      last.node = i;
      list_of_[i] = static_cast<size_t>(last.list);
    }
  }

  // An item of the third level of GB/T 9704 and below, set in the type of the text.
  bool IsSetAsText(size_t i) const {
    if (!IsArabic(outline_[i].mark.scheme) || lists_[list_of_[i]].runs_on)
      return false;
    int numbered = 0;
    for (const OutlineNode* p = Above(outline_[i]); p; p = Above(*p)) {
      numbered += p->mark.scheme != qiusuo::v1::SECTION_SCHEME_UNNUMBERED &&
                  !OpensPart(p->mark);
    }
    return numbered >= 2;
  }

  void JudgeLists(std::vector<SectionReading>& readings) {
    FindLists();
    for (size_t i = 0; i < readings.size(); ++i) {
      List& list = lists_[list_of_[i]];
      const SectionKind kind = readings[i].kind;
      list.run_ins += kind == qiusuo::v1::SECTION_KIND_RUN_IN_HEADING;
      list.sentences += kind == qiusuo::v1::SECTION_KIND_HEADING &&
                        IsSentence(readings[i], own_[i]);
      list.clauses += kind == qiusuo::v1::SECTION_KIND_CLAUSE;
      CountOpener(i, list);
    }
    for (size_t i = 0; i < readings.size(); ++i) {
      if (outline_[i].mark.scheme == qiusuo::v1::SECTION_SCHEME_UNNUMBERED ||
          IsEntry(i))
        continue;
      JudgeItem(lists_[list_of_[i]], own_[i], readings[i]);
      if (readings[i].kind == qiusuo::v1::SECTION_KIND_RUN_IN_HEADING &&
          IsSetAsText(i)) {
        readings[i].kind = qiusuo::v1::SECTION_KIND_CLAUSE;
      }
    }
  }

  // Whether the first sentence of an item may be its title where those of its list are.
  bool MayOpen(const OwnText& own) const {
    return text_[own.stop] == U'。' &&
           IsWithin(text_, {own.span.begin, own.stop}, kMaxRunInTitleInList);
  }

  void CountOpener(size_t i, List& list) const {
    ++list.items;
    if (!own_[i].goes_on || !MayOpen(own_[i])) return;
    const size_t begin = own_[i].span.begin;
    constexpr size_t kWord = 2;
    list.alike += list.openers == 0 ||
                  text_.Folded({begin, begin + kWord}) ==
                      text_.Folded({list.opener, list.opener + kWord});
    ++list.openers;
    list.opener = begin;
  }

  // （一）坚持… （二）坚持… （三）坚持…: sentences longer than most titles, but each of them opens its
  // paragraph with the same words.
  static bool IsParallel(const List& list) {
    return list.items > 2 && list.alike == list.items;
  }

  // Sentences longer than most titles, but all of them short enough, each with more behind it.
  static bool IsUniform(const List& list) {
    return list.items > 3 && list.openers == list.items;
  }

  bool IsSentence(const SectionReading& reading, const OwnText& own) const {
    return reading.title.end == own.stop && own.stop < own.span.end;
  }

  void JudgeItem(const List& list, const OwnText& own,
                 SectionReading& reading) const {
    const SectionReading clause = {qiusuo::v1::SECTION_KIND_CLAUSE,
                                   {own.span.begin, own.span.begin}};
    const bool is_sentence = IsSentence(reading, own);
    if (reading.kind == qiusuo::v1::SECTION_KIND_RUN_IN_HEADING &&
        list.run_ins <= list.clauses && !IsParallel(list) && !IsUniform(list)) {
      reading = clause;
    } else if (reading.kind == qiusuo::v1::SECTION_KIND_HEADING &&
               is_sentence && list.sentences <= list.clauses) {
      reading = clause;
    } else if (reading.kind == qiusuo::v1::SECTION_KIND_CLAUSE &&
               (own.goes_on || own.has_remark) && MayOpen(own) &&
               (list.run_ins > 2 * list.clauses || IsParallel(list) ||
                IsUniform(list))) {
      reading = {qiusuo::v1::SECTION_KIND_RUN_IN_HEADING,
                 {own.span.begin, own.stop}};
    }
  }

  const Text& text_;
  const std::vector<Line>& lines_;
  const std::vector<OutlineNode>& outline_;
  const WrappedLines& wrapped_;
  std::vector<OwnText> own_;
  std::vector<size_t> list_of_;  // by node, index of lists_
  std::vector<List> lists_;
};

}  // namespace

std::vector<SectionReading> ReadSections(
    const Text& text, const std::vector<Line>& lines,
    const std::vector<OutlineNode>& outline, const WrappedLines& wrapped) {
  return SectionReader(text, lines, outline, wrapped).Read();
}

}  // namespace qiusuo::parser
