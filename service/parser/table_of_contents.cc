#include "service/parser/table_of_contents.h"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "service/parser/decimal_marks.h"
#include "service/parser/han_digits.h"
#include "service/parser/marks.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxEntry = 60;
constexpr size_t kMinEntries = 3;

// A line without blanks, the dots that lead to a page number and that number: what
// an entry and its heading have in common.
std::u32string EntryKey(const Text& text, const Line& line) {
  std::u32string key;
  for (const char32_t c : text.Folded(line.ink)) {
    if (c == U'…' || c == U'·' ||
        (c == U'.' && !key.empty() && key.back() == U'.'))
      break;
    if (c != U' ' && c != U'#' && c != U'*') key.push_back(c);
  }
  while (!key.empty() &&
         (IsDigit(key.back()) || key.back() == U'.' || key.back() == U'-')) {
    key.pop_back();
  }
  return key;
}

bool IsContentsTitle(const Text& text, const Line& line) {
  const std::u32string key = EntryKey(text, line);
  return key == U"目录" || key == U"目次" || key == U"(目录)";
}

// Whether the line is written as an entry: a sure mark and a short title.
bool IsEntry(const Text& text, const Line& line) {
  if (line.blank() || line.ink.size() > kMaxEntry) return false;
  if (ReadsAsDecimalMark(text, line)) return true;
  const std::optional<Mark> mark =
      ReadMark(text, ReadLinePrefix(text, line).end);
  if (!mark || mark->scheme > qiusuo::v1::SECTION_SCHEME_HAN_PAREN ||
      mark->scheme == qiusuo::v1::SECTION_SCHEME_ARTICLE ||
      mark->text_begin >= line.ink.end) {
    return false;
  }
  const std::u32string_view ink = text.Folded(line.ink);
  return ink.find(U'。') == std::u32string_view::npos &&
         ink.find(U';') == std::u32string_view::npos;
}

}  // namespace

std::vector<bool> FindTableOfContents(const Text& text,
                                      const std::vector<Line>& lines) {
  std::vector<bool> is_contents(lines.size(), false);
  std::vector<size_t> entries;
  std::unordered_map<std::u32string, size_t> last_line;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!IsEntry(text, lines[i])) continue;
    entries.push_back(i);
    last_line[EntryKey(text, lines[i])] = i;
  }
  const auto adjoins = [&lines](size_t a, size_t b) {
    for (size_t line = a + 1; line < b; ++line) {
      if (!lines[line].blank()) return false;
    }
    return true;
  };
  // Stretches of entries with nothing but blank lines between them. Where the entry
  // that opened a stretch comes again, the text itself begins.
  for (size_t first = 0; first < entries.size();) {
    const std::u32string opening = EntryKey(text, lines[entries[first]]);
    size_t end = first + 1;
    while (end < entries.size() && adjoins(entries[end - 1], entries[end]) &&
           EntryKey(text, lines[entries[end]]) != opening) {
      ++end;
    }
    size_t repeated = 0;
    for (size_t e = first; e < end; ++e) {
      repeated +=
          last_line[EntryKey(text, lines[entries[e]])] > entries[end - 1];
    }
    if (end - first >= kMinEntries && repeated * 3 >= (end - first) * 2) {
      for (size_t e = first; e < end; ++e) is_contents[entries[e]] = true;
    }
    first = end;
  }
  for (size_t i = 0; i < lines.size(); ++i) {
    if (IsContentsTitle(text, lines[i])) is_contents[i] = true;
  }
  return is_contents;
}

}  // namespace qiusuo::parser
