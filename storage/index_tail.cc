#include "storage/index_tail.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "storage/keys.h"
#include "storage/metric_blocks.h"
#include "storage/records.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::ChangeRecord;
using qiusuo::storage::v1::IndexRecord;

constexpr size_t kBatchRows = 1024;
constexpr size_t kBatchBytes = 1 << 20;

// What a change takes, its rows aside: also of those that change no metric only so many may
// pile up.
constexpr size_t kChangeBytes = 4096;

size_t BytesOf(const std::shared_ptr<IndexChange>& change) {
  const bool has_rows = change != nullptr && change->rows != nullptr;
  return kChangeBytes + (has_rows ? change->rows->bytes() : 0);
}

std::string PlaceOf(const DocumentName& name) {
  return absl::StrCat(name.collection, "/", name.document);
}

// What the record says of the document's metrics; null if it leaves them as they are.
absl::StatusOr<std::shared_ptr<IndexChange>> ToChange(
    const ChangeRecord& record) {
  const std::optional<DocumentName> name =
      ParseDocumentName(record.document_name());
  if (!name.has_value()) {
    return CorruptRecord("the change log", "a change without a document");
  }
  if (record.kind() == qiusuo::storage::v1::CHANGE_KIND_CONFIRMED ||
      record.kind() == qiusuo::storage::v1::CHANGE_KIND_RELABELLED) {
    return std::shared_ptr<IndexChange>();
  }
  const bool lives = record.kind() != qiusuo::storage::v1::CHANGE_KIND_DELETED;
  return std::make_shared<IndexChange>(
      IndexChange{.name = *name,
                  .revision = lives ? record.revision() : 0,
                  .previous_revision = record.previous_revision(),
                  .replaces = record.replaces()});
}

}  // namespace

absl::StatusOr<IndexRecord> ReadIndexRecord(const Snapshot& snapshot) {
  ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                   snapshot.MultiGet({IndexRecordKey()}));
  if (!values[0].has_value()) return IndexRecord();
  return ParseRecord<IndexRecord>(*values[0], "the metric indexes");
}

absl::StatusOr<IndexRowsPtr> ReadIndexRows(const Snapshot& snapshot,
                                           const DocumentName& name,
                                           int64_t revision) {
  qiusuo::v1::Document document;
  document.set_name(name.ToString());
  const std::unique_ptr<Cursor> cursor =
      snapshot.Scan(MetricBlockKeys(name, revision), /*reverse=*/false);
  for (;;) {
    ASSIGN_OR_RETURN(std::vector<Row> rows,
                     cursor->Next(kBatchRows, kBatchBytes));
    if (rows.empty()) break;
    for (Row& row : rows) {
      RETURN_IF_ERROR(AddMetrics(std::move(row.value), document));
    }
  }
  return std::make_shared<const DocumentIndexRows>(name, revision,
                                                   document.metrics());
}

bool TailView::Holds(std::string_view document) const {
  return !places_.empty() && places_.contains(ToAbsl(document));
}

std::vector<Row> TailView::RowsIn(const KeyRange& range) const {
  std::vector<Row> found;
  for (const Document& document : documents_) {
    if (document.rows == nullptr) continue;
    const DocumentIndexRows& rows = *document.rows;
    for (size_t i = rows.LowerBound(range.begin); i < rows.size(); ++i) {
      if (!range.end.empty() && rows.key(i) >= range.end) break;
      found.push_back({std::string(rows.key(i)), std::string(rows.value(i))});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Row& a, const Row& b) { return a.key < b.key; });
  return found;
}

void IndexTail::Add(Version version, IndexChange change) {
  auto added = std::make_shared<IndexChange>(std::move(change));
  const std::lock_guard<std::mutex> lock(mutex_);
  // A view may have read it meanwhile.
  const auto place = changes_.find(version);
  if (place != changes_.end()) {
    bytes_ -= BytesOf(place->second);
    changes_.erase(place);
  }
  bytes_ += BytesOf(added);
  changes_.emplace(version, std::move(added));
}

