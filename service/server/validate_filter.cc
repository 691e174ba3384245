#include "service/server/validate_filter.h"

#include <google/protobuf/repeated_field.h>

#include <optional>
#include <string>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "base/decimal.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "proto/error_details.h"
#include "service/server/validate.h"

namespace qiusuo::server {
namespace {

namespace v1 = qiusuo::v1;

constexpr int kMaxYear = 9999;

// Whether the first named value, UNSPECIFIED, may be asked for: it may where the
// server sends it.
enum class Unspecified { kRefused, kAllowed };

absl::Status CheckEnums(std::string_view field,
                        const google::protobuf::RepeatedField<int>& values,
                        bool (*is_known)(int), Unspecified unspecified) {
  RETURN_IF_ERROR(CheckCount(field, values.size()));
  for (int i = 0; i < values.size(); ++i) {
    const bool refused = values[i] == 0 && unspecified == Unspecified::kRefused;
    if (!is_known(values[i]) || refused) {
      return InvalidField(absl::StrCat(ToAbsl(field), "[", i, "]"),
                          "is no value to choose by");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<Decimal>> CheckDecimal(std::string_view field,
                                                    const std::string& text) {
  if (text.empty()) return std::optional<Decimal>();
  const std::optional<Decimal> decimal = Decimal::Parse(text);
  if (!decimal.has_value()) {
    return InvalidField(field, "must be a decimal such as 90 or -3.5");
  }
  return decimal;
}

absl::Status CheckValueRange(const v1::DecimalRange& range) {
  ASSIGN_OR_RETURN(const std::optional<Decimal> min,
                   CheckDecimal("filter.value_range.min", range.min()));
  ASSIGN_OR_RETURN(const std::optional<Decimal> max,
                   CheckDecimal("filter.value_range.max", range.max()));
  if (min.has_value() && max.has_value() && *min > *max) {
    return InvalidField("filter.value_range", "min is greater than max");
  }
  return absl::OkStatus();
}

absl::Status CheckDate(std::string_view field, const v1::Date& date) {
  if (date.year() < 1 || date.year() > kMaxYear) {
    return InvalidField(absl::StrCat(ToAbsl(field), ".year"),
                        "must be from 1 to 9999");
  }
  if (date.month() < 0 || date.month() > 12) {
    return InvalidField(absl::StrCat(ToAbsl(field), ".month"),
                        "must be from 1 to 12, or 0 for the whole year");
  }
  if (date.day() == 0) return absl::OkStatus();
  // CivilDay carries a day that a month does not have over into the next.
  const absl::CivilDay day(date.year(), date.month(), date.day());
  if (date.day() < 0 || date.day() > 31 || date.month() == 0 ||
      day.month() != date.month()) {
    return InvalidField(absl::StrCat(ToAbsl(field), ".day"),
                        "must be a day of its month, or 0 for the whole month");
  }
  return absl::OkStatus();
}

// A year or month alone stands for its first or last day; 31 is right for the last
// day of every month as far as order goes.
std::tuple<int, int, int> FirstDay(const v1::Date& date) {
  return {date.year(), date.month() == 0 ? 1 : date.month(),
          date.day() == 0 ? 1 : date.day()};
}
std::tuple<int, int, int> LastDay(const v1::Date& date) {
  return {date.year(), date.month() == 0 ? 12 : date.month(),
          date.day() == 0 ? 31 : date.day()};
}

}  // namespace

absl::Status InvalidField(std::string_view field,
                          std::string_view description) {
  return InvalidArgument("INVALID_FIELD", field, description);
}

absl::Status CheckCount(std::string_view field, int count) {
  if (count <= kMaxAlternatives) return absl::OkStatus();
  return InvalidField(field, absl::StrCat("has ", count, " entries; at most ",
                                          kMaxAlternatives, " are allowed"));
}

absl::Status CheckBytes(std::string_view field, std::string_view text,
                        size_t max) {
  if (text.size() <= max) return absl::OkStatus();
  return InvalidField(field,
                      absl::StrCat("has ", text.size(), " bytes; at most ", max,
                                   " are allowed"));
}

absl::Status ValidateDateRange(std::string_view field,
                               const v1::DateRange& range) {
  if (range.has_first_date()) {
    RETURN_IF_ERROR(CheckDate(absl::StrCat(ToAbsl(field), ".first_date"),
                              range.first_date()));
  }
  if (range.has_last_date()) {
    RETURN_IF_ERROR(CheckDate(absl::StrCat(ToAbsl(field), ".last_date"),
                              range.last_date()));
  }
  if (range.has_first_date() && range.has_last_date() &&
      FirstDay(range.first_date()) > LastDay(range.last_date())) {
    return InvalidField(field, "first_date is after last_date");
  }
  return absl::OkStatus();
}

absl::Status ValidateFilter(const v1::MetricFilter& filter) {
  RETURN_IF_ERROR(CheckCount("filter.indicators", filter.indicators_size()));
  RETURN_IF_ERROR(CheckCount("filter.units", filter.units_size()));
  RETURN_IF_ERROR(CheckEnums("filter.kinds", filter.kinds(),
                             v1::MetricKind_IsValid, Unspecified::kRefused));
  RETURN_IF_ERROR(CheckValueRange(filter.value_range()));
  RETURN_IF_ERROR(
      ValidateDateRange("filter.period_range", filter.period_range()));
  RETURN_IF_ERROR(CheckEnums("filter.directions", filter.directions(),
                             v1::Direction_IsValid, Unspecified::kAllowed));
  RETURN_IF_ERROR(CheckEnums("filter.bases", filter.bases(), v1::Basis_IsValid,
                             Unspecified::kAllowed));
  RETURN_IF_ERROR(CheckEnums("filter.relations", filter.relations(),
                             v1::Relation_IsValid, Unspecified::kRefused));
  RETURN_IF_ERROR(CheckBytes("filter.subject_contains",
                             filter.subject_contains(), kMaxContainsBytes));
  return CheckBytes("filter.indicator_contains", filter.indicator_contains(),
                    kMaxContainsBytes);
}

}  // namespace qiusuo::server
