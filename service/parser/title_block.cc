#include "service/parser/title_block.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "service/parser/decimal_marks.h"
#include "service/parser/head_lines.h"
#include "service/parser/marks.h"
#include "service/parser/plain_headings.h"
#include "service/parser/publication_line.h"
#include "service/parser/signature.h"
#include "service/parser/site_chrome.h"
#include "service/parser/spacing.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::ZoneKind;

// A head has no more lines than this; what comes behind is text.
constexpr int kMaxHeadLines = 60;
constexpr size_t kMaxTitleLines = 4;

// Characters of a title that count when two are compared: blanks and the width of
// marks differ between a page's head and its text.
std::u32string Squeeze(const Text& text, CharSpan ink) {
  std::u32string squeezed;
  for (const char32_t c : text.Folded(ink)) {
    if (c != U' ' && c != U'#' && c != U'*') squeezed.push_back(c);
  }
  return squeezed;
}

class HeadReader {
 public:
  HeadReader(const Text& text, const std::vector<Line>& lines,
             const std::vector<bool>& is_contents)
      : text_(text), lines_(lines), is_contents_(is_contents) {}

  TitleBlock Read(size_t end_line) {
    size_t i = 0;
    while (i < end_line && read_ < kMaxHeadLines) {
      if (lines_[i].blank()) {
        ++i;
        continue;
      }
      const size_t count = ReadLines(i);
      if (count == 0) break;
      i += count;
      ++read_;
      if (is_done_) break;
    }
    DropWithoutTitle(i);
    head_.end_line = i;
    return std::move(head_);
  }

 private:
  // Reads the line i, and those that go with it; answers how many; 0 for the text.
  size_t ReadLines(size_t i) {
    if (is_contents_[i]) {
      AddLine(i, qiusuo::v1::ZONE_KIND_TABLE_OF_CONTENTS);
      --read_;
      return 1;
    }
    if (IsPageNumber(text_, lines_[i])) {
      AddLine(i, qiusuo::v1::ZONE_KIND_FOOTER);
      return 1;
    }
    if (const std::optional<ZoneKind> chrome =
            ReadChrome(text_, lines_[i], true)) {
      AddLine(i, *chrome);
      return 1;
    }
    const CharSpan ink = {ReadLinePrefix(text_, lines_[i]).end,
                          lines_[i].ink.end};
    if (NamesPart(text_.Folded(ink))) return 0;
    if (ReadNumber(i, ink) || ReadPublication(i, ink) || ReadIssuerMark(i, ink))
      return 1;
    if (const size_t count = ReadDecree(i); count > 0) return count;
    if (const size_t count = ReadOccasion(i); count > 0) return count;
    if (const size_t count = ReadIssuers(i); count > 0) return count;
    if (IsByline(text_, ink) || IsSpeakerHere(i, ink) ||
        ReadDateline(text_, ink) == ink.end || IsCaption(ink) ||
        IsTableNumber(text_, ink)) {
      AddLine(i, qiusuo::v1::ZONE_KIND_BYLINE);
      SetStatedDate(ink);
      return 1;
    }
    if (IsAddressee(text_, ink)) {
      AddLine(i, qiusuo::v1::ZONE_KIND_ADDRESSEE);
      is_done_ = true;
      return 1;
    }
    const std::optional<Mark> mark = ReadMark(text_, ink.begin);
    if (mark && mark->strength == MarkStrength::kSure) return 0;
    if (const size_t repeated = CountRepeat(i); repeated > 0) {
      for (size_t k = i; k < i + repeated; ++k) {
        if (!lines_[k].blank())
          AddLine(k, qiusuo::v1::ZONE_KIND_REPEATED_TITLE);
      }
      return repeated;
    }
    if (!IsTitleLine(text_, ink)) return 0;
    return head_.title.empty() ? ReadTitle(i) : ReadSecondTitle(i);
  }

