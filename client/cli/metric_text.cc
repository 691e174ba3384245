#include "client/cli/metric_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "base/strings.h"

namespace qiusuo::cli {
namespace {

std::string_view Sign(v1::Relation relation) {
  switch (relation) {
    case v1::RELATION_ABOUT:
      return "≈ ";
    case v1::RELATION_OVER:
      return "> ";
    case v1::RELATION_AT_LEAST:
      return "≥ ";
    case v1::RELATION_NEARLY:
      return "≲ ";
    case v1::RELATION_UNDER:
      return "< ";
    case v1::RELATION_AT_MOST:
      return "≤ ";
    default:
      return "";
  }
}

std::string_view KindWord(v1::MetricKind kind) {
  switch (kind) {
    case v1::METRIC_KIND_LEVEL:
      return "level";
    case v1::METRIC_KIND_CHANGE:
      return "change";
    case v1::METRIC_KIND_MULTIPLE:
      return "multiple";
    case v1::METRIC_KIND_RANK:
      return "rank";
    default:
      return "?";
  }
}

std::string_view BasisWord(v1::Basis basis) {
  switch (basis) {
    case v1::BASIS_YEAR_ON_YEAR:
      return " year-on-year";
    case v1::BASIS_PERIOD_ON_PERIOD:
      return " period-on-period";
    case v1::BASIS_BASE_PERIOD:
      return " from base";
    case v1::BASIS_ANNUAL_AVERAGE:
      return " yearly average";
    default:
      return "";
  }
}

std::string_view DirectionSign(v1::Direction direction) {
  switch (direction) {
    case v1::DIRECTION_UP:
      return " ↑";
    case v1::DIRECTION_DOWN:
      return " ↓";
    default:
      return "";
  }
}

}  // namespace

std::string ValueText(const v1::Quantity& quantity) {
  if (quantity.masked()) return "?";
  std::string text =
      absl::StrCat(ToAbsl(Sign(quantity.relation())), quantity.value());
  if (!quantity.value_to().empty()) {
    absl::StrAppend(&text, "…", quantity.value_to());
  }
  return text;
}

std::string KindText(const v1::Metric& metric) {
  return absl::StrCat(ToAbsl(KindWord(metric.kind())),
                      ToAbsl(DirectionSign(metric.direction())),
                      ToAbsl(BasisWord(metric.basis())),
                      metric.planned() ? ", planned" : "");
}

std::string DateText(const v1::Date& date) {
  if (date.year() == 0) return "";
  std::string text = absl::StrFormat("%04d", date.year());
  if (date.month() != 0) absl::StrAppendFormat(&text, "-%02d", date.month());
  if (date.day() != 0) absl::StrAppendFormat(&text, "-%02d", date.day());
  return text;
}

std::string TimeText(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ",
                          absl::FromUnixSeconds(time.seconds()),
                          absl::UTCTimeZone());
}

}  // namespace qiusuo::cli
