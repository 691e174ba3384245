#include "service/parser/parts.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"
#include "service/parser/head_lines.h"
#include "service/parser/marks.h"
#include "service/parser/ordinals.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxLabel = 12;
constexpr size_t kMaxTitle = 60;
constexpr size_t kMaxGlossaryTitle = 30;
constexpr size_t kMaxListedAttachment = 120;

using IsText = absl::FunctionRef<bool(size_t)>;

// What titles of glossaries end with: 解释, 说明, 释义, 名词, 注释, a colon, closing signs.
constexpr CharacterSet kGlossaryTitleEnds{U"释明义词注:》”"};

// What most lines are not is told by their first and last character.
bool MayOpenPart(const Text& text, CharSpan ink) {
  return text[ink.begin] == U'附' || kGlossaryTitleEnds.Has(text[ink.end - 1]);
}

template <size_t kCount>
bool EndsWithAny(std::u32string_view words,
                 const std::array<std::u32string_view, kCount>& ends) {
  return std::any_of(ends.begin(), ends.end(),
                     [words](auto end) { return words.ends_with(end); });
}

// 附件2： and what stands behind it on its line.
struct Label {
  CharSpan span;
  int64_t number = 0;
  CharSpan rest;  // without blanks and signs around
  bool is_parted =
      false;  // a sign or, behind a number, a blank stands before the rest
};

// The character behind 附件, 附录, 附表 or 附; ink.begin if the line begins with none of them.
size_t FindLabelWordEnd(const Text& text, CharSpan ink) {
  if (text[ink.begin] != U'附') return ink.begin;
  const size_t next = SkipBlanks(text, ink.begin + 1, ink.end);
  return next < ink.end && IsOneOf(text[next], U"件录表") ? next + 1
                                                          : ink.begin + 1;
}

std::optional<Label> ReadLabel(const Text& text, CharSpan ink) {
  const size_t word_end = FindLabelWordEnd(text, ink);
  if (word_end == ink.begin) return std::nullopt;
  Label label = {.span = {ink.begin, word_end}, .number = 0, .rest = {}};
  size_t at = SkipBlanks(text, word_end, ink.end);
  if (const std::optional<Ordinal> number = ReadOrdinal(text, at);
      number && number->end <= ink.end) {
    label.number = number->value;
    at = number->end;
  } else if (text[at] >= U'A' && text[at] <= U'Z') {
    label.number = text[at++] - U'A' + 1;
  }
  if (label.number > 0) {
    while (at < ink.end && (text[at] == U'-' || IsDigit(text[at]))) ++at;
    label.span.end = at;
  }
  size_t rest = at;
  bool has_sign = false;
  for (; rest < ink.end && IsOneOf(text[rest], U" :.、"); ++rest) {
    has_sign |= text[rest] != U' ';
  }
  label.rest = {rest, ink.end};
  while (!label.rest.empty() && text[label.rest.end - 1] == U':')
    --label.rest.end;
  const bool is_word = word_end > ink.begin + 1;
  const bool has_blank = rest > at && (label.number > 0 || is_word);
  label.is_parted = has_sign || has_blank || text[rest] == U'《';
  return label;
}

// 名词解释.docx is offered for loading, it does not follow.
bool IsFileName(std::u32string_view words) {
  constexpr size_t kMaxEnding = 5;
  const size_t dot = words.rfind(U'.');
  return dot != words.npos && dot + 1 < words.size() &&
         words.size() - dot <= kMaxEnding &&
         std::all_of(words.begin() + static_cast<ptrdiff_t>(dot) + 1,
                     words.end(), [](char32_t c) { return c < 0x80; });
}

// Whether the rest of a label's line is the title of what it labels.
bool IsTitleOfLabel(const Text& text, const Label& label) {
  const std::u32string_view words = text.Folded(label.rest);
  return label.is_parted && label.rest.size() <= kMaxTitle &&
         IsTitleLine(text, label.rest) && !ReadMark(text, label.rest.begin) &&
         words.find(U',') == words.npos && !IsFileName(words);
}

// Reads the title that begins in line `at` into `part`: one line, or two where the first does
// not end as titles do and the second does.
void ReadTitle(const Text& text, const std::vector<Line>& lines, size_t at,
               IsText is_text, Part& part) {
  const auto may_be_title = [&](size_t i) {
    return i < lines.size() && is_text(i) && lines[i].ink.size() <= kMaxTitle &&
           !ReadMark(text, lines[i].ink.begin) &&
           !ReadLabel(text, lines[i].ink) &&
           (IsTitleLine(text, lines[i].ink) ||
            IsGlossaryTitle(text, lines[i].ink));
  };
  // The bodies that issue it may stand above its title.
  const size_t below = NextInked(lines, at);
  if (may_be_title(at) && IsOrgan(text, lines[at].ink) && may_be_title(below))
    at = below;
  if (!may_be_title(at)) return;
  part.title = lines[at].ink;
  part.end_line = at + 1;
  while (text[part.title.end - 1] == U':') --part.title.end;
  if (EndsTitle(text, part.title)) return;
  const size_t next = NextInked(lines, at);
  if (may_be_title(next) && EndsTitle(text, lines[next].ink) &&
      text.Folded(lines[next].ink).find(U' ') == std::u32string_view::npos) {
    part.title.end = lines[next].ink.end;
    part.end_line = next + 1;
  }
}

