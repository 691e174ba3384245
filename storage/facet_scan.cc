#include "storage/facet_scan.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "storage/big_endian.h"
#include "storage/records.h"

namespace qiusuo::storage {
namespace {

constexpr size_t kMinBatchRows = 16;
constexpr size_t kMaxBatchRows = 1024;
constexpr size_t kMaxBatchBytes = 1 << 20;
constexpr size_t kPeriodRankBytes = 8;
// What ends a document's id, and the ordinal.
constexpr size_t kBytesBehindDocument = 5;

bool IsByIndicator(MetricIndex index) {
  return index == MetricIndex::kIndicatorDocument ||
         index == MetricIndex::kIndicatorValue ||
         index == MetricIndex::kIndicatorPeriod;
}

}  // namespace

FacetScan::FacetScan(const Snapshot& snapshot, const TailView& tail,
                     MetricIndex index, const std::string& collection,
                     KeyRange range)
    : snapshot_(snapshot),
      tail_(tail),
      prefix_(absl::StrCat(std::string(1, static_cast<char>(index)), collection,
                           "/")),
      by_indicator_(IsByIndicator(index)),
      range_(std::move(range)),
      place_(absl::StrCat(collection, "/")),
      place_begin_(place_.size()) {}

void FacetScan::Open() {
  indexed_ = {.cursor = snapshot_.Scan(range_, /*reverse=*/false)};
  late_ = {.cursor = nullptr};
  for (const Row& row : tail_.RowsIn(range_))
    late_.rows.Add(row.key, row.value);
  batch_rows_ = kMinBatchRows;
  opened_ = true;
}

void FacetScan::SkipTo(const std::string& key) {
  range_.begin = std::max(range_.begin, key);
  for (Source* source : {&indexed_, &late_}) {
    while (!source->at_end() && source->key() < range_.begin) ++source->next;
  }
  // Rows that were read ahead may reach so far; else another cursor is cheaper than the rows
  // between.
  if (opened_ && indexed_.at_end()) opened_ = false;
}

absl::Status FacetScan::Refill(Source& source) {
  if (!source.at_end() || source.cursor == nullptr) return absl::OkStatus();
  ASSIGN_OR_RETURN(source.rows,
                   source.cursor->NextBatch(batch_rows_, kMaxBatchBytes));
  source.next = 0;
  batch_rows_ = std::min(2 * batch_rows_, kMaxBatchRows);
  if (source.rows.size() == 0) source.cursor = nullptr;
  return absl::OkStatus();
}

absl::StatusOr<bool> FacetScan::Next() {
  if (!opened_) Open();
  for (;;) {
    RETURN_IF_ERROR(Refill(indexed_));
    const bool has_indexed = !indexed_.at_end();
    const bool has_late = !late_.at_end();
    if (!has_indexed && !has_late) return false;
    const bool takes_late =
        has_late && (!has_indexed || late_.key() < indexed_.key());
    Source& source = takes_late ? late_ : indexed_;
    const size_t row = source.next++;
    ++rows_read_;
    RETURN_IF_ERROR(Parse(source.rows.key(row), source.rows.value(row)));
    // What the indexes say of a document in the tail does not count.
    if (takes_late || !IsInTail()) return true;
  }
}

absl::Status FacetScan::Parse(std::string_view key, std::string_view value) {
  const std::optional<MetricFacets> facets = ParseFacets(value);
  std::string_view rest = key;
  rest.remove_prefix(std::min(prefix_.size(), rest.size()));
  // Most rows have the name of the row before.
  if (by_indicator_ && (indicator_.empty() || !rest.starts_with(indicator_))) {
    indicator_ = rest.substr(0, TextLength(rest).value_or(0));
  }
  if (!facets.has_value() || by_indicator_ == indicator_.empty()) {
    return CorruptRecord("the metric indexes", "a row has no facets");
  }
  facets_ = *facets;
  rest.remove_prefix(indicator_.size());
  const auto index = static_cast<MetricIndex>(key[0]);
  size_t rank_size = 0;
  if (index == MetricIndex::kValue || index == MetricIndex::kIndicatorValue) {
    rank_size = facets_.value.size();
  } else if (index == MetricIndex::kIndicatorPeriod) {
    rank_size = kPeriodRankBytes;
  }
  if (rest.size() < rank_size + kBytesBehindDocument) {
    return CorruptRecord("the metric indexes", "a row has no place");
  }
  rest.remove_prefix(rank_size);
  document_ = rest.substr(0, rest.size() - kBytesBehindDocument);
  ordinal_ =
      static_cast<uint32_t>(ReadBigEndian(rest.substr(document_.size() + 1)));
  return absl::OkStatus();
}

bool FacetScan::IsInTail() {
  if (tail_.documents().empty()) return false;
  place_.resize(place_begin_);
  place_ += document_;
  return tail_.Holds(place_);
}

}  // namespace qiusuo::storage
