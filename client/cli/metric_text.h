// File: client/cli/metric_text.h
//
// Metrics, dates and times in words for a table.
//
//   VALUE    relation and number: `90`, `> 90`, `3…5`, `?` (masked)
//   KIND     `level`, `change ↓`, `change ↑ year-on-year`, `rank`, `level, planned`

#ifndef QIUSUO_CLIENT_CLI_METRIC_TEXT_H_
#define QIUSUO_CLIENT_CLI_METRIC_TEXT_H_

#include <google/protobuf/timestamp.pb.h>

#include <string>
#include <string_view>

#include "qiusuo/v1/metric.pb.h"
#include "qiusuo/v1/text.pb.h"

namespace qiusuo::cli {

// What the signs in a VALUE mean; part of the help.
inline constexpr std::string_view kRelationLegend =
    "Signs before a value:\n"
    "  > 90  more than that (超过 余 多)    ≥ 90  that or more (以上 不低于)\n"
    "  < 90  less than that (不足 不到)     ≤ 90  that or less (以内 不超过)\n"
    "  ≲ 90  nearly that (近 将近)          ≈ 90  about that (约 左右)\n"
    "  3…5   from 3 to 5                    ?     masked in the text (20x件)\n";

// ValueText answers the quantity's VALUE.
std::string ValueText(const v1::Quantity& quantity);

// KindText answers the metric's KIND, with direction, basis and plan.
std::string KindText(const v1::Metric& metric);

// DateText answers `2024-12-16`, `2024-12`, `2024`, or nothing for an absent date.
std::string DateText(const v1::Date& date);

// TimeText answers `2026-11-23T09:51:59Z`.
std::string TimeText(const google::protobuf::Timestamp& time);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_METRIC_TEXT_H_
