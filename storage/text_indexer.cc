#include "storage/text_indexer.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/status_macros.h"
#include "storage/text_index_rows.h"

namespace qiusuo::storage {
namespace {

constexpr size_t kIdleBytes = size_t{256} << 10;

}  // namespace

TextIndexer::TextIndexer(Engine& engine)
    : engine_(engine),
      thread_(
          {.idle_bytes = kIdleBytes,
           .batch_bytes = kTextBatchBytes,
           .max_bytes = kMaxTextTailBytes},
          [this] { return tail_.bytes(); },
          [this] {
            const std::lock_guard<std::mutex> only_one(catch_up_mutex_);
            return CatchUpSome().status();
          }) {}

void TextIndexer::Add(Version version, const DocumentName& name,
                      SearchedTextPtr text) {
  tail_.Add(version, name, std::move(text));
  thread_.Pace();
}

absl::Status TextIndexer::CatchUpIfFar() {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_.Read());
  ASSIGN_OR_RETURN(const auto record, ReadTextIndexRecord(*snapshot));
  if (snapshot->version() - record.version() < kFarCommits) {
    return absl::OkStatus();
  }
  return CatchUp();
}

absl::Status TextIndexer::CatchUp() {
  const std::lock_guard<std::mutex> only_one(catch_up_mutex_);
  for (;;) {
    ASSIGN_OR_RETURN(const bool has_done_some, CatchUpSome());
    if (!has_done_some) return absl::OkStatus();
  }
}

absl::StatusOr<bool> TextIndexer::CatchUpSome() {
  ASSIGN_OR_RETURN(const std::unique_ptr<Snapshot> snapshot, engine_.Read());
  ASSIGN_OR_RETURN(const TextTailPtr tail,
                   tail_.Front(*snapshot, kTextBatchBytes));
  if (tail->from() == tail->to()) {
    tail_.Forget(tail->to());
    return false;
  }
  ASSIGN_OR_RETURN(const std::vector<OwnedRow> made,
                   MakeTextIndexRows(*snapshot, *tail));
  std::vector<LoadRow> rows;
  rows.reserve(made.size());
  for (const OwnedRow& row : made) {
    rows.push_back({row.key, row.value, row.appends});
  }
  RETURN_IF_ERROR(engine_.Load(rows));
  tail_.Forget(tail->to());
  return true;
}

}  // namespace qiusuo::storage
