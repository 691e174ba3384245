// File: storage/document_store.h
//
// The store's front door: documents, their metrics and the log of changes, on
// an Engine. Every write is one atomic durable commit of revision chunks, metric blocks,
// head, counters and change record; docs/storage_format.md shows them. The indexes of metrics and
// texts follow (storage/index_tail.h); queries always answer as of the last commit.
//
//   ASSIGN_OR_RETURN(auto engine, OpenRocksDb({.folder = folder}));
//   ASSIGN_OR_RETURN(auto store, DocumentStore::Open(std::move(engine),
//   SystemClock)); ASSIGN_OR_RETURN(PutResult put,
//   store->Put(std::move(request)));
//
// Safe from any thread. Errors of every method, besides its own: DATA_LOSS
// (CORRUPT_RECORD) when stored bytes do not check, UNAVAILABLE (ENGINE_IO).

#ifndef QIUSUO_STORAGE_DOCUMENT_STORE_H_
#define QIUSUO_STORAGE_DOCUMENT_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "base/clock.h"
#include "proto/arena_document.h"
#include "proto/names.h"
#include "qiusuo/storage/v1/record.pb.h"
#include "qiusuo/v1/document.pb.h"
#include "qiusuo/v1/document_service.pb.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/document_walk.h"
#include "storage/engine.h"
#include "storage/indexer.h"
#include "storage/stored_document.h"
#include "storage/text_indexer.h"
#include "storage/text_query.h"
#include "storage/text_search.h"
#include "storage/value_summary.h"

namespace qiusuo::storage {

// Version of docs/storage_format.md that this code writes and reads.
inline constexpr int32_t kFormatVersion = 4;

using Labels = google::protobuf::Map<std::string, std::string>;

struct PutRequest {
  DocumentName name;
  // As the parser made it, with labels; the store sets name, revision, etag,
  // times and the names of the metrics.
  ArenaDocument document;
  // The bytes as they were sent.
  std::string original;
  // Asked right before the commit; true gives up with CANCELLED and stores
  // nothing. May be empty.
  std::function<bool()> cancelled = nullptr;
  // SHA-256 of `original`, hexadecimal. Empty: taken by the store.
  std::string sha256 = {};
  // Does all but the commit, and answers what it would have made.
  bool validate_only = false;
  // What the sender said of the bytes, if anything.
  std::string stated_media_type = {};
  std::string stated_charset = {};
};

struct PutResult {
  qiusuo::v1::Document document;  // BASIC view
  qiusuo::v1::ImportOutcome outcome;
};

// A page of a list. `resume` goes into the next call as it is; empty: the last
// page.
template <typename T>
struct Page {
  std::vector<T> items;
  std::string resume;
};

// What ListDocuments asks for, validated.
struct DocumentQuery {
  std::string collection;  // may be kAnyCollection
  qiusuo::v1::DocumentFilter filter = {};
  bool show_deleted = false;
};

struct PageLimits {
  size_t max_items;
  size_t max_bytes;  // of the items, serialised; a page holds one item at least
};

// What QueryMetrics asks for, validated: ids are ids, decimals are decimals,
// dates are dates.
struct MetricQuery {
  // May be kAnyCollection, unless `document`, the id of one, is given.
  std::string collection;
  std::optional<std::string> document = std::nullopt;
  qiusuo::v1::MetricFilter filter = {};
  qiusuo::v1::MetricOrder order = qiusuo::v1::METRIC_ORDER_DOCUMENT;
  bool descending = false;
};

// What AggregateMetrics asks for, validated as a MetricQuery is.
struct MetricAggregation {
  std::string collection;  // as in MetricQuery, and so `document` and `filter`
  std::optional<std::string> document = std::nullopt;
  qiusuo::v1::MetricFilter filter = {};
  std::vector<qiusuo::v1::MetricGrouping> group_by = {};  // each once
  QuantileQuestions quantiles = {};
};

// Asked now and then by what takes long; true: give up with CANCELLED.
using GivesUp = std::function<bool()>;

struct CollectionSize {
  std::string collection;
  int64_t document_count = 0;
  int64_t metric_count = 0;
};

class DocumentStore {
 public:
  // Open takes over an engine that is empty or holds a store of kFormatVersion, or of the version
  // before, which it brings up to it. Errors: FAILED_PRECONDITION (FORMAT_VERSION) for any other.
  static absl::StatusOr<std::unique_ptr<DocumentStore>> Open(
      std::unique_ptr<Engine> engine, Clock clock);

