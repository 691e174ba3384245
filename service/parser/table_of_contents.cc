#include "service/parser/table_of_contents.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "service/parser/character_set.h"
#include "service/parser/decimal_marks.h"
#include "service/parser/han_digits.h"
#include "service/parser/head_lines.h"
#include "service/parser/marks.h"
#include "service/parser/numbered_entries.h"
#include "service/parser/site_chrome.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxEntry = 60;
constexpr size_t kMinEntries = 3;
// Under its own title a table may be long, and its entries may have any form.
constexpr size_t kMaxTitledEntry = 90;
constexpr size_t kMaxTitledEntries = 400;
constexpr size_t kMinTitledEntries = 2;

constexpr CharacterSet kStops{U"。;"};

bool IsLeader(char32_t c) {
  return c == U'…' || c == U'·' || c == U'.' || c == U'⋯' || c == U'•';
}

// Where the dots begin that lead to a page number; the end of the ink if none do.
size_t FindLeader(const Text& text, CharSpan ink) {
  constexpr char32_t kBehindDots = 0x2300;
  // Of two neighbours every second character is one.
  for (size_t i = ink.begin + 1; i < ink.end; i += 2) {
    const char32_t c = text.folded()[i];
    if (c >= kBehindDots || !IsLeader(c)) continue;
    if (IsLeader(text[i - 1])) return i - 1;
    if (i + 1 < ink.end && IsLeader(text[i + 1])) return i;
  }
  return ink.end;
}

// Blanks and Markdown: what keys of lines do without.
bool IsLeftOut(char32_t c) { return c == U' ' || c == U'#' || c == U'*'; }

bool IsContentsTitle(const Text& text, const Line& line) {
  constexpr size_t kMaxTitle = 40;  // 目　　录, spaced out
  if (line.blank() || line.ink.size() > kMaxTitle) return false;
  constexpr std::u32string_view kWord = U"目录";
  constexpr std::u32string_view kAll = U"(目录)目次";
  for (size_t i = line.ink.begin, read = 0;
       i < line.ink.end && read < kWord.size(); ++i) {
    if (IsLeftOut(text[i])) continue;
    if (kAll.find(text[i]) == kAll.npos) return false;
    ++read;
  }
  const std::u32string key = ContentsKey(text, line.ink);
  return key == U"目录" || key == U"目次" || key == U"(目录)";
}

// A table's row: numbers behind its label, or a number too large for a page.
bool IsRow(const Text& text, CharSpan ink) {
  constexpr size_t kMaxPageDigits = 3;
  size_t numbers = 0;
  for (size_t i = ink.begin + 1; i < ink.end; ++i) {
    if (!IsDigit(text[i]) || text[i - 1] != U' ') continue;
    size_t end = i;
    while (end < ink.end && (IsDigit(text[end]) || text[end] == U',')) ++end;
    size_t sign = end;
    while (sign < ink.end && text[sign] == U' ') ++sign;
    const bool stands_alone = end == ink.end || text[end] == U' ';
    numbers += text[sign] != U'年' && (stands_alone || text[end] == U'.');
    if (end == ink.end && end - i > kMaxPageDigits) return true;
    i = end;
  }
  return numbers > 1;
}

// The stretch of an entry that its key is made of.
CharSpan KeyInk(const Text& text, CharSpan ink) {
  ink.end = FindLeader(text, ink);
  const auto ends_key = [&](char32_t c) {
    return !IsLeftOut(c) && !IsDigit(c) && !IsLeader(c) && c != U'-';
  };
  while (!ink.empty() && !ends_key(text[ink.end - 1])) --ink.end;
  const auto skip = [&](size_t i) {
    while (i < ink.end && IsLeftOut(text[i])) ++i;
    return i;
  };
  ink.begin = skip(ink.begin);
  // 表一：2023年收入决算表 stands above its table as 2023年收入决算表.
  constexpr std::u32string_view kHanDigits = U"一二三四五六七八九十";
  constexpr size_t kMinTable = 6;
  if (ink.empty() || text[ink.begin] != U'表') return ink;
  const size_t digits = skip(ink.begin + 1);
  size_t at = digits;
  while (at < ink.end && kHanDigits.find(text[at]) != kHanDigits.npos) {
    at = skip(at + 1);
  }
  if (at == digits) return ink;
  if (text[at] == U':') ++at;
  const std::u32string_view rest =
      text.Folded({std::min(at, ink.end), ink.end});
  const auto size = static_cast<size_t>(
      std::count_if(rest.begin(), rest.end(), std::not_fn(IsLeftOut)));
  return size >= kMinTable ? CharSpan{at, ink.end} : ink;
}

