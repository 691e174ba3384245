// The value of an index row of a metric:
//
//   revision   varint
//   kind       1 byte, plus 80 if planned, plus 40 if the unit is a noted one
//   direction, basis, relation   1 byte each
//   period     8 bytes, its rank
//   unit       1 byte length, then its bytes; ff: too long
//   value      the rest: its rank

#include "storage/index_rows.h"

#include <algorithm>
#include <cstring>
#include <set>

#include "storage/keys.h"
#include "storage/metric_rank.h"
#include "storage/varint.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Metric;

constexpr uint8_t kPlanned = 0x80;
constexpr uint8_t kUnitIsNoted = 0x40;
constexpr uint8_t kUnitTooLong = 0xff;
constexpr size_t kPeriodRankBytes = 8;

void AppendFacets(int64_t revision, const Metric& metric,
                  std::string_view period, std::string_view value,
                  std::string& bytes) {
  AppendVarint(bytes, static_cast<uint64_t>(revision));
  const std::string& unit = CountedUnit(metric);
  const bool is_noted = metric.quantity().unit().empty() && !unit.empty();
  bytes.push_back(static_cast<char>(static_cast<uint8_t>(metric.kind()) |
                                    (metric.planned() ? kPlanned : 0) |
                                    (is_noted ? kUnitIsNoted : 0)));
  bytes.push_back(static_cast<char>(metric.direction()));
  bytes.push_back(static_cast<char>(metric.basis()));
  bytes.push_back(static_cast<char>(metric.quantity().relation()));
  bytes += period;
  if (unit.size() > kMaxFacetUnitBytes) {
    bytes.push_back(static_cast<char>(kUnitTooLong));
  } else {
    bytes.push_back(static_cast<char>(unit.size()));
    bytes += unit;
  }
  bytes += value;
}

// 8 bytes of the key, as a number that sorts as they do; 0 where it has none.
uint64_t WordAt(std::string_view key, size_t begin) {
  uint64_t word = 0;
  if (begin + sizeof(word) <= key.size()) {
    std::memcpy(&word, key.data() + begin, sizeof(word));
    return __builtin_bswap64(word);
  }
  for (size_t i = begin; i < begin + sizeof(word); ++i) {
    word = word << 8 | (i < key.size() ? static_cast<uint8_t>(key[i]) : 0);
  }
  return word;
}

}  // namespace

const std::string& CountedUnit(const Metric& metric) {
  const qiusuo::v1::Quantity& quantity = metric.quantity();
  return quantity.unit().empty() ? quantity.noted_unit().text()
                                 : quantity.unit();
}

std::optional<MetricFacets> ParseFacets(std::string_view bytes) {
  MetricFacets facets;
  const std::optional<uint64_t> revision = TakeVarint(bytes);
  if (!revision.has_value() || bytes.size() < 4 + kPeriodRankBytes + 1) {
    return std::nullopt;
  }
  facets.revision = static_cast<int64_t>(*revision);
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(bytes[i]); };
  facets.kind =
      static_cast<qiusuo::v1::MetricKind>(byte(0) & ~(kPlanned | kUnitIsNoted));
  facets.planned = (byte(0) & kPlanned) != 0;
  const bool is_noted = (byte(0) & kUnitIsNoted) != 0;
  facets.direction = static_cast<qiusuo::v1::Direction>(byte(1));
  facets.basis = static_cast<qiusuo::v1::Basis>(byte(2));
  facets.relation = static_cast<qiusuo::v1::Relation>(byte(3));
  facets.period = bytes.substr(4, kPeriodRankBytes);
  const uint8_t unit_size = byte(4 + kPeriodRankBytes);
  bytes.remove_prefix(4 + kPeriodRankBytes + 1);
  if (unit_size != kUnitTooLong) {
    if (bytes.size() < unit_size) return std::nullopt;
    facets.counted_unit = bytes.substr(0, unit_size);
    facets.unit = facets.counted_unit;
    bytes.remove_prefix(unit_size);
  }
  if (is_noted) facets.unit = std::string_view();
  if (bytes.empty()) return std::nullopt;
  facets.value = bytes;
  return facets;
}

