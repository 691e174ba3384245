// File: storage/head_scan.h
//
// The living documents that have metrics, by name.
//
//   HeadScan heads(snapshot, HeadKeys("courts"), /*reverse=*/false);
//   ASSIGN_OR_RETURN(std::optional<DocumentStep> document, heads.Next());

#ifndef QIUSUO_STORAGE_HEAD_SCAN_H_
#define QIUSUO_STORAGE_HEAD_SCAN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "proto/names.h"
#include "storage/engine.h"

namespace qiusuo::storage {

// A document whose metrics are to be read.
struct DocumentStep {
  DocumentName name;
  int64_t revision = 0;
  std::string rank;  // of the metrics that are meant; empty: all are
};

// One thread at a time; the snapshot must outlive it.
class HeadScan {
 public:
  // `range` is of heads.
  HeadScan(const Snapshot& snapshot, const KeyRange& range, bool reverse)
      : cursor_(snapshot.Scan(range, reverse)) {}

  // Next answers the next document; nullopt at the end. Errors as Cursor::Next.
  absl::StatusOr<std::optional<DocumentStep>> Next();

 private:
  const std::unique_ptr<Cursor> cursor_;
  size_t batch_rows_ = 2;
  std::vector<Row> rows_;
  size_t next_ = 0;
};

// HeadKeyRange answers the range of the head of one document.
KeyRange HeadKeyRange(const DocumentName& name);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_HEAD_SCAN_H_
