#include "service/parser/cardinals.h"

#include <algorithm>
#include <string>
#include <utility>

#include "service/parser/han_digits.h"
#include "service/parser/literals.h"
#include "service/parser/plain_cardinals.h"
#include "service/parser/scale_words.h"

namespace qiusuo::parser {
namespace {

// A number beyond this power of ten is no number of a report, and its zeros would
// cost more than its characters.
constexpr int64_t kMaxExponent = 64;

// 万亿 and 万万 multiply; a longer chain is no number.
constexpr int kMaxChainedScales = 2;

// A number in the making: completed terms, and the digits that wait for a scale.
struct Terms {
  Cardinal found;                  // flags and end so far
  Decimal total, total_width;      // terms with 万 or more
  Decimal section, section_width;  // terms below 万 since then
  bool has_section = false;
  int small_limit = 4;  // the next term's scale must be smaller
  int big_limit = 0;    // scale of the last 万 or more; 0: none yet
  int max_big = 0;
  int chained = 0;
};

class CardinalReader {
 public:
  CardinalReader(const Text& text, size_t begin)
      : text_(text), begin_(begin), i_(begin) {}

  std::optional<Cardinal> Read() {
    while (Step()) continue;
    return Finish();
  }

 private:
  bool started() const { return i_ > begin_; }

  bool Step() {
    const size_t j = started() ? SkipBlanks(text_, i_) : i_;
    const char32_t c = text_[j];
    if (IsDigit(c) || (c == U'.' && !started() && IsDigit(text_[j + 1]))) {
      return TakeArabic(j);
    }
    if (HanDigit(c) >= 0) return TakeHanDigits(j);
    if (HanTens(c) > 0) return TakeTens(j, HanTens(c));
    if (const int scale = HanScale(c); scale > 0) {
      return scale < 4 ? TakeSmallScale(j, scale) : TakeBigScale(j, scale);
    }
    if (c == U'个' && pending_ &&
        (text_[j + 1] == U'亿' || text_[j + 1] == U'万')) {
      return TakeBigScale(j + 1, HanScale(text_[j + 1]));  // 两个亿
    }
    switch (c) {
      case U'几':
      case U'幾':
      case U'数':
        return TakeSeveral(j);
      case U'多':
      case U'余':
      case U'来':
        return TakeMore(j);
      case U'点':
      case U'點':
        return TakePoint(j);
      default:
        return IsMask(c) && TakeMask(j);
    }
  }

  void SetPending(size_t end, Decimal value, Decimal width, bool han) {
    if (started()) terms_.found.bare = false;
    before_pending_ = terms_;
    pending_ = std::move(value);
    pending_width_ = std::move(width);
    pending_is_han_digit_ = han;
    if (!terms_.has_section) before_section_ = before_pending_;
    Advance(end);
  }

  void Advance(size_t end) { i_ = terms_.found.end = end; }

  bool TakeArabic(size_t j) {
    if (pending_ || closed_) return false;
    const Literal literal = ReadLiteral(text_, j);
    const bool was_started = started();
    const int next_scale = HanScale(text_[SkipBlanks(text_, literal.end)]);
    if (started()) {
      const int last = terms_.found.last_scale;
      if (static_cast<int>(literal.digit_count) > last) return false;
      if (j != i_ && (next_scale == 0 || next_scale >= last)) return false;
      if (literal.digit_count < 2 && !zero_ && next_scale == 0) return false;
    } else {
      terms_.found.arabic = terms_.found.digits = true;
      terms_.found.digit_count = literal.digit_count;
      terms_.found.point = literal.point;
      terms_.found.grouped = literal.grouped;
    }
    SetPending(literal.end, literal.value, Decimal(), false);
    if (IsMask(text_[i_]) && !literal.point) TakeMask(i_);
    if (!was_started) TakeLetterScale();
    return true;
  }

  // 15k, 30w: letters for 千 and 万.
  void TakeLetterScale() {
    const char32_t c = text_[i_];
    if (c != U'k' && c != U'w') return;
    const char32_t next = text_[i_ + 1];
    if (IsLatin(next) || IsDigit(next) || next == U'/') return;
    const int scale = c == U'k' ? 3 : 4;
    pending_ = pending_->ShiftedBy(scale);
    terms_.found.top_scale = terms_.found.last_scale = scale;
    terms_.found.digits = false;
    closed_ = true;
    Advance(i_ + 1);
  }

  // 20x年, X万: the text hides digits.
  bool TakeMask(size_t j) {
    if (closed_ || (started() && !terms_.found.digits)) return false;
    size_t end = j;
    while (IsMask(text_[end]) && end < j + 5) ++end;
    if (IsLatin(text_[end]) || IsDigit(text_[end]) || IsMask(text_[end])) {
      return false;
    }
    if (!started() && j > 0 &&
        (IsLatin(text_[j - 1]) || IsDigit(text_[j - 1]) ||
         IsMask(text_[j - 1]))) {
      return false;
    }
    if (text_[j] == U'*' && text_[end] == U' ') return false;
    terms_.found.masked = terms_.found.digits = true;
    if (!pending_) SetPending(end, Decimal::FromInteger(1), Decimal(), false);
    Advance(end);
    return true;
  }

