#include "service/parser/zones.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "service/parser/character_set.h"
#include "service/parser/head_lines.h"
#include "service/parser/marks.h"
#include "service/parser/ordinals.h"
#include "service/parser/second_texts.h"
#include "service/parser/signature.h"
#include "service/parser/site_chrome.h"
#include "service/parser/table_of_contents.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::ZoneKind;

// A site's foot has no more lines than this, none of them longer than that.
constexpr size_t kMaxTailLines = 200;
constexpr size_t kMaxLink = 80;

// A report in a page's lines ends a sentence in one of so many, tables hardly ever.
constexpr size_t kMaxLinesOfSentence = 30;

constexpr CharacterSet kStops{U"。!?”)"};
// What the occasion of a text begins with: （2025年…, ——2025年…
constexpr CharacterSet kByline{U"(—-─–"};

// The zones of the lines; UNSPECIFIED for what is text.
using LineZones = std::vector<ZoneKind>;

class LayoutReader {
 public:
  LayoutReader(const Text& text, const std::vector<Line>& lines)
      : text_(text),
        lines_(lines),
        kinds_(lines.size(), qiusuo::v1::ZONE_KIND_UNSPECIFIED) {}

  Layout Read(const std::vector<CharSpan>& duplicates,
              const std::vector<CharSpan>& garbled) {
    MarkStretches(duplicates, qiusuo::v1::ZONE_KIND_DUPLICATE);
    MarkStretches(garbled, qiusuo::v1::ZONE_KIND_GARBLED);
    std::vector<bool> is_apart(lines_.size());
    for (size_t i = 0; i < lines_.size(); ++i) is_apart[i] = IsApart(i);
    const std::vector<bool> is_contents =
        FindTableOfContents(text_, lines_, is_apart);
    const auto garbled_line =
        std::find(kinds_.begin(), kinds_.end(), qiusuo::v1::ZONE_KIND_GARBLED);
    head_ = ReadTitleBlock(text_, lines_, is_contents,
                           static_cast<size_t>(garbled_line - kinds_.begin()));
    for (size_t i = head_.end_line; i < lines_.size(); ++i) {
      if (is_contents[i]) kinds_[i] = qiusuo::v1::ZONE_KIND_TABLE_OF_CONTENTS;
    }
    MarkTail();
    MarkChrome();
    MarkSignatures();
    MarkAttachmentLists();
    MarkParts();
    FillLayout();
    return std::move(layout_);
  }

 private:
  bool IsText(size_t i) const {
    return kinds_[i] == qiusuo::v1::ZONE_KIND_UNSPECIFIED;
  }

  // Whether the line is a duplicate or garbled.
  bool IsApart(size_t i) const {
    return kinds_[i] == qiusuo::v1::ZONE_KIND_DUPLICATE ||
           kinds_[i] == qiusuo::v1::ZONE_KIND_GARBLED;
  }

  void MarkStretches(const std::vector<CharSpan>& stretches, ZoneKind kind) {
    size_t next = 0;
    for (size_t i = 0; i < lines_.size() && next < stretches.size(); ++i) {
      if (lines_[i].blank()) continue;
      while (next < stretches.size() &&
             stretches[next].end <= lines_[i].ink.begin) {
        ++next;
      }
      if (next < stretches.size() &&
          stretches[next].Contains(lines_[i].ink.begin)) {
        kinds_[i] = kind;
      }
    }
  }

