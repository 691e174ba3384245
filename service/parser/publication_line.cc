#include "service/parser/publication_line.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "service/parser/han_digits.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxLine = 80;
constexpr size_t kMaxSite = 20;

// What parts the fields of a line.
bool IsFieldBreak(char32_t c) {
  return c == U' ' || c == U'|' || c == U':' || c == U'/' || c == U'【' ||
         c == U'】' || c == U'[' || c == U']';
}

// Labels that open such a line.
constexpr std::array<std::u32string_view, 15> kOpenings = {
    U"来源",     U"发布时间", U"时间:",    U"日期:",   U"发布日期",
    U"文章来源", U"信息来源", U"作者:",    U"稿源",    U"出处:",
    U"发表时间", U"更新时间", U"创建时间", U"发布于 ", U"发布机构:"};

// Labels that end the field before them, where a page has lost its blanks.
constexpr std::array<std::u32string_view, 19> kLabels = {
    U"来源:",    U"发布时间", U"发布日期", U"发表时间", U"更新时间",
    U"作者:",    U"责任编辑", U"编辑:",    U"浏览",     U"阅读次数",
    U"阅读人数", U"阅读量",   U"点击",     U"访问",     U"字号",
    U"字体",     U"文字大小", U"打印",     U"发布机构"};

bool IsLabelAt(std::u32string_view words, size_t at) {
  words = words.substr(at);
  return std::any_of(kLabels.begin(), kLabels.end(),
                     [words](auto label) { return words.starts_with(label); });
}

// Where the name of a site that begins at `begin` ends.
size_t EndOfSite(std::u32string_view words, size_t begin) {
  size_t end = begin;
  while (end < words.size() && !IsFieldBreak(words[end]) &&
         !IsLabelAt(words, end)) {
    ++end;
  }
  return end;
}

// Whether the date stands apart from the words around it.
bool IsApart(std::u32string_view words, size_t begin, size_t end) {
  return (begin == 0 || IsFieldBreak(words[begin - 1]) ||
          words.substr(0, begin).ends_with(U"发布于")) &&
         (end == words.size() || IsFieldBreak(words[end]) ||
          words[end] == U'(' || IsDigit(words[end]) || IsLabelAt(words, end));
}

}  // namespace

std::optional<PublicationLine> ReadPublicationLine(const Text& text,
                                                   CharSpan ink) {
  if (ink.empty() || ink.size() > kMaxLine) return std::nullopt;
  const std::u32string_view words = text.Folded(ink);
  const bool is_labelled = std::any_of(
      kOpenings.begin(), kOpenings.end(),
      [words](std::u32string_view label) { return words.starts_with(label); });
  if (words.find_first_of(is_labelled ? U"。;!?“" : U"。;!?“《") !=
      std::u32string_view::npos) {
    return std::nullopt;
  }
  PublicationLine line;
  line.date = FindCalendarDate(text, ink);
  size_t date_end = words.size();
  if (line.date) {
    date_end = line.date->span.end - ink.begin;
    if (!IsApart(words, line.date->span.begin - ink.begin, date_end)) {
      return std::nullopt;
    }
  } else if (!is_labelled) {
    return std::nullopt;
  }
  const size_t source = words.find(U"来源");
  const bool has_source = source != std::u32string_view::npos;
  size_t begin = has_source ? source + 2 : date_end;
  const auto is_skipped = [](char32_t c) {
    return IsFieldBreak(c) || IsDigit(c) || c == U'时' || c == U'分' ||
           c == U'秒';
  };
  while (begin < words.size() && is_skipped(words[begin])) ++begin;
  const size_t end = EndOfSite(words, begin);
  const bool is_site = end - begin >= 2 && end - begin <= kMaxSite &&
                       (has_source || end == words.size());
  line.site = is_site ? CharSpan{ink.begin + begin, ink.begin + end}
                      : CharSpan{ink.end, ink.end};
  return line;
}

}  // namespace qiusuo::parser
