#include "service/parser/closings.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace qiusuo::parser {
namespace {

// How far into a paragraph its words are looked for.
constexpr size_t kMaxLook = 60;

// 各位代表！, 同志们！
bool CallsListeners(const Text& text, CharSpan ink) {
  constexpr std::array<std::u32string_view, 5> kListeners = {
      U"各位代表", U"各位委员", U"各位领导", U"同志们", U"朋友们"};
  const std::u32string_view words = text.Folded(ink);
  return std::any_of(kListeners.begin(), kListeners.end(), [words](auto call) {
    return words.starts_with(call) && words.size() > call.size() &&
           (words[call.size()] == U'!' || words[call.size()] == U',' ||
            words[call.size()] == U':');
  });
}

// 在肯定成绩的同时，我们清醒看到…, 五年的实践使我们深刻体会到…
bool LooksBack(const Text& text, CharSpan ink) {
  constexpr std::array<std::u32string_view, 6> kWords = {
      U"清醒",     U"成绩的同时", U"深刻体会",
      U"深切体会", U"体会到",     U"深刻认识到"};
  const std::u32string_view words =
      text.Folded({ink.begin, std::min(ink.end, ink.begin + kMaxLook)});
  return std::any_of(kWords.begin(), kWords.end(), [words](auto word) {
    return words.find(word) != std::u32string_view::npos;
  });
}

// A heading without number that opens a paragraph.
bool OpensParagraph(const Mark& mark) {
  return mark.scheme == qiusuo::v1::SECTION_SCHEME_UNNUMBERED &&
         mark.at_line_start && (mark.variant == 0 || mark.variant == kDashed);
}

// The last line with ink before line i, from `first` on; i if there is none.
size_t LineBefore(const std::vector<Line>& lines, size_t i, size_t first) {
  for (size_t k = i; k-- > first;) {
    if (!lines[k].blank()) return k;
  }
  return i;
}

}  // namespace

std::vector<size_t> FindClosings(const Text& text,
                                 const std::vector<Line>& lines,
                                 const std::vector<Mark>& marks) {
  std::vector<size_t> closings;
  for (size_t i = 1; i < marks.size(); ++i) {
    const Mark& mark = marks[i];
    const bool is_point = mark.scheme == qiusuo::v1::SECTION_SCHEME_HAN_IS;
    if (is_point ? mark.ordinal != 1 : !OpensParagraph(mark)) continue;
    // The paragraphs behind the line of the mark before are without marks.
    const size_t first = marks[i - 1].line + 1;
    size_t lead = mark.line;
    if (mark.at_line_start) lead = LineBefore(lines, lead, first);
    if (lead < first || (mark.at_line_start && lead == mark.line)) continue;
    const size_t call = LineBefore(lines, lead, first);
    if (call < lead && CallsListeners(text, lines[call].ink)) {
      closings.push_back(call);
    } else if (CallsListeners(text, lines[lead].ink) ||
               (is_point && LooksBack(text, lines[lead].ink))) {
      closings.push_back(lead);
    }
  }
  return closings;
}

}  // namespace qiusuo::parser
