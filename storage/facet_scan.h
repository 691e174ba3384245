// File: storage/facet_scan.h
//
// Walks over very many rows of a metric index of one collection, in order of key, together with
// what the tail has there; nothing is allocated for a row.
//
//   FacetScan scan(snapshot, tail, MetricIndex::kIndicatorDocument, "courts", range);
//   for (;;) {
//     ASSIGN_OR_RETURN(const bool found, scan.Next());
//     if (!found) break;
//     Count(scan.indicator(), scan.facets());
//   }

#ifndef QIUSUO_STORAGE_FACET_SCAN_H_
#define QIUSUO_STORAGE_FACET_SCAN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/engine.h"
#include "storage/index_rows.h"
#include "storage/index_tail.h"
#include "storage/keys.h"

namespace qiusuo::storage {

// One thread at a time; the snapshot and the tail must outlive it.
class FacetScan {
 public:
  // `index` is any whose rows stand for metrics, and `range` within the collection's.
  FacetScan(const Snapshot& snapshot, const TailView& tail, MetricIndex index,
            const std::string& collection, KeyRange range);
  FacetScan(const FacetScan&) = delete;
  FacetScan& operator=(const FacetScan&) = delete;

  // Next goes to the next row; false at the end. Errors: as Cursor::Next.
  absl::StatusOr<bool> Next();

  // SkipTo makes Next go on at the first row whose key is not less than `key`, which must not
  // lie before the row.
  void SkipTo(const std::string& key);

  // Of the row; the views hold until the next call.
  // The indicator as AppendText wrote it; empty in an index without.
  std::string_view indicator() const { return indicator_; }
  std::string_view document() const { return document_; }
  uint32_t ordinal() const { return ordinal_; }
  const MetricFacets& facets() const { return facets_; }

  // Rows that were read, those that do not count among them.
  size_t rows_read() const { return rows_read_; }

 private:
  struct Source {
    std::unique_ptr<Cursor> cursor;  // null: of the tail, no more come
    RowBatch rows = {};
    size_t next = 0;

    bool at_end() const { return next == rows.size(); }
    std::string_view key() const { return rows.key(next); }
  };

  void Open();
  absl::Status Refill(Source& source);
  absl::Status Parse(std::string_view key, std::string_view value);
  bool IsInTail();

  const Snapshot& snapshot_;
  const TailView& tail_;
  const std::string prefix_;
  const bool by_indicator_;
  KeyRange range_;
  Source indexed_;
  Source late_;
  bool opened_ = false;
  size_t batch_rows_ = 0;
  size_t rows_read_ = 0;
  std::string place_;  // collection, slash and document, to ask the tail
  const size_t place_begin_;
  std::string indicator_;
  std::string_view document_;
  uint32_t ordinal_ = 0;
  MetricFacets facets_;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_FACET_SCAN_H_
