// File: storage/period_group.h
//
// The years, halves, quarters and months that periods lie in.
//
//   PeriodOfGroup(GroupOfPeriod(METRIC_GROUPING_QUARTER, PeriodRank(may))).label() == "2023-Q2"

#ifndef QIUSUO_STORAGE_PERIOD_GROUP_H_
#define QIUSUO_STORAGE_PERIOD_GROUP_H_

#include <string>
#include <string_view>

#include "qiusuo/v1/metric.pb.h"
#include "qiusuo/v1/metric_service.pb.h"

namespace qiusuo::storage {

// IsPeriodGrouping tells YEAR to PERIOD from the others.
bool IsPeriodGrouping(qiusuo::v1::MetricGrouping grouping);

// GroupOfPeriod answers the rank of the year (half, quarter, month) that the period of the rank
// lies in; of the period itself for PERIOD. Empty: it lies in none, or has no dates.
std::string GroupOfPeriod(qiusuo::v1::MetricGrouping grouping,
                          std::string_view period_rank);

// PeriodOfGroup answers the period with this rank, not empty: `label` and dates.
qiusuo::v1::Period PeriodOfGroup(std::string_view period_rank);

// RankedDate answers the day that a DateRank stands for.
qiusuo::v1::Date RankedDate(std::string_view rank);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_PERIOD_GROUP_H_