void IndexTail::AddNothing(Version version) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (changes_.emplace(version, nullptr).second) bytes_ += BytesOf(nullptr);
}

absl::StatusOr<IndexTail::Changes> IndexTail::ChangesBetween(
    const Snapshot& snapshot, Version from, Version to) {
  Changes changes;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    changes.insert(changes_.upper_bound(from), changes_.upper_bound(to));
  }
  if (changes.size() == to - from) return changes;
  // Commits that their thread has not told of yet, or that a process before this one made.
  Changes read;
  const std::unique_ptr<Cursor> cursor =
      snapshot.Scan(ChangeKeysAfter(from), /*reverse=*/false);
  for (;;) {
    ASSIGN_OR_RETURN(const std::vector<Row> rows,
                     cursor->Next(kBatchRows, kBatchBytes));
    if (rows.empty()) break;
    for (const Row& row : rows) {
      const std::optional<Version> version = ParseChangeKey(row.key);
      if (!version.has_value()) {
        return CorruptRecord("the store", "a change key");
      }
      if (changes.contains(*version)) continue;
      ASSIGN_OR_RETURN(const ChangeRecord record,
                       ParseRecord<ChangeRecord>(row.value, "the change log"));
      ASSIGN_OR_RETURN(read[*version], ToChange(record));
    }
  }
  for (Version version = from + 1; version <= to; ++version) {
    if (!changes.contains(version)) read.emplace(version, nullptr);
  }
  changes.insert(read.begin(), read.end());
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const auto& [version, change] : read) {
    if (changes_.emplace(version, change).second) bytes_ += BytesOf(change);
  }
  return changes;
}

absl::StatusOr<IndexRowsPtr> IndexTail::RowsOf(const Snapshot& snapshot,
                                               Version version,
                                               IndexChange& change) {
  if (change.revision == 0) return IndexRowsPtr();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (change.rows != nullptr) return change.rows;
  }
  ASSIGN_OR_RETURN(IndexRowsPtr rows,
                   ReadIndexRows(snapshot, change.name, change.revision));
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto place = changes_.find(version);
  if (place != changes_.end() && place->second.get() == &change &&
      change.rows == nullptr) {
    change.rows = rows;
    bytes_ += rows->bytes();
  }
  return rows;
}

absl::StatusOr<std::shared_ptr<const TailView>> IndexTail::View(
    const Snapshot& snapshot) {
  ASSIGN_OR_RETURN(const IndexRecord record, ReadIndexRecord(snapshot));
  const Version from = record.version();
  const Version to = snapshot.version();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (latest_ != nullptr && latest_->from_ == from && latest_->to_ == to) {
      return latest_;
    }
  }
  auto view = std::make_shared<TailView>();
  view->from_ = from;
  view->to_ = to;
  ASSIGN_OR_RETURN(const Changes changes, ChangesBetween(snapshot, from, to));
  std::vector<Changes::const_iterator> last;
  for (auto at = changes.begin(); at != changes.end(); ++at) {
    const std::shared_ptr<IndexChange>& change = at->second;
    if (change == nullptr) continue;
    if (change->replaces) {
      view->dropped_.emplace_back(change->name, change->previous_revision);
    }
    const auto [place, is_new] =
        view->places_.emplace(PlaceOf(change->name), view->documents_.size());
    if (is_new) {
      view->documents_.push_back(
          {change->name, change->previous_revision, nullptr});
      last.push_back(at);
    } else {
      last[place->second] = at;
    }
  }
  for (size_t i = 0; i < last.size(); ++i) {
    ASSIGN_OR_RETURN(view->documents_[i].rows,
                     RowsOf(snapshot, last[i]->first, *last[i]->second));
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  latest_ = view;
  return view;
}

void IndexTail::Forget(Version version) {
  const std::lock_guard<std::mutex> lock(mutex_);
  while (!changes_.empty() && changes_.begin()->first <= version) {
    bytes_ -= BytesOf(changes_.begin()->second);
    changes_.erase(changes_.begin());
  }
  latest_ = nullptr;
}

size_t IndexTail::bytes() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return bytes_;
}

}  // namespace qiusuo::storage
