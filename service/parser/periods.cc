#include "service/parser/periods.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "service/parser/calendar.h"
#include "service/parser/cardinals.h"
#include "service/parser/han_digits.h"
#include "service/parser/lexicon.h"
#include "service/parser/literals.h"
#include "service/parser/numerals.h"
#include "service/parser/period_words.h"
#include "service/parser/sentences.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Period;

bool IsDash(char32_t c) {
  return c == U'-' || c == U'—' || c == U'–' || c == U'~';
}

class PeriodReader {
 public:
  PeriodReader(const Text& text, CharSpan span, const qiusuo::v1::Date& issued,
               google::protobuf::Arena& arena)
      : text_(text),
        span_(span),
        issued_(issued),
        arena_(arena),
        cardinals_(text) {}

  std::vector<FoundPeriod> Read(size_t limit) {
    size_t i = span_.begin;
    while (found_.size() < limit) {
      i = kPeriodBegins.FirstIn(text_.folded(), i, span_.end);
      if (i == span_.end) break;
      size_t end = SkipPlainNumber(text_, i);
      if (end == 0) end = ReadAt(i);
      i = end > i ? end : SkipDigits(i);
    }
    return std::move(found_);
  }

 private:
  // No word of time begins inside a run of digits; trying would take quadratic time.
  size_t SkipDigits(size_t i) const {
    size_t end = i + 1;
    if (IsDigit(text_[i])) {
      while (IsDigit(text_[end])) ++end;
    } else if (HanDigit(text_[i]) >= 0) {
      while (HanDigit(text_[end]) >= 0) ++end;
    }
    return end;
  }

  // Reads a word of time at i; answers the place behind it, 0 if there is none.
  size_t ReadAt(size_t i) {
    if (!MayBeginNumeral(text_[i]) && !LeadsToNumber(text_, i) &&
        PeriodWords().LongestAt(text_.folded(), i) == nullptr) {
      return 0;
    }
    if (const size_t end = ReadDate(i); end > 0)
      return Add(i, end, false, NewPeriod());
    if (const size_t end = ReadPlan(i); end > 0) return end;
    const size_t start = IsUntil(i) ? i + (text_[i + 2] == U'到' ? 3 : 2) : i;
    if (IsNoTime(text_, start, cardinals_)) return ReadWord(i);
    if (const size_t end = ReadYears(start); end > 0) return end;
    if (const auto time = ReadCalendarTime(text_, start, cardinals_)) {
      return ReadCalendar(i, *time);
    }
    if (const size_t end = ReadLength(i); end > 0) return end;
    return ReadWord(i);
  }

  bool IsUntil(size_t i) const {
    return text_.StandsAt(i, U"截至") || text_.StandsAt(i, U"截止");
  }

  size_t ReadWord(size_t i) {
    const Lexicon::Entry* word = PeriodWords().LongestAt(text_.folded(), i);
    if (word == nullptr) return 0;
    const std::string_view kind = word->fields[1];
    if (kind != "relative" && kind != "vague") return 0;
    size_t end = i + word->word.size();
    if (text_.StandsAt(end, U"同期")) end += 2;
    // 12月当月: the month that stands there.
    const bool repeats = !found_.empty() && found_.back().span.end == i;
    Period& period = NewPeriod();
    period.set_label(std::string(text_.Utf8({i, end})));
    return Add(i, end, kind == "relative" && !repeats, period);
  }

  // 2018-03-29, 2018/3/29, 2018.03.29 with 15:15:38: a stamp.
  size_t ReadDate(size_t i) const {
    if (!IsDigit(text_[i]) || (i > 0 && IsDigit(text_[i - 1]))) return 0;
    size_t digits = i;
    while (IsDigit(text_[digits])) ++digits;
    const char32_t joint = text_[digits];
    if (digits != i + 4 || (joint != U'-' && joint != U'/' && joint != U'.')) {
      return 0;
    }
    size_t end = digits;
    int parts = 0;
    while (text_[end] == joint && IsDigit(text_[end + 1]) && parts < 2) {
      ++end;
      const size_t part = end;
      while (IsDigit(text_[end]) && end < part + 2) ++end;
      ++parts;
    }
    return parts == 2 && !IsDigit(text_[end]) ? end : 0;
  }

