#include "storage/document_store.h"

#include <algorithm>
#include <random>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "proto/error_details.h"
#include "storage/big_endian.h"
#include "storage/collection_list.h"
#include "storage/document_records.h"
#include "storage/indicator_list.h"
#include "storage/keys.h"
#include "storage/metric_aggregate.h"
#include "storage/metric_blocks.h"
#include "storage/metric_query.h"
#include "storage/records.h"

namespace qiusuo::storage {
namespace {

using google::protobuf::Timestamp;
using qiusuo::storage::v1::ChangeRecord;
using qiusuo::storage::v1::FormatRecord;
using qiusuo::storage::v1::HeadRecord;
using qiusuo::v1::Document;
using qiusuo::v1::DocumentView;
using qiusuo::v1::MetricResult;

constexpr size_t kBatchRows = 1024;
constexpr size_t kBatchBytes = 1 << 20;

std::string RandomEpoch() {
  std::random_device random;
  return absl::StrFormat("%08x%08x%08x%08x", random(), random(), random(),
                         random());
}

absl::Status WrongFormat(std::string_view found) {
  const std::string expected = std::to_string(kFormatVersion);
  return MakeError(
      absl::StatusCode::kFailedPrecondition, "FORMAT_VERSION",
      absl::StrFormat("the store has format version %s; this program reads and "
                      "writes version %s. Take the originals out with `qiusuo "
                      "export` and the server that wrote it, and import them "
                      "into a new store",
                      found, expected),
      {{"found", std::string(found)}, {"expected", expected}});
}

// Version 3 has no text index; that comes by itself, out of the change log.
constexpr int32_t kOldestVersion = 3;

absl::Status CheckFormat(const std::string& bytes, Engine& engine) {
  ASSIGN_OR_RETURN(FormatRecord format,
                   ParseRecord<FormatRecord>(bytes, "the store"));
  if (format.format_version() == kFormatVersion) return absl::OkStatus();
  if (format.format_version() != kOldestVersion) {
    return WrongFormat(std::to_string(format.format_version()));
  }
  format.set_format_version(kFormatVersion);
  Commit commit;
  commit.Expect(FormatKey(), bytes);
  commit.Put(FormatKey(), format.SerializeAsString());
  return engine.Apply(std::move(commit)).status();
}

absl::Status MakeStore(Engine& engine, absl::Time now) {
  FormatRecord format;
  format.set_format_version(kFormatVersion);
  format.set_epoch(RandomEpoch());
  *format.mutable_create_time() = ToTimestamp(now);
  Commit commit;
  commit.Expect(FormatKey(), std::nullopt);
  commit.Put(FormatKey(), format.SerializeAsString());
  return engine.Apply(std::move(commit)).status();
}

}  // namespace

DocumentStore::DocumentStore(std::unique_ptr<Engine> engine, Clock clock)
    : engine_(std::move(engine)),
      clock_(std::move(clock)),
      indexer_(std::make_unique<Indexer>(*engine_)),
      text_indexer_(std::make_unique<TextIndexer>(*engine_)) {}

absl::StatusOr<std::unique_ptr<DocumentStore>> DocumentStore::Open(
    std::unique_ptr<Engine> engine, Clock clock) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine->Read());
  ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                   snapshot->MultiGet({FormatKey()}));
  if (values[0].has_value()) {
    RETURN_IF_ERROR(CheckFormat(*values[0], *engine));
  } else if (snapshot->version() != 0) {
    return WrongFormat("unknown");
  } else {
    RETURN_IF_ERROR(MakeStore(*engine, clock()));
  }
  std::unique_ptr<DocumentStore> store(
      new DocumentStore(std::move(engine), std::move(clock)));
  RETURN_IF_ERROR(store->text_indexer_->CatchUpIfFar());
  return store;
}

absl::StatusOr<Document> DocumentStore::Get(const DocumentName& name,
                                            DocumentView view) const {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  ASSIGN_OR_RETURN(DocumentState state, ReadState(*snapshot, name));
  RETURN_IF_ERROR(RequireLiving(state, name));
  HeadRecord& head = state.head->record;
  if (view != qiusuo::v1::DOCUMENT_VIEW_OUTLINE &&
      view != qiusuo::v1::DOCUMENT_VIEW_FULL) {
    return std::move(*head.mutable_document());
  }
  ASSIGN_OR_RETURN(StoredDocument stored, ReadStored(*snapshot, name, head));
  ReduceToView(view, stored.document);
  return std::move(stored.document);
}

absl::StatusOr<StoredDocument> DocumentStore::GetWhole(
    const DocumentName& name) const {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  ASSIGN_OR_RETURN(const DocumentState state, ReadState(*snapshot, name));
  RETURN_IF_ERROR(RequireLiving(state, name));
  return ReadStored(*snapshot, name, state.head->record);
}

std::string DocumentStore::ResumeAfter(const DocumentName& name) {
  return HeadKey(name);
}

absl::StatusOr<std::unique_ptr<DocumentWalk>> DocumentStore::Walk(
    std::string_view collection,
    const std::optional<DocumentName>& after) const {
  ASSIGN_OR_RETURN(std::unique_ptr<Snapshot> snapshot, engine_->Read());
  RETURN_IF_ERROR(
      ResolveCollections(*snapshot, std::string(collection)).status());
  KeyRange range = HeadKeys(collection);
  if (after.has_value()) {
    range.begin = std::max(range.begin, HeadKey(*after) + '\0');
  }
  return std::make_unique<DocumentWalk>(std::move(snapshot), range);
}

