#include "storage/metric_query.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/status_macros.h"
#include "proto/error_details.h"
#include "storage/keys.h"
#include "storage/metric_filter.h"
#include "storage/metric_rank.h"
#include "storage/metric_scan.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::MetricRow;
using qiusuo::v1::MetricFilter;
using qiusuo::v1::MetricOrder;
using qiusuo::v1::MetricResult;

absl::Status InvalidResume() {
  return InvalidArgument("INVALID_PAGE_TOKEN", "page_token",
                         "is not one that this query answered");
}

MetricIndex IndexFor(MetricOrder order, bool by_indicator) {
  switch (order) {
    case qiusuo::v1::METRIC_ORDER_VALUE:
      return by_indicator ? MetricIndex::kIndicatorValue : MetricIndex::kValue;
    case qiusuo::v1::METRIC_ORDER_PERIOD:
      return by_indicator ? MetricIndex::kIndicatorPeriod
                          : MetricIndex::kPeriod;
    default:
      return by_indicator ? MetricIndex::kIndicatorDocument
                          : MetricIndex::kDocument;
  }
}

// What the filter says about ranks in this order: none below `begin`, none that sorts
// at or after `end`; empty: no bound.
KeyRange RankBounds(MetricOrder order, const MetricFilter& filter) {
  KeyRange bounds;
  if (order == qiusuo::v1::METRIC_ORDER_VALUE && filter.has_value_range()) {
    const std::string& min = filter.value_range().min();
    const std::string& max = filter.value_range().max();
    bounds.begin =
        min.empty() ? PrefixRange(NoValueRank()).end : ValueRank(min);
    if (!max.empty()) bounds.end = PrefixRange(ValueRank(max)).end;
  }
  if (order == qiusuo::v1::METRIC_ORDER_PERIOD && filter.has_period_range()) {
    bounds.begin = FirstDayRank(filter.period_range())
                       .value_or(PrefixRange(NoDateRank()).end);
    const std::optional<std::string> last = LastDayRank(filter.period_range());
    if (last.has_value()) bounds.end = PrefixRange(*last).end;
  }
  return bounds;
}

// Streams that together hold every metric that can pass, each in the query's order.
std::vector<MetricStream> StreamsFor(
    const MetricQuery& query, const std::vector<std::string>& collections) {
  // Names that only differ beyond what a key holds have one range.
  const std::set<std::string> indicators(query.filter.indicators().begin(),
                                         query.filter.indicators().end());
  const MetricIndex index = IndexFor(query.order, !indicators.empty());
  if (index == MetricIndex::kDocument && query.collection == kAnyCollection) {
    const std::string prefix(1, static_cast<char>(index));
    return {{prefix, "", PrefixRange(prefix)}};
  }
  const KeyRange bounds = RankBounds(query.order, query.filter);
  std::map<std::string, MetricStream> streams;
  for (const std::string& collection : collections) {
    const auto add = [&](const std::string& indicator) {
      const std::string prefix =
          MetricIndexPrefix(index, collection, indicator);
      KeyRange range = PrefixRange(prefix);
      range.begin += bounds.begin;
      if (!bounds.end.empty()) range.end = prefix + bounds.end;
      streams[prefix] = {prefix, collection, std::move(range)};
    };
    if (indicators.empty()) add("");
    for (const std::string& indicator : indicators) add(indicator);
  }
  std::vector<MetricStream> result;
  for (auto& [prefix, stream] : streams) result.push_back(std::move(stream));
  return result;
}

MetricStream DocumentStream(const DocumentName& name) {
  const std::string prefix =
      MetricIndexPrefix(MetricIndex::kDocument, name.collection, "");
  return {prefix, name.collection,
          PrefixRange(prefix + MetricTailPrefix(name.document))};
}

MetricResult ToResult(MetricRow& row) {
  MetricResult result;
  *result.mutable_metric() = std::move(*row.mutable_metric());
  result.set_document_title(std::move(*row.mutable_document_title()));
  result.set_document_issuer(std::move(*row.mutable_document_issuer()));
  if (row.has_document_issue_date()) {
    *result.mutable_document_issue_date() = row.document_issue_date();
  }
  return result;
}

// Fills a page up to its limits.
class PageBuilder {
 public:
  explicit PageBuilder(const PageLimits& limits) : limits_(limits) {}

