// File: service/server/validate_filter.h
//
// The part of validate.h that checks the filter of a metric query.

#ifndef QIUSUO_SERVICE_SERVER_VALIDATE_FILTER_H_
#define QIUSUO_SERVICE_SERVER_VALIDATE_FILTER_H_

#include <string_view>

#include "absl/status/status.h"
#include "qiusuo/v1/metric_service.pb.h"

namespace qiusuo::server {

// InvalidField is the INVALID_ARGUMENT (INVALID_FIELD) that names `field`.
absl::Status InvalidField(std::string_view field, std::string_view description);

// ValidateFilter checks every field of a filter that lies at `filter` in its request.
absl::Status ValidateFilter(const qiusuo::v1::MetricFilter& filter);

// ValidateDateRange checks the range that lies at `field`.
absl::Status ValidateDateRange(std::string_view field,
                               const qiusuo::v1::DateRange& range);

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_VALIDATE_FILTER_H_
