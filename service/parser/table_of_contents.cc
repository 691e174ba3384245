#include "service/parser/table_of_contents.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "service/parser/decimal_marks.h"
#include "service/parser/han_digits.h"
#include "service/parser/marks.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxEntry = 60;
constexpr size_t kMinEntries = 3;

// Lines and their keys: a line without blanks, the dots that lead to a page number and
// that number, which is what an entry and its heading have in common. The keys stand
// in one string, so that no line takes memory of its own.
class Entries {
 public:
  void Add(const Text& text, const Line& line, size_t number) {
    const size_t begin = characters_.size();
    const auto last_is = [&](char32_t c) {
      return characters_.size() > begin && characters_.back() == c;
    };
    for (const char32_t c : text.Folded(line.ink)) {
      if (c == U'…' || c == U'·' || (c == U'.' && last_is(U'.'))) break;
      if (c != U' ' && c != U'#' && c != U'*') characters_.push_back(c);
    }
    while (characters_.size() > begin &&
           (IsDigit(characters_.back()) || last_is(U'.') || last_is(U'-'))) {
      characters_.pop_back();
    }
    keys_.push_back({begin, characters_.size()});
    lines_.push_back(number);
  }

  size_t size() const { return lines_.size(); }
  size_t line(size_t e) const { return lines_[e]; }
  std::u32string_view key(size_t e) const {
    return std::u32string_view(characters_)
        .substr(keys_[e].begin, keys_[e].size());
  }

 private:
  std::u32string characters_;
  std::vector<CharSpan> keys_;  // in characters_
  std::vector<size_t> lines_;
};

bool IsContentsTitle(const Text& text, const Line& line) {
  const std::u32string_view ink = text.Folded(line.ink);
  const size_t first = ink.find_first_not_of(U" #*");
  if (first == ink.npos || (ink[first] != U'目' && ink[first] != U'(')) {
    return false;
  }
  Entries title;
  title.Add(text, line, 0);
  return title.key(0) == U"目录" || title.key(0) == U"目次" ||
         title.key(0) == U"(目录)";
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
  Entries entries;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (IsEntry(text, lines[i])) entries.Add(text, lines[i], i);
  }
  absl::flat_hash_map<std::u32string_view, size_t,
                      std::hash<std::u32string_view>>
      last_line;
  for (size_t e = 0; e < entries.size(); ++e) {
    last_line[entries.key(e)] = entries.line(e);
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
    const std::u32string_view opening = entries.key(first);
    size_t end = first + 1;
    while (end < entries.size() &&
           adjoins(entries.line(end - 1), entries.line(end)) &&
           entries.key(end) != opening) {
      ++end;
    }
    size_t repeated = 0;
    for (size_t e = first; e < end; ++e) {
      repeated += last_line[entries.key(e)] > entries.line(end - 1);
    }
    if (end - first >= kMinEntries && repeated * 3 >= (end - first) * 2) {
      for (size_t e = first; e < end; ++e) is_contents[entries.line(e)] = true;
    }
    first = end;
  }
  for (size_t i = 0; i < lines.size(); ++i) {
    if (IsContentsTitle(text, lines[i])) is_contents[i] = true;
  }
  return is_contents;
}

}  // namespace qiusuo::parser
