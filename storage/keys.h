// File: storage/keys.h
//
// The one place that builds and takes apart keys. docs/storage_format.md shows each
// with an example; their bytes never change within a format version.
//
//   HeadKey({"default", "a"})                  hdefault/a
//   RevisionChunkKey({"default", "a"}, 2, 0)   rdefault/a NUL, 8 bytes 2, 4 bytes 0
//
// The first byte names the keyspace. A collection id is ended by `/` and a document
// id by NUL, bytes that no id holds, so keys order as the documents' names do.
// Numbers are big-endian. Everything but the free text of an indicator is written as
// it is.

#ifndef QIUSUO_STORAGE_KEYS_H_
#define QIUSUO_STORAGE_KEYS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/names.h"
#include "qiusuo/v1/metric.pb.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/engine.h"

namespace qiusuo::storage {

// Bytes of an indicator that a key holds at most, cut between characters. Indicators
// that differ only later on share a range of keys.
inline constexpr size_t kMaxIndicatorKeyBytes = 200;

// The FormatRecord.
std::string FormatKey();

// The CollectionRecord of a collection.
std::string CollectionKey(std::string_view collection);
KeyRange CollectionKeys();
// ParseCollectionKey answers the collection's id; nullopt if `key` is no such key.
std::optional<std::string> ParseCollectionKey(std::string_view key);

// A collection's counters.
std::string DocumentCountKey(std::string_view collection);
std::string MetricCountKey(std::string_view collection);

// The HeadRecord of a document.
std::string HeadKey(const DocumentName& name);
// HeadKeys answers the range of a collection's heads, or of all (kAnyCollection).
KeyRange HeadKeys(std::string_view collection);
// ParseHeadKey answers the document's name; nullopt if `key` is no such key.
std::optional<DocumentName> ParseHeadKey(std::string_view key);

// One chunk of a revision; chunks count from 0.
std::string RevisionChunkKey(const DocumentName& name, int64_t revision,
                             int32_t chunk);

// The change log. A commit's ChangeRecord is put at ChangeKeyPrefix() and its version.
std::string ChangeKeyPrefix();
// ChangeKeysAfter answers the range of the changes that are later than `after`.
KeyRange ChangeKeysAfter(Version after);
// ParseChangeKey answers the commit's version; nullopt if `key` is no such key.
std::optional<Version> ParseChangeKey(std::string_view key);

// The metric indexes. Each lists a collection's metrics; those by indicator list them
// once under each of a metric's indicator names.
enum class MetricIndex : char {
  kDocument = 'd',           // collection, document, ordinal
  kValue = 'v',              // collection, value, document, ordinal
  kPeriod = 'p',             // collection, period, document, ordinal
  kIndicatorDocument = 'D',  // collection, indicator, document, ordinal
  kIndicatorValue = 'V',     // collection, indicator, value, document, ordinal
  kIndicatorPeriod = 'P',    // collection, indicator, period, document, ordinal
};

// MetricIndexPrefix begins the keys of all rows that the collection has in the index
// (under the indicator, for an index by indicator).
std::string MetricIndexPrefix(MetricIndex index, std::string_view collection,
                              std::string_view indicator);

// MetricIndexKeys answers the keys of all index rows of a metric: each of them once.
std::vector<std::string> MetricIndexKeys(const DocumentName& name,
                                         const qiusuo::v1::Metric& metric,
                                         uint32_t ordinal);

// A MetricPosition is a metric's place in an order over all collections. Its bytes
// are rank (storage/metric_rank.h), collection, document and ordinal, and sort as the
// places do.
struct MetricPosition {
  std::string rank;
  DocumentName document;
  uint32_t ordinal = 0;

  std::string ToBytes() const;
  friend bool operator==(const MetricPosition&,
                         const MetricPosition&) = default;
};

// ParseMetricPosition takes the bytes of a position apart; nullopt if they are not
// exactly those of one in this order.
std::optional<MetricPosition> ParseMetricPosition(qiusuo::v1::MetricOrder order,
                                                  std::string_view bytes);

// MetricTail ends the key of every index row of a metric: document and ordinal.
// MetricTailPrefix begins the tails of all metrics of the document.
std::string MetricTail(std::string_view document, uint32_t ordinal);
std::string MetricTailPrefix(std::string_view document);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_KEYS_H_
