// How a document comes in, or is read anew: one commit of revision chunks, metric blocks, head,
// counters and change record, on the condition that the head is still the one that was read.

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

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

// The stored document, if it lives and these bytes and labels are its own.
const Document* SameDocument(const DocumentState& state,
                             std::string_view sha256, const Labels& labels) {
  if (!state.is_living()) return nullptr;
  const Document& stored = state.head->record.document();
  const bool is_same =
      stored.source().sha256() == sha256 && HasLabels(stored, labels);
  return is_same ? &stored : nullptr;
}

// What the store adds to every revision of a document with this name and these bytes.
void SetStoredFields(const DocumentName& document_name,
                     const std::string& sha256, int64_t size_bytes,
                     Document& document) {
  const std::string name = document_name.ToString();
  document.set_name(name);
  document.mutable_source()->set_sha256(sha256);
  document.mutable_source()->set_size_bytes(size_bytes);
  document.clear_delete_time();
  document.set_section_count(document.sections_size());
  document.set_metric_count(document.metrics_size());
  document.set_diagnostic_count(document.diagnostics_size());
}

// What tells this revision, which is made now, from those before it.
void SetRevision(const DocumentState& state, const Timestamp& now,
                 Document& document) {
  *document.mutable_create_time() = now;
  *document.mutable_update_time() = now;
  document.set_revision(1);
  if (state.head.has_value()) {
    const Document& before = state.head->record.document();
    *document.mutable_create_time() = before.create_time();
    document.set_revision(before.revision() + 1);
  }
  document.set_etag(MakeEtag(absl::StrCat(
      document.name(), " ", document.revision(), " ", now.seconds(), " ",
      now.nanos(), " ", document.source().sha256())));
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

// A revision on its way into the store.
struct NewRevision {
  ArenaDocument document;
  std::string original;
  std::string stated_media_type;
  std::string stated_charset;
};

// PutRevision adds chunks and head, and answers the document in BASIC view. Takes the metrics out
// of the document.
absl::StatusOr<Document> PutRevision(const DocumentName& name,
                                     NewRevision added, Commit& commit) {
  Document& document = *added.document;
  HeadRecord head;
  *head.mutable_document() = BasicView(document);
  RevisionRecord record;
  if (added.original != document.text()) {
    record.set_original(std::move(added.original));
  }
  record.set_stated_media_type(std::move(added.stated_media_type));
  record.set_stated_charset(std::move(added.stated_charset));
  document.clear_metrics();
  // Lent, not copied: the arena keeps it.
  record.unsafe_arena_set_allocated_document(&document);
  absl::StatusOr<std::vector<std::string>> chunks = EncodeRevision(record);
  record.unsafe_arena_release_document();
  RETURN_IF_ERROR(chunks.status());
  int32_t chunk_count = 0;
  for (std::string& chunk : *chunks) {
    head.set_revision_bytes(head.revision_bytes() +
                            static_cast<int64_t>(chunk.size()));
    commit.Put(RevisionChunkKey(name, document.revision(), chunk_count++),
               std::move(chunk));
  }
  head.set_chunk_count(chunk_count);
  commit.Put(HeadKey(name), head.SerializeAsString());
  return std::move(*head.mutable_document());
}

// What is to be committed, and what the indexes are told of it then.
struct Addition {
  Commit commit;
  IndexChange change;
  SearchedTextPtr text;
  Document basic;  // BASIC view
};

// MakeAddition makes all that a new revision brings with it, on condition that the head is still
// the one in `state`.
absl::StatusOr<Addition> MakeAddition(const DocumentState& state,
                                      const DocumentName& name,
                                      const Timestamp& now, NewRevision added,
                                      bool replaces) {
  Addition addition;
  Commit& commit = addition.commit;
  commit.Expect(HeadKey(name), state.head.has_value()
                                   ? std::optional(state.head->bytes)
                                   : std::nullopt);
  const Document& document = *added.document;
  PutMetricBlocks(name, document, commit);
  PutCounters(name.collection, state, document.metric_count(), commit);
  const int64_t previous =
      state.is_living() ? state.head->record.document().revision() : 0;
  addition.change =
      PutChange(name, document,
                state.is_living() ? qiusuo::storage::v1::CHANGE_KIND_UPDATED
                                  : qiusuo::storage::v1::CHANGE_KIND_CREATED,
                now, previous, replaces, commit);
  addition.change.rows = std::make_shared<const DocumentIndexRows>(
      name, document.revision(), document.metrics());
  addition.text = ToSearchedText(document);
  ASSIGN_OR_RETURN(addition.basic, PutRevision(name, std::move(added), commit));
  return addition;
}

// The state of a document that is still as `read` has it; ABORTED (CONFLICT) if it is not.
absl::StatusOr<DocumentState> ReadStateOf(const Snapshot& snapshot,
                                          const Document& read) {
  const std::optional<DocumentName> name = ParseDocumentName(read.name());
  if (!name.has_value()) return absl::InternalError("a document has no name");
  ASSIGN_OR_RETURN(DocumentState state, ReadState(snapshot, *name));
  if (!state.is_living() ||
      state.head->record.document().revision() != read.revision()) {
    return MakeError(absl::StatusCode::kAborted, "CONFLICT",
                     absl::StrCat(read.name(), " has changed"));
  }
  return state;
}

// Maps have no order of their own; here they have one.
std::string SortedBytes(const Document& document) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream out(&stream);
  out.SetSerializationDeterministic(true);
  document.SerializeToCodedStream(&out);
  out.Trim();
  return bytes;
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
          SameDocument(state, sha256, request.document->labels())) {
    return PutResult{*same, qiusuo::v1::IMPORT_OUTCOME_UNCHANGED};
  }
  const Timestamp now = ToTimestamp(clock_());
  SetStoredFields(request.name, sha256,
                  static_cast<int64_t>(request.original.size()),
                  *request.document);
  SetRevision(state, now, *request.document);
  ASSIGN_OR_RETURN(
      Addition addition,
      MakeAddition(state, request.name, now,
                   {.document = std::move(request.document),
                    .original = std::move(request.original),
                    .stated_media_type = std::move(request.stated_media_type),
                    .stated_charset = std::move(request.stated_charset)},
                   /*replaces=*/false));
  if (!state.collection_exists) {
    // Not expected to be absent: two first documents need not fight over who makes
    // the collection.
    CollectionRecord collection;
    *collection.mutable_create_time() = now;
    addition.commit.Put(CollectionKey(request.name.collection),
                        collection.SerializeAsString());
  }
  if (request.cancelled && request.cancelled()) {
    return MakeError(absl::StatusCode::kCancelled, "CANCELLED",
                     "the caller gave up; nothing is stored");
  }
  if (!request.validate_only) {
    ASSIGN_OR_RETURN(const Version version,
                     engine_->Apply(std::move(addition.commit)));
    indexer_->Add(version, std::move(addition.change));
    text_indexer_->Add(version, request.name, std::move(addition.text));
  }
  return PutResult{std::move(addition.basic),
                   state.is_living() ? qiusuo::v1::IMPORT_OUTCOME_UPDATED
                                     : qiusuo::v1::IMPORT_OUTCOME_CREATED};
}