absl::StatusOr<TextPage> DocumentStore::Search(const TextQuery& query,
                                               size_t max_hits,
                                               std::string_view resume) const {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  ASSIGN_OR_RETURN(std::vector<std::string> collections,
                   ResolveCollections(*snapshot, query.collection));
  // Their keys are in another order.
  std::sort(collections.begin(), collections.end());
  ASSIGN_OR_RETURN(const TextTailPtr tail, text_indexer_->View(*snapshot));
  return SearchText(*snapshot, *tail, query, collections, max_hits, resume);
}

absl::StatusOr<DocumentStore::Scope> DocumentStore::ReadScope(
    const std::string& collection,
    const std::optional<std::string>& document) const {
  Scope scope;
  ASSIGN_OR_RETURN(scope.snapshot, engine_->Read());
  if (document.has_value()) {
    const DocumentName name{collection, *document};
    ASSIGN_OR_RETURN(const DocumentState state,
                     ReadState(*scope.snapshot, name));
    RETURN_IF_ERROR(RequireLiving(state, name));
  }
  ASSIGN_OR_RETURN(scope.collections,
                   ResolveCollections(*scope.snapshot, collection));
  ASSIGN_OR_RETURN(scope.tail, indexer_->View(*scope.snapshot));
  return scope;
}

absl::StatusOr<Page<MetricResult>> DocumentStore::Query(
    const MetricQuery& query, const PageLimits& limits,
    std::string_view resume) const {
  ASSIGN_OR_RETURN(const Scope scope,
                   ReadScope(query.collection, query.document));
  return QueryMetrics(*scope.snapshot, *scope.tail, query, scope.collections,
                      limits, resume);
}

absl::StatusOr<Page<qiusuo::v1::MetricGroup>> DocumentStore::Aggregate(
    const MetricAggregation& aggregation, const PageLimits& limits,
    std::string_view resume, const GivesUp& gives_up) const {
  ASSIGN_OR_RETURN(const Scope scope,
                   ReadScope(aggregation.collection, aggregation.document));
  return AggregateMetrics(*scope.snapshot, *scope.tail, aggregation,
                          scope.collections, limits, resume, gives_up);
}

absl::StatusOr<Page<qiusuo::v1::Indicator>> DocumentStore::Indicators(
    std::string_view collection, std::string_view prefix,
    const PageLimits& limits, std::string_view resume) const {
  ASSIGN_OR_RETURN(const Scope scope,
                   ReadScope(std::string(collection), std::nullopt));
  return ListIndicators(*scope.snapshot, *scope.tail, scope.collections, prefix,
                        limits, resume);
}

absl::StatusOr<MetricResult> DocumentStore::GetMetric(
    const MetricPlace& place) const {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  ASSIGN_OR_RETURN(const DocumentState state,
                   ReadState(*snapshot, place.document));
  RETURN_IF_ERROR(RequireLiving(state, place.document));
  const Document& document = state.head->record.document();
  const std::string name = document.name();
  if (place.ordinal == 0 || int64_t{place.ordinal} > document.metric_count()) {
    return MakeError(
        absl::StatusCode::kNotFound, "METRIC_NOT_FOUND",
        absl::StrCat(name, " has ", document.metric_count(), " metrics"));
  }
  ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> blocks,
                   snapshot->MultiGet({MetricBlockKey(
                       place.document, document.revision(), place.ordinal)}));
  if (!blocks[0].has_value()) {
    return CorruptRecord(name, "a block of metrics is missing");
  }
  ASSIGN_OR_RETURN(const MetricBlockView block,
                   ParseMetricBlock(*blocks[0], name));
  return block.Result(name, (place.ordinal - 1) % kMetricsPerBlock,
                      place.ordinal);
}

absl::Status DocumentStore::IndexNow() {
  RETURN_IF_ERROR(indexer_->CatchUp());
  return text_indexer_->CatchUp();
}

absl::StatusOr<std::vector<std::pair<Version, ChangeRecord>>>
DocumentStore::Changes(Version after, size_t max_count) const {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  const std::unique_ptr<Cursor> cursor =
      snapshot->Scan(ChangeKeysAfter(after), /*reverse=*/false);
  std::vector<std::pair<Version, ChangeRecord>> changes;
  while (changes.size() < max_count) {
    ASSIGN_OR_RETURN(
        const std::vector<Row> rows,
        cursor->Next(std::min(kBatchRows, max_count - changes.size()),
                     kBatchBytes));
    if (rows.empty()) break;
    for (const Row& row : rows) {
      const std::optional<Version> version = ParseChangeKey(row.key);
      if (!version.has_value())
        return CorruptRecord("the store", "a change key");
      ASSIGN_OR_RETURN(ChangeRecord change,
                       ParseRecord<ChangeRecord>(row.value, "the change log"));
      changes.emplace_back(*version, std::move(change));
    }
  }
  return changes;
}

absl::StatusOr<std::vector<CollectionSize>> DocumentStore::Collections() const {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  ASSIGN_OR_RETURN(const std::vector<std::string> collections,
                   ReadCollections(*snapshot));
  std::vector<std::string> keys;
  for (const std::string& collection : collections) {
    keys.push_back(DocumentCountKey(collection));
    keys.push_back(MetricCountKey(collection));
  }
  ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                   snapshot->MultiGet(keys));
  const auto count_at = [&](size_t i) {
    return static_cast<int64_t>(ReadBigEndian(values[i].value_or("")));
  };
  std::vector<CollectionSize> sizes;
  for (size_t i = 0; i < collections.size(); ++i) {
    sizes.push_back({collections[i], count_at(2 * i), count_at(2 * i + 1)});
  }
  return sizes;
}

}  // namespace qiusuo::storage
