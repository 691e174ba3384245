#include "storage/metric_aggregate.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "proto/error_details.h"
#include "storage/facet_scan.h"
#include "storage/head_scan.h"
#include "storage/index_rows.h"
#include "storage/keys.h"
#include "storage/metric_blocks.h"
#include "storage/metric_filter.h"
#include "storage/metric_groups.h"
#include "storage/metric_rank.h"
#include "storage/records.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Metric;
using qiusuo::v1::MetricFilter;
using qiusuo::v1::MetricGroup;
using qiusuo::v1::MetricGrouping;

// Metrics that are fetched at a time.
constexpr size_t kMaxFetched = 256;
// Rows after which is asked whether anybody waits for the answer.
constexpr size_t kRowsBetweenQuestions = 1024;

absl::Status TooMany(std::string_view what, size_t max) {
  return MakeError(
      absl::StatusCode::kFailedPrecondition, "TOO_MANY_ROWS",
      absl::StrCat("the answer needs more than ", max, " ", ToAbsl(what),
                   " to be read; name indicators, or a range of "
                   "values"),
      {{"max_rows", std::to_string(max)}});
}

bool GroupsBy(const MetricAggregation& aggregation, MetricGrouping part) {
  const auto& parts = aggregation.group_by;
  return std::find(parts.begin(), parts.end(), part) != parts.end();
}

std::set<std::string> NamesOf(const MetricFilter& filter) {
  std::set<std::string> names;
  for (const std::string& name : filter.indicators()) {
    names.emplace(CutIndicator(name));
  }
  return names;
}

// Whether facets never tell if a metric passes, or its group.
bool NeedsWholeMetrics(const MetricAggregation& aggregation) {
  const MetricFilter& filter = aggregation.filter;
  return !filter.subject_contains().empty() ||
         !filter.indicator_contains().empty() ||
         GroupsBy(aggregation, qiusuo::v1::METRIC_GROUPING_SUBJECT) ||
         std::any_of(filter.indicators().begin(), filter.indicators().end(),
                     [](const std::string& name) {
                       return name.size() > kMaxIndicatorKeyBytes;
                     });
}

class Aggregator {
 public:
  Aggregator(const Snapshot& snapshot, const TailView& tail,
             const MetricAggregation& aggregation, const PageLimits& limits,
             std::string_view resume, const GivesUp& gives_up)
      : snapshot_(snapshot),
        tail_(tail),
        aggregation_(aggregation),
        names_(NamesOf(aggregation.filter)),
        by_name_(GroupsBy(aggregation, qiusuo::v1::METRIC_GROUPING_INDICATOR)),
        needs_metrics_(NeedsWholeMetrics(aggregation)),
        passes_(aggregation.filter),
        gives_up_(gives_up),
        groups_(aggregation, limits, resume) {}

  absl::StatusOr<Page<MetricGroup>> Run(
      const std::vector<std::string>& collections) {
    if (aggregation_.document.has_value()) {
      RETURN_IF_ERROR(ReadDocuments(
          HeadKeyRange({aggregation_.collection, *aggregation_.document})));
    } else if (needs_metrics_ && names_.empty()) {
      RETURN_IF_ERROR(ReadDocuments(HeadKeys(aggregation_.collection)));
    } else {
      for (const std::string& collection : collections) {
        RETURN_IF_ERROR(ReadCollection(collection));
        RETURN_IF_ERROR(FetchWanted());
      }
    }
    return groups_.Finish();
  }

 private:
  // A row whose metric is to be fetched.
  struct Wanted {
    DocumentName document;
    uint32_t ordinal;
    std::string name;
    size_t block;  // place of its block among those that are fetched
  };

  absl::Status ReadDocuments(const KeyRange& heads);
  absl::Status ReadCollection(const std::string& collection);
  absl::Status ReadRows(FacetScan& scan, const std::string& collection);
  absl::Status ReadMerged(const std::string& collection);
  std::unique_ptr<FacetScan> Scan(MetricIndex index,
                                  const std::string& collection,
                                  std::string_view name) const;

  // What each row, and each metric in full, comes through.
  absl::Status TakeRow(const FacetScan& scan, const std::string& collection);
  absl::Status TakeMetric(const Metric& metric, const DocumentName& document,
                          const std::string& name);
  absl::Status FetchWanted();
  absl::Status AskWhetherToGiveUp() const {
    if (!gives_up_()) return absl::OkStatus();
    return MakeError(absl::StatusCode::kCancelled, "CANCELLED",
                     "nobody waits for the answer");
  }

