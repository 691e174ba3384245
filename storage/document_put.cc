// How a document comes in: one commit of revision chunks, head, index rows, counters
// and change record, on the condition that the head is still the one that was read.

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/sha256.h"
#include "base/status_macros.h"
#include "proto/error_details.h"
#include "storage/document_records.h"
#include "storage/document_store.h"
#include "storage/keys.h"
#include "storage/revision_codec.h"

namespace qiusuo::storage {
namespace {

using google::protobuf::Timestamp;
using qiusuo::storage::v1::CollectionRecord;
using qiusuo::storage::v1::HeadRecord;
using qiusuo::storage::v1::RevisionRecord;
using qiusuo::v1::Document;

constexpr size_t kEtagDigits = 16;

bool HasLabels(const Document& document, const Labels& labels) {
  if (document.labels_size() != static_cast<int>(labels.size())) return false;
  for (const auto& [key, value] : labels) {
    const auto label = document.labels().find(key);
    if (label == document.labels().end() || label->second != value)
      return false;
  }
  return true;
}

// The stored document, if it lives and these bytes and labels are its own.
const Document* SameDocument(const DocumentState& state,
                             std::string_view sha256, const Labels& labels) {
  if (!state.is_living()) return nullptr;
  const Document& stored = state.head->record.document();
  const bool is_same =
      stored.source().sha256() == sha256 && HasLabels(stored, labels);
  return is_same ? &stored : nullptr;
}

// Everything that the store itself knows of a document.
void SetStoredFields(const PutRequest& request, const std::string& sha256,
                     const DocumentState& state, const Timestamp& now,
                     Document& document) {
  const std::string name = request.name.ToString();
  document.set_name(name);
  document.mutable_source()->set_sha256(sha256);
  document.mutable_source()->set_size_bytes(
      static_cast<int64_t>(request.original.size()));
  *document.mutable_create_time() = now;
  *document.mutable_update_time() = now;
  document.clear_delete_time();
  document.set_revision(1);
  if (state.head.has_value()) {
    const Document& before = state.head->record.document();
    *document.mutable_create_time() = before.create_time();
    document.set_revision(before.revision() + 1);
  }
  document.set_etag(
      Sha256Hex(absl::StrCat(name, " ", document.revision(), " ", now.seconds(),
                             " ", now.nanos(), " ", sha256))
          .substr(0, kEtagDigits));
  document.set_section_count(document.sections_size());
  document.set_metric_count(document.metrics_size());
  document.set_diagnostic_count(document.diagnostics_size());
  for (int i = 0; i < document.metrics_size(); ++i) {
    document.mutable_metrics(i)->set_name(MetricName(name, i + 1));
  }
}

void PutCounters(const std::string& collection, const DocumentState& state,
                 int64_t metric_count, Commit& commit) {
  const bool was_living = state.is_living();
  if (!was_living) commit.Add(DocumentCountKey(collection), 1);
  const int64_t before =
      was_living ? state.head->record.document().metric_count() : 0;
  if (metric_count != before) {
    commit.Add(MetricCountKey(collection), metric_count - before);
  }
}

// PutRevision adds chunks and head, and answers the document in BASIC view.
absl::StatusOr<Document> PutRevision(PutRequest request, Document document,
                                     Commit& commit) {
  HeadRecord head;
  *head.mutable_document() = BasicView(document);
  const int64_t revision = document.revision();

  RevisionRecord record;
  if (request.original != document.text()) {
    record.set_original(std::move(request.original));
  }
  *record.mutable_document() = std::move(document);
  ASSIGN_OR_RETURN(std::vector<std::string> chunks, EncodeRevision(record));
  int32_t chunk_count = 0;
  for (std::string& chunk : chunks) {
    head.set_revision_bytes(head.revision_bytes() +
                            static_cast<int64_t>(chunk.size()));
    commit.Put(RevisionChunkKey(request.name, revision, chunk_count++),
               std::move(chunk));
  }
  head.set_chunk_count(chunk_count);
  commit.Put(HeadKey(request.name), head.SerializeAsString());
  return std::move(*head.mutable_document());
}

}  // namespace

absl::StatusOr<std::optional<Document>> DocumentStore::FindSame(
    const DocumentName& name, std::string_view sha256,
    const Labels& labels) const {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  ASSIGN_OR_RETURN(const DocumentState state, ReadState(*snapshot, name));
  if (!state.is_living()) return std::nullopt;
  const Document* same = SameDocument(state, sha256, labels);
  return same == nullptr ? std::nullopt : std::optional(*same);
}

absl::StatusOr<PutResult> DocumentStore::Put(PutRequest request) {
  const std::string sha256 = request.sha256.empty()
                                 ? Sha256Hex(request.original)
                                 : std::move(request.sha256);
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  ASSIGN_OR_RETURN(const DocumentState state,
                   ReadState(*snapshot, request.name));
  if (const Document* same =
          SameDocument(state, sha256, request.document.labels())) {
    return PutResult{*same, qiusuo::v1::IMPORT_OUTCOME_UNCHANGED};
  }
  const bool was_living = state.is_living();
  const Timestamp now = ToTimestamp(clock_());
  const DocumentName name = request.name;
  Document document = std::move(request.document);
  SetStoredFields(request, sha256, state, now, document);

  Commit commit;
  commit.Expect(HeadKey(name), state.head.has_value()
                                   ? std::optional(state.head->bytes)
                                   : std::nullopt);
  if (!state.collection_exists) {
    // Not expected to be absent: two first documents need not fight over who makes
    // the collection.
    CollectionRecord collection;
    *collection.mutable_create_time() = now;
    commit.Put(CollectionKey(name.collection), collection.SerializeAsString());
  }
  if (was_living) RETURN_IF_ERROR(DeleteIndexRows(*snapshot, name, commit));
  PutIndexRows(name, document, commit);
  PutCounters(name.collection, state, document.metric_count(), commit);
  PutChange(document,
            was_living ? qiusuo::storage::v1::CHANGE_KIND_UPDATED
                       : qiusuo::storage::v1::CHANGE_KIND_CREATED,
            now, commit);
  const std::function<bool()> cancelled = std::move(request.cancelled);
  const bool validate_only = request.validate_only;
  ASSIGN_OR_RETURN(Document basic, PutRevision(std::move(request),
                                               std::move(document), commit));
  if (cancelled && cancelled()) {
    return MakeError(absl::StatusCode::kCancelled, "CANCELLED",
                     "the caller gave up; nothing is stored");
  }
  if (!validate_only)
    RETURN_IF_ERROR(engine_->Apply(std::move(commit)).status());
  return PutResult{std::move(basic), was_living
                                         ? qiusuo::v1::IMPORT_OUTCOME_UPDATED
                                         : qiusuo::v1::IMPORT_OUTCOME_CREATED};
}

}  // namespace qiusuo::storage