  // Put stores a document. The same bytes and labels under a living name change
  // nothing, whatever parser made the document. Errors: ABORTED (CONFLICT),
  // CANCELLED, RESOURCE_EXHAUSTED (DISK_FULL), INVALID_ARGUMENT (COMMIT_TOO_LARGE).
  absl::StatusOr<PutResult> Put(PutRequest request);

  // FindSame answers the living document, BASIC view, that Put of bytes with this SHA-256 and
  // of these labels would leave as it is; nullopt if it would store something.
  absl::StatusOr<std::optional<qiusuo::v1::Document>> FindSame(
      const DocumentName& name, std::string_view sha256,
      const Labels& labels) const;

  // Get answers a document that is not deleted.
  // Errors: NOT_FOUND (COLLECTION_NOT_FOUND, DOCUMENT_NOT_FOUND).
  absl::StatusOr<qiusuo::v1::Document> Get(const DocumentName& name,
                                           qiusuo::v1::DocumentView view) const;

  // GetWhole answers a document that is not deleted with its original. Errors as Get.
  absl::StatusOr<StoredDocument> GetWhole(const DocumentName& name) const;

  // BatchGet answers documents, BASIC view, in the order of the names; nullopt for those that
  // are not there or are deleted.
  absl::StatusOr<std::vector<std::optional<qiusuo::v1::Document>>> BatchGet(
      const std::vector<DocumentName>& names) const;

  // List answers the documents that pass the filter in order of name, BASIC view. Errors:
  // NOT_FOUND (COLLECTION_NOT_FOUND),
  // INVALID_ARGUMENT (INVALID_PAGE_TOKEN) for a `resume` that no call answered.
  // After kMaxRowsPerPage documents read, deleted ones among them, it answers what
  // it has.
  absl::StatusOr<Page<qiusuo::v1::Document>> List(
      const DocumentQuery& query, const PageLimits& limits,
      std::string_view resume) const;

  // ResumeAfter answers the `resume` that List goes on with behind `name`, which need not exist.
  static std::string ResumeAfter(const DocumentName& name);

  // Walk walks over the living documents of `collection`, which may be kAnyCollection, behind
  // `after`, which need not exist. Errors: NOT_FOUND (COLLECTION_NOT_FOUND).
  absl::StatusOr<std::unique_ptr<DocumentWalk>> Walk(
      std::string_view collection,
      const std::optional<DocumentName>& after) const;

  // Replace stores another reading of a document's original: `read` is what GetWhole
  // answered, `document` as the parser made it. A new revision takes the place of the one
  // that was read, whose chunks go; labels and create_time stay. Errors: ABORTED (CONFLICT) when
  // the document was imported or deleted since, else as Put.
  absl::StatusOr<qiusuo::v1::Document> Replace(StoredDocument read,
                                               ArenaDocument document);

  // Confirm says that a parser of this version reads the same out of the original: only the head's
  // parser_version changes, or nothing if it is that. Errors as Replace.
  absl::Status Confirm(const qiusuo::v1::Document& read,
                       std::string_view parser_version);

  // Delete marks a document as deleted; its metrics are not answered any more. An `etag`
  // that is not empty must be the document's. Answers the document in BASIC
  // view. Errors: NOT_FOUND as Get, ABORTED (ETAG_MISMATCH, CONFLICT).
  absl::StatusOr<qiusuo::v1::Document> Delete(const DocumentName& name,
                                              std::string_view etag);

  // Undelete brings a deleted document back as it was. Errors: NOT_FOUND
  // (COLLECTION_NOT_FOUND, DOCUMENT_NOT_FOUND) if there never was one, FAILED_PRECONDITION
  // (DOCUMENT_NOT_DELETED), ABORTED (ETAG_MISMATCH, CONFLICT).
  absl::StatusOr<qiusuo::v1::Document> Undelete(const DocumentName& name,
                                                std::string_view etag);