  // From the last line upwards: what a site puts below a report. Links to other texts
  // have no words of their own; they are known by the line above them.
  void MarkTail() {
    tail_ = lines_.size();
    size_t links_end = lines_.size();
    size_t read = 0;
    bool has_link = false;  // a line that may be one, above the tail
    for (size_t i = lines_.size();
         i > head_.end_line && read < kMaxTailLines;) {
      --i;
      if (IsApart(i)) {
        tail_ = i;
        links_end = i;
        continue;
      }
      if (lines_[i].blank()) continue;
      ++read;
      const std::optional<ZoneKind> chrome = ReadChrome(text_, lines_[i], true);
      if (chrome == qiusuo::v1::ZONE_KIND_RELATED_LINKS) {
        for (size_t k = i; k < links_end; ++k) {
          if (IsText(k)) kinds_[k] = *chrome;
        }
      } else if (chrome) {
        kinds_[i] = *chrome;
      } else if (IsPageNumber(text_, lines_[i])) {
        // The lines below it, rows of a table, say, are not known for a site's by it.
        kinds_[i] = qiusuo::v1::ZONE_KIND_FOOTER;
        if (has_link) continue;
      } else {
        if (!MayBeLink(i)) break;
        has_link = true;
        continue;
      }
      has_link = false;
      tail_ = i;
      links_end = i;
    }
    // Short lines above the last line known as a site's are text after all.
    for (size_t i = head_.end_line; i < tail_; ++i) {
      if (kinds_[i] != qiusuo::v1::ZONE_KIND_TABLE_OF_CONTENTS && !IsApart(i)) {
        kinds_[i] = qiusuo::v1::ZONE_KIND_UNSPECIFIED;
      }
    }
    for (size_t i = tail_; i < lines_.size(); ++i) {
      if (IsText(i))
        kinds_[i] = i > tail_ ? kinds_[i - 1] : qiusuo::v1::ZONE_KIND_FOOTER;
    }
  }

  bool MayBeLink(size_t i) const {
    const std::u32string_view ink = text_.Folded(lines_[i].ink);
    return ink.size() <= kMaxLink &&
           ink.find(U'。') == std::u32string_view::npos;
  }

  void MarkChrome() {
    for (size_t i = head_.end_line; i < tail_; ++i) {
      if (!IsText(i) || lines_[i].blank()) continue;
      if (const std::optional<ZoneKind> chrome =
              ReadChrome(text_, lines_[i], false)) {
        kinds_[i] = *chrome;
      } else if (IsPageNumber(text_, lines_[i])) {
        kinds_[i] = qiusuo::v1::ZONE_KIND_FOOTER;
      }
    }
  }

  void MarkSignatures() {
    for (Signature& signature :
         FindSignatures(text_, lines_, head_.end_line, tail_)) {
      for (size_t i = signature.first_line; i < signature.end_line; ++i) {
        kinds_[i] = i < signature.note_line ? qiusuo::v1::ZONE_KIND_SIGNATURE
                                            : qiusuo::v1::ZONE_KIND_NOTE;
      }
      if (layout_.issuer.empty()) layout_.issuer = std::move(signature.issuer);
      if (!layout_.issue_date) layout_.issue_date = signature.date;
    }
  }

  // A list of attachments stands above the signature, above the first of them, or last.
  void MarkAttachmentLists() {
    for (size_t i = head_.end_line; i < tail_; ++i) {
      if (!IsText(i) || lines_[i].blank()) continue;
      const size_t end = FindAttachmentListEnd(text_, lines_, i);
      if (end == i || end > tail_) continue;
      size_t next = end;
      while (next < tail_ && lines_[next].blank()) ++next;
      if (next == tail_ || !IsText(next) || IsPartLabel(text_, lines_[next]) ||
          OffersFile(text_, lines_[end - 1])) {
        for (size_t k = i; k < end; ++k)
          kinds_[k] = qiusuo::v1::ZONE_KIND_ATTACHMENT_LIST;
      }
      i = end - 1;
    }
  }

