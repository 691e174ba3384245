#include "storage/metric_query.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "base/status_macros.h"
#include "proto/error_details.h"
#include "storage/head_scan.h"
#include "storage/index_rows.h"
#include "storage/keys.h"
#include "storage/metric_blocks.h"
#include "storage/metric_filter.h"
#include "storage/metric_page.h"
#include "storage/metric_rank.h"
#include "storage/metric_scan.h"
#include "storage/records.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Metric;
using qiusuo::v1::MetricOrder;
using qiusuo::v1::MetricResult;

// Metrics that are fetched at a time.
constexpr size_t kMaxBatchCandidates = 256;

absl::Status InvalidResume() {
  return InvalidArgument("INVALID_PAGE_TOKEN", "page_token",
                         "is not one that this query answered");
}

// The index whose rows are to be read; nullopt: the documents themselves.
std::optional<MetricIndex> IndexFor(const MetricQuery& query) {
  const bool by_indicator = query.filter.indicators_size() > 0;
  switch (query.order) {
    case qiusuo::v1::METRIC_ORDER_VALUE:
      return by_indicator ? MetricIndex::kIndicatorValue : MetricIndex::kValue;
    case qiusuo::v1::METRIC_ORDER_PERIOD:
      return by_indicator ? MetricIndex::kIndicatorPeriod
                          : MetricIndex::kPeriod;
    default:
      if (by_indicator) return MetricIndex::kIndicatorDocument;
      return std::nullopt;
  }
}

// Streams that together hold every metric that can pass, each in the query's order.
std::vector<MetricStream> StreamsFor(
    MetricIndex index, const MetricQuery& query,
    const std::vector<std::string>& collections) {
  // Names that only differ beyond what a key holds have one range.
  const std::set<std::string> indicators(query.filter.indicators().begin(),
                                         query.filter.indicators().end());
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

// Cuts off what earlier pages have answered. Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN).
absl::Status ContinueAll(std::vector<MetricStream>& streams,
                         const std::optional<MetricPosition>& position,
                         bool reverse) {
  if (!position.has_value()) return absl::OkStatus();
  if (std::none_of(streams.begin(), streams.end(),
                   [&](const MetricStream& stream) {
                     return KeyAt(stream, *position).has_value();
                   })) {
    return InvalidResume();
  }
  for (MetricStream& stream : streams) {
    ContinueAfter(stream, *position, reverse);
  }
  return absl::OkStatus();
}

// A row that may be answered with.
struct Candidate {
  std::string position;
  bool may_pass = false;
  DocumentName document;
  uint32_t ordinal = 0;
  size_t block = 0;  // place of its block among those that are fetched
};

// Rows in order, and the blocks of those that may pass.
struct Batch {
  std::vector<Candidate> rows;
  std::vector<std::string> block_keys;
  bool at_end = false;
};

// Reads on until `max_candidates` rows may pass.
absl::StatusOr<Batch> ReadBatch(MetricScan& scan, MetricOrder order,
                                const MetricPredicate& passes,
                                size_t max_candidates, size_t max_rows) {
  Batch batch;
  std::map<std::string, size_t> blocks;
  for (size_t candidates = 0;
       candidates < max_candidates && batch.rows.size() < max_rows;) {
    ASSIGN_OR_RETURN(std::optional<PositionedRow> row, scan.Next());
    batch.at_end = !row.has_value();
    if (batch.at_end) break;
    const std::optional<MetricFacets> facets = ParseFacets(row->value);
    if (!facets.has_value()) {
      return CorruptRecord("the metric indexes", "a row has no facets");
    }
    Candidate& candidate = batch.rows.emplace_back();
    candidate.position = std::move(row->position);
    candidate.may_pass = passes.MayPass(*facets);
    if (!candidate.may_pass) continue;
    std::optional<MetricPosition> place =
        ParseMetricPosition(order, candidate.position);
    if (!place.has_value() || place->ordinal == 0) {
      return CorruptRecord("the metric indexes", "a row has no place");
    }
    candidate.document = std::move(place->document);
    candidate.ordinal = place->ordinal;
    std::string key =
        MetricBlockKey(candidate.document, facets->revision, candidate.ordinal);
    const auto [block, is_new] =
        blocks.emplace(std::move(key), batch.block_keys.size());
    if (is_new) batch.block_keys.push_back(block->first);
    candidate.block = block->second;
    ++candidates;
  }
  return batch;
}

// A page out of rows that stand for one metric each.
absl::StatusOr<Page<MetricResult>> ReadMetricRows(const Snapshot& snapshot,
                                                  MetricScan& scan,
                                                  const MetricQuery& query,
                                                  const PageLimits& limits) {
  const MetricPredicate passes(query.filter);
  PageBuilder page(limits);
  for (;;) {
    ASSIGN_OR_RETURN(const Batch batch,
                     ReadBatch(scan, query.order, passes,
                               std::min(page.items_left(), kMaxBatchCandidates),
                               page.rows_left()));
    ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> blocks,
                     snapshot.MultiGet(batch.block_keys));
    for (const Candidate& row : batch.rows) {
      std::optional<MetricResult> result;
      if (row.may_pass) {
        const std::string owner = row.document.ToString();
        if (!blocks[row.block].has_value()) {
          return CorruptRecord(owner, "a block of metrics is missing");
        }
        ASSIGN_OR_RETURN(const MetricBlockView block,
                         ParseMetricBlock(*blocks[row.block], owner));
        ASSIGN_OR_RETURN(
            result, block.Result(owner, (row.ordinal - 1) % kMetricsPerBlock,
                                 row.ordinal));
        if (!passes(result->metric())) result.reset();
      }
      if (!page.Take(row.position, std::move(result))) return page.Finish();
    }
    if (batch.at_end) return page.Finish();
  }
}

