#include "storage/document_filter.h"

#include <string>

#include "storage/document_records.h"
#include "storage/metric_rank.h"

namespace qiusuo::storage {

bool Passes(const qiusuo::v1::DocumentFilter& filter,
            const qiusuo::v1::Document& document) {
  return ContainsLabels(document, filter.labels()) &&
         document.title().find(filter.title_contains()) != std::string::npos &&
         document.issuer().find(filter.issuer_contains()) !=
             std::string::npos &&
         (!filter.has_has_diagnostics() ||
          filter.has_diagnostics() == (document.diagnostic_count() > 0)) &&
         (!filter.has_issue_date_range() ||
          IsIssuedIn(filter.issue_date_range(), document));
}

bool IsIssuedIn(const qiusuo::v1::DateRange& range,
                const qiusuo::v1::Document& document) {
  if (!document.has_issue_date()) return false;
  const qiusuo::v1::Date& date = document.issue_date();
  return (!range.has_first_date() ||
          DateRank(FirstDay(range.first_date())) <= DateRank(FirstDay(date))) &&
         (!range.has_last_date() ||
          DateRank(LastDay(date)) <= DateRank(LastDay(range.last_date())));
}

}  // namespace qiusuo::storage