  // A part begins where a label or a title says so, and at the first text below a
  // signature.
  void MarkParts() {
    attachment_ = lines_.size();
    const auto is_text = [this](size_t i) { return i < tail_ && IsText(i); };
    bool is_signed = false;      // right above
    bool has_signature = false;  // anywhere above
    if (head_.end_line > 0) pages_.ink_end = lines_[head_.end_line - 1].ink.end;
    for (size_t i = head_.end_line; i < tail_; ++i) {
      if (kinds_[i] == qiusuo::v1::ZONE_KIND_SIGNATURE)
        is_signed = has_signature = true;
      const bool is_top = IsPageTop(i);
      if (!IsText(i) || lines_[i].blank()) continue;
      std::optional<Part> part = ReadPart(text_, lines_, i, is_text);
      const bool is_page_text =
          !part &&
          (is_top || IsTableNumber(text_, lines_[i].ink) || IsBehindSentence());
      if (is_page_text) part = ReadPageText(i, is_top, is_text);
      if (!part && is_signed) {
        part.emplace();
        part->line = i;
        part->end_line = i + 1;
      }
      is_signed = false;
      const bool is_attached = part.has_value();
      if (!part && MayBeBelowTitle(i) && HasChapterBefore(i))
        part = ReadSecondText(text_, lines_, i, EndOfParts(), is_text);
      pages_.last_text = i;
      ++pages_.lines;
      if (text_[lines_[i].ink.end - 1] == U'。') ++pages_.sentences;
      // The rows of one table may go on with the numbers of another.
      const bool is_between_tables = is_page_text && part &&
                                     !layout_.parts.empty() &&
                                     layout_.parts.back().is_table;
      if (!part || (!has_signature && !is_between_tables && GoesOnBehind(i)))
        continue;
      part->is_behind_signature = has_signature;
      if (is_attached) attachment_ = std::min(attachment_, i);
      i = std::max(i, part->end_line - 1);
      pages_.last_text = i;
      layout_.parts.push_back(*part);
    }
  }

  // Whether line i is the first text of its page: behind a form feed or a page's number.
  bool IsPageTop(size_t i) {
    if (lines_[i].blank()) return false;
    const CharSpan ink = lines_[i].ink;
    const std::u32string_view gap = text_.Folded({pages_.ink_end, ink.begin});
    pages_.is_open |= gap.find(U'\f') != std::u32string_view::npos ||
                      kinds_[i] == qiusuo::v1::ZONE_KIND_FOOTER;
    pages_.ink_end = ink.end;
    const bool is_top = pages_.is_open && IsText(i);
    if (IsText(i)) pages_.is_open = false;
    return is_top;
  }

  // The text or table whose title heads the page. The report above it is over: it has closed
  // its last sentence, or parts have come before; a paper of tables begins with one. Where
  // 第一部分 stands above chapters, their tables stand in them.
  std::optional<Part> ReadPageText(size_t i, bool is_top,
                                   absl::FunctionRef<bool(size_t)> is_text) {
    std::optional<Part> part = ReadPageTitle(text_, lines_, i, is_text);
    if (!part) return std::nullopt;
    // A title with a page of its own, whose number alone is printed.
    const size_t next = NextInked(lines_, part->end_line - 1);
    const bool is_alone =
        next < tail_ && kinds_[next] == qiusuo::v1::ZONE_KIND_FOOTER;
    if (!is_top && !is_alone && !IsTableNumber(text_, lines_[i].ink))
      return std::nullopt;
    const bool has_chapter = HasChapterBefore(i);
    if (has_sheets_) return std::nullopt;
    const CharSpan above = lines_[pages_.last_text].ink;
    if (layout_.parts.empty()) {
      const bool is_prose =
          pages_.sentences * kMaxLinesOfSentence >= pages_.lines;
      const bool begins = is_prose
                              ? has_chapter && kStops.Has(text_[above.end - 1])
                              : part->is_table && !has_chapter;
      return begins ? part : std::nullopt;
    }
    const Part& open = layout_.parts.back();
    if (IsSameTitle(text_, *part, open) || BreaksOff(text_, above))
      return std::nullopt;
    return part;
  }

  // Whether the last text closed its sentence, with parts above.
  bool IsBehindSentence() const {
    return !layout_.parts.empty() &&
           kStops.Has(text_[lines_[pages_.last_text].ink.end - 1]);
  }

  // Whether the line may stand below the title of a second text.
  bool MayBeBelowTitle(size_t i) const {
    return text_[lines_[i].ink.end - 1] == U':' ||
           kByline.Has(text_[lines_[i].ink.begin]);
  }

  // The line behind the title of the last part so far, or of the report.
  size_t EndOfParts() const {
    return layout_.parts.empty() ? head_.end_line
                                 : layout_.parts.back().end_line;
  }

  // Whether there is a first text that a second one may follow: 一、 stands above line i.
  bool HasChapterBefore(size_t i) {
    if (chapters_.empty()) FindChapters();
    return chapters_.size() > 1 && chapters_[1].line < i;
  }

