// File: storage/text_keys.h
//
// Keys of the text index; docs/storage_format.md shows each. All of its rows are written by
// Engine::Load, and no other row lies between them.
//
// The documents of a collection that the index shows have ordinals, from 0, and 4096 of them are a
// bucket. A term has a row in every bucket in which a document has it.
//
//   PostingKey("courts", "结案", 0)    tcourts/结案 NUL, 4 bytes 0

#ifndef QIUSUO_STORAGE_TEXT_KEYS_H_
#define QIUSUO_STORAGE_TEXT_KEYS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "proto/names.h"
#include "storage/engine.h"

namespace qiusuo::storage {

inline constexpr uint32_t kBucketDocuments = 4096;

// What documents of a bucket have the term, and where if that is not much.
std::string PostingKey(std::string_view collection, std::string_view term,
                       uint32_t bucket);
// PostingKeys answers the range of all rows of terms that begin with `prefix`.
KeyRange PostingKeys(std::string_view collection, std::string_view prefix);
// ParseBucket answers the bucket of a PostingKey.
uint32_t ParseBucket(std::string_view key);

// Where the documents have the term, if that is much.
std::string PositionsKey(std::string_view collection, std::string_view term,
                         uint32_t bucket);

// Sizes of a bucket's documents.
std::string BucketKey(std::string_view collection, uint32_t bucket);

// The TextDocumentRecord of an ordinal.
std::string TextDocumentKey(std::string_view collection, uint32_t ordinal);

// The TextPlaceRecord of a document.
std::string TextPlaceKey(const DocumentName& name);

// The TextCollectionRecord.
std::string TextCollectionKey(std::string_view collection);

// The TextIndexRecord; behind all other rows of the text index.
std::string TextIndexRecordKey();

// TextIndexKeys answers the range of all that is here.
KeyRange TextIndexKeys();

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_TEXT_KEYS_H_