  const Snapshot& snapshot_;
  const TailView& tail_;
  const MetricAggregation& aggregation_;
  const std::set<std::string> names_;  // that the filter asks for
  const bool by_name_;
  const bool needs_metrics_;
  const MetricPredicate passes_;
  const GivesUp& gives_up_;
  MetricGroups groups_;
  size_t rows_ = 0;
  size_t metrics_ = 0;
  std::string row_name_;  // of the row, as it is read
  std::string row_name_key_;
  std::vector<Wanted> wanted_;
  std::vector<std::string> wanted_blocks_;
};

absl::Status Aggregator::ReadDocuments(const KeyRange& range) {
  HeadScan heads(snapshot_, range, /*reverse=*/false);
  for (;;) {
    ASSIGN_OR_RETURN(const std::optional<DocumentStep> head, heads.Next());
    if (!head.has_value()) return absl::OkStatus();
    RETURN_IF_ERROR(AskWhetherToGiveUp());
    MetricWalk walk(snapshot_, head->name, head->revision, /*reverse=*/false,
                    std::nullopt);
    for (;;) {
      ASSIGN_OR_RETURN(const std::optional<MetricWalk::Step> step, walk.Next());
      if (!step.has_value()) break;
      const Metric& metric = step->result.metric();
      if (!by_name_) {
        RETURN_IF_ERROR(TakeMetric(metric, head->name, ""));
        continue;
      }
      for (const std::string_view name : IndicatorNames(metric)) {
        std::string text(name);
        if (!names_.empty() && !names_.contains(text)) continue;
        RETURN_IF_ERROR(TakeMetric(metric, head->name, text));
      }
    }
  }
}

std::unique_ptr<FacetScan> Aggregator::Scan(MetricIndex index,
                                            const std::string& collection,
                                            std::string_view name) const {
  qiusuo::v1::MetricOrder order = qiusuo::v1::METRIC_ORDER_DOCUMENT;
  if (index == MetricIndex::kValue || index == MetricIndex::kIndicatorValue) {
    order = qiusuo::v1::METRIC_ORDER_VALUE;
  } else if (index == MetricIndex::kIndicatorPeriod) {
    order = qiusuo::v1::METRIC_ORDER_PERIOD;
  }
  const KeyRange bounds = RankBounds(order, aggregation_.filter);
  const std::string prefix = MetricIndexPrefix(index, collection, name);
  KeyRange range = PrefixRange(prefix);
  range.begin += bounds.begin;
  if (!bounds.end.empty()) range.end = prefix + bounds.end;
  return std::make_unique<FacetScan>(snapshot_, tail_, index, collection,
                                     std::move(range));
}

absl::Status Aggregator::ReadCollection(const std::string& collection) {
  if (names_.empty() && by_name_) {
    FacetScan scan(snapshot_, tail_, MetricIndex::kIndicatorDocument,
                   collection, IndicatorKeys(collection, ""));
    return ReadRows(scan, collection);
  }
  if (names_.empty()) {
    return ReadRows(*Scan(MetricIndex::kValue, collection, ""), collection);
  }
  // A metric may have two of the names.
  if (names_.size() > 1 && !by_name_) return ReadMerged(collection);
  MetricIndex index = MetricIndex::kIndicatorDocument;
  if (aggregation_.filter.has_value_range()) {
    index = MetricIndex::kIndicatorValue;
  } else if (aggregation_.filter.has_period_range()) {
    index = MetricIndex::kIndicatorPeriod;
  }
  for (const std::string& name : names_) {
    RETURN_IF_ERROR(ReadRows(*Scan(index, collection, name), collection));
  }
  return absl::OkStatus();
}

absl::Status Aggregator::ReadRows(FacetScan& scan,
                                  const std::string& collection) {
  for (;;) {
    ASSIGN_OR_RETURN(const bool found, scan.Next());
    if (!found) return absl::OkStatus();
    RETURN_IF_ERROR(TakeRow(scan, collection));
  }
}