// Documents in the query's order.
using NextDocument =
    std::function<absl::StatusOr<std::optional<DocumentStep>>()>;

// A page out of all metrics of documents, one after the other.
absl::StatusOr<Page<MetricResult>> ReadDocuments(
    const Snapshot& snapshot, const NextDocument& next_document,
    const MetricQuery& query, const std::optional<MetricPosition>& after,
    const PageLimits& limits) {
  const MetricPredicate passes(query.filter);
  PageBuilder page(limits);
  for (;;) {
    ASSIGN_OR_RETURN(const std::optional<DocumentStep> document,
                     next_document());
    if (!document.has_value()) return page.Finish();
    const bool goes_on = after.has_value() &&
                         after->document == document->name &&
                         after->rank == document->rank;
    MetricWalk walk(snapshot, document->name, document->revision,
                    query.descending,
                    goes_on ? std::optional(after->ordinal) : std::nullopt);
    for (;;) {
      ASSIGN_OR_RETURN(std::optional<MetricWalk::Step> step, walk.Next());
      if (!step.has_value()) break;
      const Metric& metric = step->result.metric();
      const bool is_meant = document->rank.empty() ||
                            MetricRank(query.order, metric) == document->rank;
      const std::string position =
          MetricPosition{document->rank, document->name, step->ordinal}
              .ToBytes();
      const bool is_answer = is_meant && passes(metric);
      if (!page.Take(position, is_answer
                                   ? std::optional(std::move(step->result))
                                   : std::nullopt)) {
        return page.Finish();
      }
    }
  }
}

// The heads of the documents that the query is about, from that at `after` on.
KeyRange HeadsOf(const MetricQuery& query,
                 const std::optional<MetricPosition>& after) {
  KeyRange range = HeadKeys(query.collection);
  if (query.document.has_value()) {
    range = HeadKeyRange({query.collection, *query.document});
  }
  if (!after.has_value()) return range;
  const std::string key = HeadKey(after->document);
  if (query.descending) {
    range.end = std::min(range.end, key + '\0');
  } else {
    range.begin = std::max(range.begin, key);
  }
  return range;
}

