#include "service/parser/own_text.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "service/parser/character_set.h"
#include "service/parser/lines.h"

namespace qiusuo::parser {
namespace {

bool IsStop(char32_t c) {
  return c == U'。' || c == U'!' || c == U'?' || c == U';';
}

// Whether what stands behind a sentence only says where it is from or who sees to it:
// （负责单位：民政局）, ——陆游. Such a sentence heads nothing.
bool IsRemark(const Text& text, CharSpan span) {
  span = Ink(text, span);
  if (text[span.begin] == U'—' || text[span.begin] == U'―') return true;
  if (text[span.begin] != U'(') return false;
  const std::u32string_view remark = text.Folded(span);
  const size_t close = remark.find(U')');
  return close != std::u32string_view::npos && close + 2 >= remark.size();
}

}  // namespace

bool LeadsIn(const Text& text, CharSpan span) {
  constexpr std::array<std::u32string_view, 3> kLeads = {U"下列", U"以下",
                                                         U"如下"};
  const std::u32string_view words = text.Folded(span);
  return std::any_of(kLeads.begin(), kLeads.end(),
                     [&](auto lead) {
                       return words.find(lead) != std::u32string_view::npos;
                     }) ||
         (!words.empty() && IsOneOf(words.back(), U"是为应括有指于"));
}

OwnText ReadOwnText(const Text& text, CharSpan span) {
  OwnText own = {.span = Ink(text, span), .stop = 0, .colon = 0};
  while (own.span.size() > 1 && text[own.span.end - 1] == U'*') --own.span.end;
  own.stop = own.span.end;
  own.colon = own.span.end;
  int quotes = 0;
  for (size_t i = own.span.begin; i < own.span.end; ++i) {
    quotes += text[i] == U'“' ? 1 : text[i] == U'”' ? -1 : 0;
    if (quotes > 0) continue;
    if (text[i] == U':' && own.colon == own.span.end) own.colon = i;
    if (!IsStop(text[i])) continue;
    own.stop = i;
    break;
  }
  if (own.stop + 1 < own.span.end) {
    own.has_remark = IsRemark(text, {own.stop + 1, own.span.end});
    own.goes_on = !own.has_remark;
  }
  return own;
}

}  // namespace qiusuo::parser