absl::Status Aggregator::ReadMerged(const std::string& collection) {
  std::vector<std::unique_ptr<FacetScan>> scans;
  const auto place = [](const std::unique_ptr<FacetScan>& scan) {
    return std::pair(scan->document(), scan->ordinal());
  };
  for (const std::string& name : names_) {
    auto scan = Scan(MetricIndex::kIndicatorDocument, collection, name);
    ASSIGN_OR_RETURN(const bool found, scan->Next());
    if (found) scans.push_back(std::move(scan));
  }
  while (!scans.empty()) {
    const FacetScan& first = **std::min_element(
        scans.begin(), scans.end(),
        [&](const auto& a, const auto& b) { return place(a) < place(b); });
    RETURN_IF_ERROR(TakeRow(first, collection));
    const std::string document(first.document());
    const uint32_t ordinal = first.ordinal();
    for (size_t i = scans.size(); i-- > 0;) {
      if (place(scans[i]) != std::pair(std::string_view(document), ordinal)) {
        continue;
      }
      ASSIGN_OR_RETURN(const bool found, scans[i]->Next());
      if (!found) scans.erase(scans.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
  return absl::OkStatus();
}

absl::Status Aggregator::TakeRow(const FacetScan& scan,
                                 const std::string& collection) {
  if (++rows_ > kMaxAggregateRows) return TooMany("rows", kMaxAggregateRows);
  if (rows_ % kRowsBetweenQuestions == 0) {
    RETURN_IF_ERROR(AskWhetherToGiveUp());
  }
  const MetricFacets& facets = scan.facets();
  if (!passes_.MayPass(facets)) return absl::OkStatus();
  if (by_name_ && scan.indicator() != row_name_key_) {
    row_name_key_ = scan.indicator();
    std::string_view key = row_name_key_;
    row_name_ = TakeText(key).value_or("");
  }
  const bool is_told = !needs_metrics_ && facets.counted_unit.has_value() &&
                       RankIsExact(facets.value);
  if (is_told) {
    groups_.Add({.indicator = row_name_,
                 .subject = {},
                 .period = facets.period,
                 .unit = *facets.counted_unit,
                 .collection = collection,
                 .document = scan.document(),
                 .value = facets.value});
    return absl::OkStatus();
  }
  DocumentName document{collection, std::string(scan.document())};
  std::string block = MetricBlockKey(document, facets.revision, scan.ordinal());
  if (wanted_blocks_.empty() || wanted_blocks_.back() != block) {
    wanted_blocks_.push_back(std::move(block));
  }
  wanted_.push_back({std::move(document), scan.ordinal(), row_name_,
                     wanted_blocks_.size() - 1});
  return wanted_.size() < kMaxFetched ? absl::OkStatus() : FetchWanted();
}

absl::Status Aggregator::FetchWanted() {
  ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> blocks,
                   snapshot_.MultiGet(wanted_blocks_));
  for (const Wanted& wanted : wanted_) {
    const std::string owner = wanted.document.ToString();
    const std::optional<std::string>& bytes = blocks[wanted.block];
    if (!bytes.has_value()) {
      return CorruptRecord(owner, "a block of metrics is missing");
    }
    ASSIGN_OR_RETURN(const MetricBlockView block,
                     ParseMetricBlock(*bytes, owner));
    ASSIGN_OR_RETURN(
        const Metric metric,
        block.Metric(owner, (wanted.ordinal - 1) % kMetricsPerBlock,
                     wanted.ordinal));
    RETURN_IF_ERROR(TakeMetric(metric, wanted.document, wanted.name));
  }
  wanted_.clear();
  wanted_blocks_.clear();
  return absl::OkStatus();
}

absl::Status Aggregator::TakeMetric(const Metric& metric,
                                    const DocumentName& document,
                                    const std::string& name) {
  if (++metrics_ > kMaxAggregateMetrics) {
    return TooMany("metrics in full", kMaxAggregateMetrics);
  }
  if (!passes_(metric)) return absl::OkStatus();
  const std::string period = PeriodRank(metric.period());
  const std::string value = ValueRank(metric.quantity().value());
  const std::optional<Decimal> long_value =
      RankIsExact(value) ? std::nullopt
                         : Decimal::Parse(metric.quantity().value());
  groups_.Add({.indicator = name,
               .subject = metric.subject(),
               .period = period,
               .unit = CountedUnit(metric),
               .collection = document.collection,
               .document = document.document,
               .value = value,
               .long_value = long_value ? &*long_value : nullptr});
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Page<MetricGroup>> AggregateMetrics(
    const Snapshot& snapshot, const TailView& tail,
    const MetricAggregation& aggregation,
    const std::vector<std::string>& collections, const PageLimits& limits,
    std::string_view resume, const GivesUp& gives_up) {
  return Aggregator(snapshot, tail, aggregation, limits, resume, gives_up)
      .Run(collections);
}

}  // namespace qiusuo::storage