// The documents that have metrics of a period, by period and name.
absl::StatusOr<std::optional<DocumentStep>> NextOfPeriod(MetricScan& scan) {
  ASSIGN_OR_RETURN(const std::optional<PositionedRow> row, scan.Next());
  if (!row.has_value()) return std::optional<DocumentStep>();
  const std::optional<int64_t> revision = ParseRevision(row->value);
  // The row of a document is a position but for the ordinal.
  const std::optional<MetricPosition> place = ParseMetricPosition(
      qiusuo::v1::METRIC_ORDER_PERIOD, row->position + std::string(4, '\0'));
  if (!revision.has_value() || !place.has_value()) {
    return CorruptRecord("the metric indexes", "a row has no place");
  }
  return std::optional<DocumentStep>({place->document, *revision, place->rank});
}

// The metrics of a document in an order that they do not have. All of them are read for each
// page, but only one page of them is kept.
absl::StatusOr<Page<MetricResult>> SortDocument(const Snapshot& snapshot,
                                                const MetricQuery& query,
                                                const DocumentStep& document,
                                                const PageLimits& limits,
                                                const std::string& resume) {
  const MetricPredicate passes(query.filter);
  MetricWalk walk(snapshot, document.name, document.revision, /*reverse=*/false,
                  std::nullopt);
  const auto before = [&](const std::string& a, const std::string& b) {
    return query.descending ? b < a : a < b;
  };
  std::map<std::string, MetricResult, decltype(before)> first(before);
  for (;;) {
    ASSIGN_OR_RETURN(std::optional<MetricWalk::Step> step, walk.Next());
    if (!step.has_value()) break;
    const Metric& metric = step->result.metric();
    if (!passes(metric)) continue;
    std::string position = MetricPosition{MetricRank(query.order, metric),
                                          document.name, step->ordinal}
                               .ToBytes();
    if (!resume.empty() && !before(resume, position)) continue;
    first.emplace(std::move(position), std::move(step->result));
    if (first.size() > limits.max_items + 1)
      first.erase(std::prev(first.end()));
  }
  PageBuilder page(limits);
  for (auto& [position, result] : first) {
    if (!page.Take(position, std::move(result))) break;
  }
  return page.Finish();
}

}  // namespace

absl::StatusOr<Page<MetricResult>> QueryMetrics(
    const Snapshot& snapshot, const TailView& tail, const MetricQuery& query,
    const std::vector<std::string>& collections, const PageLimits& limits,
    std::string_view resume) {
  std::optional<MetricPosition> after;
  if (!resume.empty()) {
    after = ParseMetricPosition(query.order, resume);
    const bool is_possible = after.has_value() &&
                             (query.collection == kAnyCollection ||
                              query.collection == after->document.collection) &&
                             (!query.document.has_value() ||
                              *query.document == after->document.document);
    if (!is_possible) return InvalidResume();
  }
  const std::optional<MetricIndex> index = IndexFor(query);
  if (query.document.has_value() || !index.has_value()) {
    HeadScan heads(snapshot,
                   HeadsOf(query, query.document ? std::nullopt : after),
                   query.descending);
    if (query.document && query.order != qiusuo::v1::METRIC_ORDER_DOCUMENT) {
      ASSIGN_OR_RETURN(const std::optional<DocumentStep> head, heads.Next());
      if (!head.has_value()) return Page<MetricResult>();
      return SortDocument(snapshot, query, *head, limits, std::string(resume));
    }
    return ReadDocuments(
        snapshot, [&] { return heads.Next(); }, query, after, limits);
  }
  std::vector<MetricStream> streams = StreamsFor(*index, query, collections);
  RETURN_IF_ERROR(ContinueAll(streams, after, query.descending));
  MetricScan scan(snapshot, tail, query.order, query.descending,
                  std::move(streams), limits.max_items + 1);
  if (*index != MetricIndex::kPeriod) {
    return ReadMetricRows(snapshot, scan, query, limits);
  }
  return ReadDocuments(
      snapshot, [&] { return NextOfPeriod(scan); }, query, after, limits);
}

}  // namespace qiusuo::storage
