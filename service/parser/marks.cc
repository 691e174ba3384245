#include "service/parser/marks.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/han_digits.h"
#include "service/parser/ordinals.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::SectionScheme;

constexpr size_t kMaxArabicOrdinal = 999;

size_t SkipBlanks(const Text& text, size_t at) {
  while (text[at] == U' ') ++at;
  return at;
}

bool EndsWord(char32_t c) {
  return c == U' ' || c == U'\0' || (c >= U'\n' && c <= U'\r');
}

// 一、二级海塘: when the mark's own number plus one stands behind the comma, both
// may name classes. A year written in Han digits begins like that: 一、二〇一二年.
bool EnumeratesNext(const Text& text, int64_t ordinal, size_t after_comma) {
  const std::optional<Ordinal> next = ReadOrdinal(text, after_comma);
  if (!next) return false;
  if (next->value == ordinal + 1) return true;
  return !IsDigit(text[after_comma]) && next->value / 1000 == ordinal + 1;
}

struct Unit {
  std::u32string_view word;
  SectionScheme scheme;
};
// 分编 comes before 编, so that the longer word is tried first.
constexpr std::array kUnits = {
    Unit{U"分编", qiusuo::v1::SECTION_SCHEME_SUBPART},
    Unit{U"编", qiusuo::v1::SECTION_SCHEME_PART},
    Unit{U"部分", qiusuo::v1::SECTION_SCHEME_PART},
    Unit{U"章", qiusuo::v1::SECTION_SCHEME_CHAPTER},
    Unit{U"节", qiusuo::v1::SECTION_SCHEME_SECTION},
    Unit{U"条", qiusuo::v1::SECTION_SCHEME_ARTICLE},
};

// What follows a number in a cross reference: 第三条规定的, 第五条第二款, 第一部分是关于….
constexpr std::u32string_view kReferenceFollows =
    U"第规的、和至所中，,以之款项及或与是为已里内";

// 第十七条之一, 第二章 总则.
std::optional<Mark> ReadStatutoryMark(const Text& text, size_t at) {
  const std::optional<Ordinal> number =
      ReadOrdinal(text, SkipBlanks(text, at + 1));
  if (!number) return std::nullopt;
  const size_t unit_at = SkipBlanks(text, number->end);
  for (const Unit& unit : kUnits) {
    if (text.Folded({unit_at, std::min(unit_at + unit.word.size(),
                                       text.size())}) != unit.word) {
      continue;
    }
    Mark mark;
    mark.scheme = unit.scheme;
    mark.ordinal = number->value;
    size_t end = unit_at + unit.word.size();
    if (text[end] == U'之') {
      if (const std::optional<Ordinal> branch = ReadHanOrdinal(text, end + 1)) {
        mark.branch = branch->value;
        end = branch->end;
      }
    }
    mark.marker = {at, end};
    if (!EndsWord(text[end]) && text[end] != U':') {
      if (IsOneOf(text[end], kReferenceFollows)) return std::nullopt;
      if (!IsOneOf(text[end], U"【[(")) mark.strength = MarkStrength::kByRun;
    }
    mark.text_begin = SkipBlanks(text, text[end] == U':' ? end + 1 : end);
    return mark;
  }
  // 第一，加快转型: counts like 一是.
  if (IsOneOf(text[unit_at], U"，,、:")) {
    Mark mark;
    mark.scheme = qiusuo::v1::SECTION_SCHEME_HAN_IS;
    mark.variant = U'第';
    mark.ordinal = number->value;
    mark.marker = {at, unit_at + 1};
    mark.text_begin = SkipBlanks(text, unit_at + 1);
    mark.strength = MarkStrength::kByRun;
    return mark;
  }
  return std::nullopt;
}

// An ordinal that a sign closes; in 十  一  、 blanks part it.
std::optional<Ordinal> ReadClosedOrdinal(const Text& text, size_t at) {
  const std::optional<Ordinal> number = ReadOrdinal(text, at);
  if (!number || IsDigit(text[at]) ||
      !kHanOrdinalCharacters.Has(text[SkipBlanks(text, number->end)])) {
    return number;
  }
  return ReadSpacedHanOrdinal(text, at);
}

