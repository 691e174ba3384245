#include "storage/value_summary.h"

#include <algorithm>
#include <sstream>

#include "storage/metric_rank.h"

namespace qiusuo::storage {
namespace {

// Decimals of a mean beyond those of the sum.
constexpr int64_t kMeanDigits = 6;
// Decimals of a percentile that is asked for.
constexpr int64_t kPercentDigits = 6;

Decimal ToDecimal(absl::int128 value) {
  std::ostringstream text;
  text << value;
  return *Decimal::Parse(text.str());
}

int64_t FractionDigits(const Decimal& value) {
  return std::max<int64_t>(
      static_cast<int64_t>(value.digits().size()) - value.exponent(), 0);
}

// The place, from 0, of the smallest of `count` values that `percent` of them do not exceed.
uint64_t PlaceOf(const std::string& percent, uint64_t count) {
  const absl::uint128 parts = static_cast<uint64_t>(
      Decimal::Parse(percent)->ShiftedBy(kPercentDigits).ToInteger().value());
  constexpr uint64_t kWhole = 100'000'000;  // 100 percent
  const auto place =
      static_cast<uint64_t>((parts * count + kWhole - 1) / kWhole);
  return std::max<uint64_t>(place, 1) - 1;
}

}  // namespace

void ValueSummary::Add(std::string_view rank) {
  if (const auto value = CompactValue::FromRank(rank)) {
    AddCompact(*value);
  } else if (const auto decimal = RankedValue(rank)) {
    AddLong(*decimal);
  }
}

void ValueSummary::AddCompact(CompactValue value) {
  ++count_;
  if (!min_.has_value() || value < *min_) min_ = value;
  if (!max_.has_value() || value > *max_) max_ = value;
  const int exponent = value.exponent();
  const auto sum = std::find_if(
      sums_.begin(), sums_.end(),
      [&](const PartialSum& part) { return part.exponent == exponent; });
  // Below 10^15 each, so many of them as can be counted do not overflow.
  if (sum != sums_.end()) {
    sum->mantissas += value.mantissa();
  } else {
    sums_.push_back({exponent, value.mantissa()});
  }
  if (with_quantiles_) quantiles_.Add(value);
}

void ValueSummary::AddLong(const Decimal& value) {
  ++count_;
  if (!long_min_.has_value() || value < *long_min_) long_min_ = value;
  if (!long_max_.has_value() || value > *long_max_) long_max_ = value;
  long_sum_ = long_sum_ + value;
  is_cut_ = true;
  if (with_quantiles_) quantiles_.Add(CompactValue::Nearest(value));
}

Decimal ValueSummary::Sum() const {
  Decimal sum = long_sum_;
  for (const PartialSum& part : sums_) {
    sum = sum + ToDecimal(part.mantissas)
                    .ShiftedBy(part.exponent - CompactValue::kDigits);
  }
  return sum;
}

void ValueSummary::Fill(const QuantileQuestions& questions,
                        qiusuo::v1::MetricGroup& group) {
  group.set_value_count(count_);
  if (count_ == 0) return;
  std::optional<Decimal> min = long_min_;
  std::optional<Decimal> max = long_max_;
  if (min_.has_value()) {
    const Decimal least = min_->ToDecimal();
    const Decimal greatest = max_->ToDecimal();
    if (!min.has_value() || least < *min) min = least;
    if (!max.has_value() || greatest > *max) max = greatest;
  }
  group.set_min(min->ToString());
  group.set_max(max->ToString());
  const Decimal sum = Sum();
  group.set_sum(sum.ToString());
  group.set_mean(
      sum.DividedBy(count_, FractionDigits(sum) + kMeanDigits).ToString());
  if (questions.any()) FillQuantiles(questions, group);
}

void ValueSummary::FillQuantiles(const QuantileQuestions& questions,
                                 qiusuo::v1::MetricGroup& group) {
  const uint64_t count = quantiles_.count();
  if (questions.with_median) {
    const Decimal middle = quantiles_.At((count - 1) / 2).ToDecimal() +
                           quantiles_.At(count / 2).ToDecimal();
    group.set_median(
        middle.DividedBy(2, FractionDigits(middle) + 1).ToString());
  }
  for (const std::string& percent : questions.percentiles) {
    qiusuo::v1::MetricPercentile& percentile = *group.add_percentiles();
    percentile.set_percent(percent);
    percentile.set_value(
        quantiles_.At(PlaceOf(percent, count)).ToDecimal().ToString());
  }
  if (is_cut_ || quantiles_.digits() < CompactValue::kDigits) {
    group.set_quantile_error(
        Decimal::FromInteger(1).ShiftedBy(1 - quantiles_.digits()).ToString());
  }
}

}  // namespace qiusuo::storage