  bool TakeHanDigits(size_t j) {
    if (pending_ || closed_) return false;
    size_t first = j;
    size_t end = j;
    while (HanDigit(text_[end]) >= 0 && (end == j || !IsTwo(text_[end]))) ++end;
    if (end == j + 1 && IsOneOrTwo(text_, j)) ++end;
    if (started()) {
      while (first < end && HanDigit(text_[first]) == 0) ++first;
      zero_ = zero_ || first > j;
      if (first == end) {  // a zero between terms: 一万零五百
        i_ = end;          // counts only if a term follows
        return true;
      }
    }
    const bool was_started = started();
    // Behind 十 stands one digit: 九十九三盒 is 99 and 3盒.
    const bool pair =
        end - first == 2 && IsApproximatePair(text_, first, was_started);
    if (terms_.found.last_scale == 1 && !pair) end = first + 1;
    const size_t count = end - first;
    const int a = HanDigit(text_[first]);
    if (count == 1) {
      if (!was_started && IsFormalOnly(text_[first]) &&
          HanScale(text_[end]) == 0 && text_[end] != U'点' &&
          (first == 0 || text_[first - 1] != U'之')) {
        return false;
      }
      if (was_started && IsTwo(text_[first]) && HanScale(text_[end]) == 0) {
        return false;  // 两万两: two 两 of weight
      }
      SetPending(end, Decimal::FromInteger(a), Decimal(), true);
    } else if (pair) {
      SetPending(end, Decimal::FromInteger(a),
                 Decimal::FromInteger(HanDigit(text_[first + 1]) - a), true);
    } else if (!was_started) {
      SetPending(end, ReadDigits(text_, first, end), Decimal(), false);
    } else {
      return false;
    }
    if (!was_started) {
      terms_.found.digits = true;
      terms_.found.digit_count = count;
    }
    return true;
  }

  bool TakeTens(size_t j, int tens) {
    if (pending_ || closed_ || terms_.small_limit <= 1) return false;
    SetPending(j + 1, Decimal::FromInteger(tens), Decimal(), false);
    return AddSmallTerm(j + 1, 1);
  }

  bool TakeSmallScale(size_t j, int scale) {
    if (scale == 3 && BeginsThousandUnit(text_, j + 1)) return false;
    if (scale == 2 && text_[j + 1] == U'分' &&
        (text_[j + 2] == U'点' || text_[j + 2] == U'點')) {
      return false;
    }
    if (closed_ && !terms_.found.arabic) return false;
    if (scale >= terms_.small_limit) {
      if (pending_) Unwind(before_pending_);
      return false;
    }
    if (!pending_) {
      if (started() && scale != 1 && !zero_ && terms_.found.last_scale < 4) {
        return false;
      }
      if (!started()) {
        if (IsFormalOnly(text_[j]) && HanDigit(text_[j + 1]) < 0 &&
            HanScale(text_[j + 1]) == 0) {
          return false;
        }
        terms_.found.bare = true;
      }
      SetPending(j + 1, Decimal::FromInteger(1), Decimal(), false);
    }
    if (scale == 1 && pending_is_han_digit_ && pending_->is_zero()) {
      pending_ = Decimal::FromInteger(1);  // 零十
    }
    return AddSmallTerm(j + 1, scale);
  }

  bool AddSmallTerm(size_t end, int scale) {
    terms_.section = terms_.section + pending_->ShiftedBy(scale);
    terms_.section_width = pending_width_.ShiftedBy(scale);
    terms_.has_section = true;
    terms_.small_limit = scale;
    terms_.found.last_scale = scale;
    if (scale > terms_.found.top_scale) terms_.found.top_scale = scale;
    terms_.found.digits = false;
    if (terms_.found.bare) {
      terms_.found.bare = HanDigit(text_[end]) < 0 && scale > 1;
    }
    pending_.reset();
    pending_width_ = Decimal();
    zero_ = false;
    Advance(end);
    return true;
  }

  bool TakeBigScale(size_t j, int scale) {
    if (scale == 12 && BeginsMegaUnit(text_, j + 1)) return false;
    if (!started()) {
      if (scale == 12) return false;
      terms_.found.bare = true;
      SetPending(j + 1, Decimal::FromInteger(1), Decimal(), false);
    }
    if (terms_.found.last_scale < 4) ApplyTrailingDigit();  // 一百二万
    const bool has_amount = pending_.has_value() || terms_.has_section;
    if (!has_amount) {
      // 1.2万亿: the scale before is a factor.
      if (zero_ || terms_.chained >= kMaxChainedScales) return false;
      ++terms_.chained;
      terms_.total = terms_.total.ShiftedBy(scale);
      terms_.total_width = terms_.total_width.ShiftedBy(scale);
    } else {
      const Decimal amount = terms_.section + pending_.value_or(Decimal());
      const Decimal width = terms_.section_width + pending_width_;
      if (terms_.big_limit == 0 || scale < terms_.big_limit) {
        terms_.total = terms_.total + amount.ShiftedBy(scale);
        terms_.total_width = width.ShiftedBy(scale);
      } else if (scale > terms_.max_big) {  // 一万五千亿
        terms_.total = (terms_.total + amount).ShiftedBy(scale);
        terms_.total_width = width.ShiftedBy(scale);
      } else {
        Unwind(before_section_);
        return false;
      }
    }
    terms_.big_limit = scale;
    terms_.max_big = std::max(terms_.max_big, scale);
    terms_.found.top_scale = std::max(terms_.found.top_scale, scale);
    terms_.found.last_scale = scale;
    terms_.found.digits = false;
    terms_.section = terms_.section_width = pending_width_ = Decimal();
    terms_.has_section = zero_ = closed_ = false;
    terms_.small_limit = 4;
    pending_.reset();
    Advance(j + 1);
    return true;
  }

