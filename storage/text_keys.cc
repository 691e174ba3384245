#include "storage/text_keys.h"

#include <algorithm>

#include "storage/big_endian.h"
#include "storage/keys.h"

namespace qiusuo::storage {
namespace {

// First bytes of the keyspaces. On disk: never change, never reuse.
constexpr char kPostings = 't';
constexpr char kPositions = 'u';
constexpr char kBucket = 'v';
constexpr char kDocument = 'w';
constexpr char kPlace = 'x';
constexpr char kCollection = 'y';
constexpr char kRecord = 'z';

std::string NumberKey(char keyspace, std::string_view collection,
                      uint32_t number) {
  std::string key = KeyIn(keyspace, collection);
  AppendBigEndian32(key, number);
  return key;
}

std::string TermKey(char keyspace, std::string_view collection,
                    std::string_view term, uint32_t bucket) {
  std::string key = KeyIn(keyspace, collection, term);
  key += '\0';
  AppendBigEndian32(key, bucket);
  return key;
}

}  // namespace

std::string PostingKey(std::string_view collection, std::string_view term,
                       uint32_t bucket) {
  return TermKey(kPostings, collection, term, bucket);
}

KeyRange PostingKeys(std::string_view collection, std::string_view prefix) {
  return PrefixRange(KeyIn(kPostings, collection, prefix));
}

uint32_t ParseBucket(std::string_view key) {
  return static_cast<uint32_t>(
      ReadBigEndian(key.substr(key.size() - std::min<size_t>(key.size(), 4))));
}

std::string PositionsKey(std::string_view collection, std::string_view term,
                         uint32_t bucket) {
  return TermKey(kPositions, collection, term, bucket);
}

std::string BucketKey(std::string_view collection, uint32_t bucket) {
  return NumberKey(kBucket, collection, bucket);
}

std::string TextDocumentKey(std::string_view collection, uint32_t ordinal) {
  return NumberKey(kDocument, collection, ordinal);
}

std::string TextPlaceKey(const DocumentName& name) {
  return KeyIn(kPlace, name.collection, name.document);
}

std::string TextCollectionKey(std::string_view collection) {
  return KeyIn(kCollection, collection);
}

std::string TextIndexRecordKey() { return std::string(1, kRecord); }

KeyRange TextIndexKeys() {
  return {std::string(1, kPostings), std::string(1, kRecord) + '\0'};
}

}  // namespace qiusuo::storage
