// The value of an index row of a metric:
//
//   revision   varint
//   kind       1 byte, plus 80 if planned
//   direction, basis, relation   1 byte each
//   period     8 bytes, its rank
//   unit       1 byte length, then its bytes; ff: too long
//   value      the rest: its rank

#include "storage/index_rows.h"

#include <algorithm>
#include <set>

#include "storage/keys.h"
#include "storage/metric_rank.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Metric;

constexpr uint8_t kPlanned = 0x80;
constexpr uint8_t kUnitTooLong = 0xff;
constexpr size_t kPeriodRankBytes = 8;

void AppendVarint(std::string& bytes, uint64_t value) {
  for (; value >= 0x80; value >>= 7) {
    bytes.push_back(static_cast<char>(value | 0x80));
  }
  bytes.push_back(static_cast<char>(value));
}

std::optional<uint64_t> TakeVarint(std::string_view& bytes) {
  uint64_t value = 0;
  for (int shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<uint8_t>(bytes.front());
    bytes.remove_prefix(1);
    value |= uint64_t{byte & 0x7fu} << shift;
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

void AppendFacets(int64_t revision, const Metric& metric,
                  std::string_view period, std::string& bytes) {
  AppendVarint(bytes, static_cast<uint64_t>(revision));
  bytes.push_back(static_cast<char>(static_cast<uint8_t>(metric.kind()) |
                                    (metric.planned() ? kPlanned : 0)));
  bytes.push_back(static_cast<char>(metric.direction()));
  bytes.push_back(static_cast<char>(metric.basis()));
  bytes.push_back(static_cast<char>(metric.quantity().relation()));
  bytes += period;
  const std::string& unit = metric.quantity().unit();
  if (unit.size() > kMaxFacetUnitBytes) {
    bytes.push_back(static_cast<char>(kUnitTooLong));
  } else {
    bytes.push_back(static_cast<char>(unit.size()));
    bytes += unit;
  }
  bytes += ValueRank(metric.quantity().value());
}

}  // namespace

std::optional<MetricFacets> ParseFacets(std::string_view bytes) {
  MetricFacets facets;
  const std::optional<uint64_t> revision = TakeVarint(bytes);
  if (!revision.has_value() || bytes.size() < 4 + kPeriodRankBytes + 1) {
    return std::nullopt;
  }
  facets.revision = static_cast<int64_t>(*revision);
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(bytes[i]); };
  facets.kind = static_cast<qiusuo::v1::MetricKind>(byte(0) & ~kPlanned);
  facets.planned = (byte(0) & kPlanned) != 0;
  facets.direction = static_cast<qiusuo::v1::Direction>(byte(1));
  facets.basis = static_cast<qiusuo::v1::Basis>(byte(2));
  facets.relation = static_cast<qiusuo::v1::Relation>(byte(3));
  facets.period = bytes.substr(4, kPeriodRankBytes);
  const uint8_t unit_size = byte(4 + kPeriodRankBytes);
  bytes.remove_prefix(4 + kPeriodRankBytes + 1);
  if (unit_size != kUnitTooLong) {
    if (bytes.size() < unit_size) return std::nullopt;
    facets.unit = bytes.substr(0, unit_size);
    bytes.remove_prefix(unit_size);
  }
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
  std::set<std::string> periods;
  uint32_t ordinal = 0;
  for (const Metric& metric : metrics) {
    std::string period = PeriodRank(metric.period());
    const size_t value_begin = bytes_.size();
    AppendFacets(revision, metric, period, bytes_);
    const size_t value_end = bytes_.size();
    for (const std::string& key : MetricIndexKeys(name, metric, ++ordinal)) {
      Add(key, value_begin, value_end);
    }
    periods.insert(std::move(period));
  }
  const size_t value_begin = bytes_.size();
  AppendVarint(bytes_, static_cast<uint64_t>(revision));
  const size_t value_end = bytes_.size();
  for (const std::string& period : periods) {
    Add(PeriodIndexKey(name, period), value_begin, value_end);
  }
  std::sort(rows_.begin(), rows_.end(), [&](const Entry& a, const Entry& b) {
    if (a.order != b.order) return a.order < b.order;
    return std::string_view(bytes_).substr(a.key_begin, a.key_size) <
           std::string_view(bytes_).substr(b.key_begin, b.key_size);
  });
}

void DocumentIndexRows::Add(std::string_view key, size_t value_begin,
                            size_t value_end) {
  // The index, and as much behind the collection as fits.
  uint64_t order = static_cast<uint8_t>(key[0]);
  for (size_t i = 0; i < 7; ++i) {
    const size_t at = order_begin_ + i;
    order = order << 8 | (at < key.size() ? static_cast<uint8_t>(key[at]) : 0);
  }
  rows_.push_back({order, static_cast<uint32_t>(bytes_.size()),
                   static_cast<uint32_t>(key.size()),
                   static_cast<uint32_t>(value_begin),
                   static_cast<uint32_t>(value_end - value_begin)});
  bytes_ += key;
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