  // “十四五”期间, “八五”时期, 第一个五年计划期间
  size_t ReadPlan(size_t i) {
    size_t end = i;
    int number = 0;
    if (text_[i] == U'第') return ReadNumberedPlan(i);
    const bool quoted = text_[i] == U'“' || text_[i] == U'‘';
    if (quoted) ++end;
    const int digit = HanDigit(text_[end]);
    if (text_[end] == U'十') {
      number = 10;
      ++end;
      if (const int more = HanDigit(text_[end]);
          more > 0 && text_[end + 1] == U'五') {
        number += more;
        ++end;
      }
    } else if (digit >= 6 && digit <= 9) {
      number = digit;
      ++end;
    }
    if (number == 0 || text_[end] != U'五') return 0;
    ++end;
    if (quoted) {
      if (text_[end] != U'”' && text_[end] != U'’') return 0;
      ++end;
    }
    const size_t plain = end;
    if (text_[end] == U'规' && text_[end + 1] == U'划') end += 2;
    end = SkipSuffix(end);
    if (!quoted && end == plain) return 0;
    Period& period = NewPeriod();
    const int first = 1981 + 5 * (number - 6);
    period.set_label(std::to_string(first) + "/" + std::to_string(first + 4));
    SetYears(first, first + 4, period);
    return Add(i, end, end > plain, period);
  }

  // 第二个五年计划期间
  size_t ReadNumberedPlan(size_t i) {
    constexpr std::u32string_view kName = U"个五年计划";
    constexpr int kFirstYears[] = {1953, 1958, 1966, 1971, 1976};
    const int number = HanDigit(text_[i + 1]);
    if (number < 1 || text_.folded().compare(i + 2, kName.size(), kName) != 0) {
      return 0;
    }
    const int first =
        number <= 5 ? kFirstYears[number - 1] : 1981 + 5 * (number - 6);
    Period& period = NewPeriod();
    period.set_label(std::to_string(first) + "/" + std::to_string(first + 4));
    SetYears(first, first + 4, period);
    const size_t plain = i + 2 + kName.size();
    const size_t end = SkipSuffix(plain);
    return Add(i, end, end > plain, period);
  }

  static void SetYears(int first, int last, Period& period) {
    CalendarTime time;
    time.year = first;
    *period.mutable_first_date() = *FirstDay(time);
    time.year = last;
    *period.mutable_last_date() = *LastDay(time);
  }

  // 2021-2025年
  size_t ReadYears(size_t i) {
    const std::optional<Cardinal>& first = cardinals_.At(i);
    if (!first || !first->digits || first->digit_count != 4 || first->point ||
        first->masked) {
      return 0;
    }
    const auto year = static_cast<int>(first->value.ToInteger().value_or(0));
    size_t joint = first->end;
    if (!IsDash(text_[joint]) && text_[joint] != U'至') return 0;
    while (IsDash(text_[joint]) || text_[joint] == U'至') ++joint;
    const std::optional<CalendarTime> last =
        ReadCalendarTime(text_, joint, cardinals_);
    if (!last || last->year == 0) return 0;
    Period& period = NewPeriod();
    period.set_label(std::to_string(year) + "/" + CalendarLabel(*last));
    SetYears(year, last->year, period);
    return Add(i, SkipSuffix(last->end), true, period);
  }

