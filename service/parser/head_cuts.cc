#include "service/parser/head_cuts.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "service/parser/calendar_dates.h"
#include "service/parser/head_lines.h"

namespace qiusuo::parser {
namespace {

// A head has no more lines than this, and none of them is longer than that.
constexpr size_t kMaxHeadLines = 20;
constexpr size_t kMaxHeadLine = 300;
constexpr size_t kMaxOccasion = 90;
constexpr size_t kMaxSpeaker = 150;

bool IsDash(char32_t c) { return c == U'—' || c == U'-' || c == U'─'; }

// `——2021年3月1日在…大会上` in the span, if it names its day.
std::optional<CharSpan> FindOccasion(const Text& text, CharSpan span) {
  for (size_t i = span.begin; i + 1 < span.end; ++i) {
    if (!IsDash(text[i]) || !IsDash(text[i + 1])) continue;
    size_t day = i;
    while (IsDash(text[day]) || text[day] == U' ') ++day;
    if (!ReadCalendarDate(text, day)) continue;
    const std::u32string_view words =
        text.Folded({day, std::min(day + kMaxOccasion, span.end)});
    for (const std::u32string_view place : {U"会议上", U"大会上"}) {
      const size_t at = words.find(place);
      if (at != std::u32string_view::npos) return CharSpan{i, day + at + 3};
    }
    return std::nullopt;
  }
  return std::nullopt;
}

// `各位代表:` in the span.
std::optional<CharSpan> FindAddress(const Text& text, CharSpan span) {
  constexpr std::array<std::u32string_view, 4> kForms = {
      U"各位代表", U"各位委员", U"各位领导", U"同志们"};
  const auto is_call = [&](char32_t c) { return c == U':' || c == U'!'; };
  const std::u32string_view words =
      text.Folded({span.begin, std::min(span.end + 1, text.size())});
  if (std::none_of(words.begin(), words.end(), is_call)) return std::nullopt;
  std::optional<CharSpan> address;
  for (const std::u32string_view form : kForms) {
    const size_t at = text.Folded(span).find(form);
    if (at == std::u32string_view::npos) continue;
    const CharSpan found = {span.begin + at, span.begin + at + form.size()};
    if (is_call(text[found.end]) &&
        (!address || found.begin < address->begin)) {
      address = CharSpan{found.begin, found.end + 1};
    }
  }
  return address;
}

void AddCuts(const Text& text, CharSpan ink, std::vector<size_t>& cuts) {
  // 主任、各位副主任、各位委员： is one call.
  if (IsAddressee(text, ink)) return;
  const size_t end = std::min(ink.begin + kMaxHeadLine, ink.end);
  size_t begin = ink.begin;
  const size_t dateline = ReadDateline(text, {begin, end});
  if (dateline > 0) {
    // 新华社北京3月5日电（记者 …）… is the text itself.
    if (text[dateline] != U' ') return;
    cuts.push_back(dateline);
    begin = dateline;
  }
  const std::optional<CharSpan> occasion = FindOccasion(text, {begin, end});
  if (occasion) {
    cuts.push_back(occasion->begin);
    cuts.push_back(occasion->end);
    begin = occasion->end;
  }
  const size_t speaker_end = std::min(begin + kMaxSpeaker, end);
  const std::optional<CharSpan> address =
      FindAddress(text, {begin, speaker_end});
  // In the midst of a paragraph a speaker turns to those present once more.
  const bool is_first =
      address && (occasion || address->begin == begin ||
                  text.Folded({begin, address->begin}).find(U'。') ==
                      std::u32string_view::npos);
  if (!is_first) return;
  cuts.push_back(address->begin);
  cuts.push_back(address->end);
}

}  // namespace

std::vector<size_t> FindHeadCuts(const Text& text,
                                 const std::vector<Line>& lines) {
  std::vector<size_t> cuts;
  size_t read = 0;
  for (size_t i = 0; i < lines.size() && read < kMaxHeadLines; ++i) {
    if (lines[i].blank()) continue;
    ++read;
    AddCuts(text, lines[i].ink, cuts);
  }
  return cuts;
}

}  // namespace qiusuo::parser
