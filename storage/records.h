// File: storage/records.h
//
// Stored records to messages and back.
//
//   ASSIGN_OR_RETURN(HeadRecord head, ParseRecord<HeadRecord>(*value, name));

#ifndef QIUSUO_STORAGE_RECORDS_H_
#define QIUSUO_STORAGE_RECORDS_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace qiusuo::storage {

// CorruptRecord makes a DATA_LOSS (CORRUPT_RECORD): `owner: what`, with `owner`, the
// name of a document or what else the record belongs to, as metadata.
absl::Status CorruptRecord(std::string_view owner, std::string_view what);

// ParseRecord answers the record; DATA_LOSS (CORRUPT_RECORD) if `bytes` are none.
template <typename Record>
absl::StatusOr<Record> ParseRecord(const std::string& bytes,
                                   std::string_view owner) {
  Record record;
  if (record.ParseFromString(bytes)) return record;
  return CorruptRecord(
      owner, "a stored " + Record::descriptor()->name() + " cannot be read");
}

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_RECORDS_H_