  size_t ReadCalendar(size_t begin, CalendarTime time) {
    Period& period = NewPeriod();
    Resolve(time, period);
    std::string label = CalendarLabel(time);
    if (const auto day = FirstDay(time)) *period.mutable_first_date() = *day;
    if (const auto day = LastDay(time)) *period.mutable_last_date() = *day;
    size_t end = time.end;
    if (const size_t joint = SkipJoint(end); joint > end) {
      if (auto last = ReadCalendarTime(text_, joint, cardinals_)) {
        if (last->year == 0 && !last->relative && last->masked.empty()) {
          last->year = time.year;
        }
        Resolve(*last, period);
        end = last->end;
        const std::string to = CalendarLabel(*last);
        label = label.empty() || to.empty() ? "" : label + "/" + to;
        if (const auto day = LastDay(*last)) {
          *period.mutable_last_date() = *day;
        }
      }
    }
    const size_t behind = SkipSuffix(end);
    if (IsOpen(end, behind)) {
      label.clear();
      period.clear_last_date();
    }
    period.set_label(label);
    // 上年 is what this year is compared with, or what remained of it.
    const bool is_past = time.relative && text_[begin] == U'上';
    return Add(begin, behind, !is_past && !IsSameYear(begin), period);
  }

  // 1955年国家决算,占本年支出的: the year stated before.
  bool IsSameYear(size_t i) const {
    constexpr size_t kReach = 40;
    return text_[i] == U'本' && !found_.empty() && found_.back().states &&
           i - found_.back().span.end < kReach;
  }

  // 以来, 起 and 至今 leave the end open.
  bool IsOpen(size_t end, size_t behind) const {
    const std::u32string_view suffix = text_.Folded({end, behind});
    return suffix.find_first_of(U"来起今") != suffix.npos;
  }

  void Resolve(CalendarTime& time, Period& period) const {
    if (!time.relative || issued_.year() == 0) return;
    time.year = issued_.year() + *time.relative;
    period.set_stated(qiusuo::v1::PERIOD_SOURCE_DOCUMENT);
  }

  size_t SkipJoint(size_t i) const {
    if (text_[i] == U'至' || text_[i] == U'到') {
      const bool open = text_[i + 1] == U'今' && text_[i + 2] != U'年';
      return open ? i : i + 1;
    }
    size_t end = i;
    while (IsDash(text_[end])) ++end;
    return end;
  }

  size_t SkipSuffix(size_t i) const {
    const Lexicon::Entry* word = PeriodWords().LongestAt(text_.folded(), i);
    if (word == nullptr) return i;
    const std::string_view kind = word->fields[1];
    // 全年, 年末 and the like belong to the year that they follow.
    return kind == "suffix" || kind == "vague" ? i + word->word.size() : i;
  }

  // 五年来, 近三年, 过去五年, 前两年, 30年来: a length that is a period.
  size_t ReadLength(size_t i) {
    constexpr std::u32string_view kBefore[] = {
        U"过去", U"最近", U"今后", U"未来", U"近", U"前", U"这", U"第"};
    size_t number = i;
    bool is_led = false;
    for (const std::u32string_view word : kBefore) {
      if (word.front() != text_[i]) continue;
      const char32_t before = i > span_.begin ? text_[i - 1] : U' ';
      if (word.size() == 1 &&
          (before == U'目' || before == U'提' || before == U'最' ||
           before == U'将' || before == U'接' || before == U'附')) {
        continue;
      }
      if (text_.folded().compare(i, word.size(), word) == 0) {
        number = i + word.size();
        is_led = word != U"第";
        break;
      }
    }
    const std::optional<Cardinal>& cardinal = cardinals_.At(number);
    if (!cardinal || cardinal->masked || cardinal->value.exponent() > 4) {
      return 0;
    }
    size_t end = SkipBlanks(text_, cardinal->end);
    const bool piece = text_[end] == U'个';
    if (piece) ++end;
    const bool year = !piece && text_[end] == U'年';
    const bool days = is_led && (text_[end] == U'天' || text_[end] == U'周');
    if (!year && !days &&
        !(piece && (text_[end] == U'月' || text_[end] == U'季'))) {
      return 0;
    }
    end += text_[end] == U'季' ? 2 : 1;
    if (text_[end] == U'多') ++end;
    if (const size_t past = SkipAgo(text_, end); year && past > end) {
      return Add(i, past, false, NewPeriod());
    }
    const size_t behind = SkipTail(text_, end);
    if (!is_led && behind == end && !(year && StandsAlone(i, end))) return 0;
    if (!is_led && !year && text_[end] == U'内') return 0;
    Period& period = NewPeriod();
    period.set_label(std::string(text_.Utf8({i, behind})));
    return Add(i, behind, true, period);
  }

