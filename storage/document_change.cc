// How what is known of a document changes while its revision stays: its labels, and whether it
// is deleted.

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "proto/error_details.h"
#include "storage/document_records.h"
#include "storage/document_store.h"
#include "storage/keys.h"

namespace qiusuo::storage {

using google::protobuf::Timestamp;
using qiusuo::storage::v1::HeadRecord;
using qiusuo::v1::Document;

absl::StatusOr<Document> DocumentStore::Delete(const DocumentName& name,
                                               std::string_view etag) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  ASSIGN_OR_RETURN(DocumentState state, ReadState(*snapshot, name));
  RETURN_IF_ERROR(RequireLiving(state, name));
  HeadRecord& head = state.head->record;
  RETURN_IF_ERROR(RequireEtag(head.document(), etag));
  const Timestamp now = ToTimestamp(clock_());
  Document& document = *head.mutable_document();
  *document.mutable_delete_time() = now;

  Commit commit = ChangeHead(name, *state.head);
  commit.Add(DocumentCountKey(name.collection), -1);
  commit.Add(MetricCountKey(name.collection), -document.metric_count());
  IndexChange change =
      PutChange(name, document, qiusuo::storage::v1::CHANGE_KIND_DELETED, now,
                document.revision(), /*replaces=*/false, commit);
  ASSIGN_OR_RETURN(const Version version, engine_->Apply(std::move(commit)));
  indexer_->Add(version, std::move(change));
  return std::move(document);
}

absl::StatusOr<Document> DocumentStore::Undelete(const DocumentName& name,
                                                 std::string_view etag) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  ASSIGN_OR_RETURN(DocumentState state, ReadState(*snapshot, name));
  if (!state.head.has_value()) return RequireLiving(state, name);
  if (state.is_living()) {
    return MakeError(absl::StatusCode::kFailedPrecondition,
                     "DOCUMENT_NOT_DELETED",
                     absl::StrCat(name.ToString(), " is not deleted"));
  }
  HeadRecord& head = state.head->record;
  RETURN_IF_ERROR(RequireEtag(head.document(), etag));
  Document& document = *head.mutable_document();
  document.clear_delete_time();

  Commit commit = ChangeHead(name, *state.head);
  commit.Add(DocumentCountKey(name.collection), 1);
  commit.Add(MetricCountKey(name.collection), document.metric_count());
  IndexChange change =
      PutChange(name, document, qiusuo::storage::v1::CHANGE_KIND_UNDELETED,
                ToTimestamp(clock_()), /*previous_revision=*/0,
                /*replaces=*/false, commit);
  ASSIGN_OR_RETURN(change.rows,
                   ReadIndexRows(*snapshot, name, document.revision()));
  ASSIGN_OR_RETURN(const Version version, engine_->Apply(std::move(commit)));
  indexer_->Add(version, std::move(change));
  return std::move(document);
}

absl::StatusOr<Document> DocumentStore::SetLabels(const DocumentName& name,
                                                  const Labels& labels,
                                                  std::string_view etag) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_->Read());
  ASSIGN_OR_RETURN(DocumentState state, ReadState(*snapshot, name));
  RETURN_IF_ERROR(RequireLiving(state, name));
  HeadRecord& head = state.head->record;
  RETURN_IF_ERROR(RequireEtag(head.document(), etag));
  Document& document = *head.mutable_document();
  if (HasLabels(document, labels)) return std::move(document);
  const Timestamp now = ToTimestamp(clock_());
  *document.mutable_labels() = labels;
  *document.mutable_update_time() = now;
  document.set_etag(MakeEtag(
      absl::StrCat(document.etag(), " ", now.seconds(), " ", now.nanos())));

  Commit commit = ChangeHead(name, *state.head);
  PutChange(name, document, qiusuo::storage::v1::CHANGE_KIND_RELABELLED, now,
            document.revision(), /*replaces=*/false, commit);
  ASSIGN_OR_RETURN(const Version version, engine_->Apply(std::move(commit)));
  indexer_->AddNothing(version);
  return std::move(document);
}

}  // namespace qiusuo::storage
