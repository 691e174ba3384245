// File: storage/index_rows.h
//
// The index rows of one revision of a document. A row's key says where the metric stands in
// an order; its value holds the metric's facets, what most filters ask, so that only those
// metrics are fetched that a query answers with. docs/storage_format.md shows the bytes.
//
//   const DocumentIndexRows rows(name, revision, document.metrics());
//   for (size_t i = 0; i < rows.size(); ++i) Load(rows.key(i), rows.value(i));

#ifndef QIUSUO_STORAGE_INDEX_ROWS_H_
#define QIUSUO_STORAGE_INDEX_ROWS_H_

#include <google/protobuf/repeated_ptr_field.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proto/names.h"
#include "qiusuo/v1/metric.pb.h"

namespace qiusuo::storage {

// A unit of more bytes is not among the facets.
inline constexpr size_t kMaxFacetUnitBytes = 200;

// What the value of an index row says of its metric. The views are into the value.
struct MetricFacets {
  int64_t revision = 0;
  qiusuo::v1::MetricKind kind = {};
  qiusuo::v1::Direction direction = {};
  qiusuo::v1::Basis basis = {};
  qiusuo::v1::Relation relation = {};
  bool planned = false;
  std::optional<std::string_view> unit;  // nullopt: too long, see the metric
  // What its value counts by: the unit or, if it has none, the noted one. nullopt as for `unit`.
  std::optional<std::string_view> counted_unit;
  std::string_view period;  // PeriodRank
  std::string_view value;   // ValueRank
};

// CountedUnit answers the unit of the metric or, if it has none, the text of its noted one.
const std::string& CountedUnit(const qiusuo::v1::Metric& metric);

// ParseFacets answers nullopt for bytes that are no such value.
std::optional<MetricFacets> ParseFacets(std::string_view bytes);

// ParseRevision answers the revision in the value of a row of the index by period, which holds
// nothing else; nullopt if it is none.
std::optional<int64_t> ParseRevision(std::string_view bytes);

// The index of a key and 15 bytes behind its collection.
using KeyOrder = std::pair<uint64_t, uint64_t>;

// Sorted by key, each key once. Not changed once it is made.
class DocumentIndexRows {
 public:
  DocumentIndexRows(
      const DocumentName& name, int64_t revision,
      const google::protobuf::RepeatedPtrField<qiusuo::v1::Metric>& metrics);

  size_t size() const { return rows_.size(); }
  std::string_view key(size_t i) const;
  std::string_view value(size_t i) const;
  // Sorts as the keys do, as far as it goes, among rows of one collection.
  KeyOrder order(size_t i) const { return rows_[i].order; }
  // The first row whose key is `key` or comes after it; size() if none does.
  size_t LowerBound(std::string_view key) const;
  // Bytes of memory.
  size_t bytes() const;

 private:
  struct Entry {
    KeyOrder order;
    uint32_t key_begin;
    uint32_t key_size;
    uint32_t value_begin;
    uint32_t value_size;
  };

  // Where a value is, within bytes_.
  struct Place {
    size_t begin;
    size_t end;
  };

  // Adds the rows of one metric.
  void AddMetric(const DocumentName& name, const qiusuo::v1::Metric& metric,
                 std::string_view period, uint32_t ordinal, int64_t revision);
  // Adds the row whose key was appended to bytes_, from `key_begin` on.
  void Add(size_t key_begin, Place value);

  const size_t order_begin_;  // of a key: behind the collection
  std::string bytes_;
  std::vector<Entry> rows_;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_INDEX_ROWS_H_