// FNV-1a over the characters that keys keep.
uint64_t HashKept(const Text& text, CharSpan ink) {
  uint64_t hash = 0xcbf29ce484222325;
  for (const char32_t c : text.Folded(ink)) {
    if (!IsLeftOut(c)) hash = (hash ^ c) * 0x100000001b3;
  }
  return hash;
}

// ContentsKey, hashed.
uint64_t HashKey(const Text& text, CharSpan ink) {
  return HashKept(text, KeyInk(text, ink));
}

// The words of an entry, whatever its page.
uint64_t HashWords(const Text& text, CharSpan ink) {
  ink.end = FindLeader(text, ink);
  while (!ink.empty() &&
         (IsDigit(text[ink.end - 1]) || text[ink.end - 1] == U' ' ||
          IsLeader(text[ink.end - 1]))) {
    --ink.end;
  }
  return HashKept(text, ink);
}

bool HoldsStop(const Text& text, CharSpan ink) {
  return kStops.FindIn(text.Folded(ink)) != std::u32string_view::npos;
}

class ContentsFinder {
 public:
  ContentsFinder(const Text& text, const std::vector<Line>& lines,
                 const std::vector<bool>& skipped)
      : text_(text),
        lines_(lines),
        skipped_(skipped),
        is_contents_(lines.size(), false) {}

