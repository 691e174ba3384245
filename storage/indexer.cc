#include "storage/indexer.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/status_macros.h"
#include "qiusuo/storage/v1/record.pb.h"
#include "storage/keys.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::IndexRecord;

constexpr size_t kIdleBytes = size_t{1} << 20;
constexpr size_t kBatchRows = 1024;
constexpr size_t kBatchBytes = 1 << 20;

// The rows of all documents of a tail, in order.
class RowCollector {
 public:
  explicit RowCollector(const Snapshot& snapshot) : snapshot_(snapshot) {}

  // Adds the rows that `document` has now and removes those that it had.
  absl::Status Add(const TailView::Document& document) {
    // Sorts among collections as their keys do.
    Collected& collected = collected_[document.name.collection + "/"];
    std::vector<Entry>& entries = collected.entries;
    const DocumentIndexRows* const rows = document.rows.get();
    const size_t count = rows == nullptr ? 0 : rows->size();
    for (size_t i = 0; i < count; ++i) {
      entries.push_back({rows->order(i), rows, static_cast<uint32_t>(i), true});
    }
    collected.run_ends.push_back(entries.size());
    if (document.indexed_revision == 0) return absl::OkStatus();
    ASSIGN_OR_RETURN(
        const IndexRowsPtr old,
        ReadIndexRows(snapshot_, document.name, document.indexed_revision));
    for (size_t i = 0; i < old->size(); ++i) {
      const std::string_view key = old->key(i);
      const size_t at = rows == nullptr ? 0 : rows->LowerBound(key);
      if (at < count && rows->key(at) == key) continue;
      entries.push_back(
          {old->order(i), old.get(), static_cast<uint32_t>(i), false});
    }
    collected.run_ends.push_back(entries.size());
    old_rows_.push_back(old);
    return absl::OkStatus();
  }

  // The rows point into this and into the tail.
  std::vector<LoadRow> Sorted() {
    size_t count = 1;  // and the record
    for (auto& [collection, collected] : collected_) {
      count += collected.entries.size();
      MergeRuns(collected);
    }
    std::vector<LoadRow> rows;
    rows.reserve(count);
    // A key is index, collection, and the rest: of each index one collection after another.
    std::map<std::string, size_t> next;
    for (int index = 0; index <= 0xff; ++index) {
      for (const auto& [collection, collected] : collected_) {
        const std::vector<Entry>& entries = collected.entries;
        size_t& at = next[collection];
        for (; at < entries.size() && entries[at].index() == index; ++at) {
          rows.push_back(entries[at].row());
        }
      }
    }
    return rows;
  }

 private:
  struct Entry {
    KeyOrder order;
    const DocumentIndexRows* rows;
    uint32_t place;  // in `rows`
    bool stays;      // else it is to be removed

    std::string_view key() const { return rows->key(place); }
    int index() const { return static_cast<uint8_t>(key()[0]); }
    LoadRow row() const {
      return {key(), stays ? std::optional(rows->value(place)) : std::nullopt};
    }
  };

  // Of one collection: sorted runs, one behind the other.
  struct Collected {
    std::vector<Entry> entries;
    std::vector<size_t> run_ends;
  };

  // Makes one run of all, by merging neighbours until one is left: half the comparisons of a
  // sort, which would not know of the runs.
  static void MergeRuns(Collected& collected) {
    const auto comes_first = [](const Entry& a, const Entry& b) {
      return a.order != b.order ? a.order < b.order : a.key() < b.key();
    };
    std::vector<Entry> merged(collected.entries.size());
    while (collected.run_ends.size() > 1) {
      std::vector<size_t> ends;
      const Entry* const from = collected.entries.data();
      size_t begin = 0;
      for (size_t i = 0; i < collected.run_ends.size(); i += 2) {
        const size_t middle = collected.run_ends[i];
        const size_t end =
            collected.run_ends[std::min(i + 1, collected.run_ends.size() - 1)];
        std::merge(from + begin, from + middle, from + middle, from + end,
                   merged.data() + begin, comes_first);
        ends.push_back(end);
        begin = end;
      }
      collected.entries.swap(merged);
      collected.run_ends.swap(ends);
    }
  }

  const Snapshot& snapshot_;
  std::map<std::string, Collected> collected_;
  std::vector<IndexRowsPtr> old_rows_;
};

// The keys of all metric blocks of the revisions.
absl::StatusOr<std::vector<std::string>> BlockKeys(const Snapshot& snapshot,
                                                   const IndexRecord& record) {
  std::vector<std::string> keys;
  for (const auto& dropped : record.dropped()) {
    const std::optional<DocumentName> name =
        ParseDocumentName(dropped.document_name());
    if (!name.has_value()) continue;
    const std::unique_ptr<Cursor> cursor = snapshot.Scan(
        MetricBlockKeys(*name, dropped.revision()), /*reverse=*/false);
    for (;;) {
      ASSIGN_OR_RETURN(std::vector<Row> rows,
                       cursor->Next(kBatchRows, kBatchBytes));
      if (rows.empty()) break;
      for (Row& row : rows) keys.push_back(std::move(row.key));
    }
  }
  return keys;
}

}  // namespace

Indexer::Indexer(Engine& engine)
    : engine_(engine),
      thread_(
          {.idle_bytes = kIdleBytes,
           .batch_bytes = kIndexBatchBytes,
           .max_bytes = kMaxTailBytes},
          [this] { return tail_.bytes(); }, [this] { return CatchUp(); }) {}

void Indexer::Add(Version version, IndexChange change) {
  tail_.Add(version, std::move(change));
  thread_.Pace();
}

absl::Status Indexer::CatchUp() {
  const std::lock_guard<std::mutex> only_one(catch_up_mutex_);
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_.Read());
  ASSIGN_OR_RETURN(const std::shared_ptr<const TailView> tail,
                   tail_.View(*snapshot));
  if (!dropped_again_) {
    // The process that wrote the record may have died before it dropped them.
    ASSIGN_OR_RETURN(const IndexRecord record, ReadIndexRecord(*snapshot));
    ASSIGN_OR_RETURN(const std::vector<std::string> keys,
                     BlockKeys(*snapshot, record));
    if (!keys.empty()) RETURN_IF_ERROR(engine_.Drop(keys));
    dropped_again_ = true;
  }
  if (tail->from() == tail->to()) return absl::OkStatus();
  RowCollector collector(*snapshot);
  for (const TailView::Document& document : tail->documents()) {
    RETURN_IF_ERROR(collector.Add(document));
  }
  IndexRecord record;
  record.set_version(tail->to());
  for (const auto& [name, revision] : tail->dropped()) {
    auto& dropped = *record.add_dropped();
    dropped.set_document_name(name.ToString());
    dropped.set_revision(revision);
  }
  const std::string record_key = IndexRecordKey();
  const std::string record_bytes = record.SerializeAsString();
  std::vector<LoadRow> rows = collector.Sorted();
  rows.push_back({record_key, record_bytes});
  RETURN_IF_ERROR(engine_.Load(rows));
  tail_.Forget(tail->to());
  ASSIGN_OR_RETURN(const std::vector<std::string> keys,
                   BlockKeys(*snapshot, record));
  return keys.empty() ? absl::OkStatus() : engine_.Drop(keys);
}

}  // namespace qiusuo::storage
