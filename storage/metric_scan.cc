#include "storage/metric_scan.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "storage/metric_rank.h"
#include "storage/records.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::MetricOrder;

constexpr size_t kMinBatchRows = 4;
constexpr size_t kMaxBatchRows = 1024;
constexpr size_t kMaxBatchBytes = 1 << 20;

bool IsAfter(const std::string& key, const std::string& end) {
  return !end.empty() && key >= end;
}

bool StandsForDocuments(const MetricStream& stream) {
  return stream.prefix[0] == static_cast<char>(MetricIndex::kPeriod);
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
  if (stream.collection != name.collection) return std::nullopt;
  std::string key = stream.prefix + position.rank;
  key += StandsForDocuments(stream)
             ? MetricTailPrefix(name.document)
             : MetricTail(name.document, position.ordinal);
  if (key < stream.range.begin || IsAfter(key, stream.range.end)) {
    return std::nullopt;
  }
  return key;
}

void ContinueAfter(MetricStream& stream, const MetricPosition& position,
                   bool reverse) {
  const DocumentName& name = position.document;
  const int order = CompareCollections(stream.collection, name.collection);
  // The first key of the stream that comes after the position.
  std::string bound = stream.prefix;
  if (order > 0) {
    bound += position.rank;
  } else if (order < 0) {
    bound = PrefixRange(stream.prefix + position.rank).end;
  } else if (StandsForDocuments(stream)) {
    bound += position.rank + MetricTailPrefix(name.document);
    if (reverse) bound.push_back('\0');
  } else {
    bound += position.rank + MetricTail(name.document, position.ordinal);
    if (!reverse) bound.push_back('\0');
  }
  if (reverse) {
    if (IsAfter(stream.range.end, bound)) stream.range.end = bound;
  } else {
    stream.range.begin = std::max(stream.range.begin, bound);
  }
}

MetricScan::MetricScan(const Snapshot& snapshot, const TailView& tail,
                       MetricOrder order, bool reverse,
                       std::vector<MetricStream> streams, size_t expected_rows)
    : tail_(tail), order_(order), reverse_(reverse) {
  const size_t batch_rows =
      std::clamp(expected_rows / std::max<size_t>(streams.size(), 1),
                 kMinBatchRows, kMaxBatchRows);
  for (const MetricStream& stream : streams) {
    sources_.push_back({stream.prefix,
                        stream.collection,
                        snapshot.Scan(stream.range, reverse),
                        batch_rows,
                        {}});
    std::vector<Row> rows = tail.RowsIn(stream.range);
    if (rows.empty()) continue;
    if (reverse) std::reverse(rows.begin(), rows.end());
    sources_.push_back(
        {stream.prefix, stream.collection, nullptr, 0, std::move(rows)});
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
  Source& source = sources_[head->second];
  std::string value = std::move(source.rows[source.next - 1].value);
  // Whoever else stands at this position holds the same metric.
  while (!heads_.empty()) {
    const auto same = reverse_ ? std::prev(heads_.end()) : heads_.begin();
    if (same->first != position) break;
    const size_t index = same->second;
    heads_.erase(same);
    RETURN_IF_ERROR(Advance(index));
  }
  return std::optional<PositionedRow>({position, std::move(value)});
}

absl::Status MetricScan::Advance(size_t index) {
  Source& source = sources_[index];
  for (;;) {
    if (source.next == source.rows.size()) {
      if (source.cursor == nullptr) return absl::OkStatus();
      ASSIGN_OR_RETURN(source.rows,
                       source.cursor->Next(source.batch_rows, kMaxBatchBytes));
      source.next = 0;
      source.batch_rows = std::min(2 * source.batch_rows, kMaxBatchRows);
      if (source.rows.empty()) return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(std::string position,
                     PositionOf(source, source.rows[source.next].key));
    ++source.next;
    if (source.cursor != nullptr && IsInTail(position)) continue;
    heads_.emplace(std::move(position), index);
    return absl::OkStatus();
  }
}

bool MetricScan::IsInTail(std::string_view position) const {
  if (tail_.documents().empty()) return false;
  const std::string_view place =
      position.substr(RankLength(order_, position).value_or(0));
  return tail_.Holds(place.substr(0, place.find('\0')));
}

absl::StatusOr<std::string> MetricScan::PositionOf(const Source& source,
                                                   std::string_view key) const {
  const std::string_view rest = key.substr(source.prefix.size());
  const std::optional<size_t> rank_length = RankLength(order_, rest);
  if (!rank_length.has_value()) {
    return CorruptRecord(source.collection, "an index key has no rank");
  }
  return absl::StrCat(ToAbsl(rest.substr(0, *rank_length)), source.collection,
                      "/", ToAbsl(rest.substr(*rank_length)));
}

}  // namespace qiusuo::storage
