#include "storage/metric_scan.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "storage/metric_rank.h"
#include "storage/records.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::MetricRow;
using qiusuo::v1::MetricOrder;

constexpr size_t kMinBatchRows = 4;
constexpr size_t kMaxBatchRows = 1024;
constexpr size_t kMaxBatchBytes = 1 << 20;

bool IsAfter(const std::string& key, const std::string& end) {
  return !end.empty() && key >= end;
}

// Within a stream all of one collection; among streams equal ranks come in order of
// collection, compared as names are: with the slash at its end.
int CompareCollections(const std::string& a, const std::string& b) {
  return absl::StrCat(a, "/").compare(absl::StrCat(b, "/"));
}

}  // namespace

std::optional<std::string> KeyAt(const MetricStream& stream,
                                 const MetricPosition& position) {
  const DocumentName& name = position.document;
  if (!stream.collection.empty() && stream.collection != name.collection) {
    return std::nullopt;
  }
  std::string key = stream.prefix;
  key += stream.collection.empty()
             ? position.ToBytes()
             : position.rank + MetricTail(name.document, position.ordinal);
  if (key < stream.range.begin || IsAfter(key, stream.range.end)) {
    return std::nullopt;
  }
  return key;
}

void ContinueAfter(MetricStream& stream, const MetricPosition& position,
                   bool reverse) {
  const DocumentName& name = position.document;
  const int order =
      stream.collection.empty()
          ? 0
          : CompareCollections(stream.collection, name.collection);
  // The first key of the stream that comes after the position.
  std::string bound = stream.prefix;
  if (order > 0) {
    bound += position.rank;
  } else if (order < 0) {
    bound = PrefixRange(stream.prefix + position.rank).end;
  } else {
    bound += stream.collection.empty()
                 ? position.ToBytes()
                 : position.rank + MetricTail(name.document, position.ordinal);
    if (!reverse) bound.push_back('\0');
  }
  if (reverse) {
    if (IsAfter(stream.range.end, bound)) stream.range.end = bound;
  } else {
    stream.range.begin = std::max(stream.range.begin, bound);
  }
}

MetricScan::MetricScan(const Snapshot& snapshot, MetricOrder order,
                       bool reverse, std::vector<MetricStream> streams,
                       size_t expected_rows)
    : order_(order), reverse_(reverse) {
  const size_t batch_rows =
      std::clamp(expected_rows / std::max<size_t>(streams.size(), 1),
                 kMinBatchRows, kMaxBatchRows);
  for (MetricStream& stream : streams) {
    std::unique_ptr<Cursor> cursor = snapshot.Scan(stream.range, reverse);
    sources_.push_back({std::move(stream), std::move(cursor), batch_rows, {}});
  }
}

absl::StatusOr<std::optional<PositionedRow>> MetricScan::Next() {
  if (!started_) {
    for (size_t i = 0; i < sources_.size(); ++i) RETURN_IF_ERROR(Advance(i));
    started_ = true;
  }
  if (heads_.empty()) return std::optional<PositionedRow>();
  const auto head = reverse_ ? std::prev(heads_.end()) : heads_.begin();
  const std::string position = head->first;
  const Source& source = sources_[head->second];
  ASSIGN_OR_RETURN(MetricRow row,
                   ParseRecord<MetricRow>(source.rows[source.next - 1].value,
                                          "an index row"));
  // Whoever else stands at this position holds the same metric.
  while (!heads_.empty()) {
    const auto same = reverse_ ? std::prev(heads_.end()) : heads_.begin();
    if (same->first != position) break;
    const size_t index = same->second;
    heads_.erase(same);
    RETURN_IF_ERROR(Advance(index));
  }
  return std::optional<PositionedRow>({position, std::move(row)});
}

absl::Status MetricScan::Advance(size_t index) {
  Source& source = sources_[index];
  if (source.next == source.rows.size()) {
    ASSIGN_OR_RETURN(source.rows,
                     source.cursor->Next(source.batch_rows, kMaxBatchBytes));
    source.next = 0;
    source.batch_rows = std::min(2 * source.batch_rows, kMaxBatchRows);
    if (source.rows.empty()) return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(std::string position,
                   PositionOf(source, source.rows[source.next].key));
  ++source.next;
  heads_.emplace(std::move(position), index);
  return absl::OkStatus();
}

absl::StatusOr<std::string> MetricScan::PositionOf(const Source& source,
                                                   std::string_view key) const {
  const std::string_view rest = key.substr(source.stream.prefix.size());
  if (source.stream.collection.empty()) return std::string(rest);
  const std::optional<size_t> rank_length = RankLength(order_, rest);
  if (!rank_length.has_value()) {
    return CorruptRecord(source.stream.collection, "an index key has no rank");
  }
  return absl::StrCat(ToAbsl(rest.substr(0, *rank_length)),
                      source.stream.collection, "/",
                      ToAbsl(rest.substr(*rank_length)));
}

}  // namespace qiusuo::storage
