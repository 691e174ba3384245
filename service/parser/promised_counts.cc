#include "service/parser/promised_counts.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "service/parser/han_digits.h"
#include "service/parser/ordinals.h"

namespace qiusuo::parser {
namespace {

constexpr int64_t kMaxCount = 20;
// What stands between a count and the list that it counts: 项工作落实：
constexpr size_t kMaxBehindCount = 8;
constexpr size_t kMinNoun = 2;
constexpr size_t kMaxNoun = 4;

std::optional<Ordinal> ReadCount(const Text& text, size_t at) {
  if (text[at] == U'两') return Ordinal{2, at + 1};
  std::optional<Ordinal> count = ReadOrdinal(text, at);
  if (!count || count->value < 2 || count->value > kMaxCount)
    return std::nullopt;
  return count;
}

// 第三项, 上述三项, 前两条 point at a list that stands elsewhere.
bool PointsElsewhere(const Text& text, size_t at) {
  if (at == 0) return false;
  constexpr std::u32string_view kBefore = U"第前后上述这该另其他每.";
  const char32_t before = text[at - 1];
  return kBefore.find(before) != std::u32string_view::npos || IsDigit(before) ||
         HanDigit(before) >= 0 || HanScale(before) > 0;
}

// 3个月, 5个工作日, 2个百分点 measure and count no items.
bool IsMeasure(std::u32string_view noun) {
  constexpr std::array<std::u32string_view, 7> kMeasures = {
      U"月", U"工作日", U"自然日", U"小时", U"百分点", U"季度", U"单位"};
  return std::any_of(kMeasures.begin(), kMeasures.end(),
                     [noun](auto word) { return noun.starts_with(word); });
}

// 重点抓好三项工作。 announces a list without a colon: words for it stand before the count, and nothing
// but what is counted stands behind.
bool Announces(const Text& text, size_t count, std::u32string_view counted) {
  constexpr std::array<std::u32string_view, 14> kVerbs = {
      U"抓",   U"抓好", U"抓了", U"做好", U"办好", U"把握", U"握好",
      U"理好", U"决好", U"注意", U"强调", U"突出", U"围绕", U"提出"};
  constexpr std::array<std::u32string_view, 9> kCounted = {
      U"",     U"方面", U"工作", U"任务",    U"措施",
      U"问题", U"意见", U"重点", U"方面工作"};
  constexpr size_t kMaxVerb = 2;
  if (IsDigit(text[count]) || count < kMaxVerb) return false;
  const std::u32string_view before = text.Folded({count - kMaxVerb, count});
  const auto ends = [before](auto verb) { return before.ends_with(verb); };
  return std::any_of(kVerbs.begin(), kVerbs.end(), ends) &&
         std::find(kCounted.begin(), kCounted.end(), counted) != kCounted.end();
}

}  // namespace

std::optional<PromisedCount> FindQuotedCount(const Text& text,
                                             CharSpan heading) {
  std::optional<PromisedCount> found;
  for (size_t i = heading.begin; i + 2 < heading.end; ++i) {
    if (text[i] != U'“') continue;
    const std::optional<Ordinal> count = ReadCount(text, i + 1);
    if (!count) continue;
    size_t end = count->end;
    while (end < heading.end && IsAnyHan(text[end])) ++end;
    const CharSpan noun = {count->end, end};
    if (text[end] != U'”' || noun.size() < kMinNoun || noun.size() > kMaxNoun)
      continue;
    if (found) return std::nullopt;
    found = PromisedCount{count->value, {i + 1, end}, noun};
  }
  return found;
}

std::optional<PromisedCount> FindAnnouncedCount(const Text& text,
                                                CharSpan sentence) {
  if (sentence.empty()) return std::nullopt;
  constexpr std::array<std::u32string_view, 4> kBelow = {U"以下", U"下列",
                                                         U"如下", U"下面"};
  constexpr std::array<std::u32string_view, 10> kCounters = {
      U"方面", U"个", U"项", U"点", U"条", U"种", U"类", U"大", U"件", U"步"};
  const std::u32string_view words = text.Folded(sentence);
  const bool announces =
      words.back() == U':' ||
      std::any_of(kBelow.begin(), kBelow.end(), [words](auto word) {
        return words.find(word) != std::u32string_view::npos;
      });
  if (!announces && words.back() != U'。') return std::nullopt;
  std::optional<PromisedCount> found;
  for (size_t i = sentence.begin; i < sentence.end; ++i) {
    const std::optional<Ordinal> count = ReadCount(text, i);
    if (!count) continue;
    const std::u32string_view rest = text.Folded({count->end, sentence.end});
    const auto counter =
        std::find_if(kCounters.begin(), kCounters.end(),
                     [rest](auto word) { return rest.starts_with(word); });
    if (counter != kCounters.end() && !PointsElsewhere(text, i)) {
      const size_t noun = count->end + counter->size();
      size_t end = noun;
      while (end < sentence.end && IsAnyHan(text[end])) ++end;
      // What is counted ends the sentence: 以下三项工作： but not 从两方面采取以下措施：
      const std::u32string_view counted = text.Folded({noun, end});
      const bool is_list = counted.find(U"以下") == counted.npos &&
                           counted.find(U"下列") == counted.npos &&
                           !IsMeasure(counted) &&
                           (announces || Announces(text, i, counted));
      if (is_list && end + 1 >= sentence.end && end - noun <= kMaxBehindCount) {
        if (found) return std::nullopt;
        found = PromisedCount{count->value, {i, end}, {}};
      }
    }
    i = count->end - 1;
  }
  return found;
}

}  // namespace qiusuo::parser