bool ReadsTheSame(const Document& stored, Document document) {
  const std::optional<DocumentName> name = ParseDocumentName(stored.name());
  if (!name.has_value()) return false;
  *document.mutable_labels() = stored.labels();
  SetStoredFields(*name, stored.source().sha256(), stored.source().size_bytes(),
                  document);
  document.set_revision(stored.revision());
  document.set_etag(stored.etag());
  *document.mutable_create_time() = stored.create_time();
  *document.mutable_update_time() = stored.update_time();
  document.set_parser_version(stored.parser_version());
  for (int i = 0; i < document.metrics_size(); ++i) {
    document.mutable_metrics(i)->set_name(MetricName(stored.name(), i + 1));
  }
  return SortedBytes(document) == SortedBytes(stored);
}

absl::StatusOr<Document> DocumentStore::Replace(StoredDocument read,
                                                ArenaDocument document) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  ASSIGN_OR_RETURN(const DocumentState state,
                   ReadStateOf(*snapshot, read.document));
  const DocumentName name = *ParseDocumentName(read.document.name());
  const Timestamp now = ToTimestamp(clock_());
  // As they are now: they may have changed since it was read.
  *document->mutable_labels() = state.head->record.document().labels();
  SetStoredFields(name, read.document.source().sha256(),
                  read.document.source().size_bytes(), *document);
  SetRevision(state, now, *document);
  ASSIGN_OR_RETURN(
      Addition addition,
      MakeAddition(state, name, now,
                   {.document = std::move(document),
                    .original = std::move(read.original),
                    .stated_media_type = std::move(read.stated_media_type),
                    .stated_charset = std::move(read.stated_charset)},
                   /*replaces=*/true));
  // The bytes are in the new revision; keeping them twice would double the store. The metric blocks
  // stay until the indexes do not show them.
  const HeadRecord& before = state.head->record;
  for (int32_t chunk = 0; chunk < before.chunk_count(); ++chunk) {
    addition.commit.Delete(
        RevisionChunkKey(name, before.document().revision(), chunk));
  }
  ASSIGN_OR_RETURN(const Version version,
                   engine_->Apply(std::move(addition.commit)));
  indexer_->Add(version, std::move(addition.change));
  text_indexer_->Add(version, name, std::move(addition.text));
  return std::move(addition.basic);
}

absl::Status DocumentStore::Confirm(const Document& read,
                                    std::string_view parser_version) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  ASSIGN_OR_RETURN(DocumentState state, ReadStateOf(*snapshot, read));
  HeadRecord& head = state.head->record;
  if (head.document().parser_version() == parser_version) {
    return absl::OkStatus();
  }
  head.mutable_document()->set_parser_version(std::string(parser_version));
  const DocumentName name = *ParseDocumentName(read.name());
  Commit commit = ChangeHead(name, *state.head);
  PutChange(name, head.document(), qiusuo::storage::v1::CHANGE_KIND_CONFIRMED,
            ToTimestamp(clock_()), head.document().revision(),
            /*replaces=*/false, commit);
  ASSIGN_OR_RETURN(const Version version, engine_->Apply(std::move(commit)));
  indexer_->AddNothing(version);
  return absl::OkStatus();
}

}  // namespace qiusuo::storage