  // 五年零售物价…: at the head of a clause, and no attribute.
  bool StandsAlone(size_t begin, size_t end) const {
    if (text_.StandsAt(end, U"累计") || text_.StandsAt(end, U"平均"))
      return true;
    const char32_t before = begin > span_.begin ? text_[begin - 1] : U'\n';
    constexpr size_t kNear = 40;  // 存款五年增长(1倍), but not 连续两年增长
    if (text_.StandsAt(end, U"增长")) {
      return before != U'续' &&
             (found_.empty() || begin - found_.back().span.end > kNear);
    }
    const char32_t next = text_[end];
    return (IsClauseEnd(before) || before == U'、' || before == U' ') &&
           !IsClauseEnd(next) && next != U'的' && next != U'、' && next != 0 &&
           next != U'以' && next != U'左';
  }

  // 比 2015年, 较去年同期, 与上年相比
  bool IsCompared(size_t begin, size_t end) const {
    const char32_t before = begin > span_.begin ? text_[begin - 1] : U' ';
    if (before == U'比' || before == U'较') return true;
    if (!found_.empty() && found_.back().compared && begin > 0 &&
        found_.back().span.end + 1 == begin &&
        (before == U'、' || before == U'和')) {
      return true;  // 比8月份、9月份
    }
    if (before == U'是' && IsFactorOf(end)) return true;
    if (before == U'是' && text_[end] == U'的') return true;  // 是2019年的3倍
    if (before != U'与' && before != U'和' && before != U'同') return false;
    return text_[end] == U'相' || text_[end] == U'比' ||
           text_[end - 1] == U'比';
  }

  // 是1950年到1997年总和的(1.7倍)
  bool IsFactorOf(size_t i) const {
    constexpr size_t kReach = 30;
    const size_t most = std::min(span_.end, i + kReach);
    for (; i < most && !IsClauseEnd(text_[i]); ++i) {
      if (text_[i] == U'倍') return true;
    }
    return false;
  }

  Period& NewPeriod() {
    return *google::protobuf::Arena::CreateMessage<Period>(&arena_);
  }

  size_t Add(size_t begin, size_t end, bool states, Period& period) {
    FoundPeriod found;
    found.span = {begin, end};
    found.compared = IsCompared(begin, end);
    found.states = states && !found.compared && !IsNote(begin, end);
    period.set_text(std::string(text_.Utf8(found.span)));
    if (period.label().empty()) period.set_label(period.text());
    if (period.stated() == qiusuo::v1::PERIOD_SOURCE_UNSPECIFIED) {
      period.set_stated(qiusuo::v1::PERIOD_SOURCE_WORDS);
    }
    found.period = &period;
    found_.push_back(found);
    return end;
  }

  // 今天（11月2日）: an aside.
  bool IsNote(size_t begin, size_t end) const {
    return begin > span_.begin && text_[begin - 1] == U'(' &&
           text_[end] == U')';
  }

  const Text& text_;
  const CharSpan span_;
  const qiusuo::v1::Date& issued_;
  google::protobuf::Arena& arena_;
  CardinalMemo cardinals_;
  std::vector<FoundPeriod> found_;
};

}  // namespace

std::vector<FoundPeriod> FindPeriods(const Text& text, CharSpan span,
                                     const qiusuo::v1::Date& issued,
                                     google::protobuf::Arena& arena,
                                     size_t limit) {
  return PeriodReader(text, span, issued, arena).Read(limit);
}

}  // namespace qiusuo::parser