  // Add answers false, and takes nothing, if the page is full.
  bool Add(MetricResult result) {
    const size_t size = result.ByteSizeLong();
    const bool full = page_.items.size() >= limits_.max_items ||
                      bytes_ + size > limits_.max_bytes;
    if (full && !page_.items.empty()) return false;
    bytes_ += size;
    page_.items.push_back(std::move(result));
    return true;
  }

  // The page; the next one goes on after `resume`.
  Page<MetricResult> Finish(std::string resume) {
    page_.resume = std::move(resume);
    return std::move(page_);
  }

 private:
  const PageLimits limits_;
  size_t bytes_ = 0;
  Page<MetricResult> page_;
};

// A full page reads on to the next metric that passes, so that only a page after which
// there is more has a resume, but for the limit on rows.
absl::StatusOr<Page<MetricResult>> ReadPage(MetricScan& scan,
                                            const MetricFilter& filter,
                                            const PageLimits& limits) {
  const MetricPredicate passes(filter);
  PageBuilder page(limits);
  std::string last_position;
  for (size_t rows_read = 0;; ++rows_read) {
    ASSIGN_OR_RETURN(std::optional<PositionedRow> next, scan.Next());
    if (!next.has_value()) return page.Finish("");
    if (rows_read == kMaxRowsPerPage) return page.Finish(last_position);
    if (passes(next->row.metric()) && !page.Add(ToResult(next->row))) {
      return page.Finish(last_position);
    }
    last_position = std::move(next->position);
  }
}

// The rows of a document in an order that its index does not have. All of them are
// read for each page, but only one page of them is kept.
absl::StatusOr<Page<MetricResult>> SortDocument(const Snapshot& snapshot,
                                                const MetricQuery& query,
                                                const DocumentName& name,
                                                const PageLimits& limits,
                                                const std::string& resume) {
  const MetricPredicate passes(query.filter);
  MetricScan scan(snapshot, qiusuo::v1::METRIC_ORDER_DOCUMENT,
                  /*reverse=*/false, {DocumentStream(name)}, kMaxRowsPerPage);
  const auto before = [&](const std::string& a, const std::string& b) {
    return query.descending ? b < a : a < b;
  };
  std::map<std::string, MetricResult, decltype(before)> first(before);
  for (;;) {
    ASSIGN_OR_RETURN(std::optional<PositionedRow> next, scan.Next());
    if (!next.has_value()) break;
    if (!passes(next->row.metric())) continue;
    std::string position =
        MetricRank(query.order, next->row.metric()) + next->position;
    if (!resume.empty() && !before(resume, position)) continue;
    first.emplace(std::move(position), ToResult(next->row));
    if (first.size() > limits.max_items + 1)
      first.erase(std::prev(first.end()));
  }
  PageBuilder page(limits);
  std::string last_position;
  for (auto& [position, result] : first) {
    if (!page.Add(std::move(result))) return page.Finish(last_position);
    last_position = position;
  }
  return page.Finish("");
}

}  // namespace

absl::StatusOr<Page<MetricResult>> QueryMetrics(
    const Snapshot& snapshot, const MetricQuery& query,
    const std::vector<std::string>& collections, const PageLimits& limits,
    std::string_view resume) {
  std::optional<MetricPosition> position;
  if (!resume.empty()) {
    position = ParseMetricPosition(query.order, resume);
    if (!position.has_value()) return InvalidResume();
  }
  std::vector<MetricStream> streams;
  if (query.document.has_value()) {
    const DocumentName name{query.collection, *query.document};
    if (position.has_value() && position->document != name) {
      return InvalidResume();
    }
    if (query.order != qiusuo::v1::METRIC_ORDER_DOCUMENT) {
      return SortDocument(snapshot, query, name, limits, std::string(resume));
    }
    streams = {DocumentStream(name)};
  } else {
    streams = StreamsFor(query, collections);
  }
  if (position.has_value()) {
    if (std::none_of(streams.begin(), streams.end(),
                     [&](const MetricStream& stream) {
                       return KeyAt(stream, *position).has_value();
                     })) {
      return InvalidResume();
    }
    for (MetricStream& stream : streams) {
      ContinueAfter(stream, *position, query.descending);
    }
  }
  MetricScan scan(snapshot, query.order, query.descending, std::move(streams),
                  limits.max_items + 1);
  return ReadPage(scan, query.filter, limits);
}

}  // namespace qiusuo::storage