  // 中华人民共和国国务院令 / 第707号: the red head of a decree is its number.
  size_t ReadDecree(size_t i) {
    const size_t next = NextInked(lines_, i);
    if (next >= lines_.size() || !head_.document_number.empty() ||
        !IsDecreeHead(text_, lines_[i].ink, lines_[next].ink)) {
      return 0;
    }
    for (const size_t line : {i, next}) {
      head_.document_number.append(CloseUp(text_, lines_[line].ink));
      AddLine(line, qiusuo::v1::ZONE_KIND_DOCUMENT_NUMBER);
    }
    return next + 1 - i;
  }

  // ——2026年2月9日在某州第十五届 / 人民代表大会第六次会议上: an occasion over two lines, as
  // is the number of a session's paper.
  size_t ReadOccasion(size_t i) {
    const auto ends = [this](size_t line) {
      return text_.Folded(lines_[line].ink).ends_with(U"会议上");
    };
    const size_t next = NextInked(lines_, i);
    if (next >= lines_.size()) return 0;
    const CharSpan both = {lines_[i].ink.begin, lines_[next].ink.end};
    const bool is_paper = IsSessionPaper(text_, both);
    if (!is_paper && (ends(i) || !ends(next) || !IsByline(text_, both)))
      return 0;
    if (head_.title.empty() && !IsByline(text_, lines_[i].ink)) return 0;
    for (const size_t line : {i, next})
      AddLine(line, qiusuo::v1::ZONE_KIND_BYLINE);
    SetStatedDate(both);
    return next + 1 - i;
  }

  // Who issues it and when, below the title; who reports, below the occasion.
  size_t ReadIssuers(size_t i) {
    const bool has_occasion =
        !head_.zones.empty() &&
        head_.zones.back().kind == qiusuo::v1::ZONE_KIND_BYLINE;
    if (head_.title.empty() && !has_occasion) return 0;
    const std::optional<HeadSignature> signature =
        ReadHeadSignature(text_, lines_, i, has_occasion);
    if (!signature) return 0;
    for (size_t k = i; k < signature->end_line; ++k) {
      if (!lines_[k].blank()) AddLine(k, qiusuo::v1::ZONE_KIND_BYLINE);
    }
    if (head_.issuer.empty()) head_.issuer = signature->issuer;
    if (signature->date) head_.stated_date = signature->date;
    return signature->end_line - i;
  }

  // Whether the line i is the speaker's, by what stands around it.
  bool IsSpeakerHere(size_t i, CharSpan ink) const {
    if (!IsSpeaker(text_, ink)) return false;
    const size_t next = NextInked(lines_, i);
    const bool is_addressed =
        next < lines_.size() && IsAddressee(text_, lines_[next].ink);
    const bool has_occasion =
        !head_.zones.empty() &&
        head_.zones.back().kind == qiusuo::v1::ZONE_KIND_BYLINE;
    return is_addressed || has_occasion;
  }

  // A photograph's, below the title: 省长李某某作政府工作报告。本报记者 王某某摄
  bool IsCaption(CharSpan ink) const {
    constexpr size_t kMaxCaption = 120;
    const std::u32string_view words = text_.Folded(ink);
    return !head_.title.empty() && ink.size() <= kMaxCaption &&
           (words.ends_with(U"摄") || words.ends_with(U"摄)"));
  }

  // The title of the text itself below that of its page, where a byline or an
  // addressee follows.
  size_t ReadSecondTitle(size_t i) {
    size_t end = i;
    for (size_t k = i; k < lines_.size(); k = NextInked(lines_, k)) {
      const CharSpan ink = lines_[k].ink;
      const std::optional<PublicationLine> line =
          ReadPublicationLine(text_, ink);
      const bool is_dated =
          (IsByline(text_, ink) && FindCalendarDate(text_, ink)) ||
          (line && line->date);
      if (is_dated || IsAddressee(text_, ink)) {
        end = k;
        break;
      }
      if (k - i >= kMaxTitleLines || !IsTitleLine(text_, ink) ||
          ReadMark(text_, ink.begin) || NamesPart(text_.Folded(ink))) {
        break;
      }
    }
    for (size_t k = i; k < end; ++k) {
      if (!lines_[k].blank()) AddLine(k, qiusuo::v1::ZONE_KIND_REPEATED_TITLE);
    }
    return end - i;
  }

