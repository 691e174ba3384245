#include "storage/document_filter.h"

#include "storage/metric_filter.h"
#include "storage/metric_rank.h"

namespace qiusuo::storage {

using qiusuo::v1::Document;

DocumentPredicate::DocumentPredicate(const qiusuo::v1::DocumentFilter& filter)
    : filter_(filter),
      first_day_(FirstDayRank(filter.issue_date_range())),
      last_day_(LastDayRank(filter.issue_date_range())) {}

bool DocumentPredicate::operator()(const Document& document) const {
  for (const auto& [key, value] : filter_.labels()) {
    const auto label = document.labels().find(key);
    if (label == document.labels().end() || label->second != value) {
      return false;
    }
  }
  return document.title().find(filter_.title_contains()) != std::string::npos &&
         document.issuer().find(filter_.issuer_contains()) !=
             std::string::npos &&
         (!filter_.has_has_diagnostics() ||
          filter_.has_diagnostics() == (document.diagnostic_count() > 0)) &&
         DatePasses(document);
}

bool DocumentPredicate::DatePasses(const Document& document) const {
  if (!filter_.has_issue_date_range()) return true;
  if (!document.has_issue_date()) return false;
  return (!first_day_.has_value() ||
          DateRank(FirstDay(document.issue_date())) >= *first_day_) &&
         (!last_day_.has_value() ||
          DateRank(LastDay(document.issue_date())) <= *last_day_);
}

}  // namespace qiusuo::storage