  // SetLabels gives a document these and no other labels; the revision stays, etag and
  // update_time do not. Answers it in BASIC view. Errors as Delete.
  absl::StatusOr<qiusuo::v1::Document> SetLabels(const DocumentName& name,
                                                 const Labels& labels,
                                                 std::string_view etag);

  // Query answers the metrics that pass the filter, in order. Errors: NOT_FOUND
  // (COLLECTION_NOT_FOUND, and DOCUMENT_NOT_FOUND for a query within a
  // document), INVALID_ARGUMENT (INVALID_PAGE_TOKEN) as List. After
  // kMaxRowsPerPage rows read it answers what it has; only within one document, in
  // an order other than DOCUMENT, all rows of the document are read for each page.
  absl::StatusOr<Page<qiusuo::v1::MetricResult>> Query(
      const MetricQuery& query, const PageLimits& limits,
      std::string_view resume) const;

  // Aggregate sums up the metrics that pass the filter, by group. Errors as Query, and
  // FAILED_PRECONDITION (TOO_MANY_ROWS) after kMaxAggregateRows, CANCELLED. `resume` as in List.
  absl::StatusOr<Page<qiusuo::v1::MetricGroup>> Aggregate(
      const MetricAggregation& aggregation, const PageLimits& limits,
      std::string_view resume, const GivesUp& gives_up) const;

  // Indicators answers the names of indicators that begin with `prefix`, by name, in one or
  // all collections. Errors as List. After so many rows that a
  // page had better end it answers what it has.
  absl::StatusOr<Page<qiusuo::v1::Indicator>> Indicators(
      std::string_view collection, std::string_view prefix,
      const PageLimits& limits, std::string_view resume) const;

  // GetMetric answers the metric in this place, from 1, of a document that is not deleted. Errors
  // as Get, and NOT_FOUND (METRIC_NOT_FOUND).
  absl::StatusOr<qiusuo::v1::MetricResult> GetMetric(
      const MetricPlace& place) const;

  // Search answers the documents that have what the query asks for, at most `max_hits`, the best
  // first. Errors: NOT_FOUND (COLLECTION_NOT_FOUND), INVALID_ARGUMENT (INVALID_PAGE_TOKEN) as
  // List.
  absl::StatusOr<TextPage> Search(const TextQuery& query, size_t max_hits,
                                  std::string_view resume) const;

  // IndexNow brings the indexes, which threads else do now and then, up to the last commit. Queries
  // answer the same before and after. Errors: RESOURCE_EXHAUSTED (DISK_FULL).
  absl::Status IndexNow();

  // Changes answers the change log after `after`, oldest first, at most
  // `max_count`.
  absl::StatusOr<
      std::vector<std::pair<Version, qiusuo::storage::v1::ChangeRecord>>>
  Changes(Version after, size_t max_count) const;

  // Collections answers every collection with its size, by name.
  absl::StatusOr<std::vector<CollectionSize>> Collections() const;

  // The engine below, to ask its name, last version and disk usage.
  const Engine& engine() const { return *engine_; }

 private:
  // What a question about metrics is answered from.
  struct Scope {
    std::unique_ptr<Snapshot> snapshot;
    std::shared_ptr<const TailView> tail;
    std::vector<std::string> collections;
  };

  DocumentStore(std::unique_ptr<Engine> engine, Clock clock);

  // Errors as Query.
  absl::StatusOr<Scope> ReadScope(
      const std::string& collection,
      const std::optional<std::string>& document) const;

  const std::unique_ptr<Engine> engine_;
  const Clock clock_;
  const std::unique_ptr<Indexer> indexer_;
  const std::unique_ptr<TextIndexer> text_indexer_;
};

// ReadsTheSame tells whether `document`, as a parser made it, is what is stored, but for
// parser_version and what the store itself adds.
bool ReadsTheSame(const qiusuo::v1::Document& stored,
                  qiusuo::v1::Document document);

// Rows that one page of a list or a query reads at most.
inline constexpr size_t kMaxRowsPerPage = 20000;

// Index rows that one aggregation reads at most, and metrics in full.
inline constexpr size_t kMaxAggregateRows = 5'000'000;
inline constexpr size_t kMaxAggregateMetrics = 500'000;

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_DOCUMENT_STORE_H_
