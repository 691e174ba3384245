// File: service/parser/quantities.h
//
// Every number of a text with its unit and the words that bound it, whether it
// measures anything or not (that is for metrics.h to say).
//
//   超过2万余件    {value 20000, unit 件, OVER, span 2万余件}
//   3%至5%        {value 3, value_to 5, unit %, BETWEEN}
//   第3位          {value 3, unit 位, ordinal}
//
// No regular expressions, no recursion; time and memory linear in the text.

#ifndef QIUSUO_SERVICE_PARSER_QUANTITIES_H_
#define QIUSUO_SERVICE_PARSER_QUANTITIES_H_

#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "qiusuo/v1/metric.pb.h"
#include "service/parser/numerals.h"
#include "service/parser/text.h"
#include "service/parser/units.h"

namespace qiusuo::parser {

struct FoundQuantity {
  // The numeral, its scale, the qualifiers in it or right behind it, and its unit.
  CharSpan span;
  // `span` with a qualifier in front: 超过90%.
  CharSpan bounded_span;
  CharSpan number;
  // Empty without a unit; behind `span` in the next line where a page's line ends between the two.
  CharSpan unit_span;
  Unit unit;
  // As written, without scale; ％ as %. Of a shared unit, the other member's.
  std::string unit_text;

  Decimal value;
  std::optional<Decimal> value_to;  // upper end of a stated range
  Decimal approximate_to;  // upper end that 余 or 几 imply; `value` if none
  qiusuo::v1::Relation relation = qiusuo::v1::RELATION_EXACT;

  bool masked = false;
  bool ordinal = false;     // 第三
  bool multiplied = false;  // 翻两番: value is 4
  NumeralWriting writing = NumeralWriting::kCardinal;
  Cardinal cardinal;
};

// FindQuantities answers the first `max_count` numbers in `span` in reading order; their
// spans do not overlap. Codes (C919, 5G, 1.2.3) and addresses are not numbers.
std::vector<FoundQuantity> FindQuantities(const Text& text, CharSpan span,
                                          size_t max_count);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_QUANTITIES_H_
