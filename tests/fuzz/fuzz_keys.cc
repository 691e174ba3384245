// Any bytes either are no key, or are taken apart into what builds the same bytes
// again; and the ranks of two decimals sort as the decimals do.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "storage/keys.h"
#include "storage/metric_rank.h"

namespace qiusuo::storage {
namespace {

void Expect(bool holds, std::string_view what) {
  if (holds) return;
  std::cerr << "does not hold: " << what << "\n";
  std::abort();
}

void CheckKeys(std::string_view bytes) {
  if (const auto collection = ParseCollectionKey(bytes)) {
    Expect(IsCollectionId(*collection) && CollectionKey(*collection) == bytes,
           "a collection's key is built from its id");
  }
  if (const auto name = ParseHeadKey(bytes)) {
    Expect(IsCollectionId(name->collection) && IsDocumentId(name->document) &&
               HeadKey(*name) == bytes,
           "a head's key is built from its name");
  }
  if (const auto version = ParseChangeKey(bytes)) {
    Expect(bytes.starts_with(ChangeKeyPrefix()) &&
               bytes.size() == ChangeKeyPrefix().size() + sizeof(*version),
           "a change's key is prefix and version");
    Expect(*version == 0 || ChangeKeysAfter(*version - 1).begin <= bytes,
           "a change comes after the version before it");
  }
}

void CheckPositions(std::string_view bytes) {
  for (const auto order :
       {qiusuo::v1::METRIC_ORDER_DOCUMENT, qiusuo::v1::METRIC_ORDER_VALUE,
        qiusuo::v1::METRIC_ORDER_PERIOD}) {
    const auto position = ParseMetricPosition(order, bytes);
    if (!position) continue;
    Expect(position->ToBytes() == bytes, "a position has one form");
    Expect(RankLength(order, bytes) == position->rank.size(),
           "a position begins with its rank");
  }
}

void CheckRanks(std::string_view bytes) {
  const size_t split = bytes.find('\n');
  if (split == std::string_view::npos) return;
  const std::string_view a = bytes.substr(0, split);
  const std::string_view b = bytes.substr(split + 1);
  const std::optional<Decimal> first = Decimal::Parse(a);
  const std::optional<Decimal> second = Decimal::Parse(b);
  Expect(first.has_value() || ValueRank(a) == NoValueRank(),
         "what is no decimal has the smallest rank");
  Expect(RankLength(qiusuo::v1::METRIC_ORDER_VALUE,
                    ValueRank(a).append(bytes)) == ValueRank(a).size(),
         "a rank tells where it ends");
  if (!first || !second || first->digits().size() > kMaxRankDigits ||
      second->digits().size() > kMaxRankDigits) {
    return;
  }
  Expect((*first <=> *second) == (ValueRank(a) <=> ValueRank(b)),
         "ranks sort as decimals");
}

}  // namespace
}  // namespace qiusuo::storage

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  qiusuo::storage::CheckKeys(bytes);
  qiusuo::storage::CheckPositions(bytes);
  qiusuo::storage::CheckRanks(bytes);
  return 0;
}