// （一） (1) 〔二〕.
std::optional<Mark> ReadParenMark(const Text& text, size_t at) {
  const size_t number_at = SkipBlanks(text, at + 1);
  const std::optional<Ordinal> number = ReadClosedOrdinal(text, number_at);
  if (!number || number->value == 0 ||
      number->value > static_cast<int64_t>(kMaxArabicOrdinal)) {
    return std::nullopt;
  }
  const size_t close = SkipBlanks(text, number->end);
  if (text[close] != (text[at] == U'〔' ? U'〕' : U')')) return std::nullopt;
  size_t end = close + 1;
  // （一）至（三）项 refers, （一）和解协议… and （二）项目资金… do not.
  if (IsOneOf(text[end], U"至和或") && IsOneOf(text[end + 1], U"(第"))
    return std::nullopt;
  if (IsOneOf(text[end], U"项款") && !IsOneOf(text[end + 1], U"目项"))
    return std::nullopt;
  Mark mark;
  mark.scheme = IsDigit(text[number_at])
                    ? qiusuo::v1::SECTION_SCHEME_ARABIC_PAREN
                    : qiusuo::v1::SECTION_SCHEME_HAN_PAREN;
  mark.ordinal = number->value;
  if (text[end] == U'、') {
    if (text[end + 1] == text[at]) return std::nullopt;  // （一）、（二）项
    ++end;
  }
  mark.marker = {at, end};
  mark.text_begin = SkipBlanks(text, end);
  return mark;
}

// 一、 一． 一） 一是 一要.
std::optional<Mark> ReadHanMark(const Text& text, size_t at) {
  const std::optional<Ordinal> number = ReadClosedOrdinal(text, at);
  if (!number || number->value == 0 ||
      number->value > static_cast<int64_t>(kMaxArabicOrdinal)) {
    return std::nullopt;
  }
  Mark mark;
  mark.ordinal = number->value;
  const size_t sign = SkipBlanks(text, number->end);
  switch (text[sign]) {
    case U'、':
    case U'.':
      mark.scheme = qiusuo::v1::SECTION_SCHEME_HAN_COMMA;
      break;
    case U')':
      // 见附件一） at the break of a line closes what was opened before it.
      if (EndsWord(text[SkipBlanks(text, sign + 1)])) return std::nullopt;
      mark.scheme = qiusuo::v1::SECTION_SCHEME_HAN_PAREN;
      break;
    case U'是':
    case U'要':
      mark.scheme = qiusuo::v1::SECTION_SCHEME_HAN_IS;
      mark.variant = text[sign];
      mark.strength = MarkStrength::kByRun;
      break;
    default:
      return std::nullopt;
  }
  mark.marker = {at, sign + 1};
  mark.text_begin = SkipBlanks(text, sign + 1);
  if (text[sign] == U'、' &&
      EnumeratesNext(text, mark.ordinal, mark.text_begin)) {
    mark.strength = MarkStrength::kByRun;
  }
  return mark;
}

// 2015年 behind `1.`: a year opens the item, so that `1.2015年` is no decimal.
bool IsYear(const Text& text, size_t at) {
  const std::optional<Ordinal> year = ReadArabicOrdinal(text, at);
  return year.has_value() && year->value >= 1900 && year->value < 2100 &&
         text[year->end] == U'年';
}

// 1. 1、 1).
std::optional<Mark> ReadArabicMark(const Text& text, size_t at) {
  const std::optional<Ordinal> number = ReadArabicOrdinal(text, at);
  if (!number || number->value == 0 ||
      number->value > static_cast<int64_t>(kMaxArabicOrdinal)) {
    return std::nullopt;
  }
  Mark mark;
  mark.ordinal = number->value;
  // Blanks may have got between: `9 .推进…`, but not `9 5`.
  const size_t sign_at = SkipBlanks(text, number->end);
  const char32_t sign = text[sign_at];
  const size_t after = sign_at + 1;
  if (sign == U'.' || sign == U'、') {
    mark.scheme = qiusuo::v1::SECTION_SCHEME_ARABIC_DOT;
    // 12.5%是… is a decimal, unless 11 and 13 number the lines around it.
    if (sign == U'.' && IsDigit(text[after]) && !IsYear(text, after)) {
      mark.strength = MarkStrength::kByNeighbours;
    }
    if (sign == U'、' && EnumeratesNext(text, mark.ordinal, after)) {
      mark.strength = MarkStrength::kByRun;
    }
  } else if (sign == U')') {
    mark.scheme = qiusuo::v1::SECTION_SCHEME_ARABIC_PAREN;
  } else {
    return std::nullopt;
  }
  mark.marker = {at, after};
  mark.text_begin = SkipBlanks(text, after);
  return mark;
}

