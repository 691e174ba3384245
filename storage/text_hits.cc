#include "storage/text_hits.h"

#include <algorithm>
#include <bitset>
#include <string>
#include <string_view>
#include <vector>

#include "storage/document_filter.h"
#include "storage/text_tail.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Document;
using qiusuo::v1::Section;
using qiusuo::v1::TextHit;

// What stands before the first highlight of a passage, at most.
constexpr size_t kLeadBytes = 90;
constexpr size_t kMaxPhrases = 64;

struct Mark {
  size_t begin = 0;
  size_t end = 0;
  size_t phrase = 0;
};

std::vector<Mark> FindMarks(const TextQuery& query, const SearchedText& text) {
  std::optional<std::vector<SectionBytes>> sections;
  if (query.section_title.has_value()) {
    sections = SectionsTitled(*query.section_title, text);
  }
  std::vector<Mark> marks;
  for (size_t i = 0; i < query.ranked_count(); ++i) {
    for (const PhrasePlace& place : FindIn(query.ranked(i), text, sections)) {
      marks.push_back({place.begin, place.end, i});
    }
  }
  std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  return marks;
}

// The first of those marks that together have most phrases, then most marks, within a passage.
size_t BestMark(const std::vector<Mark>& marks) {
  size_t best = 0;
  std::pair<size_t, size_t> most;
  for (size_t i = 0, end = 0; i < marks.size(); ++i) {
    end = std::max(end, i);
    while (end < marks.size() &&
           marks[end].end <= marks[i].begin + kSnippetBytes - kLeadBytes) {
      ++end;
    }
    std::bitset<kMaxPhrases> phrases;
    for (size_t j = i; j < end; ++j) phrases.set(marks[j].phrase % kMaxPhrases);
    const std::pair<size_t, size_t> has(phrases.count(), end - i);
    if (has > most) {
      most = has;
      best = i;
    }
  }
  return best;
}

// Moves a place in UTF-8 up to where a character begins.
size_t ToCharacter(std::string_view text, size_t at) {
  while (at < text.size() && (text[at] & 0xc0) == 0x80) ++at;
  return std::min(at, text.size());
}

// The passage around the mark: from within its line on.
Mark PassageAround(std::string_view text, const Mark& mark) {
  size_t begin = mark.begin - std::min(mark.begin, kLeadBytes);
  const size_t line = text.rfind('\n', mark.begin);
  // A line that ends right before the mark, or within what stands before it.
  if (line != std::string_view::npos && line >= begin && line < mark.begin) {
    begin = line + 1;
  }
  begin = std::min(ToCharacter(text, begin), mark.begin);
  size_t end = std::min(text.size(), begin + kSnippetBytes);
  while (end > begin && end < text.size() && (text[end] & 0xc0) == 0x80) --end;
  end = std::max(end, mark.end);
  while (end > mark.end && (text[end - 1] == '\n' || text[end - 1] == '\r')) {
    --end;
  }
  return {begin, end, 0};
}

// The innermost section at the place; null if it is in none.
const Section* SectionAt(const Document& document, size_t place) {
  const auto at = static_cast<int64_t>(place);
  const Section* found = nullptr;
  for (const Section& section : document.sections()) {
    const bool holds =
        section.span().start_byte() <= at && at < section.span().end_byte();
    if (holds && (found == nullptr || section.level() >= found->level())) {
      found = &section;
    }
  }
  return found;
}

void SetSpan(const Mark& mark, qiusuo::v1::TextSpan& span) {
  span.set_start_byte(static_cast<int64_t>(mark.begin));
  span.set_end_byte(static_cast<int64_t>(mark.end));
}

void AddHighlights(const std::vector<Mark>& marks, const Mark& passage,
                   TextHit& hit) {
  std::vector<Mark> shown;
  for (const Mark& mark : marks) {
    if (mark.begin < passage.begin || mark.end > passage.end) continue;
    if (!shown.empty() && mark.begin < shown.back().end) {
      shown.back().end = std::max(shown.back().end, mark.end);
    } else {
      shown.push_back(mark);
    }
  }
  for (const Mark& mark : shown) SetSpan(mark, *hit.add_highlights());
}

}  // namespace

TextHit MakeHit(const TextQuery& query, const Document& document) {
  TextHit hit;
  hit.set_document(document.name());
  hit.set_document_title(document.title());
  hit.set_document_issuer(document.issuer());
  if (document.has_issue_date()) {
    *hit.mutable_document_issue_date() = document.issue_date();
  }
  hit.set_revision(document.revision());
  const SearchedTextPtr text = ToSearchedText(document);
  const std::vector<Mark> marks = FindMarks(query, *text);
  hit.set_occurrence_count(static_cast<int32_t>(marks.size()));
  if (marks.empty()) return hit;
  const Mark& best = marks[BestMark(marks)];
  const Mark passage = PassageAround(document.text(), best);
  hit.set_snippet(
      document.text().substr(passage.begin, passage.end - passage.begin));
  SetSpan(passage, *hit.mutable_snippet_span());
  AddHighlights(marks, passage, hit);
  if (const Section* section = SectionAt(document, best.begin)) {
    hit.set_section_path(section->path());
    hit.set_section_title(section->marker() + section->title());
  }
  return hit;
}

bool Fits(const TextQuery& query, const Document& document) {
  if (document.issuer().find(query.issuer_contains) == std::string::npos) {
    return false;
  }
  const qiusuo::v1::DateRange& range = query.issue_date_range;
  if (!range.has_first_date() && !range.has_last_date()) return true;
  return IsIssuedIn(range, document);
}

}  // namespace qiusuo::storage
