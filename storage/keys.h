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

#include "absl/container/inlined_vector.h"
#include "proto/names.h"
#include "qiusuo/v1/metric.pb.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/engine.h"

namespace qiusuo::storage {

// Bytes of an indicator that a key holds at most, cut between characters. Indicators
// that differ only later on share a range of keys.
inline constexpr size_t kMaxIndicatorKeyBytes = 200;

// KeyIn answers the key of a keyspace and a collection, and of what else it names: its
// beginning, if that is all. The keyspaces are in keys.cc, those of the text index in
// text_keys.cc.
std::string KeyIn(char keyspace, std::string_view collection,
                  std::string_view rest = "");

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

// Metrics that a block holds, but for the last of a revision.
inline constexpr uint32_t kMetricsPerBlock = 16;

// The MetricBlock of a revision that holds the metric at `ordinal`, which counts from 1.
std::string MetricBlockKey(const DocumentName& name, int64_t revision,
                           uint32_t ordinal);
// MetricBlockKeys answers the range of all blocks of a revision.
KeyRange MetricBlockKeys(const DocumentName& name, int64_t revision);
// ParseMetricBlockKey answers the number of the block, from 0, within its revision.
uint32_t ParseMetricBlockKey(std::string_view key);

// The metric indexes. Those by indicator list a collection's metrics once under each of
// their indicator names. Their first bytes, and that of IndexRecordKey, lie below those of
// all other keyspaces: they are written by Engine::Load.
enum class MetricIndex : char {
  kValue = 'A',              // collection, value, document, ordinal
  kPeriod = 'B',             // collection, period, document
  kIndicatorDocument = 'I',  // collection, indicator, document, ordinal
  kIndicatorValue = 'J',     // collection, indicator, value, document, ordinal
  kIndicatorPeriod = 'K',    // collection, indicator, period, document, ordinal
};

// The IndexRecord; behind all index rows.
std::string IndexRecordKey();

// MetricIndexPrefix begins the keys of all rows that the collection has in the index
// (under the indicator, for an index by indicator).
std::string MetricIndexPrefix(MetricIndex index, std::string_view collection,
                              std::string_view indicator);

// IndicatorKeys answers the range of the rows that the collection has in the index by indicator
// and document under names that begin with `prefix`.
KeyRange IndicatorKeys(std::string_view collection, std::string_view prefix);

// CutIndicator answers as much of an indicator as keys hold.
std::string_view CutIndicator(std::string_view indicator);

// IndicatorNames answers the names under which indexes list the metric, one or two, as far as keys
// hold them. The views are into the metric.
absl::InlinedVector<std::string_view, 2> IndicatorNames(
    const qiusuo::v1::Metric& metric);

// AppendMetricIndexKey appends the key of an index row: `indicator` is one of IndicatorNames, or
// empty for an index that has none, `rank` that of the index's order, `tail` the MetricTail.
void AppendMetricIndexKey(MetricIndex index, std::string_view collection,
                          std::string_view indicator, std::string_view rank,
                          std::string_view tail, std::string& bytes);

// MetricIndexKeys answers the keys of all index rows of a metric alone: each of them once.
std::vector<std::string> MetricIndexKeys(const DocumentName& name,
                                         const qiusuo::v1::Metric& metric,
                                         uint32_t ordinal);

// PeriodIndexKey answers the key of the row that all metrics of a document with this
// PeriodRank share.
std::string PeriodIndexKey(const DocumentName& name, std::string_view period);

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

// AppendText appends free text to a key, as bytes that sort as the text does whatever follows:
// NUL becomes 00 ff, the end is 00 01. AppendTextPrefix leaves the end away: what all texts
// that begin so begin with. TakeText takes such a text off the front of `bytes`; nullopt if there
// is none.
void AppendText(std::string& key, std::string_view text);
void AppendTextPrefix(std::string& key, std::string_view text);
std::optional<std::string> TakeText(std::string_view& bytes);

// TextLength answers how many bytes of `bytes` are the free text, with its end, that they begin
// with; nullopt if they begin with none.
std::optional<size_t> TextLength(std::string_view bytes);

// ParseMetricPosition takes the bytes of a position apart; nullopt if they are not
// exactly those of one in this order.
std::optional<MetricPosition> ParseMetricPosition(qiusuo::v1::MetricOrder order,
                                                  std::string_view bytes);

// MetricTail ends the key of an index row of a metric: document and ordinal.
// MetricTailPrefix begins the tails of all metrics of the document.
std::string MetricTail(std::string_view document, uint32_t ordinal);
std::string MetricTailPrefix(std::string_view document);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_KEYS_H_
