#include "service/parser/site_chrome.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/tables.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::ZoneKind;

constexpr size_t kMaxChromeLine = 120;
// A menu's words stand in short lines; in longer ones they are talked about.
constexpr size_t kMaxMenuLine = 40;
constexpr size_t kMaxPageNumberLine = 16;
constexpr CharacterSet kPageFrame{U"-—─–―第页/共"};

enum Column { kWords, kMatch, kPlace, kZone };

const Lexicon& ChromeLines() {
  static const Lexicon lexicon(tables::kChrome);
  return lexicon;
}

ZoneKind ZoneOf(const Lexicon::Entry& entry) {
  ZoneKind kind = qiusuo::v1::ZONE_KIND_UNSPECIFIED;
  qiusuo::v1::ZoneKind_Parse("ZONE_KIND_" + std::string(entry.fields[kZone]),
                             &kind);
  return kind;
}

// A short ink in small letters, as the table is: sites write menus in capitals as well.
class LowerInk {
 public:
  LowerInk(const Text& text, CharSpan ink) : size_(ink.size()) {
    std::transform(text.folded().begin() + static_cast<ptrdiff_t>(ink.begin),
                   text.folded().begin() + static_cast<ptrdiff_t>(ink.end),
                   characters_.begin(), &Lower);
  }

  static char32_t Lower(char32_t c) {
    return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
  }

  std::u32string_view view() const { return {characters_.data(), size_}; }

 private:
  size_t size_;
  std::array<char32_t, kMaxChromeLine> characters_;
};

bool IsMenuSeparator(char32_t c) {
  return c == U' ' || c == U'|' || c == U'>' || c == U'·' || c == U'/' ||
         c == U':';
}

// A word of the line between blanks or bars that is a menu's.
const Lexicon::Entry* FindMenuWord(std::u32string_view ink) {
  for (size_t i = 0; i < ink.size(); ++i) {
    if (i > 0 && !IsMenuSeparator(ink[i - 1])) continue;
    const Lexicon::Entry* entry = ChromeLines().LongestAt(ink, i);
    if (entry == nullptr || entry->fields[kMatch] != "word") continue;
    const size_t end = i + entry->word.size();
    if (end == ink.size() || IsMenuSeparator(ink[end])) return entry;
  }
  return nullptr;
}

}  // namespace

std::optional<ZoneKind> ReadChrome(const Text& text, const Line& line,
                                   bool at_edge) {
  if (line.blank() || line.ink.size() > kMaxChromeLine) return std::nullopt;
  const bool may_be_menu = at_edge && line.ink.size() <= kMaxMenuLine;
  if (!may_be_menu &&
      !ChromeLines().MayBegin(LowerInk::Lower(text[line.ink.begin]))) {
    return std::nullopt;
  }
  const LowerInk lower(text, line.ink);
  const std::u32string_view ink = lower.view();
  const Lexicon::Entry* entry = ChromeLines().LongestAt(ink, 0);
  const auto fits = [&](const Lexicon::Entry& candidate) {
    if (candidate.fields.size() <= kZone) return false;
    if (!at_edge && candidate.fields[kPlace] != "any") return false;
    const std::string_view match = candidate.fields[kMatch];
    return match == "start" ||
           (match == "line" && candidate.word.size() == ink.size());
  };
  if (entry != nullptr && fits(*entry)) return ZoneOf(*entry);
  if (may_be_menu) {
    const Lexicon::Entry* word = FindMenuWord(ink);
    if (word != nullptr) return ZoneOf(*word);
  }
  return std::nullopt;
}

bool IsPageNumber(const Text& text, const Line& line) {
  if (line.blank() || line.ink.size() > kMaxPageNumberLine) return false;
  bool has_digit = false;
  bool has_frame = false;
  for (const char32_t c : text.Folded(line.ink)) {
    if (IsDigit(c)) {
      has_digit = true;
    } else if (kPageFrame.Has(c)) {
      has_frame = true;
    } else if (c > U' ' &&
               c != U',') {  // what prints nothing stands for blanks
      return false;
    }
  }
  const char32_t first = text[line.ink.begin];
  const char32_t last = text[line.ink.end - 1];
  return has_digit && has_frame && !IsDigit(first) && !IsDigit(last);
}

}  // namespace qiusuo::parser
