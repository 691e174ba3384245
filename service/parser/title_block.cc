#include "service/parser/title_block.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "service/parser/decimal_marks.h"
#include "service/parser/head_lines.h"
#include "service/parser/marks.h"
#include "service/parser/site_chrome.h"
#include "service/parser/spacing.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::ZoneKind;

// A head has no more lines than this; what comes behind is text.
constexpr size_t kMaxHeadLines = 60;
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

  TitleBlock Read() {
    size_t read = 0;
    size_t i = 0;
    while (i < lines_.size() && read < kMaxHeadLines) {
      if (lines_[i].blank()) {
        ++i;
        continue;
      }
      const size_t count = ReadLines(i);
      if (count == 0) break;
      i += count;
      ++read;
      if (is_done_) break;
    }
    DropWithoutTitle(i);
    head_.end_line = i;
    return std::move(head_);
  }

 private:
  // Reads the line i, and those that go with it; answers how many; 0 for the text.
  size_t ReadLines(size_t i) {
    if (is_contents_[i]) return 0;
    if (const std::optional<ZoneKind> chrome =
            ReadChrome(text_, lines_[i], true)) {
      AddLine(i, *chrome);
      return 1;
    }
    const CharSpan ink = {ReadLinePrefix(text_, lines_[i]).end,
                          lines_[i].ink.end};
    if (ReadNumber(i, ink) || ReadPublication(i, ink) || ReadIssuerMark(i, ink))
      return 1;
    if (IsByline(text_, ink)) {
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
      for (size_t k = 0; k < repeated; ++k)
        AddLine(i + k, qiusuo::v1::ZONE_KIND_REPEATED_TITLE);
      return repeated;
    }
    if (!head_.title.empty() || !IsTitleLine(text_, ink)) return 0;
    return ReadTitle(i);
  }

  bool ReadNumber(size_t i, CharSpan ink) {
    const std::optional<CharSpan> number = FindDocumentNumber(text_, ink);
    // A decree's title may hold the number of what it changes; its own fills the line.
    if (!number || number->size() * 2 < ink.size()) return false;
    if (head_.document_number.empty())
      head_.document_number = text_.Utf8(*number);
    AddLine(i, qiusuo::v1::ZONE_KIND_DOCUMENT_NUMBER);
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
    for (size_t k = 0; k < count; ++k) {
      const Line& line = lines_[i + k];
      CharSpan ink = {ReadLinePrefix(text_, line).end, line.ink.end};
      const size_t dash = text_.Folded(ink).find(U"——");
      const bool has_occasion =
          k + 1 == count && dash != std::u32string_view::npos && dash > 1 &&
          IsByline(text_, {ink.begin + dash, ink.end}) &&
          FindCalendarDate(text_, {ink.begin + dash, ink.end});
      if (has_occasion) {
        const size_t cut = ink.begin + dash;
        head_.zones.push_back(
            {qiusuo::v1::ZONE_KIND_TITLE, {line.span.begin, cut}});
        head_.zones.push_back(
            {qiusuo::v1::ZONE_KIND_BYLINE, {cut, line.span.end}});
        SetStatedDate({cut, ink.end});
        ink = Ink(text_, {ink.begin, cut});
      } else {
        AddLine(i + k, qiusuo::v1::ZONE_KIND_TITLE);
      }
      head_.title.append(CloseUp(text_, ink));
      squeezed_title_ += Squeeze(text_, ink);
    }
    return count;
  }

  bool GoesOn(size_t first, size_t next) const {
    const Line& line = lines_[next];
    if (line.blank() || is_contents_[next] || ReadChrome(text_, line, true))
      return false;
    if (ReadLinePrefix(text_, lines_[first]).hashes > 0) return false;
    const CharSpan ink = line.ink;
    if (FindDocumentNumber(text_, ink) || IsByline(text_, ink) ||
        IsAddressee(text_, ink) || ReadPublicationLine(text_, ink) ||
        ReadMark(text_, ink.begin) || ReadsAsDecimalMark(text_, line) ||
        !IsTitleLine(text_, ink)) {
      return false;
    }
    return !BeginsWith(Squeeze(text_, lines_[first].ink), Squeeze(text_, ink));
  }

  static bool BeginsWith(const std::u32string& whole,
                         const std::u32string& part) {
    return !part.empty() && whole.starts_with(part);
  }

  // How many lines from i on together repeat the title; 0 if they do not.
  size_t CountRepeat(size_t i) const {
    if (squeezed_title_.empty()) return 0;
    std::u32string joined;
    for (size_t k = 0; k < kMaxTitleLines && i + k < lines_.size(); ++k) {
      joined += Squeeze(text_, lines_[i + k].ink);
      if (joined == squeezed_title_) return k + 1;
      if (!BeginsWith(squeezed_title_, joined)) return 0;
    }
    return 0;
  }

  void SetStatedDate(CharSpan ink) {
    const std::optional<CalendarDate> date = FindCalendarDate(text_, ink);
    // The last change of a statute is its present date; the day it takes force is not.
    constexpr std::array<std::u32string_view, 2> kInForce = {U"施行", U"实施"};
    const std::u32string_view words = text_.Folded(ink);
    const bool in_force =
        std::any_of(kInForce.begin(), kInForce.end(),
                    [words](auto word) { return words.ends_with(word); });
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
  bool is_done_ = false;
};

}  // namespace

TitleBlock ReadTitleBlock(const Text& text, const std::vector<Line>& lines,
                          const std::vector<bool>& is_contents) {
  return HeadReader(text, lines, is_contents).Read();
}

std::string IssuerOfTitle(std::string_view title) {
  constexpr std::array<std::string_view, 6> kVerbs = {
      "关于", "印发", "转发", "批转", "对", "工作报告"};
  size_t cut = std::string_view::npos;
  for (const std::string_view verb : kVerbs)
    cut = std::min(cut, title.find(verb));
  if (cut == std::string_view::npos || cut == 0) return std::string();
  std::string issuer(title.substr(0, cut));
  while (!issuer.empty() && issuer.back() == ' ') issuer.pop_back();
  // 政府工作报告 says what kind of body reports, not which.
  if (issuer == "政府") return std::string();
  const Text words{issuer};
  return IsOrgan(words, {0, words.size()}) ? issuer : std::string();
}

}  // namespace qiusuo::parser
