#include "service/parser/decimal_marks.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "service/parser/han_digits.h"
#include "service/parser/ordinals.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxDepth = 6;
constexpr int64_t kMaxNumber = 199;
// Behind these the number is a decimal that measures: 1.2亿元.
constexpr std::u32string_view kMeasures =
    U"万亿千百余多个名人户元件项吨倍年月天米公平";

// 1.2.3, with the line it begins.
struct DecimalNumber {
  std::array<int64_t, kMaxDepth> numbers = {};
  size_t depth = 0;
  size_t end = 0;
  size_t line = 0;
};

std::optional<DecimalNumber> ReadDecimalNumber(const Text& text, size_t at) {
  DecimalNumber decimal;
  for (;;) {
    const std::optional<Ordinal> number = ReadArabicOrdinal(text, at);
    if (!number || number->value == 0 || number->value > kMaxNumber ||
        decimal.depth == kMaxDepth) {
      return std::nullopt;
    }
    decimal.numbers[decimal.depth++] = number->value;
    decimal.end = number->end;
    if (text[decimal.end] != U'.') break;
    at = decimal.end + 1;
    if (!IsDigit(text[at])) {  // 1.2. 总则; but `1.` numbers otherwise
      if (decimal.depth == 1) return std::nullopt;
      ++decimal.end;
      break;
    }
  }
  const bool is_parted = text[decimal.end] == U' ';
  const char32_t next = text[decimal.end];
  const bool is_followed_by_words =
      next >= 0x3400 && kMeasures.find(next) == std::u32string_view::npos;
  if (decimal.depth == 1 ? !is_parted : !is_parted && !is_followed_by_words) {
    return std::nullopt;
  }
  return decimal;
}

// Whether b can come next after a: 1.2 after 1.1, 2 after 1.3, 1.1 after 1, and 2.1
// after 1.3 where 2 is numbered otherwise.
bool Follows(const DecimalNumber& a, const DecimalNumber& b) {
  size_t same = 0;
  while (same < a.depth && same < b.depth && a.numbers[same] == b.numbers[same])
    ++same;
  if (same == a.depth) {
    return b.depth == a.depth + 1 && b.numbers[same] == 1;
  }
  if (same == b.depth || b.numbers[same] != a.numbers[same] + 1) return false;
  return b.depth == same + 1 ||
         (b.depth == same + 2 && b.numbers[same + 1] == 1);
}

bool IsFirst(const DecimalNumber& decimal) {
  return decimal.numbers[0] == 1 && decimal.depth <= 2 &&
         (decimal.depth == 1 || decimal.numbers[1] == 1);
}

// Whether a, which begins a list, is borne out by the number behind it: a single 1 by
// 1.1, since rows of tables are numbered 1, 2, 3 as well.
bool BearsOut(const DecimalNumber& a, const DecimalNumber& b) {
  return Follows(a, b) && b.depth >= 2;
}

Mark MakeMark(const Text& text, const DecimalNumber& decimal, CharSpan ink,
              size_t begin) {
  Mark mark;
  mark.scheme = qiusuo::v1::SECTION_SCHEME_DECIMAL;
  mark.variant = static_cast<char32_t>(decimal.depth);
  mark.ordinal = decimal.numbers[decimal.depth - 1];
  mark.marker = {begin, decimal.end};
  mark.text_begin = decimal.end;
  while (mark.text_begin < ink.end && text[mark.text_begin] == U' ')
    ++mark.text_begin;
  mark.line = decimal.line;
  mark.at_line_start = true;
  return mark;
}

}  // namespace

bool ReadsAsDecimalMark(const Text& text, const Line& line) {
  const std::optional<DecimalNumber> decimal =
      ReadDecimalNumber(text, ReadLinePrefix(text, line).end);
  return decimal && text[decimal->end] == U' ';
}

std::vector<Mark> FindDecimalMarks(const Text& text,
                                   const std::vector<Line>& lines,
                                   const std::vector<bool>& is_body) {
  std::vector<DecimalNumber> candidates;
  bool has_dots = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!is_body[i] || lines[i].blank()) continue;
    std::optional<DecimalNumber> decimal =
        ReadDecimalNumber(text, ReadLinePrefix(text, lines[i]).end);
    if (!decimal || decimal->end >= lines[i].ink.end) continue;
    decimal->line = i;
    has_dots = has_dots || decimal->depth > 1;
    candidates.push_back(*decimal);
  }
  std::vector<Mark> marks;
  if (!has_dots) return marks;
  const DecimalNumber* last = nullptr;
  for (size_t i = 0; i < candidates.size(); ++i) {
    const DecimalNumber& candidate = candidates[i];
    const bool continues = last != nullptr && Follows(*last, candidate);
    const bool begins = IsFirst(candidate) && i + 1 < candidates.size() &&
                        BearsOut(candidate, candidates[i + 1]);
    if (!continues && !begins) continue;
    const Line& line = lines[candidate.line];
    marks.push_back(
        MakeMark(text, candidate, line.ink, ReadLinePrefix(text, line).end));
    last = &candidate;
  }
  return marks;
}

}  // namespace qiusuo::parser
