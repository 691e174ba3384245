// File: service/parser/stated_figures.h
//
// What a printed figure may stand for, so that figures can be held against each other
// without taking rounding for a mistake.
//
//   1.82万件   18150 to 18250        1.8万余件   18000 and up, below 27000
//   90%       89.5 to 90.5          2877人      just that

#ifndef QIUSUO_SERVICE_PARSER_STATED_FIGURES_H_
#define QIUSUO_SERVICE_PARSER_STATED_FIGURES_H_

#include <optional>
#include <string_view>

#include "base/decimal.h"
#include "qiusuo/v1/metric.pb.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct Interval {
  Decimal low;
  std::optional<Decimal> high;  // none: nothing bounds it from above
};

// PossibleValues answers what the figure of a metric of `text` may stand for, in its unit.
Interval PossibleValues(const Text& text, const qiusuo::v1::Metric& metric);

// Whether the metric is a level that is reached, not planned or masked, of a size that can
// be reckoned with in constant time.
bool IsSettledLevel(const qiusuo::v1::Metric& metric);

// Whether the figure has at most so many digits that products of two take no time to speak of.
bool IsShort(const qiusuo::v1::Metric& metric);

// The folded words between two figures, and whether they stand in one sentence and line.
std::u32string_view WordsBetween(const Text& text, const qiusuo::v1::Metric& a,
                                 const qiusuo::v1::Metric& b);
bool InOneSentence(const Text& text, const qiusuo::v1::Metric& a,
                   const qiusuo::v1::Metric& b);

// Whether every value of `a` is below every value of `b`.
bool IsBelow(const Interval& a, const Interval& b);

// Sums, differences and products of all values. A difference and a product need a bound above
// on both sides; without one they answer nullopt. Products are of values from 0 up.
Interval Sum(const Interval& a, const Interval& b);
std::optional<Interval> Difference(const Interval& a, const Interval& b);
std::optional<Interval> Product(const Interval& a, const Interval& b);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_STATED_FIGURES_H_