  std::vector<bool> Find() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (!skipped_[i] && IsContentsTitle(text_, lines_[i])) i = MarkTitled(i);
    }
    MarkUntitled();
    return std::move(is_contents_);
  }

 private:
  struct Entry {
    size_t line = 0;
    int64_t ordinal = 0;
    uint64_t key = 0;
  };

  // Where a heading's words stand, and how often.
  struct Places {
    size_t count = 0;
    size_t last = 0;
  };

  // The line's key without its mark: a heading may have changed its number.
  uint64_t WordsKey(size_t i) const {
    const CharSpan ink = lines_[i].ink;
    const std::optional<Mark> mark =
        ReadMark(text_, ReadLinePrefix(text_, lines_[i]).end);
    return HashKey(text_, mark && mark->text_begin < ink.end
                              ? CharSpan{mark->text_begin, ink.end}
                              : ink);
  }

  // The places of all short lines; read once a table has a title.
  const absl::flat_hash_map<uint64_t, Places>& ShortLines() {
    if (!short_lines_.empty()) return short_lines_;
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (skipped_[i] || lines_[i].blank() ||
          lines_[i].ink.size() > kMaxTitledEntry) {
        continue;
      }
      Places& places = short_lines_[WordsKey(i)];
      ++places.count;
      places.last = i;
    }
    return short_lines_;
  }

  // Marks the table below the title at line `title`; answers its last line.
  size_t MarkTitled(size_t title) {
    is_contents_[title] = true;
    std::vector<size_t> below;
    size_t led = 0;     // entries up to the last with dots
    size_t unlike = 0;  // entries up to the first that comes again
    size_t leaders = 0;
    absl::flat_hash_set<uint64_t> seen;
    for (size_t i = title + 1;
         i < lines_.size() && below.size() < kMaxTitledEntries; ++i) {
      if (lines_[i].blank() || IsPageNumber(text_, lines_[i])) continue;
      if (EndsTitled(i)) break;
      below.push_back(i);
      // What an entry goes on in may be the same for two of them.
      const bool goes_on = IsNumberedEntry(text_, lines_[below.front()]) &&
                           !IsNumberedEntry(text_, lines_[i]);
      const uint64_t key = HashKey(text_, lines_[i].ink);
      const bool is_new =
          goes_on ? !seen.contains(key) : seen.insert(key).second;
      if (unlike + 1 == below.size() && is_new) unlike = below.size();
      if (FindLeader(text_, lines_[i].ink) == lines_[i].ink.end) continue;
      led = below.size();
      ++leaders;
    }
    // Dots tell the entries, or each comes once more where the text begins, or their numbers
    // run on up to there.
    const auto before_text = std::span(below).first(unlike);
    const size_t count =
        leaders >= kMinTitledEntries
            ? led
            : std::max(CountRepeated(below, unlike),
                       CountNumberedEntries(text_, lines_, before_text));
    if (count == 0) return title;
    const size_t last = below[count - 1];
    for (size_t i = title; i <= last; ++i) is_contents_[i] = !lines_[i].blank();
    return last;
  }

  bool EndsTitled(size_t i) const {
    const CharSpan ink = lines_[i].ink;
    const CharSpan words = {ink.begin, FindLeader(text_, ink)};
    return skipped_[i] || words.size() > kMaxTitledEntry ||
           HoldsStop(text_, words) || IsAddressee(text_, ink) ||
           IsContentsTitle(text_, lines_[i]) || IsRow(text_, words);
  }

  // How many of the first `count` lines there are up to the last that stands once more
  // below them all; 0 if too few do.
  size_t CountRepeated(const std::vector<size_t>& below, size_t count) {
    size_t repeated = 0;
    size_t end = 0;
    for (size_t k = 0; k < count; ++k) {
      const auto places = ShortLines().find(WordsKey(below[k]));
      if (places == ShortLines().end() ||
          places->second.last <= below[count - 1]) {
        continue;
      }
      ++repeated;
      end = k + 1;
    }
    return repeated >= kMinTitledEntries ? end : 0;
  }

  // The line as an entry without a title above: a sure mark and a short title.
  std::optional<Entry> ReadEntry(size_t i) const {
    const Line& line = lines_[i];
    if (skipped_[i] || is_contents_[i] || line.blank() ||
        line.ink.size() > kMaxEntry) {
      return std::nullopt;
    }
    if (ReadsAsDecimalMark(text_, line)) {
      return Entry{i, 1, HashWords(text_, line.ink)};
    }
    const std::optional<Mark> mark =
        ReadMark(text_, ReadLinePrefix(text_, line).end);
    if (!mark || mark->scheme > qiusuo::v1::SECTION_SCHEME_HAN_PAREN ||
        mark->scheme == qiusuo::v1::SECTION_SCHEME_ARTICLE ||
        mark->text_begin >= line.ink.end || HoldsStop(text_, line.ink) ||
        IsRow(text_, line.ink)) {
      return std::nullopt;
    }
    return Entry{i, mark->ordinal, HashWords(text_, line.ink)};
  }

  bool Adjoin(size_t a, size_t b) const {
    for (size_t line = a + 1; line < b; ++line) {
      if (!lines_[line].blank()) return false;
    }
    return true;
  }

  // Stretches of entries with nothing but blank lines between them. Where the entry
  // that opened a stretch comes again, the text itself begins.
  void MarkUntitled() {
    std::vector<Entry> entries;
    absl::flat_hash_map<uint64_t, Places> places;
    for (size_t i = 0; i < lines_.size(); ++i) {
      std::optional<Entry> entry = ReadEntry(i);
      if (!entry) continue;
      Places& place = places[entry->key];
      ++place.count;
      place.last = entries.size();
      entries.push_back(*entry);
    }
    for (size_t first = 0; first < entries.size();) {
      size_t end = first + 1;
      while (end < entries.size() &&
             Adjoin(entries[end - 1].line, entries[end].line) &&
             entries[end].key != entries[first].key) {
        ++end;
      }
      if (IsUntitledTable(entries, first, end, places)) {
        for (size_t e = first; e < end; ++e)
          is_contents_[entries[e].line] = true;
      }
      first = end;
    }
  }

  // Whether most of the entries stand in the text once more, each above words of its
  // own; labels of rows stand in every table of a report.
  bool IsUntitledTable(
      const std::vector<Entry>& entries, size_t first, size_t end,
      const absl::flat_hash_map<uint64_t, Places>& places) const {
    if (end - first < kMinEntries || entries[first].ordinal != 1) return false;
    size_t repeated = 0;
    size_t above_words = 0;
    for (size_t e = first; e < end; ++e) {
      const Places& place = places.at(entries[e].key);
      if (place.count != 2 || place.last < end) continue;
      ++repeated;
      above_words +=
          place.last + 1 == entries.size() ||
          !Adjoin(entries[place.last].line, entries[place.last + 1].line);
    }
    return repeated * 3 >= (end - first) * 2 && above_words * 2 >= repeated;
  }

  const Text& text_;
  const std::vector<Line>& lines_;
  const std::vector<bool>& skipped_;
  std::vector<bool> is_contents_;
  absl::flat_hash_map<uint64_t, Places> short_lines_;
};

}  // namespace

CharSpan ContentsWords(const Text& text, CharSpan ink) {
  return Ink(text, {ink.begin, FindLeader(text, ink)});
}

std::u32string ContentsKey(const Text& text, CharSpan ink) {
  std::u32string key;
  for (const char32_t c : text.Folded(KeyInk(text, ink))) {
    if (!IsLeftOut(c)) key.push_back(c);
  }
  return key;
}

std::vector<bool> FindTableOfContents(const Text& text,
                                      const std::vector<Line>& lines,
                                      const std::vector<bool>& skipped) {
  return ContentsFinder(text, lines, skipped).Find();
}

}  // namespace qiusuo::parser
