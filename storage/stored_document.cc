#include "storage/stored_document.h"

#include <iterator>
#include <utility>
#include <vector>

#include "base/status_macros.h"
#include "storage/keys.h"
#include "storage/metric_blocks.h"
#include "storage/records.h"
#include "storage/revision_codec.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::HeadRecord;
using qiusuo::storage::v1::RevisionRecord;

void AddChunkKeys(const DocumentName& name, const HeadRecord& head,
                  std::vector<std::string>& keys) {
  for (int32_t chunk = 0; chunk < head.chunk_count(); ++chunk) {
    keys.push_back(RevisionChunkKey(name, head.document().revision(), chunk));
  }
}

absl::StatusOr<RevisionRecord> ToRevision(
    const std::vector<std::optional<std::string>>& chunks,
    const DocumentName& name, const HeadRecord& head) {
  const std::string owner = name.ToString();
  ASSIGN_OR_RETURN(RevisionRecord record,
                   DecodeRevision(chunks, head.revision_bytes(), owner));
  if (record.document().name() != owner ||
      record.document().revision() != head.document().revision()) {
    return CorruptRecord(owner, "its revision is that of another document");
  }
  return record;
}

}  // namespace

absl::StatusOr<qiusuo::v1::Document> ReadRevision(const Snapshot& snapshot,
                                                  const DocumentName& name,
                                                  const HeadRecord& head) {
  std::vector<std::string> keys;
  AddChunkKeys(name, head, keys);
  ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> chunks,
                   snapshot.MultiGet(keys));
  ASSIGN_OR_RETURN(RevisionRecord record, ToRevision(chunks, name, head));
  return std::move(*record.mutable_document());
}

absl::StatusOr<StoredDocument> ReadStored(const Snapshot& snapshot,
                                          const DocumentName& name,
                                          const HeadRecord& head) {
  const std::string owner = name.ToString();
  const int64_t revision = head.document().revision();
  std::vector<std::string> keys;
  AddChunkKeys(name, head, keys);
  const int64_t metric_count = head.document().metric_count();
  for (int64_t block = 0; block < BlockCount(metric_count); ++block) {
    keys.push_back(MetricBlockKey(
        name, revision, static_cast<uint32_t>(block * kMetricsPerBlock + 1)));
  }
  ASSIGN_OR_RETURN(std::vector<std::optional<std::string>> chunks,
                   snapshot.MultiGet(keys));
  const std::vector<std::optional<std::string>> blocks(
      std::make_move_iterator(chunks.begin() + head.chunk_count()),
      std::make_move_iterator(chunks.end()));
  chunks.resize(static_cast<size_t>(head.chunk_count()));
  ASSIGN_OR_RETURN(RevisionRecord record, ToRevision(chunks, name, head));
  StoredDocument stored;
  stored.document = std::move(*record.mutable_document());
  stored.document.mutable_metrics()->Reserve(static_cast<int>(metric_count));
  for (const std::optional<std::string>& block : blocks) {
    RETURN_IF_ERROR(AddMetrics(block, stored.document));
  }
  if (stored.document.metrics_size() != metric_count) {
    return CorruptRecord(owner, "it has another number of metrics");
  }
  // A newer parser may have confirmed what an older one read, and labels may be others.
  stored.document.set_parser_version(head.document().parser_version());
  *stored.document.mutable_labels() = head.document().labels();
  stored.document.set_etag(head.document().etag());
  *stored.document.mutable_update_time() = head.document().update_time();
  if (record.original().empty()) {
    stored.original = stored.document.text();
  } else {
    stored.original = std::move(*record.mutable_original());
  }
  stored.stated_media_type = std::move(*record.mutable_stated_media_type());
  stored.stated_charset = std::move(*record.mutable_stated_charset());
  return stored;
}

void ReduceToView(qiusuo::v1::DocumentView view,
                  qiusuo::v1::Document& document) {
  if (view == qiusuo::v1::DOCUMENT_VIEW_FULL) return;
  document.clear_text();
  document.clear_zones();
  document.clear_metrics();
  if (view == qiusuo::v1::DOCUMENT_VIEW_OUTLINE) return;
  document.clear_sections();
  document.clear_diagnostics();
  document.clear_numberings();
}

}  // namespace qiusuo::storage