// 首先 其次 再次 最后. 最后 has no number of its own: it ends the run, whatever it is.
std::optional<Mark> ReadWordMark(const Text& text, size_t at) {
  struct Word {
    std::u32string_view word;
    int64_t ordinal;
  };
  constexpr std::array kWords = {Word{U"首先", 1}, Word{U"其次", 2},
                                 Word{U"再次", 3}, Word{U"最后", 0}};
  for (const Word& word : kWords) {
    const size_t end = at + 2;
    if (end > text.size() || text.Folded({at, end}) != word.word) continue;
    Mark mark;
    mark.scheme = qiusuo::v1::SECTION_SCHEME_HAN_IS;
    mark.variant = U'首';
    mark.ordinal = word.ordinal;
    mark.marker = {at, end};
    mark.text_begin =
        SkipBlanks(text, IsOneOf(text[end], U"，,") ? end + 1 : end);
    mark.strength = MarkStrength::kByRun;
    return mark;
  }
  return std::nullopt;
}

constexpr CharacterSet kMarkBegins{U"第(〔首其再最0123456789"};

bool IsEnclosed(char32_t c) { return c >= 0x2460 && c < 0x3300; }

bool MayBeginMark(char32_t c) {
  return kMarkBegins.Has(c) || kHanOrdinalCharacters.Has(c) || IsEnclosed(c);
}

std::optional<Mark> ReadEnclosedMark(const Text& text, size_t at) {
  const std::optional<EnclosedOrdinal> number = ReadEnclosedOrdinal(text[at]);
  if (!number) return std::nullopt;
  Mark mark;
  mark.scheme = number->scheme;
  mark.ordinal = number->value;
  const size_t end = IsOneOf(text[at + 1], U"、.") ? at + 2 : at + 1;
  mark.marker = {at, end};
  mark.text_begin = SkipBlanks(text, end);
  return mark;
}

}  // namespace

int64_t TensAbove(const Text& text, const std::vector<Line>& lines,
                  size_t line) {
  size_t above = line;
  while (above > 0 && lines[above - 1].blank()) --above;
  if (above == 0) return 0;
  const CharSpan ink = lines[above - 1].ink;
  if (text[ink.end - 1] != U'十') return 0;
  // Not the end of words or of a longer number.
  return ink.size() == 1 || IsOneOf(text[ink.end - 2], U" 。;!?:") ? 10 : 0;
}

std::optional<Mark> ReadMark(const Text& text, size_t at) {
  const char32_t c = text[at];
  if (!MayBeginMark(c)) return std::nullopt;
  if (c == U'第') return ReadStatutoryMark(text, at);
  if (c == U'(' || c == U'〔') return ReadParenMark(text, at);
  if (IsDigit(c)) return ReadArabicMark(text, at);
  if (c == U'首' || c == U'其' || c == U'再' || c == U'最')
    return ReadWordMark(text, at);
  if (IsEnclosed(c) && c != U'〇') {
    if (const std::optional<Mark> mark = ReadEnclosedMark(text, at))
      return mark;
  }
  return ReadHanMark(text, at);
}

LinePrefix ReadLinePrefix(const Text& text, const Line& line) {
  if (line.heading > 0) return {line.heading, line.ink.begin};
  LinePrefix prefix;
  size_t at = line.ink.begin;
  while (at < line.ink.end && text[at] == U'#' && prefix.hashes < 6) {
    ++at;
    ++prefix.hashes;
  }
  if (prefix.hashes > 0 && text[at] != U' ') return {0, line.ink.begin};
  at = SkipBlanks(text, at);
  if (text[at] == U'*' && text[at + 1] == U'*') at += 2;
  prefix.end = std::min(at, line.ink.end);
  return prefix;
}

}  // namespace qiusuo::parser
