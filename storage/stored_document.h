// File: storage/stored_document.h
//
// A whole document as it is stored: the newest revision with the bytes it was read from.
//
//   ASSIGN_OR_RETURN(StoredDocument stored, ReadStored(snapshot, name, head));
//   parser.Read(stored.original);

#ifndef QIUSUO_STORAGE_STORED_DOCUMENT_H_
#define QIUSUO_STORAGE_STORED_DOCUMENT_H_

#include <string>

#include "absl/status/statusor.h"
#include "proto/names.h"
#include "qiusuo/storage/v1/record.pb.h"
#include "qiusuo/v1/document.pb.h"
#include "storage/engine.h"

namespace qiusuo::storage {

struct StoredDocument {
  qiusuo::v1::Document document;  // FULL view
  // The bytes as they were sent, and what their sender said of them, if anything.
  std::string original;
  std::string stated_media_type;
  std::string stated_charset;
};

// ReadStored answers the revision that the document's head names.
// Errors: DATA_LOSS (CORRUPT_RECORD), UNAVAILABLE (ENGINE_IO).
absl::StatusOr<StoredDocument> ReadStored(
    const Snapshot& snapshot, const DocumentName& name,
    const qiusuo::storage::v1::HeadRecord& head);

// ReadRevision answers the document alone, without its metrics. Errors as ReadStored.
absl::StatusOr<qiusuo::v1::Document> ReadRevision(
    const Snapshot& snapshot, const DocumentName& name,
    const qiusuo::storage::v1::HeadRecord& head);

// ReduceToView takes away what the view, BASIC or OUTLINE, does not show; of a FULL one nothing.
void ReduceToView(qiusuo::v1::DocumentView view,
                  qiusuo::v1::Document& document);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_STORED_DOCUMENT_H_
