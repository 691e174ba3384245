#include "service/parser/document_record.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "service/parser/calendar_dates.h"
#include "service/parser/lexicon.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

// Records stand above the text.
constexpr size_t kMaxLines = 80;
constexpr size_t kMaxLabel = 6;

const Lexicon& Labels() {
  static const Lexicon labels(tables::kRecordLabels);
  return labels;
}

struct Label {
  const Lexicon::Entry* entry = nullptr;
  size_t end = 0;  // behind its colon
};

// The label that begins at i, blanks within it apart.
Label ReadLabel(const Text& text, size_t i, size_t end) {
  constexpr size_t kMaxStretch = 24;
  const size_t stop = std::min(end, i + kMaxStretch);
  std::array<char32_t, kMaxLabel + 1> word;
  size_t size = 0;
  for (; i < stop && text[i] != U':' && size < word.size(); ++i) {
    if (text[i] != U' ') word[size++] = text[i];
  }
  if (i >= stop || text[i] != U':') return {};
  const Lexicon::Entry* entry = Labels().LongestAt({word.data(), size}, 0);
  if (entry == nullptr || entry->word.size() != size) return {};
  return {entry, i + 1};
}

struct LabelledValue {
  std::string_view kind;
  CharSpan value;
};

// The labels of a line with their values; none if it does not begin with a label.
std::vector<LabelledValue> ReadLine(const Text& text, CharSpan ink) {
  std::vector<LabelledValue> values;
  for (size_t i = ink.begin; i < ink.end; ++i) {
    if (i != ink.begin && text[i - 1] != U' ') continue;
    const Label label = ReadLabel(text, i, ink.end);
    if (label.entry == nullptr) {
      if (values.empty()) break;
      continue;
    }
    if (!values.empty()) {
      values.back().value = Ink(text, {values.back().value.begin, i});
    }
    values.push_back({label.entry->fields[1], {label.end, ink.end}});
    i = label.end - 1;
  }
  if (!values.empty()) {
    values.back().value = Ink(text, values.back().value);
  }
  return values;
}

}  // namespace

DocumentRecord ReadDocumentRecord(const Text& text,
                                  const std::vector<Line>& lines) {
  DocumentRecord record;
  std::optional<qiusuo::v1::Date> published;
  bool is_sure = false;
  size_t labels = 0;
  for (size_t i = 0; i < std::min(lines.size(), kMaxLines); ++i) {
    if (lines[i].blank()) continue;
    const std::vector<LabelledValue> values = ReadLine(text, lines[i].ink);
    if (values.empty()) continue;
    record.lines.push_back(i);
    labels += values.size();
    for (const LabelledValue& labelled : values) {
      const std::string value(text.Utf8(labelled.value));
      const std::optional<CalendarDate> date =
          FindCalendarDate(text, labelled.value);
      if (labelled.kind == "other" || labelled.kind == "number") is_sure = true;
      if (labelled.kind == "title") record.title = value;
      if (labelled.kind == "issuer") record.issuer = value;
      if (labelled.kind == "number") record.document_number = value;
      if (labelled.kind == "issued" && date) record.issue_date = date->date;
      if (labelled.kind == "published" && date) published = date->date;
    }
  }
  if (!is_sure || labels < 2) return {};
  if (!record.issue_date) record.issue_date = published;
  return record;
}

}  // namespace qiusuo::parser