// The stretch without a sentence in it.
bool IsListed(const Text& text, CharSpan ink) {
  return ink.size() <= kMaxListedAttachment &&
         text.Folded(ink).find(U'。') == std::u32string_view::npos;
}

// Whether the line numbers an attachment: 2.办法, 附件2：办法
bool GoesOnListing(const Text& text, const Line& line) {
  if (line.blank() || !IsListed(text, line.ink)) return false;
  if (const std::optional<Label> label = ReadLabel(text, line.ink))
    return label->number > 1 && IsTitleOfLabel(text, *label);
  const std::optional<Mark> mark = ReadMark(text, line.ink.begin);
  return mark && mark->scheme == qiusuo::v1::SECTION_SCHEME_ARABIC_DOT;
}

}  // namespace

bool IsGlossaryTitle(const Text& text, CharSpan ink) {
  if (ink.size() > kMaxGlossaryTitle || ink.empty() ||
      !kGlossaryTitleEnds.Has(text[ink.end - 1]) || ReadMark(text, ink.begin)) {
    return false;
  }
  std::u32string words;
  for (const char32_t c : text.Folded(ink)) {
    if (c != U' ' && !IsOneOf(c, U"《》“”")) words += c;
  }
  const bool has_colon = words.ends_with(U':');
  while (words.ends_with(U':')) words.pop_back();
  if (words.find_first_of(U"。;,:") != words.npos) return false;
  if (words == U"注释" || words == U"附注" || (words == U"注" && has_colon))
    return true;
  // What is explained stands right before the word for it.
  constexpr std::array<std::u32string_view, 8> kExplained = {
      U"名词", U"术语", U"用语", U"词语", U"词汇", U"指标", U"概念", U"缩略语"};
  constexpr std::array<std::u32string_view, 4> kExplanations = {
      U"解释", U"注释", U"释义", U"说明"};
  const std::u32string_view all = words;
  if (EndsWithAny(all, kExplanations)) {
    return EndsWithAny(all.substr(0, all.size() - 2), kExplained);
  }
  return all.find(U"有关") != all.npos && all.ends_with(U"名词");
}

size_t FindAttachmentListEnd(const Text& text, const std::vector<Line>& lines,
                             size_t first) {
  const CharSpan ink = lines[first].ink;
  if (ink.size() < 3 || text[ink.begin] != U'附' || !IsListed(text, ink)) {
    return first;
  }
  const std::optional<Label> label = ReadLabel(text, ink);
  if (!label) return first;
  const bool names_one = !label->rest.empty();
  const bool has_colon = text[label->span.end] == U':';
  if (!names_one && (label->number > 0 || !has_colon)) return first;
  if (names_one && !label->is_parted) return first;
  size_t end = first + 1;
  for (size_t i = end; i < lines.size(); ++i) {
    if (lines[i].blank()) continue;
    if (!GoesOnListing(text, lines[i])) break;
    end = i + 1;
  }
  return names_one || end > first + 1 ? end : first;
}

bool OffersFile(const Text& text, const Line& line) {
  return IsFileName(text.Folded(line.ink));
}

bool IsPartLabel(const Text& text, const Line& line) {
  if (line.blank()) return false;
  if (IsGlossaryTitle(text, line.ink)) return true;
  const std::optional<Label> label = ReadLabel(text, line.ink);
  return label && label->rest.empty() && line.ink.size() <= kMaxLabel;
}

std::optional<Part> ReadPart(const Text& text, const std::vector<Line>& lines,
                             size_t first, IsText is_text) {
  const CharSpan ink = lines[first].ink;
  if (ink.size() > kMaxTitle || !MayOpenPart(text, ink)) return std::nullopt;
  Part part = {.line = first, .end_line = first + 1, .label = {}, .title = {}};
  if (IsGlossaryTitle(text, ink)) {
    part.is_glossary = true;
    part.title = ink;
    while (text[part.title.end - 1] == U':') --part.title.end;
    return part;
  }
  const std::optional<Label> label = ReadLabel(text, ink);
  if (!label) return std::nullopt;
  part.label = label->span;
  part.number = label->number;
  const size_t next = NextInked(lines, first);
  if (next == lines.size() || !is_text(next)) return std::nullopt;
  if (label->rest.empty()) {
    if (ink.size() > kMaxLabel) return std::nullopt;
    ReadTitle(text, lines, next, is_text, part);
  } else {
    if (!IsTitleOfLabel(text, *label) || ReadLabel(text, lines[next].ink))
      return std::nullopt;
    part.title = label->rest;
  }
  part.is_glossary = !part.title.empty() && IsGlossaryTitle(text, part.title);
  return part;
}

}  // namespace qiusuo::parser
