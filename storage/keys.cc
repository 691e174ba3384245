#include "storage/keys.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "storage/big_endian.h"
#include "storage/metric_rank.h"

namespace qiusuo::storage {
namespace {

// First bytes of the keyspaces. On disk: never change, never reuse. The metric
// indexes have those of enum MetricIndex.
constexpr char kFormat = 'f';
constexpr char kCollection = 'c';
constexpr char kCounter = 'n';
constexpr char kHead = 'h';
constexpr char kRevision = 'r';
constexpr char kChange = 'l';
constexpr char kMetricBlock = 'm';
constexpr char kIndexRecord = 'Z';

constexpr std::string_view kDocumentCounter = "documents";
constexpr std::string_view kMetricCounter = "metrics";

constexpr char kCollectionEnd = '/';
constexpr char kDocumentEnd = '\0';
constexpr size_t kOrdinalBytes = 4;

bool IsByIndicator(MetricIndex index) {
  return index == MetricIndex::kIndicatorDocument ||
         index == MetricIndex::kIndicatorValue ||
         index == MetricIndex::kIndicatorPeriod;
}

// TakeUntil takes the bytes before `end` from the front of `bytes`, and `end`.
std::optional<std::string_view> TakeUntil(char end, std::string_view& bytes) {
  const size_t length = bytes.find(end);
  if (length == std::string_view::npos) return std::nullopt;
  const std::string_view taken = bytes.substr(0, length);
  bytes.remove_prefix(length + 1);
  return taken;
}

}  // namespace

std::string KeyIn(char keyspace, std::string_view collection,
                  std::string_view rest) {
  std::string key(1, keyspace);
  key += collection;
  key += kCollectionEnd;
  key += rest;
  return key;
}

void AppendTextPrefix(std::string& key, std::string_view text) {
  for (;;) {
    const size_t end = std::min(text.find('\0'), text.size());
    key += text.substr(0, end);
    if (end == text.size()) return;
    key.push_back('\0');
    key.push_back('\xff');
    text.remove_prefix(end + 1);
  }
}

void AppendText(std::string& key, std::string_view text) {
  AppendTextPrefix(key, text);
  key.push_back('\0');
  key.push_back('\x01');
}

std::optional<size_t> TextLength(std::string_view bytes) {
  for (size_t begin = 0;;) {
    const size_t nul = bytes.find('\0', begin);
    if (nul == std::string_view::npos || nul + 1 == bytes.size()) {
      return std::nullopt;
    }
    if (bytes[nul + 1] == '\x01') return nul + 2;
    begin = nul + 2;
  }
}

std::optional<std::string> TakeText(std::string_view& bytes) {
  const std::optional<size_t> length = TextLength(bytes);
  if (!length.has_value()) return std::nullopt;
  std::string text;
  for (size_t i = 0; i + 2 < *length; ++i) {
    text.push_back(bytes[i]);
    if (bytes[i] == '\0') ++i;
  }
  bytes.remove_prefix(*length);
  return text;
}

std::string FormatKey() { return std::string(1, kFormat); }

std::string CollectionKey(std::string_view collection) {
  return KeyIn(kCollection, collection);
}

KeyRange CollectionKeys() { return PrefixRange(std::string(1, kCollection)); }

std::optional<std::string> ParseCollectionKey(std::string_view key) {
  if (key.size() < 2 || key.front() != kCollection ||
      key.back() != kCollectionEnd) {
    return std::nullopt;
  }
  const std::string_view id = key.substr(1, key.size() - 2);
  if (!IsCollectionId(id)) return std::nullopt;
  return std::string(id);
}

std::string DocumentCountKey(std::string_view collection) {
  return KeyIn(kCounter, collection, kDocumentCounter);
}

std::string MetricCountKey(std::string_view collection) {
  return KeyIn(kCounter, collection, kMetricCounter);
}

std::string HeadKey(const DocumentName& name) {
  return KeyIn(kHead, name.collection, name.document);
}

KeyRange HeadKeys(std::string_view collection) {
  return PrefixRange(collection == kAnyCollection ? std::string(1, kHead)
                                                  : KeyIn(kHead, collection));
}

std::optional<DocumentName> ParseHeadKey(std::string_view key) {
  if (key.empty() || key[0] != kHead) return std::nullopt;
  key.remove_prefix(1);
  const std::optional<std::string_view> collection =
      TakeUntil(kCollectionEnd, key);
  if (!collection.has_value() || !IsCollectionId(*collection) ||
      !IsDocumentId(key)) {
    return std::nullopt;
  }
  return DocumentName{std::string(*collection), std::string(key)};
}

std::string RevisionChunkKey(const DocumentName& name, int64_t revision,
                             int32_t chunk) {
  std::string key = KeyIn(kRevision, name.collection, name.document);
  key += kDocumentEnd;
  AppendBigEndian64(key, static_cast<uint64_t>(revision));
  AppendBigEndian32(key, static_cast<uint32_t>(chunk));
  return key;
}

std::string ChangeKeyPrefix() { return std::string(1, kChange); }

KeyRange ChangeKeysAfter(Version after) {
  KeyRange range = PrefixRange(ChangeKeyPrefix());
  range.begin = after == std::numeric_limits<Version>::max()
                    ? range.end
                    : ChangeKeyPrefix() + BigEndian64(after + 1);
  return range;
}

std::optional<Version> ParseChangeKey(std::string_view key) {
  if (key.size() != 9 || key[0] != kChange) return std::nullopt;
  return ReadBigEndian(key.substr(1));
}

std::string MetricBlockKey(const DocumentName& name, int64_t revision,
                           uint32_t ordinal) {
  std::string key = MetricBlockKeys(name, revision).begin;
  AppendBigEndian32(key, (ordinal - 1) / kMetricsPerBlock);
  return key;
}

KeyRange MetricBlockKeys(const DocumentName& name, int64_t revision) {
  std::string prefix = KeyIn(kMetricBlock, name.collection, name.document);
  prefix += kDocumentEnd;
  AppendBigEndian64(prefix, static_cast<uint64_t>(revision));
  return PrefixRange(prefix);
}

uint32_t ParseMetricBlockKey(std::string_view key) {
  return static_cast<uint32_t>(
      ReadBigEndian(key.substr(key.size() - std::min<size_t>(key.size(), 4))));
}

std::string IndexRecordKey() { return std::string(1, kIndexRecord); }

std::string MetricIndexPrefix(MetricIndex index, std::string_view collection,
                              std::string_view indicator) {
  std::string prefix = KeyIn(static_cast<char>(index), collection);
  if (IsByIndicator(index)) AppendText(prefix, CutIndicator(indicator));
  return prefix;
}

std::string MetricTailPrefix(std::string_view document) {
  std::string prefix(document);
  prefix += kDocumentEnd;
  return prefix;
}

std::string MetricTail(std::string_view document, uint32_t ordinal) {
  std::string tail = MetricTailPrefix(document);
  AppendBigEndian32(tail, ordinal);
  return tail;
}

KeyRange IndicatorKeys(std::string_view collection, std::string_view prefix) {
  std::string begin =
      KeyIn(static_cast<char>(MetricIndex::kIndicatorDocument), collection);
  AppendTextPrefix(begin, prefix);
  return PrefixRange(begin);
}

std::string_view CutIndicator(std::string_view indicator) {
  if (indicator.size() <= kMaxIndicatorKeyBytes) return indicator;
  size_t end = kMaxIndicatorKeyBytes;
  while (end > 0 && (indicator[end] & 0xc0) == 0x80) --end;
  return indicator.substr(0, end);
}

absl::InlinedVector<std::string_view, 2> IndicatorNames(
    const qiusuo::v1::Metric& metric) {
  absl::InlinedVector<std::string_view, 2> names = {
      CutIndicator(metric.indicator())};
  const std::string_view full = CutIndicator(metric.indicator_full());
  if (full != names[0]) names.push_back(full);
  return names;
}

void AppendMetricIndexKey(MetricIndex index, std::string_view collection,
                          std::string_view indicator, std::string_view rank,
                          std::string_view tail, std::string& bytes) {
  bytes += static_cast<char>(index);
  bytes += collection;
  bytes += kCollectionEnd;
  if (IsByIndicator(index)) AppendText(bytes, indicator);
  bytes += rank;
  bytes += tail;
}

std::vector<std::string> MetricIndexKeys(const DocumentName& name,
                                         const qiusuo::v1::Metric& metric,
                                         uint32_t ordinal) {
  const std::string tail = MetricTail(name.document, ordinal);
  const std::string value = ValueRank(metric.quantity().value());
  const std::string period = PeriodRank(metric.period());
  std::vector<std::string> keys;
  const auto add = [&](MetricIndex index, std::string_view indicator,
                       std::string_view rank) {
    AppendMetricIndexKey(index, name.collection, indicator, rank, tail,
                         keys.emplace_back());
  };
  add(MetricIndex::kValue, "", value);
  for (const std::string_view indicator : IndicatorNames(metric)) {
    add(MetricIndex::kIndicatorDocument, indicator, "");
    add(MetricIndex::kIndicatorValue, indicator, value);
    add(MetricIndex::kIndicatorPeriod, indicator, period);
  }
  return keys;
}

std::string PeriodIndexKey(const DocumentName& name, std::string_view period) {
  std::string key =
      MetricIndexPrefix(MetricIndex::kPeriod, name.collection, "");
  key += period;
  return key + MetricTailPrefix(name.document);
}

std::string MetricPosition::ToBytes() const {
  return absl::StrCat(rank, document.collection, "/",
                      MetricTail(document.document, ordinal));
}

std::optional<MetricPosition> ParseMetricPosition(qiusuo::v1::MetricOrder order,
                                                  std::string_view bytes) {
  const std::optional<size_t> rank_length = RankLength(order, bytes);
  if (!rank_length.has_value()) return std::nullopt;
  const std::string_view rank = bytes.substr(0, *rank_length);
  bytes.remove_prefix(*rank_length);
  const std::optional<std::string_view> collection =
      TakeUntil(kCollectionEnd, bytes);
  if (!collection.has_value() || !IsCollectionId(*collection)) {
    return std::nullopt;
  }
  const std::optional<std::string_view> document =
      TakeUntil(kDocumentEnd, bytes);
  if (!document.has_value() || !IsDocumentId(*document) ||
      bytes.size() != kOrdinalBytes) {
    return std::nullopt;
  }
  return MetricPosition{std::string(rank),
                        {std::string(*collection), std::string(*document)},
                        static_cast<uint32_t>(ReadBigEndian(bytes))};
}

}  // namespace qiusuo::storage
