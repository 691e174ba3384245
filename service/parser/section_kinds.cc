#include "service/parser/section_kinds.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

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

bool IsStop(char32_t c) {
  return c == U'。' || c == U'!' || c == U'?' || c == U';';
}

// The text that is a node's own on its line, and where its first sentence ends.
struct OwnText {
  CharSpan span;
  size_t stop = 0;       // the first stop; span.end if none
  size_t colon = 0;      // the first colon before `stop`; span.end if none
  bool goes_on = false;  // text follows the first stop
  bool followed_by_text = false;  // the next thing after it is an unmarked line
  bool has_children = false;
};

OwnText ReadOwnText(const Text& text, CharSpan span) {
  OwnText own = {.span = Ink(text, span), .stop = 0, .colon = 0};
  while (own.span.size() > 1 && text[own.span.end - 1] == U'*') --own.span.end;
  own.stop = own.span.end;
  own.colon = own.span.end;
  int quotes = 0;
  for (size_t i = own.span.begin; i < own.span.end; ++i) {
    quotes += text[i] == U'“' ? 1 : text[i] == U'”' ? -1 : 0;
    if (quotes > 0) continue;
    if (text[i] == U':' && own.colon == own.span.end) own.colon = i;
    if (!IsStop(text[i])) continue;
    own.stop = i;
    break;
  }
  own.goes_on = own.stop + 1 < own.span.end;
  return own;
}

bool IsArabic(SectionScheme scheme) {
  return scheme == qiusuo::v1::SECTION_SCHEME_ARABIC_DOT ||
         scheme == qiusuo::v1::SECTION_SCHEME_ARABIC_PAREN ||
         scheme == qiusuo::v1::SECTION_SCHEME_CIRCLED;
}

SectionReading ReadPoint(const OwnText& own) {
  SectionReading reading = {
      .kind = qiusuo::v1::SECTION_KIND_ENUMERATION,
      .title = {own.span.begin, std::min(own.stop, own.colon)}};
  if (reading.title.size() > kMaxPointTitle)
    reading.title = {own.span.begin, own.span.begin};
  return reading;
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
      if (title.size() > kMaxColonTitle) return clause;
      const bool goes_on = own.colon + 1 < own.span.end;
      return {goes_on ? qiusuo::v1::SECTION_KIND_RUN_IN_HEADING
                      : qiusuo::v1::SECTION_KIND_HEADING,
              title};
    }
    if (own.span.size() > kMaxLineTitle || text[own.span.end - 1] == U',')
      return clause;
    return {qiusuo::v1::SECTION_KIND_HEADING, own.span};
  }
  if (text[own.stop] != U'。') return clause;
  if (!own.goes_on && (own.followed_by_text || own.has_children) &&
      first.size() <= kMaxRunInTitleInList) {
    return {qiusuo::v1::SECTION_KIND_HEADING, first};
  }
  if (own.colon < own.stop && own.colon - own.span.begin <= kMaxColonTitle) {
    return {qiusuo::v1::SECTION_KIND_RUN_IN_HEADING,
            {own.span.begin, own.colon}};
  }
  if (own.goes_on && first.size() <= kMaxRunInTitle) {
    return {qiusuo::v1::SECTION_KIND_RUN_IN_HEADING, first};
  }
  return clause;
}

// Counts of what the items of one list look like.
struct ListCounts {
  int run_ins = 0;
  int clauses = 0;
};

class SectionReader {
 public:
  SectionReader(const Text& text, const std::vector<Line>& lines,
                const std::vector<OutlineNode>& outline)
      : text_(text), lines_(lines), outline_(outline), own_(outline.size()) {}

  std::vector<SectionReading> Read() {
    std::vector<SectionReading> readings(outline_.size());
    for (size_t i = 0; i < outline_.size(); ++i) own_[i] = ReadOwn(i);
    for (const OutlineNode& node : outline_) {
      if (node.parent >= 0)
        own_[static_cast<size_t>(node.parent)].has_children = true;
    }
    for (size_t i = 0; i < outline_.size(); ++i) readings[i] = ReadNode(i);
    JudgeLists(readings);
    return readings;
  }