  bool ReadNumber(size_t i, CharSpan ink) {
    const std::optional<CharSpan> number = FindDocumentNumber(text_, ink);
    // A decree's title may hold the number of what it changes; its own fills the line.
    if (!number || number->size() * 2 < ink.size()) return false;
    if (head_.document_number.empty())
      head_.document_number = text_.Utf8(*number);
    // 2007年5月29日 国务院令第499号公布 tells its history as well.
    const bool is_history = IsByline(text_, ink);
    if (is_history) SetStatedDate(ink);
    AddLine(i, is_history ? qiusuo::v1::ZONE_KIND_BYLINE
                          : qiusuo::v1::ZONE_KIND_DOCUMENT_NUMBER);
    return true;
  }

  // 发文机关标志 (GB/T 9704-2012, 7.2.4): the issuing body and 文件, above the number.
  bool ReadIssuerMark(size_t i, CharSpan ink) {
    constexpr std::u32string_view kPaper = U"文件";
    if (!head_.title.empty() || !head_.issuer.empty() ||
        !text_.Folded(ink).ends_with(kPaper)) {
      return false;
    }
    const CharSpan organ = {ink.begin, ink.end - kPaper.size()};
    if (!IsOrgan(text_, organ)) return false;
    head_.issuer = text_.Utf8(organ);
    AddLine(i, qiusuo::v1::ZONE_KIND_BYLINE);
    return true;
  }

  bool ReadPublication(size_t i, CharSpan ink) {
    if (IsByline(text_, ink)) return false;
    const std::optional<PublicationLine> line = ReadPublicationLine(text_, ink);
    if (!line) return false;
    if (line->date && !head_.published_date)
      head_.published_date = line->date->date;
    if (!line->site.empty()) head_.source_site = text_.Utf8(line->site);
    const bool has_both = line->date && !line->site.empty();
    if (!has_both) {
      AddLine(i, line->date ? qiusuo::v1::ZONE_KIND_ISSUE_DATE
                            : qiusuo::v1::ZONE_KIND_SOURCE_SITE);
      return true;
    }
    const size_t cut = line->date->span.begin < line->site.begin
                           ? line->site.begin
                           : line->date->span.begin;
    const bool date_first = cut == line->site.begin;
    head_.zones.push_back({date_first ? qiusuo::v1::ZONE_KIND_ISSUE_DATE
                                      : qiusuo::v1::ZONE_KIND_SOURCE_SITE,
                           {lines_[i].span.begin, cut}});
    head_.zones.push_back({date_first ? qiusuo::v1::ZONE_KIND_SOURCE_SITE
                                      : qiusuo::v1::ZONE_KIND_ISSUE_DATE,
                           {cut, lines_[i].span.end}});
    return true;
  }

  // A title goes on over the next lines until one is something else; but a next line
  // that repeats the whole is the title once more.
  size_t ReadTitle(size_t i) {
    size_t count = 1;
    while (count < kMaxTitleLines && i + count < lines_.size() &&
           GoesOn(i, i + count))
      ++count;
    // 某市九届人大六次会议文件（十五）, above a title, numbers the papers of a session.
    size_t first = 0;
    for (size_t k = 0; k < count; ++k) {
      if (IsSessionPaper(text_, lines_[i + k].ink)) first = k + 1;
    }
    for (size_t k = 0; k < first; ++k)
      AddLine(i + k, qiusuo::v1::ZONE_KIND_BYLINE);
    for (size_t k = first; k < count; ++k) {
      const CharSpan ink = TitleInk(lines_[i + k]);
      AddLine(i + k, qiusuo::v1::ZONE_KIND_TITLE);
      head_.title.append(CloseUp(text_, ink));
      squeezed_title_ += Squeeze(text_, ink);
    }
    return count;
  }

  // The words of a title, without Markdown: `# [words](https://…)`, `**words**`.
  CharSpan TitleInk(const Line& line) const {
    CharSpan ink = WithoutPageNumber(
        text_, {ReadLinePrefix(text_, line).end, line.ink.end});
    while (ink.size() > 2 && text_[ink.end - 1] == U'*') --ink.end;
    const size_t link = text_.Folded(ink).find(U"](");
    const bool is_link = text_[ink.begin] == U'[' && text_[ink.end - 1] == U')';
    return is_link && link != std::u32string_view::npos
               ? CharSpan{ink.begin + 1, ink.begin + link}
               : ink;
  }