std::optional<int64_t> ParseRevision(std::string_view bytes) {
  const std::optional<uint64_t> revision = TakeVarint(bytes);
  if (!revision.has_value() || !bytes.empty()) return std::nullopt;
  return static_cast<int64_t>(*revision);
}

DocumentIndexRows::DocumentIndexRows(
    const DocumentName& name, int64_t revision,
    const google::protobuf::RepeatedPtrField<Metric>& metrics)
    : order_begin_(name.collection.size() + 2) {
  // About what most documents need.
  constexpr size_t kRows = 6;
  constexpr size_t kBytes = 450;
  const auto count = static_cast<size_t>(metrics.size());
  rows_.reserve(kRows * count);
  bytes_.reserve(kBytes * count);
  std::set<std::string> periods;
  uint32_t ordinal = 0;
  for (const Metric& metric : metrics) {
    std::string period = PeriodRank(metric.period());
    AddMetric(name, metric, period, ++ordinal, revision);
    periods.insert(std::move(period));
  }
  const size_t value_begin = bytes_.size();
  AppendVarint(bytes_, static_cast<uint64_t>(revision));
  const Place value{value_begin, bytes_.size()};
  for (const std::string& period : periods) {
    const size_t key_begin = bytes_.size();
    bytes_ += PeriodIndexKey(name, period);
    Add(key_begin, value);
  }
  std::sort(rows_.begin(), rows_.end(), [&](const Entry& a, const Entry& b) {
    if (a.order != b.order) return a.order < b.order;
    return std::string_view(bytes_).substr(a.key_begin, a.key_size) <
           std::string_view(bytes_).substr(b.key_begin, b.key_size);
  });
}

void DocumentIndexRows::AddMetric(const DocumentName& name,
                                  const Metric& metric, std::string_view period,
                                  uint32_t ordinal, int64_t revision) {
  const std::string rank = ValueRank(metric.quantity().value());
  const std::string tail = MetricTail(name.document, ordinal);
  const size_t value_begin = bytes_.size();
  AppendFacets(revision, metric, period, rank, bytes_);
  const Place value{value_begin, bytes_.size()};
  const auto add = [&](MetricIndex index, std::string_view indicator,
                       std::string_view index_rank) {
    const size_t key_begin = bytes_.size();
    AppendMetricIndexKey(index, name.collection, indicator, index_rank, tail,
                         bytes_);
    Add(key_begin, value);
  };
  add(MetricIndex::kValue, "", rank);
  for (const std::string_view indicator : IndicatorNames(metric)) {
    add(MetricIndex::kIndicatorDocument, indicator, "");
    add(MetricIndex::kIndicatorValue, indicator, rank);
    add(MetricIndex::kIndicatorPeriod, indicator, period);
  }
}

void DocumentIndexRows::Add(size_t key_begin, Place value) {
  const std::string_view key = std::string_view(bytes_).substr(key_begin);
  // The index, and 15 bytes from behind the collection.
  const KeyOrder order{uint64_t{static_cast<uint8_t>(key[0])} << 56 |
                           WordAt(key, order_begin_) >> 8,
                       WordAt(key, order_begin_ + 7)};
  rows_.push_back({order, static_cast<uint32_t>(key_begin),
                   static_cast<uint32_t>(key.size()),
                   static_cast<uint32_t>(value.begin),
                   static_cast<uint32_t>(value.end - value.begin)});
}

std::string_view DocumentIndexRows::key(size_t i) const {
  return std::string_view(bytes_).substr(rows_[i].key_begin, rows_[i].key_size);
}

std::string_view DocumentIndexRows::value(size_t i) const {
  return std::string_view(bytes_).substr(rows_[i].value_begin,
                                         rows_[i].value_size);
}

size_t DocumentIndexRows::LowerBound(std::string_view key) const {
  size_t begin = 0;
  for (size_t count = rows_.size(); count > 0;) {
    const size_t step = count / 2;
    if (this->key(begin + step) < key) {
      begin += step + 1;
      count -= step + 1;
    } else {
      count = step;
    }
  }
  return begin;
}

size_t DocumentIndexRows::bytes() const {
  return bytes_.capacity() + rows_.capacity() * sizeof(Entry);
}

}  // namespace qiusuo::storage