 private:
  OwnText ReadOwn(size_t i) const {
    const Mark& mark = outline_[i].mark;
    size_t end = lines_[mark.line].ink.end;
    const bool is_last = i + 1 == outline_.size();
    const bool shares_line = !is_last && outline_[i + 1].mark.line == mark.line;
    if (shares_line) end = outline_[i + 1].mark.marker.begin;
    OwnText own =
        ReadOwnText(text_, {mark.text_begin, std::max(end, mark.text_begin)});
    if (!shares_line) {
      size_t next = mark.line + 1;
      while (next < lines_.size() && lines_[next].blank()) ++next;
      own.followed_by_text = next < lines_.size() &&
                             (is_last || outline_[i + 1].mark.line != next);
    }
    return own;
  }

  SectionReading ReadNode(size_t i) const {
    const Mark& mark = outline_[i].mark;
    const OwnText& own = own_[i];
    const CharSpan none = {mark.text_begin, mark.text_begin};
    if (mark.scheme == qiusuo::v1::SECTION_SCHEME_HAN_IS) return ReadPoint(own);
    if (mark.scheme == qiusuo::v1::SECTION_SCHEME_ARTICLE) {
      return {qiusuo::v1::SECTION_KIND_ARTICLE, none};
    }
    if (mark.hashes > 0 || mark.scheme <= qiusuo::v1::SECTION_SCHEME_SECTION) {
      return {qiusuo::v1::SECTION_KIND_HEADING, own.span};
    }
    if (mark.scheme == qiusuo::v1::SECTION_SCHEME_UNNUMBERED) {
      if (!own.goes_on)
        return {qiusuo::v1::SECTION_KIND_HEADING, {own.span.begin, own.stop}};
      return {qiusuo::v1::SECTION_KIND_RUN_IN_HEADING,
              {own.span.begin, own.stop}};
    }
    if (IsUnderArticle(i)) return {qiusuo::v1::SECTION_KIND_CLAUSE, none};
    return ReadItem(text_, own);
  }

  bool IsUnderArticle(size_t i) const {
    for (int p = outline_[i].parent; p >= 0;
         p = outline_[static_cast<size_t>(p)].parent) {
      const Mark& mark = outline_[static_cast<size_t>(p)].mark;
      if (mark.scheme == qiusuo::v1::SECTION_SCHEME_ARTICLE) return true;
    }
    return false;
  }

  void JudgeLists(std::vector<SectionReading>& readings) const {
    std::map<std::pair<int, int>, ListCounts> lists;
    const auto list_of = [this](size_t i) {
      return std::pair<int, int>(outline_[i].parent, outline_[i].mark.scheme);
    };
    for (size_t i = 0; i < readings.size(); ++i) {
      ListCounts& counts = lists[list_of(i)];
      counts.run_ins +=
          readings[i].kind == qiusuo::v1::SECTION_KIND_RUN_IN_HEADING;
      counts.clauses += readings[i].kind == qiusuo::v1::SECTION_KIND_CLAUSE;
    }
    for (size_t i = 0; i < readings.size(); ++i) {
      const Mark& mark = outline_[i].mark;
      if (mark.scheme == qiusuo::v1::SECTION_SCHEME_UNNUMBERED) continue;
      const ListCounts& counts = lists[list_of(i)];
      JudgeItem(counts, own_[i], readings[i]);
      if (IsArabic(mark.scheme) && outline_[i].parent >= 0 &&
          readings[i].kind == qiusuo::v1::SECTION_KIND_RUN_IN_HEADING) {
        readings[i].kind = qiusuo::v1::SECTION_KIND_CLAUSE;
      }
    }
  }

  void JudgeItem(const ListCounts& counts, const OwnText& own,
                 SectionReading& reading) const {
    if (reading.kind == qiusuo::v1::SECTION_KIND_RUN_IN_HEADING &&
        counts.run_ins <= counts.clauses) {
      reading = {qiusuo::v1::SECTION_KIND_CLAUSE,
                 {own.span.begin, own.span.begin}};
    } else if (reading.kind == qiusuo::v1::SECTION_KIND_CLAUSE && own.goes_on &&
               counts.run_ins > 2 * counts.clauses &&
               text_[own.stop] == U'。' &&
               own.stop - own.span.begin <= kMaxRunInTitleInList) {
      reading = {qiusuo::v1::SECTION_KIND_RUN_IN_HEADING,
                 {own.span.begin, own.stop}};
    }
  }

  const Text& text_;
  const std::vector<Line>& lines_;
  const std::vector<OutlineNode>& outline_;
  std::vector<OwnText> own_;
};

}  // namespace

std::vector<SectionReading> ReadSections(
    const Text& text, const std::vector<Line>& lines,
    const std::vector<OutlineNode>& outline) {
  return SectionReader(text, lines, outline).Read();
}

}  // namespace qiusuo::parser