  bool GoesOn(size_t first, size_t next) const {
    const Line& line = lines_[next];
    if (line.blank() || is_contents_[next] || IsPageNumber(text_, line) ||
        ReadChrome(text_, line, true))
      return false;
    if (ReadLinePrefix(text_, lines_[first]).hashes > 0) return false;
    const CharSpan ink = line.ink;
    const size_t after = NextInked(lines_, next);
    if (after < lines_.size() &&
        IsSessionPaper(text_, {ink.begin, lines_[after].ink.end})) {
      return false;
    }
    if (FindDocumentNumber(text_, ink) || IsByline(text_, ink) ||
        IsSpeakerHere(next, ink) || IsAddressee(text_, ink) ||
        ReadPublicationLine(text_, ink) || ReadMark(text_, ink.begin) ||
        ReadsAsDecimalMark(text_, line) || ReadDateline(text_, ink) > 0 ||
        NamesPart(text_.Folded(ink)) || !IsTitleLine(text_, ink) ||
        ReadHeadSignature(text_, lines_, next, false)) {
      return false;
    }
    const std::u32string title = Squeeze(text_, lines_[first].ink);
    const std::u32string more = Squeeze(text_, ink);
    return !BeginsWith(title, more) && !IsTitleVariant(title, more);
  }

  static bool BeginsWith(const std::u32string& whole,
                         const std::u32string& part) {
    return !part.empty() && whole.starts_with(part);
  }

  // How many lines from i on together repeat the title; 0 if they do not.
  size_t CountRepeat(size_t i) const {
    if (squeezed_title_.empty()) return 0;
    std::u32string joined;
    size_t k = i;
    for (size_t read = 0; read < kMaxTitleLines && k < lines_.size(); ++read) {
      joined += Squeeze(text_, lines_[k].ink);
      if (joined == squeezed_title_) return k + 1 - i;
      if (!BeginsWith(squeezed_title_, joined)) break;
      k = NextInked(lines_, k);
    }
    const CharSpan ink = lines_[i].ink;
    return IsTitleLine(text_, ink) &&
                   IsTitleVariant(squeezed_title_, Squeeze(text_, ink))
               ? 1
               : 0;
  }

  void SetStatedDate(CharSpan ink) {
    const std::optional<CalendarDate> date = FindCalendarDate(text_, ink);
    // The last change of a statute is its present date; the day it takes force is not.
    constexpr std::array<std::u32string_view, 2> kInForce = {U"施行", U"实施"};
    const std::u32string_view words = text_.Folded(ink);
    const bool in_force =
        std::any_of(kInForce.begin(), kInForce.end(),
                    [words](auto word) { return words.ends_with(word); }) &&
        words.find(U'布') == std::u32string_view::npos;
    if (date && !in_force) head_.stated_date = date->date;
  }

  void AddLine(size_t i, ZoneKind kind) {
    head_.zones.push_back({kind, lines_[i].span});
  }

  // Without a title, only what no text begins with is a head: a byline or a date
  // found further down was none.
  void DropWithoutTitle(size_t& end_line) {
    if (!head_.title.empty() || is_done_) return;
    while (!head_.zones.empty() &&
           head_.zones.back().kind == qiusuo::v1::ZONE_KIND_BYLINE) {
      const size_t begin = head_.zones.back().span.begin;
      while (end_line > 0 && lines_[end_line - 1].span.begin >= begin)
        --end_line;
      head_.zones.pop_back();
    }
  }

  const Text& text_;
  const std::vector<Line>& lines_;
  const std::vector<bool>& is_contents_;
  TitleBlock head_;
  std::u32string squeezed_title_;
  int read_ = 0;  // lines of the head, without a table of contents
  bool is_done_ = false;
};

}  // namespace

TitleBlock ReadTitleBlock(const Text& text, const std::vector<Line>& lines,
                          const std::vector<bool>& is_contents,
                          size_t end_line) {
  return HeadReader(text, lines, is_contents).Read(end_line);
}

}  // namespace qiusuo::parser
