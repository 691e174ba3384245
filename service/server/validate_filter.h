// File: service/server/validate_filter.h
//
// The part of validate.h that checks the filter of a metric query.

#ifndef QIUSUO_SERVICE_SERVER_VALIDATE_FILTER_H_
#define QIUSUO_SERVICE_SERVER_VALIDATE_FILTER_H_

#include <cstddef>
#include <string_view>

#include "absl/status/status.h"
#include "qiusuo/v1/metric_service.pb.h"

namespace qiusuo::server {

// InvalidField is the INVALID_ARGUMENT (INVALID_FIELD) that names `field`.
absl::Status InvalidField(std::string_view field, std::string_view description);

// CheckCount answers OK for a list at `field` of no more entries than kMaxAlternatives.
absl::Status CheckCount(std::string_view field, int count);

// CheckBytes answers OK for a text at `field` of no more than `max` bytes.
absl::Status CheckBytes(std::string_view field, std::string_view text,
                        size_t max);

// ValidateFilter checks every field of a filter that lies at `filter` in its request.
absl::Status ValidateFilter(const qiusuo::v1::MetricFilter& filter);

// ValidateDateRange checks the range that lies at `field`.
absl::Status ValidateDateRange(std::string_view field,
                               const qiusuo::v1::DateRange& range);

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_VALIDATE_FILTER_H_
