#include "storage/document_records.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/sha256.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "proto/error_details.h"
#include "storage/keys.h"
#include "storage/metric_blocks.h"
#include "storage/records.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::ChangeKind;
using qiusuo::storage::v1::ChangeRecord;
using qiusuo::storage::v1::HeadRecord;
using qiusuo::v1::Document;

}  // namespace

absl::StatusOr<DocumentState> ReadState(const Snapshot& snapshot,
                                        const DocumentName& name) {
  ASSIGN_OR_RETURN(
      std::vector<std::optional<std::string>> values,
      snapshot.MultiGet({CollectionKey(name.collection), HeadKey(name)}));
  DocumentState state;
  state.collection_exists = values[0].has_value();
  if (!values[1].has_value()) return state;
  const std::string owner = name.ToString();
  ASSIGN_OR_RETURN(HeadRecord record,
                   ParseRecord<HeadRecord>(*values[1], owner));
  if (record.document().name() != owner) {
    return CorruptRecord(owner, "its head is that of another document");
  }
  state.head = StoredHead{*std::move(values[1]), std::move(record)};
  return state;
}

absl::Status RequireLiving(const DocumentState& state,
                           const DocumentName& name) {
  if (!state.collection_exists) return CollectionNotFound(name.collection);
  if (state.is_living()) return absl::OkStatus();
  return MakeError(absl::StatusCode::kNotFound, "DOCUMENT_NOT_FOUND",
                   absl::StrCat("there is no ", name.ToString()),
                   {{"name", name.ToString()}});
}

absl::Status CollectionNotFound(std::string_view collection) {
  const std::string name = CollectionName(collection);
  return MakeError(absl::StatusCode::kNotFound, "COLLECTION_NOT_FOUND",
                   absl::StrCat("there is no ", name), {{"name", name}});
}

Document BasicView(const Document& document) {
  // Field by field, so that the text is not copied only to be thrown away.
  Document basic;
  basic.set_name(document.name());
  basic.set_title(document.title());
  basic.set_issuer(document.issuer());
  basic.set_document_number(document.document_number());
  if (document.has_issue_date()) {
    *basic.mutable_issue_date() = document.issue_date();
  }
  basic.set_source_site(document.source_site());
  *basic.mutable_labels() = document.labels();
  *basic.mutable_source() = document.source();
  basic.set_parser_version(document.parser_version());
  basic.set_revision(document.revision());
  basic.set_etag(document.etag());
  *basic.mutable_create_time() = document.create_time();
  *basic.mutable_update_time() = document.update_time();
  if (document.has_delete_time()) {
    *basic.mutable_delete_time() = document.delete_time();
  }
  basic.set_section_count(document.section_count());
  basic.set_metric_count(document.metric_count());
  basic.set_diagnostic_count(document.diagnostic_count());
  return basic;
}

void PutMetricBlocks(const DocumentName& name, const Document& document,
                     Commit& commit) {
  uint32_t ordinal = 1;
  for (std::string& block : EncodeMetricBlocks(document)) {
    commit.Put(MetricBlockKey(name, document.revision(), ordinal),
               std::move(block));
    ordinal += kMetricsPerBlock;
  }
}

IndexChange PutChange(const DocumentName& name, const Document& document,
                      ChangeKind kind,
                      const google::protobuf::Timestamp& commit_time,
                      int64_t previous_revision, bool replaces,
                      Commit& commit) {
  ChangeRecord change;
  change.set_document_name(document.name());
  change.set_revision(document.revision());
  change.set_kind(kind);
  *change.mutable_commit_time() = commit_time;
  change.set_content_sha256(document.source().sha256());
  change.set_previous_revision(previous_revision);
  change.set_replaces(replaces);
  commit.PutAtVersion(ChangeKeyPrefix(), change.SerializeAsString());
  const bool lives = kind != qiusuo::storage::v1::CHANGE_KIND_DELETED;
  return {.name = name,
          .revision = lives ? document.revision() : 0,
          .previous_revision = previous_revision,
          .replaces = replaces};
}

absl::Status RequireEtag(const Document& document, std::string_view etag) {
  if (etag.empty() || etag == document.etag()) return absl::OkStatus();
  return MakeError(absl::StatusCode::kAborted, "ETAG_MISMATCH",
                   absl::StrCat(document.name(), " has changed"),
                   {{"etag", document.etag()}});
}

std::string MakeEtag(std::string_view seed) {
  constexpr size_t kDigits = 16;
  return Sha256Hex(seed).substr(0, kDigits);
}

Commit ChangeHead(const DocumentName& name, const StoredHead& head) {
  Commit commit;
  commit.Expect(HeadKey(name), head.bytes);
  commit.Put(HeadKey(name), head.record.SerializeAsString());
  return commit;
}

bool ContainsLabels(
    const Document& document,
    const google::protobuf::Map<std::string, std::string>& labels) {
  return std::all_of(labels.begin(), labels.end(), [&](const auto& label) {
    const auto found = document.labels().find(label.first);
    return found != document.labels().end() && found->second == label.second;
  });
}

bool HasLabels(const Document& document,
               const google::protobuf::Map<std::string, std::string>& labels) {
  return document.labels_size() == static_cast<int>(labels.size()) &&
         ContainsLabels(document, labels);
}

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  return google::protobuf::util::TimeUtil::NanosecondsToTimestamp(
      absl::ToUnixNanos(time));
}

}  // namespace qiusuo::storage