  // Whether the chapters of the report go on behind line i: 九、 where 八、 stands above.
  bool GoesOnBehind(size_t i) {
    if (chapters_.empty()) FindChapters();
    const auto next = std::partition_point(
        chapters_.begin() + 1, chapters_.end(),
        [i](const Chapter& chapter) { return chapter.line < i; });
    return next != chapters_.end() && (next - 1)->ordinal > 0 &&
           next->ordinal == (next - 1)->ordinal + 1;
  }

  // Collects the lines numbered 一、 behind an entry for none.
  void FindChapters() {
    chapters_.push_back({0, 0});
    for (size_t i = head_.end_line; i < tail_; ++i) {
      if (!IsText(i) || lines_[i].blank()) continue;
      const char32_t first = text_[lines_[i].ink.begin];
      if (first != U'第' && !kHanOrdinalCharacters.Has(first)) continue;
      const std::optional<Mark> mark = ReadMark(text_, lines_[i].ink.begin);
      if (!mark) continue;
      if (mark->scheme == qiusuo::v1::SECTION_SCHEME_HAN_COMMA)
        chapters_.push_back({i, mark->ordinal});
      has_sheets_ |= mark->scheme == qiusuo::v1::SECTION_SCHEME_PART;
    }
  }

  void FillLayout() {
    layout_.title = std::move(head_.title);
    layout_.document_number = std::move(head_.document_number);
    layout_.source_site = std::move(head_.source_site);
    if (!head_.issuer.empty()) layout_.issuer = std::move(head_.issuer);
    if (layout_.issuer.empty()) layout_.issuer = IssuerOfTitle(layout_.title);
    if (!layout_.issue_date) layout_.issue_date = head_.stated_date;
    if (!layout_.issue_date) layout_.issue_date = head_.published_date;
    layout_.is_body.assign(lines_.size(), false);
    for (const ZoneSpan& zone : head_.zones) AddZone(zone.kind, zone.span);
    for (size_t i = head_.end_line; i < lines_.size(); ++i) {
      const bool is_text = IsText(i);
      layout_.is_body[i] = is_text;
      if (lines_[i].blank()) continue;
      const ZoneKind body = i < attachment_ ? qiusuo::v1::ZONE_KIND_BODY
                                            : qiusuo::v1::ZONE_KIND_ATTACHMENT;
      AddZone(is_text ? body : kinds_[i], lines_[i].span);
    }
    if (layout_.zones.empty()) {
      layout_.zones.push_back({qiusuo::v1::ZONE_KIND_BODY, {0, text_.size()}});
    }
    layout_.zones.front().span.begin = 0;
    layout_.zones.back().span.end = text_.size();
  }

  // Adds a zone behind the others; what lies between belongs to the one before, and
  // neighbours of one kind are one zone.
  void AddZone(ZoneKind kind, CharSpan span) {
    std::vector<ZoneSpan>& zones = layout_.zones;
    if (!zones.empty()) zones.back().span.end = span.begin;
    if (!zones.empty() && zones.back().kind == kind) {
      zones.back().span.end = span.end;
    } else {
      zones.push_back({kind, span});
    }
  }

  const Text& text_;
  const std::vector<Line>& lines_;
  LineZones kinds_;
  TitleBlock head_;
  Layout layout_;
  size_t tail_ = 0;        // the first line of the site's foot
  size_t attachment_ = 0;  // the first line of the first attachment
  struct Chapter {
    size_t line;
    int64_t ordinal;
  };
  std::vector<Chapter> chapters_;
  bool has_sheets_ = false;  // 第一部分 stands above chapters
  // What was read of the pages so far.
  struct Pages {
    size_t ink_end = 0;    // of the last line with ink
    bool is_open = false;  // nothing but furniture stands on the page
    size_t last_text = 0;  // the last line of text; 0 for none
    size_t lines = 0;      // of text
    size_t sentences = 0;  // lines that end in 。
  };
  Pages pages_;
};

}  // namespace

Layout ReadLayout(const Text& text, const std::vector<Line>& lines,
                  const std::vector<CharSpan>& duplicates,
                  const std::vector<CharSpan>& garbled) {
  return LayoutReader(text, lines).Read(duplicates, garbled);
}

}  // namespace qiusuo::parser
