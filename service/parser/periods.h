// File: service/parser/periods.h
//
// Where a text speaks of time: the periods that its figures are about, and the words
// of time that are none.
//
//   截至2023年底   去年上半年   “十四五”期间   五年来   202x年   1—9月份
//   比2015年 (compared: the basis of a change, not its period)
//   全年, 2024-12-16 (states no period)

#ifndef QIUSUO_SERVICE_PARSER_PERIODS_H_
#define QIUSUO_SERVICE_PARSER_PERIODS_H_

#include <cstddef>
#include <vector>

#include "google/protobuf/arena.h"
#include "qiusuo/v1/metric.pb.h"
#include "qiusuo/v1/text.pb.h"
#include "service/parser/limits.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct FoundPeriod {
  CharSpan span;
  // Text, label, and the dates where known. `stated` is WORDS, or DOCUMENT where a
  // relative word (今年) was resolved against the document's date. Lives in the arena.
  const qiusuo::v1::Period* period = nullptr;
  bool states = true;     // false: a word of time that figures are not about
  bool compared = false;  // 比, 较 or 与 stands in front
};

// FindPeriods answers the words of time in `span` in reading order; they do not
// overlap. `issued` resolves 今年 and 去年; without a year they stay as written. Stops behind
// the first `limit`.
std::vector<FoundPeriod> FindPeriods(const Text& text, CharSpan span,
                                     const qiusuo::v1::Date& issued,
                                     google::protobuf::Arena& arena,
                                     size_t limit = kMaxPeriods);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_PERIODS_H_