  // 几十, 数千, 十几: a digit that is not told.
  bool TakeSeveral(size_t j) {
    if (pending_ || closed_) return false;
    if (!started()) {
      if (HanScale(text_[j + 1]) == 0) return false;
      SetPending(j + 1, Decimal::FromInteger(1), Decimal::FromInteger(9),
                 false);
    } else {
      if (text_[j] == U'数') return false;
      if (!zero_ && terms_.found.last_scale != 1) return false;
      SetPending(j + 1, Decimal(), Decimal::FromInteger(9), false);
    }
    terms_.found.more = true;
    terms_.found.digits = false;
    return true;
  }

  // 30多(万), 二十余(项), 十来(个).
  bool TakeMore(size_t j) {
    if (!started() || closed_ || zero_) return false;
    // Once only, but for 十几万多亿.
    if (terms_.found.more && HanScale(text_[j + 1]) < 4) return false;
    if (pending_ && (pending_is_han_digit_ || terms_.found.point)) return false;
    if (text_[j] == U'来' && (pending_ || terms_.found.last_scale > 3)) {
      return false;
    }
    if (BeginsOtherWord(text_, j)) return false;
    const Decimal amount = pending_             ? *pending_
                           : terms_.has_section ? terms_.section
                                                : terms_.total;
    const Decimal width = Decimal::FromDigits(
        "1", amount.exponent() - static_cast<int64_t>(amount.digits().size()));
    (pending_             ? pending_width_
     : terms_.has_section ? terms_.section_width
                          : terms_.total_width) = width;
    terms_.found.more = true;
    terms_.found.digits = false;
    closed_ = true;
    Advance(j + 1);
    return true;
  }

  // 三点五: Han digits or 0-9 behind 点. 五点三十分 is a time.
  bool TakePoint(size_t j) {
    if (!started() || closed_ || terms_.found.point) return false;
    if (zero_ && !pending_) return false;
    const Literal decimals = ReadSpokenDecimals(text_, j + 1);
    const size_t end = decimals.end;
    const int scale = HanScale(text_[end]);
    if (!decimals.point || (scale > 0 && scale < 4)) return false;
    if (text_[end] == U'分' && text_[end + 1] != U'之') return false;
    ApplyTrailingDigit();
    pending_ = terms_.section + pending_.value_or(Decimal()) + decimals.value;
    pending_is_han_digit_ = false;
    terms_.section = Decimal();
    terms_.has_section = false;
    terms_.found.point = terms_.found.digits = true;
    closed_ = true;
    Advance(end);
    return true;
  }

  // 二百五 is 250, 三万五 is 35000.
  void ApplyTrailingDigit() {
    const int last = terms_.found.last_scale;
    if (!pending_ || !pending_is_han_digit_ || zero_ || last < 2) return;
    pending_ = pending_->ShiftedBy(last - 1);
    pending_width_ = pending_width_.ShiftedBy(last - 1);
  }

  void Unwind(const Terms& terms) {
    terms_ = terms;
    pending_.reset();
    pending_width_ = Decimal();
  }

  std::optional<Cardinal> Finish() {
    Cardinal& found = terms_.found;
    if (found.end <= begin_) return std::nullopt;
    ApplyTrailingDigit();
    found.value = terms_.total + terms_.section + pending_.value_or(Decimal());
    found.width = terms_.total_width + terms_.section_width + pending_width_;
    if (found.top_scale > 0 && found.value.exponent() > kMaxExponent) {
      return std::nullopt;
    }
    return std::move(found);
  }

  const Text& text_;
  const size_t begin_;
  size_t i_;
  Terms terms_;
  Terms before_pending_;
  Terms before_section_;
  std::optional<Decimal> pending_;
  Decimal pending_width_;
  bool pending_is_han_digit_ = false;
  bool zero_ = false;    // 零 since the last term
  bool closed_ = false;  // only 万 or more may follow
};

}  // namespace

std::optional<Cardinal> ReadCardinal(const Text& text, size_t begin) {
  if (!MayBelongToCardinal(text[begin])) return std::nullopt;
  std::optional<Cardinal> plain = ReadPlainCardinal(text, begin);
  if (plain) return plain;
  return CardinalReader(text, begin).Read();
}

}  // namespace qiusuo::parser
